-- Create "competences" table
CREATE TABLE "competences" ("id" character varying NOT NULL, "version" bigint NOT NULL DEFAULT 1, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "synthetic" boolean NOT NULL DEFAULT false, "code" character varying NOT NULL, "title" character varying NOT NULL, "standard" character varying NOT NULL, "source_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "competences_sources_source" FOREIGN KEY ("source_id") REFERENCES "sources" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- Create index "competences_code_key" to table: "competences"
CREATE UNIQUE INDEX "competences_code_key" ON "competences" ("code");
-- Create "employment_programmes" table
CREATE TABLE "employment_programmes" ("id" character varying NOT NULL, "version" bigint NOT NULL DEFAULT 1, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "synthetic" boolean NOT NULL DEFAULT false, "code" character varying NOT NULL, "name" character varying NOT NULL, "sponsor" character varying NOT NULL, "description" text NOT NULL DEFAULT '', "eligibility" text NOT NULL DEFAULT '', "early_entry" text NOT NULL DEFAULT '', "benefits" jsonb NULL, "minimum_age" bigint NULL, "maximum_age" bigint NULL, "weeks_unemployed" bigint NULL, "groups" jsonb NULL, "valid_from" date NOT NULL, "valid_to" date NULL, "source_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "employment_programmes_sources_source" FOREIGN KEY ("source_id") REFERENCES "sources" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "employment_programmes_ages" CHECK ((minimum_age IS NULL) OR (maximum_age IS NULL) OR (minimum_age <= maximum_age)), CONSTRAINT "employment_programmes_end_after_start" CHECK ((valid_to IS NULL) OR (valid_to > valid_from)), CONSTRAINT "employment_programmes_weeks" CHECK ((weeks_unemployed IS NULL) OR ((weeks_unemployed >= 0) AND (weeks_unemployed <= 2000))));
-- Create index "employment_programmes_code_key" to table: "employment_programmes"
CREATE UNIQUE INDEX "employment_programmes_code_key" ON "employment_programmes" ("code");
-- Create "outreach" table
CREATE TABLE "outreach" ("id" character varying NOT NULL, "version" bigint NOT NULL DEFAULT 1, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "synthetic" boolean NOT NULL DEFAULT false, "kind" character varying NOT NULL, "sessions" bigint NOT NULL, "restrictions" text NOT NULL DEFAULT '', "risk" character varying NOT NULL, "assessed_on" date NULL, "valid_from" date NOT NULL, "valid_to" date NULL, "service_id" character varying NOT NULL, "jobcentre_id" character varying NOT NULL, "site_id" character varying NULL, PRIMARY KEY ("id"), CONSTRAINT "outreach_jobcentres_jobcentre" FOREIGN KEY ("jobcentre_id") REFERENCES "jobcentres" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "outreach_services_service" FOREIGN KEY ("service_id") REFERENCES "services" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "outreach_sites_site" FOREIGN KEY ("site_id") REFERENCES "sites" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "outreach_assessed" CHECK (
CASE
    WHEN ((risk)::text = 'NOT_ASSESSED'::text) THEN (assessed_on IS NULL)
    ELSE (assessed_on IS NOT NULL)
END), CONSTRAINT "outreach_end_after_start" CHECK ((valid_to IS NULL) OR (valid_to > valid_from)), CONSTRAINT "outreach_sessions" CHECK ((sessions > 0) AND (sessions <= 100000000)));
-- Create index "outreach_jobcentre_id" to table: "outreach"
CREATE INDEX "outreach_jobcentre_id" ON "outreach" ("jobcentre_id");
-- Create index "outreach_service_id" to table: "outreach"
CREATE INDEX "outreach_service_id" ON "outreach" ("service_id");
-- Create index "outreach_site_id" to table: "outreach"
CREATE INDEX "outreach_site_id" ON "outreach" ("site_id");
-- Create "pathway_templates" table
CREATE TABLE "pathway_templates" ("id" character varying NOT NULL, "version" bigint NOT NULL DEFAULT 1, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "synthetic" boolean NOT NULL DEFAULT false, "code" character varying NOT NULL, "name" character varying NOT NULL, "description" text NOT NULL DEFAULT '', "direction" character varying NOT NULL, "steps" jsonb NOT NULL, "source_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "pathway_templates_sources_source" FOREIGN KEY ("source_id") REFERENCES "sources" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- Create index "pathway_templates_code_key" to table: "pathway_templates"
CREATE UNIQUE INDEX "pathway_templates_code_key" ON "pathway_templates" ("code");
-- Create "pathways" table
CREATE TABLE "pathways" ("id" character varying NOT NULL, "version" bigint NOT NULL DEFAULT 1, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "synthetic" boolean NOT NULL DEFAULT false, "code" character varying NOT NULL, "name" character varying NOT NULL, "direction" character varying NOT NULL, "contact_role" character varying NOT NULL, "contact_name" character varying NOT NULL DEFAULT '', "contact_telephone" character varying NOT NULL DEFAULT '', "contact_email" character varying NOT NULL DEFAULT '', "protocol_reference" character varying NOT NULL DEFAULT '', "substances" jsonb NULL, "benefits" jsonb NULL, "eligibility" text NOT NULL DEFAULT '', "languages" jsonb NULL, "steps" jsonb NOT NULL, "valid_from" date NOT NULL, "valid_to" date NULL, "district_id" character varying NULL, "jobcentre_id" character varying NULL, "service_id" character varying NOT NULL, "template_id" character varying NOT NULL, "protocol_id" character varying NULL, PRIMARY KEY ("id"), CONSTRAINT "pathways_agreements_protocol" FOREIGN KEY ("protocol_id") REFERENCES "agreements" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "pathways_districts_district" FOREIGN KEY ("district_id") REFERENCES "districts" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "pathways_jobcentres_jobcentre" FOREIGN KEY ("jobcentre_id") REFERENCES "jobcentres" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "pathways_pathway_templates_template" FOREIGN KEY ("template_id") REFERENCES "pathway_templates" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "pathways_services_service" FOREIGN KEY ("service_id") REFERENCES "services" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "pathways_end_after_start" CHECK ((valid_to IS NULL) OR (valid_to > valid_from)), CONSTRAINT "pathways_one_area" CHECK ((
CASE
    WHEN (district_id IS NULL) THEN 0
    ELSE 1
END +
CASE
    WHEN (jobcentre_id IS NULL) THEN 0
    ELSE 1
END) = 1));
-- Create index "pathway_district_id" to table: "pathways"
CREATE INDEX "pathway_district_id" ON "pathways" ("district_id");
-- Create index "pathway_jobcentre_id" to table: "pathways"
CREATE INDEX "pathway_jobcentre_id" ON "pathways" ("jobcentre_id");
-- Create index "pathway_protocol_id" to table: "pathways"
CREATE INDEX "pathway_protocol_id" ON "pathways" ("protocol_id");
-- Create index "pathway_service_id" to table: "pathways"
CREATE INDEX "pathway_service_id" ON "pathways" ("service_id");
-- Create index "pathways_code_key" to table: "pathways"
CREATE UNIQUE INDEX "pathways_code_key" ON "pathways" ("code");
-- Create "referral_codes" table
CREATE TABLE "referral_codes" ("id" character varying NOT NULL, "version" bigint NOT NULL DEFAULT 1, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "synthetic" boolean NOT NULL DEFAULT false, "code" character varying NOT NULL, "kind" character varying NOT NULL, "meaning" character varying NOT NULL, "rule" character varying NOT NULL DEFAULT '', "source_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "referral_codes_sources_source" FOREIGN KEY ("source_id") REFERENCES "sources" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- Create index "referral_codes_code_key" to table: "referral_codes"
CREATE UNIQUE INDEX "referral_codes_code_key" ON "referral_codes" ("code");
-- Create "training_sessions" table
CREATE TABLE "training_sessions" ("id" character varying NOT NULL, "version" bigint NOT NULL DEFAULT 1, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "synthetic" boolean NOT NULL DEFAULT false, "title" character varying NOT NULL, "day" date NOT NULL, "competences" jsonb NULL, "trainer" character varying NOT NULL DEFAULT '', "hours" bigint NOT NULL, "cancel_reason" character varying NOT NULL DEFAULT '', "district_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "training_sessions_districts_district" FOREIGN KEY ("district_id") REFERENCES "districts" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "training_sessions_hours" CHECK ((hours > 0) AND (hours <= 100000000)));
-- Create index "trainingsession_district_id" to table: "training_sessions"
CREATE INDEX "trainingsession_district_id" ON "training_sessions" ("district_id");
-- Create "training_attendances" table
CREATE TABLE "training_attendances" ("id" character varying NOT NULL, "version" bigint NOT NULL DEFAULT 1, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "synthetic" boolean NOT NULL DEFAULT false, "attended" bigint NOT NULL, "session_id" character varying NOT NULL, "jobcentre_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "training_attendances_jobcentres_jobcentre" FOREIGN KEY ("jobcentre_id") REFERENCES "jobcentres" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "training_attendances_training_sessions_session" FOREIGN KEY ("session_id") REFERENCES "training_sessions" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "training_attendances_range" CHECK ((attended >= 0) AND (attended <= 100000)));
-- Create index "trainingattendance_jobcentre_id" to table: "training_attendances"
CREATE INDEX "trainingattendance_jobcentre_id" ON "training_attendances" ("jobcentre_id");
-- Create index "trainingattendance_session_id_jobcentre_id" to table: "training_attendances"
CREATE UNIQUE INDEX "trainingattendance_session_id_jobcentre_id" ON "training_attendances" ("session_id", "jobcentre_id");
