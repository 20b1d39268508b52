SELECT json_agg(json_build_object('code', p.code, 'name', n.text, 'figures', f.list) ORDER BY p.code COLLATE "C")
FROM partnerships p
	JOIN place_names n ON n.partnership_id = p.id AND n.valid_from <= $1 AND (n.valid_to IS NULL OR n.valid_to > $1)
	CROSS JOIN LATERAL (
		SELECT json_agg(json_build_object('indicator', i.code, 'value', f.value, 'lower', f.lower95, 'upper', f.upper95, 'status', f.status) ORDER BY i.code COLLATE "C") AS list
		FROM figures f JOIN indicators i ON i.id = f.indicator_id
		WHERE f.place_id = p.id AND f.period_from = '2008-04-01' AND f.period_type = 'FINANCIAL_YEAR' AND f.breakdown = ''
			AND i.code IN ('PROBLEM_DRUG_USERS', 'PROBLEM_DRUG_USERS_IN_TREATMENT_CONTACT', 'TREATMENT_STARTS')
	) f
WHERE p.valid_from <= $1 AND (p.valid_to IS NULL OR p.valid_to > $1) AND EXISTS (
	SELECT FROM partnership_links l JOIN districts d ON d.id = l.district_id JOIN regions r ON r.id = d.region_id
	WHERE l.partnership_id = p.id AND r.code = $2 AND l.valid_from <= $1 AND (l.valid_to IS NULL OR l.valid_to > $1))
