-- Create "grants" table
CREATE TABLE "grants" ("id" character varying NOT NULL, "version" bigint NOT NULL DEFAULT 1, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "synthetic" boolean NOT NULL DEFAULT false, "subject" character varying NOT NULL, "role" character varying NOT NULL, "scope" character varying NOT NULL, "valid_from" date NOT NULL, "valid_to" date NULL, "reason" character varying NOT NULL, "revoke_reason" character varying NOT NULL DEFAULT '', PRIMARY KEY ("id"), CONSTRAINT "grants_end_not_before_start" CHECK ((valid_to IS NULL) OR (valid_to >= valid_from)));
-- Create index "grant_subject" to table: "grants"
CREATE INDEX "grant_subject" ON "grants" ("subject");
