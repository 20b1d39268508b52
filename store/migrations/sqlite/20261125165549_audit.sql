-- Disable the enforcement of foreign-keys constraints
PRAGMA foreign_keys = off;
-- Create "new_revisions" table
CREATE TABLE `new_revisions` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `number` integer NOT NULL, `changed_at` datetime NULL, `last_entry` integer NOT NULL DEFAULT (0), CONSTRAINT `revisions_one_row` CHECK (id = 1));
-- Copy rows from old table "revisions" to new temporary table "new_revisions"
INSERT INTO `new_revisions` (`id`, `number`) SELECT `id`, `number` FROM `revisions`;
-- Drop "revisions" table after copying rows
DROP TABLE `revisions`;
-- Rename temporary table "new_revisions" to "revisions"
ALTER TABLE `new_revisions` RENAME TO `revisions`;
-- Create "new_statements" table
CREATE TABLE `new_statements` (`id` text NOT NULL, `version` integer NOT NULL DEFAULT (1), `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `synthetic` bool NOT NULL DEFAULT (false), `measure` text NOT NULL, `value` integer NOT NULL, `unit` text NOT NULL, `as_at` date NOT NULL, `note` text NOT NULL DEFAULT (''), `restricted` bool NOT NULL DEFAULT (false), `region_id` text NULL, `district_id` text NULL, `partnership_id` text NULL, `jobcentre_id` text NULL, `grade_id` text NULL, `source_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `statements_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE SET NULL, CONSTRAINT `statements_districts_district` FOREIGN KEY (`district_id`) REFERENCES `districts` (`id`) ON DELETE SET NULL, CONSTRAINT `statements_partnerships_partnership` FOREIGN KEY (`partnership_id`) REFERENCES `partnerships` (`id`) ON DELETE SET NULL, CONSTRAINT `statements_jobcentres_jobcentre` FOREIGN KEY (`jobcentre_id`) REFERENCES `jobcentres` (`id`) ON DELETE SET NULL, CONSTRAINT `statements_grades_grade` FOREIGN KEY (`grade_id`) REFERENCES `grades` (`id`) ON DELETE SET NULL, CONSTRAINT `statements_sources_source` FOREIGN KEY (`source_id`) REFERENCES `sources` (`id`) ON DELETE NO ACTION, CONSTRAINT `statements_at_most_one_place` CHECK ((CASE WHEN region_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN district_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN partnership_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN jobcentre_id IS NULL THEN 0 ELSE 1 END) <= 1));
-- Copy rows from old table "statements" to new temporary table "new_statements"
INSERT INTO `new_statements` (`id`, `version`, `created_at`, `updated_at`, `synthetic`, `measure`, `value`, `unit`, `as_at`, `note`, `region_id`, `district_id`, `partnership_id`, `jobcentre_id`, `grade_id`, `source_id`) SELECT `id`, `version`, `created_at`, `updated_at`, `synthetic`, `measure`, `value`, `unit`, `as_at`, `note`, `region_id`, `district_id`, `partnership_id`, `jobcentre_id`, `grade_id`, `source_id` FROM `statements`;
-- Drop "statements" table after copying rows
DROP TABLE `statements`;
-- Rename temporary table "new_statements" to "statements"
ALTER TABLE `new_statements` RENAME TO `statements`;
-- Create index "statement_source_id" to table: "statements"
CREATE INDEX `statement_source_id` ON `statements` (`source_id`);
-- Create index "statement_measure" to table: "statements"
CREATE INDEX `statement_measure` ON `statements` (`measure`);
-- Create "audit_entries" table
CREATE TABLE `audit_entries` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `recorded_at` datetime NOT NULL, `revision` integer NOT NULL, `subject` text NOT NULL, `operation` text NOT NULL, `request_id` text NOT NULL DEFAULT (''), `reason` text NOT NULL DEFAULT (''), `action` text NOT NULL, `record_type` text NOT NULL, `record_id` text NOT NULL, `version` integer NOT NULL, `restricted` bool NOT NULL DEFAULT (false), `changes` json NOT NULL);
-- Create index "auditentry_recorded_at" to table: "audit_entries"
CREATE INDEX `auditentry_recorded_at` ON `audit_entries` (`recorded_at`);
-- Create index "auditentry_record_id" to table: "audit_entries"
CREATE INDEX `auditentry_record_id` ON `audit_entries` (`record_id`);
-- Create index "auditentry_subject" to table: "audit_entries"
CREATE INDEX `auditentry_subject` ON `audit_entries` (`subject`);
-- Create index "auditentry_operation" to table: "audit_entries"
CREATE INDEX `auditentry_operation` ON `audit_entries` (`operation`);
-- Create "audit_subjects" table
CREATE TABLE `audit_subjects` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `node_id` text NOT NULL, `entry_id` integer NOT NULL, CONSTRAINT `audit_subjects_audit_entries_entry` FOREIGN KEY (`entry_id`) REFERENCES `audit_entries` (`id`) ON DELETE NO ACTION);
-- Create index "auditsubject_node_id_entry_id" to table: "audit_subjects"
CREATE UNIQUE INDEX `auditsubject_node_id_entry_id` ON `audit_subjects` (`node_id`, `entry_id`);
-- Create "read_entries" table
CREATE TABLE `read_entries` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `read_at` datetime NOT NULL, `subject` text NOT NULL, `request_id` text NOT NULL DEFAULT (''), `operation` text NOT NULL DEFAULT (''), `reason` text NOT NULL DEFAULT (''));
-- Create index "readentry_subject" to table: "read_entries"
CREATE INDEX `readentry_subject` ON `read_entries` (`subject`);
-- Create index "readentry_read_at" to table: "read_entries"
CREATE INDEX `readentry_read_at` ON `read_entries` (`read_at`);
-- Create "read_subjects" table
CREATE TABLE `read_subjects` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `node_id` text NOT NULL, `entry_id` integer NOT NULL, CONSTRAINT `read_subjects_read_entries_entry` FOREIGN KEY (`entry_id`) REFERENCES `read_entries` (`id`) ON DELETE NO ACTION);
-- Create index "readsubject_node_id_entry_id" to table: "read_subjects"
CREATE UNIQUE INDEX `readsubject_node_id_entry_id` ON `read_subjects` (`node_id`, `entry_id`);
-- Enable back the enforcement of foreign-keys constraints
PRAGMA foreign_keys = on;
