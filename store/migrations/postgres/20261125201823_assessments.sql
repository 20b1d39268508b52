-- Modify "revisions" table
ALTER TABLE "revisions" ADD COLUMN "graph_number" bigint NOT NULL DEFAULT 0;
-- Create "document_templates" table
CREATE TABLE "document_templates" ("id" character varying NOT NULL, "version" bigint NOT NULL DEFAULT 1, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "synthetic" boolean NOT NULL DEFAULT false, "code" character varying NOT NULL, "document" character varying NOT NULL, "name" character varying NOT NULL, "from_year" bigint NOT NULL, "content" text NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "document_templates_year" CHECK ((from_year >= 1900) AND (from_year <= 2198)));
-- Create index "document_templates_code_key" to table: "document_templates"
CREATE UNIQUE INDEX "document_templates_code_key" ON "document_templates" ("code");
-- Create index "documenttemplate_document_from_year" to table: "document_templates"
CREATE UNIQUE INDEX "documenttemplate_document_from_year" ON "document_templates" ("document", "from_year");
-- Create "assessments" table
CREATE TABLE "assessments" ("id" character varying NOT NULL, "version" bigint NOT NULL DEFAULT 1, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "synthetic" boolean NOT NULL DEFAULT false, "year" bigint NOT NULL, "edition" bigint NOT NULL, "state" character varying NOT NULL, "unpublished" boolean NOT NULL DEFAULT true, "steps" jsonb NOT NULL, "carried_from" character varying NOT NULL DEFAULT '', "frozen" text NOT NULL DEFAULT '', "partnership_id" character varying NOT NULL, "template_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "assessments_document_templates_template" FOREIGN KEY ("template_id") REFERENCES "document_templates" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "assessments_partnerships_partnership" FOREIGN KEY ("partnership_id") REFERENCES "partnerships" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "assessments_edition" CHECK (edition > 0), CONSTRAINT "assessments_published" CHECK (
CASE
    WHEN ((state)::text = ANY ((ARRAY['AGREED'::character varying, 'SUPERSEDED'::character varying])::text[])) THEN (NOT unpublished)
    ELSE unpublished
END), CONSTRAINT "assessments_year" CHECK ((year >= 1900) AND (year <= 2198)));
-- Create index "assessment_partnership_id_year_edition" to table: "assessments"
CREATE UNIQUE INDEX "assessment_partnership_id_year_edition" ON "assessments" ("partnership_id", "year", "edition");
-- Create index "assessment_year" to table: "assessments"
CREATE INDEX "assessment_year" ON "assessments" ("year");
-- Create "assessment_sections" table
CREATE TABLE "assessment_sections" ("id" character varying NOT NULL, "version" bigint NOT NULL DEFAULT 1, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "synthetic" boolean NOT NULL DEFAULT false, "code" character varying NOT NULL, "position" bigint NOT NULL, "title" character varying NOT NULL, "concerns" character varying NOT NULL DEFAULT '', "text" text NOT NULL DEFAULT '', "figures" jsonb NULL, "members" jsonb NULL, "status" character varying NOT NULL, "writers" jsonb NULL, "carried_from" character varying NOT NULL DEFAULT '', "partnership_id" character varying NOT NULL, "assessment_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "assessment_sections_assessments_assessment" FOREIGN KEY ("assessment_id") REFERENCES "assessments" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "assessment_sections_partnerships_partnership" FOREIGN KEY ("partnership_id") REFERENCES "partnerships" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- Create index "assessmentsection_assessment_id_code" to table: "assessment_sections"
CREATE UNIQUE INDEX "assessmentsection_assessment_id_code" ON "assessment_sections" ("assessment_id", "code");
-- Create "findings" table
CREATE TABLE "findings" ("id" character varying NOT NULL, "version" bigint NOT NULL DEFAULT 1, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "synthetic" boolean NOT NULL DEFAULT false, "statement" text NOT NULL, "evidence" jsonb NULL, "priority" character varying NOT NULL, "rank" character varying NOT NULL, "groups" jsonb NULL, "status" character varying NOT NULL, "answer" text NOT NULL DEFAULT '', "withdraw_reason" text NOT NULL DEFAULT '', "writers" jsonb NULL, "carried_from" character varying NOT NULL DEFAULT '', "partnership_id" character varying NOT NULL, "assessment_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "findings_assessments_assessment" FOREIGN KEY ("assessment_id") REFERENCES "assessments" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "findings_partnerships_partnership" FOREIGN KEY ("partnership_id") REFERENCES "partnerships" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "findings_answered" CHECK (
CASE
    WHEN ((status)::text = 'ANSWERED'::text) THEN (answer <> ''::text)
    ELSE (answer = ''::text)
END), CONSTRAINT "findings_withdrawn" CHECK (
CASE
    WHEN ((status)::text = 'WITHDRAWN'::text) THEN (withdraw_reason <> ''::text)
    ELSE (withdraw_reason = ''::text)
END));
-- Create index "finding_assessment_id" to table: "findings"
CREATE INDEX "finding_assessment_id" ON "findings" ("assessment_id");
-- Create "finding_comments" table
CREATE TABLE "finding_comments" ("id" character varying NOT NULL, "version" bigint NOT NULL DEFAULT 1, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "synthetic" boolean NOT NULL DEFAULT false, "text" text NOT NULL, "author" character varying NOT NULL, "resolved" boolean NOT NULL DEFAULT false, "resolved_by" character varying NOT NULL DEFAULT '', "partnership_id" character varying NOT NULL, "assessment_id" character varying NOT NULL, "finding_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "finding_comments_assessments_assessment" FOREIGN KEY ("assessment_id") REFERENCES "assessments" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "finding_comments_findings_finding" FOREIGN KEY ("finding_id") REFERENCES "findings" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "finding_comments_partnerships_partnership" FOREIGN KEY ("partnership_id") REFERENCES "partnerships" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- Create index "findingcomment_assessment_id" to table: "finding_comments"
CREATE INDEX "findingcomment_assessment_id" ON "finding_comments" ("assessment_id");
-- Note that the graph is as new as all else
UPDATE revisions SET graph_number = number;
