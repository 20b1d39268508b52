-- Create "coordinators" table
CREATE TABLE `coordinators` (`id` text NOT NULL, `version` integer NOT NULL DEFAULT (1), `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `synthetic` bool NOT NULL DEFAULT (false), `name` text NOT NULL, PRIMARY KEY (`id`));
-- Create "covers" table
CREATE TABLE `covers` (`id` text NOT NULL, `version` integer NOT NULL DEFAULT (1), `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `synthetic` bool NOT NULL DEFAULT (false), `valid_from` date NOT NULL, `valid_to` date NULL, `reason` text NOT NULL DEFAULT (''), `post_id` text NOT NULL, `coordinator_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `covers_posts_post` FOREIGN KEY (`post_id`) REFERENCES `posts` (`id`) ON DELETE NO ACTION, CONSTRAINT `covers_coordinators_coordinator` FOREIGN KEY (`coordinator_id`) REFERENCES `coordinators` (`id`) ON DELETE NO ACTION, CONSTRAINT `covers_end_after_start` CHECK (valid_to IS NULL OR valid_to > valid_from));
-- Create index "cover_post_id" to table: "covers"
CREATE INDEX `cover_post_id` ON `covers` (`post_id`);
-- Create index "cover_coordinator_id" to table: "covers"
CREATE INDEX `cover_coordinator_id` ON `covers` (`coordinator_id`);
-- Create "districts" table
CREATE TABLE `districts` (`id` text NOT NULL, `version` integer NOT NULL DEFAULT (1), `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `synthetic` bool NOT NULL DEFAULT (false), `code` text NOT NULL, `valid_from` date NOT NULL, `valid_to` date NULL, `region_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `districts_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE NO ACTION, CONSTRAINT `districts_end_after_start` CHECK (valid_to IS NULL OR valid_to > valid_from));
-- Create index "districts_code_key" to table: "districts"
CREATE UNIQUE INDEX `districts_code_key` ON `districts` (`code`);
-- Create index "district_region_id" to table: "districts"
CREATE INDEX `district_region_id` ON `districts` (`region_id`);
-- Create "drug_champions" table
CREATE TABLE `drug_champions` (`id` text NOT NULL, `version` integer NOT NULL DEFAULT (1), `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `synthetic` bool NOT NULL DEFAULT (false), `adviser` text NOT NULL DEFAULT (''), `lead` bool NOT NULL DEFAULT (false), `valid_from` date NOT NULL, `valid_to` date NULL, `jobcentre_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `drug_champions_jobcentres_jobcentre` FOREIGN KEY (`jobcentre_id`) REFERENCES `jobcentres` (`id`) ON DELETE NO ACTION, CONSTRAINT `drug_champions_end_after_start` CHECK (valid_to IS NULL OR valid_to > valid_from));
-- Create index "drugchampion_jobcentre_id" to table: "drug_champions"
CREATE INDEX `drugchampion_jobcentre_id` ON `drug_champions` (`jobcentre_id`);
-- Create "grades" table
CREATE TABLE `grades` (`id` text NOT NULL, `version` integer NOT NULL DEFAULT (1), `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `synthetic` bool NOT NULL DEFAULT (false), `code` text NOT NULL, `name` text NOT NULL, `other_names` json NULL, `rank` integer NOT NULL, `yearly_cost` integer NULL, PRIMARY KEY (`id`), CONSTRAINT `grades_cost_not_negative` CHECK (yearly_cost IS NULL OR yearly_cost >= 0));
-- Create index "grades_code_key" to table: "grades"
CREATE UNIQUE INDEX `grades_code_key` ON `grades` (`code`);
-- Create "holdings" table
CREATE TABLE `holdings` (`id` text NOT NULL, `version` integer NOT NULL DEFAULT (1), `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `synthetic` bool NOT NULL DEFAULT (false), `fte` integer NOT NULL, `valid_from` date NOT NULL, `valid_to` date NULL, `leaving_reason` text NOT NULL DEFAULT (''), `post_id` text NOT NULL, `coordinator_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `holdings_posts_post` FOREIGN KEY (`post_id`) REFERENCES `posts` (`id`) ON DELETE NO ACTION, CONSTRAINT `holdings_coordinators_coordinator` FOREIGN KEY (`coordinator_id`) REFERENCES `coordinators` (`id`) ON DELETE NO ACTION, CONSTRAINT `holdings_end_after_start` CHECK (valid_to IS NULL OR valid_to > valid_from), CONSTRAINT `holdings_fte` CHECK (fte > 0 AND fte <= 1000000));
-- Create index "holding_post_id" to table: "holdings"
CREATE INDEX `holding_post_id` ON `holdings` (`post_id`);
-- Create index "holding_coordinator_id" to table: "holdings"
CREATE INDEX `holding_coordinator_id` ON `holdings` (`coordinator_id`);
-- Create "post_homes" table
CREATE TABLE `post_homes` (`id` text NOT NULL, `version` integer NOT NULL DEFAULT (1), `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `synthetic` bool NOT NULL DEFAULT (false), `valid_from` date NOT NULL, `valid_to` date NULL, `post_id` text NOT NULL, `region_id` text NULL, `district_id` text NULL, PRIMARY KEY (`id`), CONSTRAINT `post_homes_posts_post` FOREIGN KEY (`post_id`) REFERENCES `posts` (`id`) ON DELETE NO ACTION, CONSTRAINT `post_homes_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE SET NULL, CONSTRAINT `post_homes_districts_district` FOREIGN KEY (`district_id`) REFERENCES `districts` (`id`) ON DELETE SET NULL, CONSTRAINT `post_homes_end_after_start` CHECK (valid_to IS NULL OR valid_to > valid_from), CONSTRAINT `post_homes_one_place` CHECK (CASE WHEN region_id IS NULL THEN 0 ELSE 1 END + CASE WHEN district_id IS NULL THEN 0 ELSE 1 END = 1));
-- Create index "home_post_id_valid_from" to table: "post_homes"
CREATE UNIQUE INDEX `home_post_id_valid_from` ON `post_homes` (`post_id`, `valid_from`);
-- Create index "home_region_id" to table: "post_homes"
CREATE INDEX `home_region_id` ON `post_homes` (`region_id`);
-- Create index "home_district_id" to table: "post_homes"
CREATE INDEX `home_district_id` ON `post_homes` (`district_id`);
-- Create "identifiers" table
CREATE TABLE `identifiers` (`id` text NOT NULL, `version` integer NOT NULL DEFAULT (1), `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `synthetic` bool NOT NULL DEFAULT (false), `scheme` text NOT NULL, `value` text NOT NULL, `valid_from` date NOT NULL, `valid_to` date NULL, `region_id` text NULL, `district_id` text NULL, `partnership_id` text NULL, `jobcentre_id` text NULL, PRIMARY KEY (`id`), CONSTRAINT `identifiers_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE SET NULL, CONSTRAINT `identifiers_districts_district` FOREIGN KEY (`district_id`) REFERENCES `districts` (`id`) ON DELETE SET NULL, CONSTRAINT `identifiers_partnerships_partnership` FOREIGN KEY (`partnership_id`) REFERENCES `partnerships` (`id`) ON DELETE SET NULL, CONSTRAINT `identifiers_jobcentres_jobcentre` FOREIGN KEY (`jobcentre_id`) REFERENCES `jobcentres` (`id`) ON DELETE SET NULL, CONSTRAINT `identifiers_end_after_start` CHECK (valid_to IS NULL OR valid_to > valid_from), CONSTRAINT `identifiers_one_place` CHECK ((CASE WHEN region_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN district_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN partnership_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN jobcentre_id IS NULL THEN 0 ELSE 1 END) = 1));
-- Create index "identifier_scheme_value" to table: "identifiers"
CREATE INDEX `identifier_scheme_value` ON `identifiers` (`scheme`, `value`);
-- Create "jobcentres" table
CREATE TABLE `jobcentres` (`id` text NOT NULL, `version` integer NOT NULL DEFAULT (1), `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `synthetic` bool NOT NULL DEFAULT (false), `code` text NOT NULL, `valid_from` date NOT NULL, `valid_to` date NULL, PRIMARY KEY (`id`), CONSTRAINT `jobcentres_end_after_start` CHECK (valid_to IS NULL OR valid_to > valid_from));
-- Create index "jobcentres_code_key" to table: "jobcentres"
CREATE UNIQUE INDEX `jobcentres_code_key` ON `jobcentres` (`code`);
-- Create "lineages" table
CREATE TABLE `lineages` (`id` text NOT NULL, `version` integer NOT NULL DEFAULT (1), `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `synthetic` bool NOT NULL DEFAULT (false), `kind` text NOT NULL, `happened_on` date NOT NULL, `predecessor_id` text NOT NULL, `successor_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `lineages_districts_predecessor` FOREIGN KEY (`predecessor_id`) REFERENCES `districts` (`id`) ON DELETE NO ACTION, CONSTRAINT `lineages_districts_successor` FOREIGN KEY (`successor_id`) REFERENCES `districts` (`id`) ON DELETE NO ACTION);
-- Create index "lineage_predecessor_id" to table: "lineages"
CREATE INDEX `lineage_predecessor_id` ON `lineages` (`predecessor_id`);
-- Create index "lineage_successor_id" to table: "lineages"
CREATE INDEX `lineage_successor_id` ON `lineages` (`successor_id`);
-- Create "partnership_links" table
CREATE TABLE `partnership_links` (`id` text NOT NULL, `version` integer NOT NULL DEFAULT (1), `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `synthetic` bool NOT NULL DEFAULT (false), `share` integer NOT NULL, `valid_from` date NOT NULL, `valid_to` date NULL, `partnership_id` text NOT NULL, `district_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `partnership_links_partnerships_partnership` FOREIGN KEY (`partnership_id`) REFERENCES `partnerships` (`id`) ON DELETE NO ACTION, CONSTRAINT `partnership_links_districts_district` FOREIGN KEY (`district_id`) REFERENCES `districts` (`id`) ON DELETE NO ACTION, CONSTRAINT `partnership_links_end_after_start` CHECK (valid_to IS NULL OR valid_to > valid_from), CONSTRAINT `partnership_links_share` CHECK (share > 0 AND share <= 1000000));
-- Create index "link_partnership_id_district_id_valid_from" to table: "partnership_links"
CREATE UNIQUE INDEX `link_partnership_id_district_id_valid_from` ON `partnership_links` (`partnership_id`, `district_id`, `valid_from`);
-- Create index "link_district_id" to table: "partnership_links"
CREATE INDEX `link_district_id` ON `partnership_links` (`district_id`);
-- Create "offers" table
CREATE TABLE `offers` (`id` text NOT NULL, `version` integer NOT NULL DEFAULT (1), `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `synthetic` bool NOT NULL DEFAULT (false), `starts_on` date NOT NULL, `valid_from` date NOT NULL, `valid_to` date NULL, `withdrawn` bool NOT NULL DEFAULT (false), `post_id` text NOT NULL, `coordinator_id` text NULL, PRIMARY KEY (`id`), CONSTRAINT `offers_posts_post` FOREIGN KEY (`post_id`) REFERENCES `posts` (`id`) ON DELETE NO ACTION, CONSTRAINT `offers_coordinators_coordinator` FOREIGN KEY (`coordinator_id`) REFERENCES `coordinators` (`id`) ON DELETE SET NULL, CONSTRAINT `offers_end_after_start` CHECK (valid_to IS NULL OR valid_to >= valid_from));
-- Create index "offer_post_id" to table: "offers"
CREATE INDEX `offer_post_id` ON `offers` (`post_id`);
-- Create index "offer_coordinator_id" to table: "offers"
CREATE INDEX `offer_coordinator_id` ON `offers` (`coordinator_id`);
-- Create "partnerships" table
CREATE TABLE `partnerships` (`id` text NOT NULL, `version` integer NOT NULL DEFAULT (1), `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `synthetic` bool NOT NULL DEFAULT (false), `code` text NOT NULL, `valid_from` date NOT NULL, `valid_to` date NULL, PRIMARY KEY (`id`), CONSTRAINT `partnerships_end_after_start` CHECK (valid_to IS NULL OR valid_to > valid_from));
-- Create index "partnerships_code_key" to table: "partnerships"
CREATE UNIQUE INDEX `partnerships_code_key` ON `partnerships` (`code`);
-- Create "place_names" table
CREATE TABLE `place_names` (`id` text NOT NULL, `version` integer NOT NULL DEFAULT (1), `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `synthetic` bool NOT NULL DEFAULT (false), `text` text NOT NULL, `valid_from` date NOT NULL, `valid_to` date NULL, `region_id` text NULL, `district_id` text NULL, `partnership_id` text NULL, `jobcentre_id` text NULL, PRIMARY KEY (`id`), CONSTRAINT `place_names_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE SET NULL, CONSTRAINT `place_names_districts_district` FOREIGN KEY (`district_id`) REFERENCES `districts` (`id`) ON DELETE SET NULL, CONSTRAINT `place_names_partnerships_partnership` FOREIGN KEY (`partnership_id`) REFERENCES `partnerships` (`id`) ON DELETE SET NULL, CONSTRAINT `place_names_jobcentres_jobcentre` FOREIGN KEY (`jobcentre_id`) REFERENCES `jobcentres` (`id`) ON DELETE SET NULL, CONSTRAINT `place_names_end_after_start` CHECK (valid_to IS NULL OR valid_to > valid_from), CONSTRAINT `place_names_one_place` CHECK ((CASE WHEN region_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN district_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN partnership_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN jobcentre_id IS NULL THEN 0 ELSE 1 END) = 1));
-- Create "jobcentre_placements" table
CREATE TABLE `jobcentre_placements` (`id` text NOT NULL, `version` integer NOT NULL DEFAULT (1), `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `synthetic` bool NOT NULL DEFAULT (false), `valid_from` date NOT NULL, `valid_to` date NULL, `jobcentre_id` text NOT NULL, `district_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `jobcentre_placements_jobcentres_jobcentre` FOREIGN KEY (`jobcentre_id`) REFERENCES `jobcentres` (`id`) ON DELETE NO ACTION, CONSTRAINT `jobcentre_placements_districts_district` FOREIGN KEY (`district_id`) REFERENCES `districts` (`id`) ON DELETE NO ACTION, CONSTRAINT `jobcentre_placements_end_after_start` CHECK (valid_to IS NULL OR valid_to > valid_from));
-- Create index "placement_jobcentre_id_valid_from" to table: "jobcentre_placements"
CREATE UNIQUE INDEX `placement_jobcentre_id_valid_from` ON `jobcentre_placements` (`jobcentre_id`, `valid_from`);
-- Create index "placement_district_id" to table: "jobcentre_placements"
CREATE INDEX `placement_district_id` ON `jobcentre_placements` (`district_id`);
-- Create "posts" table
CREATE TABLE `posts` (`id` text NOT NULL, `version` integer NOT NULL DEFAULT (1), `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `synthetic` bool NOT NULL DEFAULT (false), `code` text NOT NULL, `role` text NOT NULL, `fte` integer NOT NULL, `funding_stream` text NOT NULL, `funded_from` date NOT NULL, `funded_to` date NULL, `closed_reason` text NOT NULL DEFAULT (''), `grade_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `posts_grades_grade` FOREIGN KEY (`grade_id`) REFERENCES `grades` (`id`) ON DELETE NO ACTION, CONSTRAINT `posts_end_after_start` CHECK (funded_to IS NULL OR funded_to >= funded_from), CONSTRAINT `posts_fte` CHECK (fte > 0 AND fte <= 1000000));
-- Create index "posts_code_key" to table: "posts"
CREATE UNIQUE INDEX `posts_code_key` ON `posts` (`code`);
-- Create index "post_grade_id" to table: "posts"
CREATE INDEX `post_grade_id` ON `posts` (`grade_id`);
-- Create "regions" table
CREATE TABLE `regions` (`id` text NOT NULL, `version` integer NOT NULL DEFAULT (1), `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `synthetic` bool NOT NULL DEFAULT (false), `code` text NOT NULL, `valid_from` date NOT NULL, `valid_to` date NULL, PRIMARY KEY (`id`), CONSTRAINT `regions_end_after_start` CHECK (valid_to IS NULL OR valid_to > valid_from));
-- Create index "regions_code_key" to table: "regions"
CREATE UNIQUE INDEX `regions_code_key` ON `regions` (`code`);
-- Create "requests" table
CREATE TABLE `requests` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `subject` text NOT NULL, `key` text NOT NULL, `operation` text NOT NULL, `input_digest` text NOT NULL, `answer` text NOT NULL, `created_at` datetime NOT NULL);
-- Create index "request_subject_key" to table: "requests"
CREATE UNIQUE INDEX `request_subject_key` ON `requests` (`subject`, `key`);
-- Create "revisions" table
CREATE TABLE `revisions` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `number` integer NOT NULL, CONSTRAINT `revisions_one_row` CHECK (id = 1));
-- Create "sources" table
CREATE TABLE `sources` (`id` text NOT NULL, `version` integer NOT NULL DEFAULT (1), `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `synthetic` bool NOT NULL DEFAULT (false), `code` text NOT NULL, `title` text NOT NULL, `publisher` text NOT NULL, `published_on` date NULL, `address` text NOT NULL DEFAULT (''), `licence` text NOT NULL DEFAULT (''), PRIMARY KEY (`id`));
-- Create index "sources_code_key" to table: "sources"
CREATE UNIQUE INDEX `sources_code_key` ON `sources` (`code`);
-- Create "statements" table
CREATE TABLE `statements` (`id` text NOT NULL, `version` integer NOT NULL DEFAULT (1), `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `synthetic` bool NOT NULL DEFAULT (false), `measure` text NOT NULL, `value` integer NOT NULL, `unit` text NOT NULL, `as_at` date NOT NULL, `note` text NOT NULL DEFAULT (''), `region_id` text NULL, `district_id` text NULL, `partnership_id` text NULL, `jobcentre_id` text NULL, `grade_id` text NULL, `source_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `statements_regions_region` FOREIGN KEY (`region_id`) REFERENCES `regions` (`id`) ON DELETE SET NULL, CONSTRAINT `statements_districts_district` FOREIGN KEY (`district_id`) REFERENCES `districts` (`id`) ON DELETE SET NULL, CONSTRAINT `statements_partnerships_partnership` FOREIGN KEY (`partnership_id`) REFERENCES `partnerships` (`id`) ON DELETE SET NULL, CONSTRAINT `statements_jobcentres_jobcentre` FOREIGN KEY (`jobcentre_id`) REFERENCES `jobcentres` (`id`) ON DELETE SET NULL, CONSTRAINT `statements_grades_grade` FOREIGN KEY (`grade_id`) REFERENCES `grades` (`id`) ON DELETE SET NULL, CONSTRAINT `statements_sources_source` FOREIGN KEY (`source_id`) REFERENCES `sources` (`id`) ON DELETE NO ACTION, CONSTRAINT `statements_at_most_one_place` CHECK ((CASE WHEN region_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN district_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN partnership_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN jobcentre_id IS NULL THEN 0 ELSE 1 END) <= 1));
-- Create index "statement_source_id" to table: "statements"
CREATE INDEX `statement_source_id` ON `statements` (`source_id`);
-- Create index "statement_measure" to table: "statements"
CREATE INDEX `statement_measure` ON `statements` (`measure`);
