-- Create "families" table
CREATE TABLE `families` (`id` text NOT NULL, `version` integer NOT NULL DEFAULT (1), `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `synthetic` bool NOT NULL DEFAULT (false), `code` text NOT NULL, `name` text NOT NULL, `description` text NOT NULL DEFAULT (''), PRIMARY KEY (`id`));
-- Create index "families_code_key" to table: "families"
CREATE UNIQUE INDEX `families_code_key` ON `families` (`code`);
-- Create "family_members" table
CREATE TABLE `family_members` (`id` text NOT NULL, `version` integer NOT NULL DEFAULT (1), `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `synthetic` bool NOT NULL DEFAULT (false), `valid_from` date NOT NULL, `valid_to` date NULL, `family_id` text NOT NULL, `partnership_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `family_members_families_family` FOREIGN KEY (`family_id`) REFERENCES `families` (`id`) ON DELETE NO ACTION, CONSTRAINT `family_members_partnerships_partnership` FOREIGN KEY (`partnership_id`) REFERENCES `partnerships` (`id`) ON DELETE NO ACTION, CONSTRAINT `family_members_end_after_start` CHECK (valid_to IS NULL OR valid_to > valid_from));
-- Create index "familymember_partnership_id_valid_from" to table: "family_members"
CREATE UNIQUE INDEX `familymember_partnership_id_valid_from` ON `family_members` (`partnership_id`, `valid_from`);
-- Create index "familymember_family_id" to table: "family_members"
CREATE INDEX `familymember_family_id` ON `family_members` (`family_id`);
