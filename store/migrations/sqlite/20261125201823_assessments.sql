-- Disable the enforcement of foreign-keys constraints
PRAGMA foreign_keys = off;
-- Create "new_revisions" table
CREATE TABLE `new_revisions` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `number` integer NOT NULL, `changed_at` datetime NULL, `last_entry` integer NOT NULL DEFAULT (0), `graph_number` integer NOT NULL DEFAULT (0), CONSTRAINT `revisions_one_row` CHECK (id = 1));
-- Copy rows from old table "revisions" to new temporary table "new_revisions"
INSERT INTO `new_revisions` (`id`, `number`, `changed_at`, `last_entry`) SELECT `id`, `number`, `changed_at`, `last_entry` FROM `revisions`;
-- Drop "revisions" table after copying rows
DROP TABLE `revisions`;
-- Rename temporary table "new_revisions" to "revisions"
ALTER TABLE `new_revisions` RENAME TO `revisions`;
-- Note that the graph is as new as all else
UPDATE revisions SET graph_number = number;
-- Create "assessments" table
CREATE TABLE `assessments` (`id` text NOT NULL, `version` integer NOT NULL DEFAULT (1), `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `synthetic` bool NOT NULL DEFAULT (false), `year` integer NOT NULL, `edition` integer NOT NULL, `state` text NOT NULL, `unpublished` bool NOT NULL DEFAULT (true), `steps` json NOT NULL, `carried_from` text NOT NULL DEFAULT (''), `frozen` text NOT NULL DEFAULT (''), `partnership_id` text NOT NULL, `template_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `assessments_partnerships_partnership` FOREIGN KEY (`partnership_id`) REFERENCES `partnerships` (`id`) ON DELETE NO ACTION, CONSTRAINT `assessments_document_templates_template` FOREIGN KEY (`template_id`) REFERENCES `document_templates` (`id`) ON DELETE NO ACTION, CONSTRAINT `assessments_edition` CHECK (edition > 0), CONSTRAINT `assessments_published` CHECK (CASE WHEN state IN ('AGREED', 'SUPERSEDED') THEN NOT unpublished ELSE unpublished END), CONSTRAINT `assessments_year` CHECK (year BETWEEN 1900 AND 2198));
-- Create index "assessment_partnership_id_year_edition" to table: "assessments"
CREATE UNIQUE INDEX `assessment_partnership_id_year_edition` ON `assessments` (`partnership_id`, `year`, `edition`);
-- Create index "assessment_year" to table: "assessments"
CREATE INDEX `assessment_year` ON `assessments` (`year`);
-- Create "assessment_sections" table
CREATE TABLE `assessment_sections` (`id` text NOT NULL, `version` integer NOT NULL DEFAULT (1), `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `synthetic` bool NOT NULL DEFAULT (false), `code` text NOT NULL, `position` integer NOT NULL, `title` text NOT NULL, `concerns` text NOT NULL DEFAULT (''), `text` text NOT NULL DEFAULT (''), `figures` json NULL, `members` json NULL, `status` text NOT NULL, `writers` json NULL, `carried_from` text NOT NULL DEFAULT (''), `partnership_id` text NOT NULL, `assessment_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `assessment_sections_partnerships_partnership` FOREIGN KEY (`partnership_id`) REFERENCES `partnerships` (`id`) ON DELETE NO ACTION, CONSTRAINT `assessment_sections_assessments_assessment` FOREIGN KEY (`assessment_id`) REFERENCES `assessments` (`id`) ON DELETE NO ACTION);
-- Create index "assessmentsection_assessment_id_code" to table: "assessment_sections"
CREATE UNIQUE INDEX `assessmentsection_assessment_id_code` ON `assessment_sections` (`assessment_id`, `code`);
-- Create "document_templates" table
CREATE TABLE `document_templates` (`id` text NOT NULL, `version` integer NOT NULL DEFAULT (1), `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `synthetic` bool NOT NULL DEFAULT (false), `code` text NOT NULL, `document` text NOT NULL, `name` text NOT NULL, `from_year` integer NOT NULL, `content` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `document_templates_year` CHECK (from_year BETWEEN 1900 AND 2198));
-- Create index "document_templates_code_key" to table: "document_templates"
CREATE UNIQUE INDEX `document_templates_code_key` ON `document_templates` (`code`);
-- Create index "documenttemplate_document_from_year" to table: "document_templates"
CREATE UNIQUE INDEX `documenttemplate_document_from_year` ON `document_templates` (`document`, `from_year`);
-- Create "findings" table
CREATE TABLE `findings` (`id` text NOT NULL, `version` integer NOT NULL DEFAULT (1), `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `synthetic` bool NOT NULL DEFAULT (false), `statement` text NOT NULL, `evidence` json NULL, `priority` text NOT NULL, `rank` text NOT NULL, `groups` json NULL, `status` text NOT NULL, `answer` text NOT NULL DEFAULT (''), `withdraw_reason` text NOT NULL DEFAULT (''), `writers` json NULL, `carried_from` text NOT NULL DEFAULT (''), `partnership_id` text NOT NULL, `assessment_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `findings_partnerships_partnership` FOREIGN KEY (`partnership_id`) REFERENCES `partnerships` (`id`) ON DELETE NO ACTION, CONSTRAINT `findings_assessments_assessment` FOREIGN KEY (`assessment_id`) REFERENCES `assessments` (`id`) ON DELETE NO ACTION, CONSTRAINT `findings_answered` CHECK (CASE WHEN status = 'ANSWERED' THEN answer <> '' ELSE answer = '' END), CONSTRAINT `findings_withdrawn` CHECK (CASE WHEN status = 'WITHDRAWN' THEN withdraw_reason <> '' ELSE withdraw_reason = '' END));
-- Create index "finding_assessment_id" to table: "findings"
CREATE INDEX `finding_assessment_id` ON `findings` (`assessment_id`);
-- Create "finding_comments" table
CREATE TABLE `finding_comments` (`id` text NOT NULL, `version` integer NOT NULL DEFAULT (1), `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `synthetic` bool NOT NULL DEFAULT (false), `text` text NOT NULL, `author` text NOT NULL, `resolved` bool NOT NULL DEFAULT (false), `resolved_by` text NOT NULL DEFAULT (''), `partnership_id` text NOT NULL, `assessment_id` text NOT NULL, `finding_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `finding_comments_partnerships_partnership` FOREIGN KEY (`partnership_id`) REFERENCES `partnerships` (`id`) ON DELETE NO ACTION, CONSTRAINT `finding_comments_assessments_assessment` FOREIGN KEY (`assessment_id`) REFERENCES `assessments` (`id`) ON DELETE NO ACTION, CONSTRAINT `finding_comments_findings_finding` FOREIGN KEY (`finding_id`) REFERENCES `findings` (`id`) ON DELETE NO ACTION);
-- Create index "findingcomment_assessment_id" to table: "finding_comments"
CREATE INDEX `findingcomment_assessment_id` ON `finding_comments` (`assessment_id`);
-- Enable back the enforcement of foreign-keys constraints
PRAGMA foreign_keys = on;
