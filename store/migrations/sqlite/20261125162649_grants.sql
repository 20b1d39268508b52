-- Create "grants" table
CREATE TABLE `grants` (`id` text NOT NULL, `version` integer NOT NULL DEFAULT (1), `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `synthetic` bool NOT NULL DEFAULT (false), `subject` text NOT NULL, `role` text NOT NULL, `scope` text NOT NULL, `valid_from` date NOT NULL, `valid_to` date NULL, `reason` text NOT NULL, `revoke_reason` text NOT NULL DEFAULT (''), PRIMARY KEY (`id`), CONSTRAINT `grants_end_not_before_start` CHECK (valid_to IS NULL OR valid_to >= valid_from));
-- Create index "grant_subject" to table: "grants"
CREATE INDEX `grant_subject` ON `grants` (`subject`);
