SELECT json_agg(json_build_object('code', r.code, 'name', (SELECT n.text FROM place_names n WHERE n.region_id = r.id AND n.valid_from <= $1 AND (n.valid_to IS NULL OR n.valid_to > $1)),
	'districts', d.list) ORDER BY r.code COLLATE "C")
FROM regions r CROSS JOIN LATERAL (
	SELECT json_agg(json_build_object('code', d.code, 'name', n.text, 'posts', p.list) ORDER BY d.code COLLATE "C") AS list
	FROM districts d
		JOIN place_names n ON n.district_id = d.id AND n.valid_from <= $1 AND (n.valid_to IS NULL OR n.valid_to > $1)
		CROSS JOIN LATERAL (
			SELECT json_agg(json_build_object('code', p.code, 'grade', g.code, 'fte', p.fte, 'holder', c.name) ORDER BY p.code COLLATE "C") AS list
			FROM post_homes h
				JOIN posts p ON p.id = h.post_id
				JOIN grades g ON g.id = p.grade_id
				LEFT JOIN holdings k ON k.post_id = p.id AND k.valid_from <= $1 AND (k.valid_to IS NULL OR k.valid_to > $1)
				LEFT JOIN coordinators c ON c.id = k.coordinator_id
			WHERE h.district_id = d.id AND h.valid_from <= $1 AND (h.valid_to IS NULL OR h.valid_to > $1)
		) p
	WHERE d.region_id = r.id AND d.valid_from <= $1 AND (d.valid_to IS NULL OR d.valid_to > $1)
) d
WHERE r.valid_from <= $1 AND (r.valid_to IS NULL OR r.valid_to > $1)
