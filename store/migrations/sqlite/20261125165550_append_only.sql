-- What is written here is never altered nor deleted, whoever asks. The message is what the program knows the refusal by. INSERT OR
-- REPLACE deletes without asking the triggers of deletion, so that a row that is there is not inserted again either.
CREATE TRIGGER `audit_entries_append_only_update` BEFORE UPDATE ON `audit_entries` BEGIN
	SELECT RAISE(ABORT, 'audit_entries_append_only');
END;
CREATE TRIGGER `audit_entries_append_only_delete` BEFORE DELETE ON `audit_entries` BEGIN
	SELECT RAISE(ABORT, 'audit_entries_append_only');
END;
CREATE TRIGGER `audit_entries_append_only_replace` BEFORE INSERT ON `audit_entries` WHEN EXISTS (SELECT 1 FROM `audit_entries` WHERE `id` = NEW.`id`) BEGIN
	SELECT RAISE(ABORT, 'audit_entries_append_only');
END;
CREATE TRIGGER `audit_subjects_append_only_update` BEFORE UPDATE ON `audit_subjects` BEGIN
	SELECT RAISE(ABORT, 'audit_subjects_append_only');
END;
CREATE TRIGGER `audit_subjects_append_only_delete` BEFORE DELETE ON `audit_subjects` BEGIN
	SELECT RAISE(ABORT, 'audit_subjects_append_only');
END;
CREATE TRIGGER `audit_subjects_append_only_replace` BEFORE INSERT ON `audit_subjects` WHEN EXISTS (SELECT 1 FROM `audit_subjects` WHERE `id` = NEW.`id` OR `node_id` = NEW.`node_id` AND `entry_id` = NEW.`entry_id`) BEGIN
	SELECT RAISE(ABORT, 'audit_subjects_append_only');
END;
CREATE TRIGGER `read_entries_append_only_update` BEFORE UPDATE ON `read_entries` BEGIN
	SELECT RAISE(ABORT, 'read_entries_append_only');
END;
CREATE TRIGGER `read_entries_append_only_delete` BEFORE DELETE ON `read_entries` BEGIN
	SELECT RAISE(ABORT, 'read_entries_append_only');
END;
CREATE TRIGGER `read_entries_append_only_replace` BEFORE INSERT ON `read_entries` WHEN EXISTS (SELECT 1 FROM `read_entries` WHERE `id` = NEW.`id`) BEGIN
	SELECT RAISE(ABORT, 'read_entries_append_only');
END;
CREATE TRIGGER `read_subjects_append_only_update` BEFORE UPDATE ON `read_subjects` BEGIN
	SELECT RAISE(ABORT, 'read_subjects_append_only');
END;
CREATE TRIGGER `read_subjects_append_only_delete` BEFORE DELETE ON `read_subjects` BEGIN
	SELECT RAISE(ABORT, 'read_subjects_append_only');
END;
CREATE TRIGGER `read_subjects_append_only_replace` BEFORE INSERT ON `read_subjects` WHEN EXISTS (SELECT 1 FROM `read_subjects` WHERE `id` = NEW.`id` OR `node_id` = NEW.`node_id` AND `entry_id` = NEW.`entry_id`) BEGIN
	SELECT RAISE(ABORT, 'read_subjects_append_only');
END;
