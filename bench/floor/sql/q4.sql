SELECT json_build_object('state', p.state, 'year', p.year, 'partnership', (SELECT code FROM partnerships WHERE id = p.partnership_id),
	'parts', (SELECT json_agg(json_build_object('id', id, 'code', code, 'title', title, 'text', text, 'status', status) ORDER BY position) FROM plan_parts WHERE plan_id = p.id),
	'lines', (SELECT json_agg(json_build_object('part', part_id, 'stream', stream, 'name', name, 'planned', planned, 'committed', committed, 'spent', spent)
		ORDER BY rank COLLATE "C") FROM funding_lines WHERE plan_id = p.id AND removed = ''),
	'priorities', (SELECT json_agg(json_build_object('id', id, 'part', part_id, 'statement', statement) ORDER BY rank COLLATE "C")
		FROM plan_priorities WHERE plan_id = p.id AND removed = ''),
	'objectives', (SELECT json_agg(json_build_object('id', id, 'priority', priority_id, 'statement', statement, 'funding', funding) ORDER BY rank COLLATE "C")
		FROM plan_objectives WHERE plan_id = p.id AND removed = ''),
	'actions', (SELECT json_agg(json_build_object('objective', objective_id, 'text', text, 'byWhen', by_when, 'owner', owner, 'resources', resources, 'target', target,
		'pathway', pathway, 'progress', progress) ORDER BY rank COLLATE "C") FROM plan_actions WHERE plan_id = p.id AND removed = ''))
FROM plans p WHERE p.id = $1
