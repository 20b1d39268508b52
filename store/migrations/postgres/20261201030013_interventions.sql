-- Create "interventions" table
CREATE TABLE "interventions" ("id" character varying NOT NULL, "version" bigint NOT NULL DEFAULT 1, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "synthetic" boolean NOT NULL DEFAULT false, "code" character varying NOT NULL, "name" character varying NOT NULL, "description" text NOT NULL DEFAULT '', "scope" text NOT NULL DEFAULT '', "offices" jsonb NOT NULL, "source_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "interventions_sources_source" FOREIGN KEY ("source_id") REFERENCES "sources" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- Create index "interventions_code_key" to table: "interventions"
CREATE UNIQUE INDEX "interventions_code_key" ON "interventions" ("code");
