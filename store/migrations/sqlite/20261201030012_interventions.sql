-- Create "interventions" table
CREATE TABLE `interventions` (`id` text NOT NULL, `version` integer NOT NULL DEFAULT (1), `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `synthetic` bool NOT NULL DEFAULT (false), `code` text NOT NULL, `name` text NOT NULL, `description` text NOT NULL DEFAULT (''), `scope` text NOT NULL DEFAULT (''), `offices` json NOT NULL, `source_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `interventions_sources_source` FOREIGN KEY (`source_id`) REFERENCES `sources` (`id`) ON DELETE NO ACTION);
-- Create index "interventions_code_key" to table: "interventions"
CREATE UNIQUE INDEX `interventions_code_key` ON `interventions` (`code`);
