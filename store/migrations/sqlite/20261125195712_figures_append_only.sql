-- A figure that is recorded stays: a revision is another figure.
CREATE TRIGGER `figures_append_only_update` BEFORE UPDATE ON `figures` BEGIN
	SELECT RAISE(ABORT, 'figures_append_only');
END;
CREATE TRIGGER `figures_append_only_delete` BEFORE DELETE ON `figures` BEGIN
	SELECT RAISE(ABORT, 'figures_append_only');
END;
CREATE TRIGGER `figures_append_only_replace` BEFORE INSERT ON `figures` WHEN EXISTS (SELECT 1 FROM `figures` WHERE `id` = NEW.`id`) BEGIN
	SELECT RAISE(ABORT, 'figures_append_only');
END;
