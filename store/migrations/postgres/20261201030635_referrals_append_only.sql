-- A count that was handed in stays: what is handed in again is another edition.
CREATE TRIGGER "referral_counts_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "referral_counts"
	FOR EACH STATEMENT EXECUTE FUNCTION "refuse_append_only"();
-- A release stays as it was published.
CREATE TRIGGER "referral_releases_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "referral_releases"
	FOR EACH STATEMENT EXECUTE FUNCTION "refuse_append_only"();
CREATE TRIGGER "referral_release_rows_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "referral_release_rows"
	FOR EACH STATEMENT EXECUTE FUNCTION "refuse_append_only"();
CREATE TRIGGER "referral_release_exacts_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "referral_release_exacts"
	FOR EACH STATEMENT EXECUTE FUNCTION "refuse_append_only"();
