-- Create "capacities" table
CREATE TABLE `capacities` (`id` text NOT NULL, `version` integer NOT NULL DEFAULT (1), `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `synthetic` bool NOT NULL DEFAULT (false), `month` date NOT NULL, `places` integer NOT NULL, `in_use` integer NOT NULL, `waiting` integer NOT NULL, `weeks_to_wait` real NULL, `service_id` text NOT NULL, `provider_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `capacities_services_service` FOREIGN KEY (`service_id`) REFERENCES `services` (`id`) ON DELETE NO ACTION, CONSTRAINT `capacities_providers_provider` FOREIGN KEY (`provider_id`) REFERENCES `providers` (`id`) ON DELETE NO ACTION, CONSTRAINT `capacities_range` CHECK (places BETWEEN 0 AND 100000 AND in_use BETWEEN 0 AND 100000 AND waiting BETWEEN 0 AND 100000));
-- Create index "capacity_service_id_month" to table: "capacities"
CREATE UNIQUE INDEX `capacity_service_id_month` ON `capacities` (`service_id`, `month`);
-- Create index "capacity_month" to table: "capacities"
CREATE INDEX `capacity_month` ON `capacities` (`month`);
-- Create "contracts" table
CREATE TABLE `contracts` (`id` text NOT NULL, `version` integer NOT NULL DEFAULT (1), `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `synthetic` bool NOT NULL DEFAULT (false), `reference` text NOT NULL DEFAULT (''), `yearly_value` integer NULL, `valid_from` date NOT NULL, `valid_to` date NULL, `service_id` text NOT NULL, `partnership_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `contracts_services_service` FOREIGN KEY (`service_id`) REFERENCES `services` (`id`) ON DELETE NO ACTION, CONSTRAINT `contracts_partnerships_partnership` FOREIGN KEY (`partnership_id`) REFERENCES `partnerships` (`id`) ON DELETE NO ACTION, CONSTRAINT `contracts_end_after_start` CHECK (valid_to IS NULL OR valid_to > valid_from), CONSTRAINT `contracts_pence` CHECK (yearly_value IS NULL OR yearly_value >= 0));
-- Create index "contract_service_id" to table: "contracts"
CREATE INDEX `contract_service_id` ON `contracts` (`service_id`);
-- Create index "contract_partnership_id" to table: "contracts"
CREATE INDEX `contract_partnership_id` ON `contracts` (`partnership_id`);
-- Create "pauses" table
CREATE TABLE `pauses` (`id` text NOT NULL, `version` integer NOT NULL DEFAULT (1), `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `synthetic` bool NOT NULL DEFAULT (false), `reason` text NOT NULL, `valid_from` date NOT NULL, `valid_to` date NULL, `service_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `pauses_services_service` FOREIGN KEY (`service_id`) REFERENCES `services` (`id`) ON DELETE NO ACTION, CONSTRAINT `pauses_end_after_start` CHECK (valid_to IS NULL OR valid_to > valid_from));
-- Create index "pause_service_id" to table: "pauses"
CREATE INDEX `pause_service_id` ON `pauses` (`service_id`);
-- Create "providers" table
CREATE TABLE `providers` (`id` text NOT NULL, `version` integer NOT NULL DEFAULT (1), `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `synthetic` bool NOT NULL DEFAULT (false), `code` text NOT NULL, `name` text NOT NULL, `kind` text NOT NULL, `description` text NOT NULL DEFAULT (''), `website` text NOT NULL DEFAULT (''), `email` text NOT NULL DEFAULT (''), `telephone` text NOT NULL DEFAULT (''), `charity_number` text NOT NULL DEFAULT (''), `company_number` text NOT NULL DEFAULT (''), `ods_code` text NOT NULL DEFAULT (''), `cqc_id` text NOT NULL DEFAULT (''), `valid_from` date NOT NULL, `valid_to` date NULL, PRIMARY KEY (`id`), CONSTRAINT `providers_end_after_start` CHECK (valid_to IS NULL OR valid_to > valid_from));
-- Create index "providers_code_key" to table: "providers"
CREATE UNIQUE INDEX `providers_code_key` ON `providers` (`code`);
-- Create "services" table
CREATE TABLE `services` (`id` text NOT NULL, `version` integer NOT NULL DEFAULT (1), `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `synthetic` bool NOT NULL DEFAULT (false), `code` text NOT NULL, `name` text NOT NULL, `description` text NOT NULL DEFAULT (''), `kind` text NOT NULL, `tier` integer NOT NULL DEFAULT (0), `substances` json NULL, `groups` json NULL, `eligibility` text NOT NULL DEFAULT (''), `minimum_age` integer NULL, `maximum_age` integer NULL, `languages` json NULL, `fees` text NOT NULL DEFAULT (''), `self_referral` bool NOT NULL DEFAULT (false), `website` text NOT NULL DEFAULT (''), `email` text NOT NULL DEFAULT (''), `telephone` text NOT NULL DEFAULT (''), `assured_on` date NULL, `assurer` text NOT NULL DEFAULT (''), `valid_from` date NOT NULL, `valid_to` date NULL, `provider_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `services_providers_provider` FOREIGN KEY (`provider_id`) REFERENCES `providers` (`id`) ON DELETE NO ACTION, CONSTRAINT `services_ages` CHECK (minimum_age IS NULL OR maximum_age IS NULL OR minimum_age <= maximum_age), CONSTRAINT `services_end_after_start` CHECK (valid_to IS NULL OR valid_to > valid_from), CONSTRAINT `services_tier` CHECK (tier BETWEEN 0 AND 4));
-- Create index "services_code_key" to table: "services"
CREATE UNIQUE INDEX `services_code_key` ON `services` (`code`);
-- Create index "service_provider_id" to table: "services"
CREATE INDEX `service_provider_id` ON `services` (`provider_id`);
-- Create "service_sites" table
CREATE TABLE `service_sites` (`id` text NOT NULL, `version` integer NOT NULL DEFAULT (1), `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `synthetic` bool NOT NULL DEFAULT (false), `hours` json NULL, `valid_from` date NOT NULL, `valid_to` date NULL, `service_id` text NOT NULL, `site_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `service_sites_services_service` FOREIGN KEY (`service_id`) REFERENCES `services` (`id`) ON DELETE NO ACTION, CONSTRAINT `service_sites_sites_site` FOREIGN KEY (`site_id`) REFERENCES `sites` (`id`) ON DELETE NO ACTION, CONSTRAINT `service_sites_end_after_start` CHECK (valid_to IS NULL OR valid_to > valid_from));
-- Create index "servicesite_service_id" to table: "service_sites"
CREATE INDEX `servicesite_service_id` ON `service_sites` (`service_id`);
-- Create index "servicesite_site_id" to table: "service_sites"
CREATE INDEX `servicesite_site_id` ON `service_sites` (`site_id`);
-- Create "sites" table
CREATE TABLE `sites` (`id` text NOT NULL, `version` integer NOT NULL DEFAULT (1), `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `synthetic` bool NOT NULL DEFAULT (false), `code` text NOT NULL, `name` text NOT NULL, `address` json NULL, `town` text NOT NULL DEFAULT (''), `postcode` text NOT NULL DEFAULT (''), `latitude` real NULL, `longitude` real NULL, `confidential` bool NOT NULL DEFAULT (false), `valid_from` date NOT NULL, `valid_to` date NULL, `provider_id` text NOT NULL, `partnership_id` text NULL, PRIMARY KEY (`id`), CONSTRAINT `sites_providers_provider` FOREIGN KEY (`provider_id`) REFERENCES `providers` (`id`) ON DELETE NO ACTION, CONSTRAINT `sites_partnerships_partnership` FOREIGN KEY (`partnership_id`) REFERENCES `partnerships` (`id`) ON DELETE SET NULL, CONSTRAINT `sites_end_after_start` CHECK (valid_to IS NULL OR valid_to > valid_from), CONSTRAINT `sites_position` CHECK (CASE WHEN latitude IS NULL THEN longitude IS NULL ELSE longitude IS NOT NULL AND latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180 END));
-- Create index "sites_code_key" to table: "sites"
CREATE UNIQUE INDEX `sites_code_key` ON `sites` (`code`);
-- Create index "site_provider_id" to table: "sites"
CREATE INDEX `site_provider_id` ON `sites` (`provider_id`);
-- Create index "site_partnership_id" to table: "sites"
CREATE INDEX `site_partnership_id` ON `sites` (`partnership_id`);
