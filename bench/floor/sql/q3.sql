WITH found AS (
	SELECT code, name, kind, email, valid_from FROM providers
	WHERE kind = 'VOLUNTARY' AND valid_from <= $1 AND (valid_to IS NULL OR valid_to > $1)
)
SELECT json_build_object('total', (SELECT count(*) FROM found), 'page', (
	SELECT json_agg(json_build_object('code', code, 'name', name, 'kind', kind, 'email', email, 'from', valid_from))
	FROM (SELECT * FROM found WHERE code COLLATE "C" > $2 ORDER BY code COLLATE "C" LIMIT 20) page))
