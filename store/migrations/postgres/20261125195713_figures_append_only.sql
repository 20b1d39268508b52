-- A figure that is recorded stays: a revision is another figure.
CREATE TRIGGER "figures_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "figures"
	FOR EACH STATEMENT EXECUTE FUNCTION "refuse_append_only"();
