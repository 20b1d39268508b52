-- Modify "statements" table
ALTER TABLE "statements" ADD CONSTRAINT "statements_interval" CHECK (((lower IS NULL) AND (upper IS NULL)) OR ((lower IS NOT NULL) AND (upper IS NOT NULL) AND (lower <= value) AND (value <= upper))), ADD COLUMN "lower" bigint NULL, ADD COLUMN "upper" bigint NULL;
-- Create "allocations" table
CREATE TABLE "allocations" ("id" character varying NOT NULL, "version" bigint NOT NULL DEFAULT 1, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "synthetic" boolean NOT NULL DEFAULT false, "name" character varying NOT NULL, "purpose" character varying NOT NULL DEFAULT '', "state" character varying NOT NULL, "shared" boolean NOT NULL DEFAULT false, "audience" character varying NOT NULL, "return_reason" character varying NOT NULL DEFAULT '', "terms" text NOT NULL, "inputs" text NOT NULL DEFAULT '', "engine" character varying NOT NULL DEFAULT '', "digest" character varying NOT NULL DEFAULT '', "result" text NOT NULL DEFAULT '', "adopted_on" date NULL, "region_id" character varying NULL, PRIMARY KEY ("id"), CONSTRAINT "allocations_regions_region" FOREIGN KEY ("region_id") REFERENCES "regions" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "allocations_computed" CHECK (
CASE
    WHEN (inputs = ''::text) THEN ((result = ''::text) AND ((digest)::text = ''::text) AND ((engine)::text = ''::text))
    ELSE ((result <> ''::text) AND ((digest)::text <> ''::text) AND ((engine)::text <> ''::text))
END));
-- Create index "allocation_region_id" to table: "allocations"
CREATE INDEX "allocation_region_id" ON "allocations" ("region_id");
