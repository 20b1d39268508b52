-- A count that was handed in stays: what is handed in again is another edition.
CREATE TRIGGER `referral_counts_append_only_update` BEFORE UPDATE ON `referral_counts` BEGIN
	SELECT RAISE(ABORT, 'referral_counts_append_only');
END;
CREATE TRIGGER `referral_counts_append_only_delete` BEFORE DELETE ON `referral_counts` BEGIN
	SELECT RAISE(ABORT, 'referral_counts_append_only');
END;
CREATE TRIGGER `referral_counts_append_only_replace` BEFORE INSERT ON `referral_counts` WHEN EXISTS (SELECT 1 FROM `referral_counts` WHERE `id` = NEW.`id`) BEGIN
	SELECT RAISE(ABORT, 'referral_counts_append_only');
END;
-- A release stays as it was published.
CREATE TRIGGER `referral_releases_append_only_update` BEFORE UPDATE ON `referral_releases` BEGIN
	SELECT RAISE(ABORT, 'referral_releases_append_only');
END;
CREATE TRIGGER `referral_releases_append_only_delete` BEFORE DELETE ON `referral_releases` BEGIN
	SELECT RAISE(ABORT, 'referral_releases_append_only');
END;
CREATE TRIGGER `referral_releases_append_only_replace` BEFORE INSERT ON `referral_releases` WHEN EXISTS (SELECT 1 FROM `referral_releases` WHERE `id` = NEW.`id`) BEGIN
	SELECT RAISE(ABORT, 'referral_releases_append_only');
END;
CREATE TRIGGER `referral_release_rows_append_only_update` BEFORE UPDATE ON `referral_release_rows` BEGIN
	SELECT RAISE(ABORT, 'referral_release_rows_append_only');
END;
CREATE TRIGGER `referral_release_rows_append_only_delete` BEFORE DELETE ON `referral_release_rows` BEGIN
	SELECT RAISE(ABORT, 'referral_release_rows_append_only');
END;
CREATE TRIGGER `referral_release_rows_append_only_replace` BEFORE INSERT ON `referral_release_rows` WHEN EXISTS (SELECT 1 FROM `referral_release_rows` WHERE `id` = NEW.`id`) BEGIN
	SELECT RAISE(ABORT, 'referral_release_rows_append_only');
END;
CREATE TRIGGER `referral_release_exacts_append_only_update` BEFORE UPDATE ON `referral_release_exacts` BEGIN
	SELECT RAISE(ABORT, 'referral_release_exacts_append_only');
END;
CREATE TRIGGER `referral_release_exacts_append_only_delete` BEFORE DELETE ON `referral_release_exacts` BEGIN
	SELECT RAISE(ABORT, 'referral_release_exacts_append_only');
END;
CREATE TRIGGER `referral_release_exacts_append_only_replace` BEFORE INSERT ON `referral_release_exacts` WHEN EXISTS (SELECT 1 FROM `referral_release_exacts` WHERE `id` = NEW.`id`) BEGIN
	SELECT RAISE(ABORT, 'referral_release_exacts_append_only');
END;
