-- Disable the enforcement of foreign-keys constraints
PRAGMA foreign_keys = off;
-- Create "new_statements" table
CREATE TABLE `new_statements` (`id` text NOT NULL, `version` integer NOT NULL DEFAULT (1), `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `synthetic` bool NOT NULL DEFAULT (false), `measure` text NOT NULL, `value` integer NOT NULL, `lower` integer NULL, `upper` integer NULL, `unit` text NOT NULL, `as_at` date NOT NULL, `note` text NOT NULL DEFAULT (''), `restricted` bool NOT NULL DEFAULT (false), `region_id` text NULL, `district_id` text NULL, `partnership_id` text NULL, `jobcentre_id` text NULL, `grade_id` text NULL, `source_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `statements_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE SET NULL, CONSTRAINT `statements_districts_district` FOREIGN KEY (`district_id`) REFERENCES `districts` (`id`) ON DELETE SET NULL, CONSTRAINT `statements_partnerships_partnership` FOREIGN KEY (`partnership_id`) REFERENCES `partnerships` (`id`) ON DELETE SET NULL, CONSTRAINT `statements_jobcentres_jobcentre` FOREIGN KEY (`jobcentre_id`) REFERENCES `jobcentres` (`id`) ON DELETE SET NULL, CONSTRAINT `statements_grades_grade` FOREIGN KEY (`grade_id`) REFERENCES `grades` (`id`) ON DELETE SET NULL, CONSTRAINT `statements_sources_source` FOREIGN KEY (`source_id`) REFERENCES `sources` (`id`) ON DELETE NO ACTION, CONSTRAINT `statements_at_most_one_place` CHECK ((CASE WHEN region_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN district_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN partnership_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN jobcentre_id IS NULL THEN 0 ELSE 1 END) <= 1), CONSTRAINT `statements_interval` CHECK (lower IS NULL AND upper IS NULL OR lower IS NOT NULL AND upper IS NOT NULL AND lower <= value AND value <= upper));
-- Copy rows from old table "statements" to new temporary table "new_statements"
INSERT INTO `new_statements` (`id`, `version`, `created_at`, `updated_at`, `synthetic`, `measure`, `value`, `unit`, `as_at`, `note`, `restricted`, `region_id`, `district_id`, `partnership_id`, `jobcentre_id`, `grade_id`, `source_id`) SELECT `id`, `version`, `created_at`, `updated_at`, `synthetic`, `measure`, `value`, `unit`, `as_at`, `note`, `restricted`, `region_id`, `district_id`, `partnership_id`, `jobcentre_id`, `grade_id`, `source_id` FROM `statements`;
-- Drop "statements" table after copying rows
DROP TABLE `statements`;
-- Rename temporary table "new_statements" to "statements"
ALTER TABLE `new_statements` RENAME TO `statements`;
-- Create index "statement_source_id" to table: "statements"
CREATE INDEX `statement_source_id` ON `statements` (`source_id`);
-- Create index "statement_measure" to table: "statements"
CREATE INDEX `statement_measure` ON `statements` (`measure`);
-- Create "allocations" table
CREATE TABLE `allocations` (`id` text NOT NULL, `version` integer NOT NULL DEFAULT (1), `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `synthetic` bool NOT NULL DEFAULT (false), `name` text NOT NULL, `purpose` text NOT NULL DEFAULT (''), `state` text NOT NULL, `shared` bool NOT NULL DEFAULT (false), `audience` text NOT NULL, `return_reason` text NOT NULL DEFAULT (''), `terms` text NOT NULL, `inputs` text NOT NULL DEFAULT (''), `engine` text NOT NULL DEFAULT (''), `digest` text NOT NULL DEFAULT (''), `result` text NOT NULL DEFAULT (''), `adopted_on` date NULL, `region_id` text NULL, PRIMARY KEY (`id`), CONSTRAINT `allocations_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE SET NULL, CONSTRAINT `allocations_computed` CHECK (CASE WHEN inputs = '' THEN result = '' AND digest = '' AND engine = '' ELSE result <> '' AND digest <> '' AND engine <> '' END));
-- Create index "allocation_region_id" to table: "allocations"
CREATE INDEX `allocation_region_id` ON `allocations` (`region_id`);
-- Enable back the enforcement of foreign-keys constraints
PRAGMA foreign_keys = on;
