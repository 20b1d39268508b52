-- What is written here is never altered nor deleted, whoever asks. The name of the trigger is what the program knows the refusal by.
CREATE FUNCTION "refuse_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME
		USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
END
$$;
CREATE TRIGGER "audit_entries_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_entries"
	FOR EACH STATEMENT EXECUTE FUNCTION "refuse_append_only"();
CREATE TRIGGER "audit_subjects_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_subjects"
	FOR EACH STATEMENT EXECUTE FUNCTION "refuse_append_only"();
CREATE TRIGGER "read_entries_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "read_entries"
	FOR EACH STATEMENT EXECUTE FUNCTION "refuse_append_only"();
CREATE TRIGGER "read_subjects_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "read_subjects"
	FOR EACH STATEMENT EXECUTE FUNCTION "refuse_append_only"();
-- Wakes whoever waits for changes, when the transaction commits. The payload is the newest entry of the statement.
CREATE FUNCTION "tell_of_entries"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_notify('waymark_audit', (SELECT max(id)::text FROM added));
	RETURN NULL;
END
$$;
CREATE TRIGGER "audit_entries_tell" AFTER INSERT ON "audit_entries" REFERENCING NEW TABLE AS added
	FOR EACH STATEMENT EXECUTE FUNCTION "tell_of_entries"();
