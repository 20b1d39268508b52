-- Create "providers" table
CREATE TABLE "providers" ("id" character varying NOT NULL, "version" bigint NOT NULL DEFAULT 1, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "synthetic" boolean NOT NULL DEFAULT false, "code" character varying NOT NULL, "name" character varying NOT NULL, "kind" character varying NOT NULL, "description" text NOT NULL DEFAULT '', "website" character varying NOT NULL DEFAULT '', "email" character varying NOT NULL DEFAULT '', "telephone" character varying NOT NULL DEFAULT '', "charity_number" character varying NOT NULL DEFAULT '', "company_number" character varying NOT NULL DEFAULT '', "ods_code" character varying NOT NULL DEFAULT '', "cqc_id" character varying NOT NULL DEFAULT '', "valid_from" date NOT NULL, "valid_to" date NULL, PRIMARY KEY ("id"), CONSTRAINT "providers_end_after_start" CHECK ((valid_to IS NULL) OR (valid_to > valid_from)));
-- Create index "providers_code_key" to table: "providers"
CREATE UNIQUE INDEX "providers_code_key" ON "providers" ("code");
-- Create "services" table
CREATE TABLE "services" ("id" character varying NOT NULL, "version" bigint NOT NULL DEFAULT 1, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "synthetic" boolean NOT NULL DEFAULT false, "code" character varying NOT NULL, "name" character varying NOT NULL, "description" text NOT NULL DEFAULT '', "kind" character varying NOT NULL, "tier" bigint NOT NULL DEFAULT 0, "substances" jsonb NULL, "groups" jsonb NULL, "eligibility" text NOT NULL DEFAULT '', "minimum_age" bigint NULL, "maximum_age" bigint NULL, "languages" jsonb NULL, "fees" character varying NOT NULL DEFAULT '', "self_referral" boolean NOT NULL DEFAULT false, "website" character varying NOT NULL DEFAULT '', "email" character varying NOT NULL DEFAULT '', "telephone" character varying NOT NULL DEFAULT '', "assured_on" date NULL, "assurer" character varying NOT NULL DEFAULT '', "valid_from" date NOT NULL, "valid_to" date NULL, "provider_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "services_providers_provider" FOREIGN KEY ("provider_id") REFERENCES "providers" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "services_ages" CHECK ((minimum_age IS NULL) OR (maximum_age IS NULL) OR (minimum_age <= maximum_age)), CONSTRAINT "services_end_after_start" CHECK ((valid_to IS NULL) OR (valid_to > valid_from)), CONSTRAINT "services_tier" CHECK ((tier >= 0) AND (tier <= 4)));
-- Create index "service_provider_id" to table: "services"
CREATE INDEX "service_provider_id" ON "services" ("provider_id");
-- Create index "services_code_key" to table: "services"
CREATE UNIQUE INDEX "services_code_key" ON "services" ("code");
-- Create "capacities" table
CREATE TABLE "capacities" ("id" character varying NOT NULL, "version" bigint NOT NULL DEFAULT 1, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "synthetic" boolean NOT NULL DEFAULT false, "month" date NOT NULL, "places" bigint NOT NULL, "in_use" bigint NOT NULL, "waiting" bigint NOT NULL, "weeks_to_wait" double precision NULL, "service_id" character varying NOT NULL, "provider_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "capacities_providers_provider" FOREIGN KEY ("provider_id") REFERENCES "providers" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "capacities_services_service" FOREIGN KEY ("service_id") REFERENCES "services" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "capacities_range" CHECK (((places >= 0) AND (places <= 100000)) AND ((in_use >= 0) AND (in_use <= 100000)) AND ((waiting >= 0) AND (waiting <= 100000))));
-- Create index "capacity_month" to table: "capacities"
CREATE INDEX "capacity_month" ON "capacities" ("month");
-- Create index "capacity_service_id_month" to table: "capacities"
CREATE UNIQUE INDEX "capacity_service_id_month" ON "capacities" ("service_id", "month");
-- Create "contracts" table
CREATE TABLE "contracts" ("id" character varying NOT NULL, "version" bigint NOT NULL DEFAULT 1, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "synthetic" boolean NOT NULL DEFAULT false, "reference" character varying NOT NULL DEFAULT '', "yearly_value" bigint NULL, "valid_from" date NOT NULL, "valid_to" date NULL, "service_id" character varying NOT NULL, "partnership_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "contracts_partnerships_partnership" FOREIGN KEY ("partnership_id") REFERENCES "partnerships" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "contracts_services_service" FOREIGN KEY ("service_id") REFERENCES "services" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "contracts_end_after_start" CHECK ((valid_to IS NULL) OR (valid_to > valid_from)), CONSTRAINT "contracts_pence" CHECK ((yearly_value IS NULL) OR (yearly_value >= 0)));
-- Create index "contract_partnership_id" to table: "contracts"
CREATE INDEX "contract_partnership_id" ON "contracts" ("partnership_id");
-- Create index "contract_service_id" to table: "contracts"
CREATE INDEX "contract_service_id" ON "contracts" ("service_id");
-- Create "pauses" table
CREATE TABLE "pauses" ("id" character varying NOT NULL, "version" bigint NOT NULL DEFAULT 1, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "synthetic" boolean NOT NULL DEFAULT false, "reason" character varying NOT NULL, "valid_from" date NOT NULL, "valid_to" date NULL, "service_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "pauses_services_service" FOREIGN KEY ("service_id") REFERENCES "services" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "pauses_end_after_start" CHECK ((valid_to IS NULL) OR (valid_to > valid_from)));
-- Create index "pause_service_id" to table: "pauses"
CREATE INDEX "pause_service_id" ON "pauses" ("service_id");
-- Create "sites" table
CREATE TABLE "sites" ("id" character varying NOT NULL, "version" bigint NOT NULL DEFAULT 1, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "synthetic" boolean NOT NULL DEFAULT false, "code" character varying NOT NULL, "name" character varying NOT NULL, "address" jsonb NULL, "town" character varying NOT NULL DEFAULT '', "postcode" character varying NOT NULL DEFAULT '', "latitude" double precision NULL, "longitude" double precision NULL, "confidential" boolean NOT NULL DEFAULT false, "valid_from" date NOT NULL, "valid_to" date NULL, "provider_id" character varying NOT NULL, "partnership_id" character varying NULL, PRIMARY KEY ("id"), CONSTRAINT "sites_partnerships_partnership" FOREIGN KEY ("partnership_id") REFERENCES "partnerships" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "sites_providers_provider" FOREIGN KEY ("provider_id") REFERENCES "providers" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "sites_end_after_start" CHECK ((valid_to IS NULL) OR (valid_to > valid_from)), CONSTRAINT "sites_position" CHECK (
CASE
    WHEN (latitude IS NULL) THEN (longitude IS NULL)
    ELSE ((longitude IS NOT NULL) AND ((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision)) AND ((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision)))
END));
-- Create index "site_partnership_id" to table: "sites"
CREATE INDEX "site_partnership_id" ON "sites" ("partnership_id");
-- Create index "site_provider_id" to table: "sites"
CREATE INDEX "site_provider_id" ON "sites" ("provider_id");
-- Create index "sites_code_key" to table: "sites"
CREATE UNIQUE INDEX "sites_code_key" ON "sites" ("code");
-- Create "service_sites" table
CREATE TABLE "service_sites" ("id" character varying NOT NULL, "version" bigint NOT NULL DEFAULT 1, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "synthetic" boolean NOT NULL DEFAULT false, "hours" jsonb NULL, "valid_from" date NOT NULL, "valid_to" date NULL, "service_id" character varying NOT NULL, "site_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "service_sites_services_service" FOREIGN KEY ("service_id") REFERENCES "services" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "service_sites_sites_site" FOREIGN KEY ("site_id") REFERENCES "sites" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "service_sites_end_after_start" CHECK ((valid_to IS NULL) OR (valid_to > valid_from)));
-- Create index "servicesite_service_id" to table: "service_sites"
CREATE INDEX "servicesite_service_id" ON "service_sites" ("service_id");
-- Create index "servicesite_site_id" to table: "service_sites"
CREATE INDEX "servicesite_site_id" ON "service_sites" ("site_id");
