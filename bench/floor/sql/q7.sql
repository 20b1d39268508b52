WITH standing AS (
	SELECT p.id, p.role, h.region_id, h.district_id,
		p.funded_from <= $1 AND (p.funded_to IS NULL OR p.funded_to > $1) AS funded, p.fte,
		(SELECT sum(k.fte) FROM holdings k WHERE k.post_id = p.id AND k.valid_from <= $1 AND (k.valid_to IS NULL OR k.valid_to > $1)) AS held,
		EXISTS (SELECT FROM covers c WHERE c.post_id = p.id AND c.valid_from <= $1 AND (c.valid_to IS NULL OR c.valid_to > $1)) AS covered,
		(SELECT max(o.starts_on) FROM offers o WHERE o.post_id = p.id AND o.valid_from <= $1 AND (o.valid_to IS NULL OR o.valid_to > $1)) AS starts
	FROM posts p JOIN post_homes h ON h.post_id = p.id AND h.valid_from <= $1 AND (h.valid_to IS NULL OR h.valid_to > $1)
), state AS (
	SELECT *, CASE WHEN NOT funded THEN 'NOT_FUNDED' WHEN held > 0 THEN 'FILLED' WHEN covered THEN 'COVERED' WHEN starts IS NOT NULL THEN 'OFFERED' ELSE 'VACANT' END AS state
	FROM standing
), district AS (
	SELECT d.id, d.code, d.region_id, EXISTS (SELECT FROM state s WHERE s.district_id = d.id AND s.role = 'DISTRICT_COORDINATOR' AND s.state IN ('FILLED', 'COVERED')) AS staffed
	FROM districts d WHERE d.valid_from <= $1 AND (d.valid_to IS NULL OR d.valid_to > $1)
), office AS (
	SELECT j.code, d.staffed, EXISTS (SELECT FROM drug_champions c WHERE c.jobcentre_id = j.id AND c.valid_from <= $1 AND (c.valid_to IS NULL OR c.valid_to > $1)) AS champion
	FROM jobcentres j
		LEFT JOIN jobcentre_placements p ON p.jobcentre_id = j.id AND p.valid_from <= $1 AND (p.valid_to IS NULL OR p.valid_to > $1)
		LEFT JOIN district d ON d.id = p.district_id
	WHERE j.valid_from <= $1 AND (j.valid_to IS NULL OR j.valid_to > $1)
), partnership AS (
	SELECT p.code, count(d.id) AS links, count(d.id) FILTER (WHERE d.staffed) AS staffed
	FROM partnerships p
		LEFT JOIN partnership_links l ON l.partnership_id = p.id AND l.valid_from <= $1 AND (l.valid_to IS NULL OR l.valid_to > $1)
		LEFT JOIN district d ON d.id = l.district_id
	WHERE p.valid_from <= $1 AND (p.valid_to IS NULL OR p.valid_to > $1)
	GROUP BY p.id, p.code
), place AS (
	SELECT id, code FROM regions UNION ALL SELECT id, code FROM districts
), gap AS (
	SELECT 1 AS rank, 'REGION_WITHOUT_LEAD' AS kind, r.code FROM regions r
	WHERE r.valid_from <= $1 AND (r.valid_to IS NULL OR r.valid_to > $1) AND NOT EXISTS (
		SELECT FROM state s LEFT JOIN district d ON d.id = s.district_id
		WHERE s.role = 'STRATEGIC_LEAD' AND s.state IN ('FILLED', 'COVERED') AND r.id IN (s.region_id, d.region_id))
	UNION ALL SELECT 2, 'DISTRICT_WITHOUT_COORDINATOR', code FROM district WHERE NOT staffed
	UNION ALL SELECT 3, 'POST_VACANT', p.code FROM state s JOIN place p ON p.id IN (s.region_id, s.district_id) WHERE s.state = 'VACANT'
	UNION ALL SELECT 4, 'OFFER_START_OVERDUE', p.code FROM state s JOIN place p ON p.id IN (s.region_id, s.district_id) WHERE s.state = 'OFFERED' AND s.starts < $1
	UNION ALL SELECT 5, 'POST_PARTLY_FILLED', p.code FROM state s JOIN place p ON p.id IN (s.region_id, s.district_id) WHERE s.state = 'FILLED' AND s.held < s.fte
	UNION ALL SELECT 6, 'PARTNERSHIP_NOT_COVERED', code FROM partnership WHERE staffed = 0
	UNION ALL SELECT 7, 'PARTNERSHIP_PARTLY_COVERED', code FROM partnership WHERE staffed > 0 AND staffed < links
	UNION ALL SELECT 8, 'JOBCENTRE_WITHOUT_CHAMPION', code FROM office WHERE NOT champion
)
SELECT json_build_object(
	'counts', json_build_array(
		(SELECT count(*) FROM state WHERE funded), (SELECT count(*) FROM state WHERE state = 'FILLED'), (SELECT count(*) FROM state WHERE state = 'COVERED'),
		(SELECT count(*) FROM state WHERE state = 'OFFERED'), (SELECT count(*) FROM state WHERE state = 'VACANT'),
		(SELECT count(*) FROM district), (SELECT count(*) FROM district WHERE staffed),
		(SELECT count(*) FROM office), (SELECT count(*) FROM office WHERE staffed), (SELECT count(*) FROM office WHERE champion),
		(SELECT count(*) FROM partnership), (SELECT count(*) FROM partnership WHERE staffed > 0 AND staffed = links), (SELECT count(*) FROM partnership WHERE staffed > 0 AND staffed < links)),
	'gaps', (SELECT json_agg(json_build_object('kind', kind, 'place', code) ORDER BY rank, code COLLATE "C") FROM gap))
