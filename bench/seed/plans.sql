-- A plan for each partnership and year that has none, written like the first of the demonstration: those of 2009/10 are drafts, the others in
-- delivery. What they say of others (findings, signed rows) is left out.
CREATE TEMP TABLE model ON COMMIT DROP AS
SELECT * FROM plans WHERE year = 2008 AND carried_from = '' AND kind = 'TREATMENT_PLAN' ORDER BY id COLLATE "C" LIMIT 1;

CREATE TEMP TABLE wanted ON COMMIT DROP AS
SELECT p.id AS partnership_id, y AS year, p.code || '/' || y AS key
FROM partnerships p, generate_series(2010 - 5 * bench.size(), 2009) y
WHERE NOT EXISTS (SELECT FROM plans x WHERE x.partnership_id = p.id AND x.year = y AND x.kind = 'TREATMENT_PLAN');

INSERT INTO plans (id, version, created_at, updated_at, synthetic, kind, year, edition, state, unpublished, steps, partnership_id, template_id)
SELECT bench.new_id(m.id, w.key), 1, '2009-04-01', '2009-04-01', true, m.kind, w.year, 1, CASE w.year WHEN 2009 THEN 'DRAFT' ELSE 'IN_DELIVERY' END, w.year = 2009,
	CASE w.year WHEN 2009 THEN jsonb_build_array(m.steps -> 0) ELSE (SELECT jsonb_agg(s - 'rows') FROM jsonb_array_elements(m.steps) s) END,
	w.partnership_id, m.template_id
FROM model m, wanted w;

INSERT INTO plan_parts (id, version, created_at, updated_at, synthetic, changed, writers, origin, code, position, title, text, status, partnership_id, plan_id)
SELECT bench.new_id(r.id, w.key), 1, '2009-04-01', '2009-04-01', true, r.changed, r.writers, bench.new_id(r.id, w.key), r.code, r.position, r.title, r.text, r.status,
	w.partnership_id, bench.new_id(m.id, w.key)
FROM model m JOIN plan_parts r ON r.plan_id = m.id, wanted w;

INSERT INTO funding_lines (id, version, created_at, updated_at, synthetic, changed, writers, origin, rank, stream, name, planned, committed, spent, note,
	partnership_id, plan_id, part_id)
SELECT bench.new_id(r.id, w.key), 1, '2009-04-01', '2009-04-01', true, r.changed, r.writers, bench.new_id(r.id, w.key), r.rank, r.stream, r.name, r.planned, r.committed,
	r.spent, r.note, w.partnership_id, bench.new_id(m.id, w.key), bench.new_id(r.part_id, w.key)
FROM model m JOIN funding_lines r ON r.plan_id = m.id, wanted w;

INSERT INTO plan_priorities (id, version, created_at, updated_at, synthetic, changed, writers, origin, rank, statement, partnership_id, plan_id, part_id)
SELECT bench.new_id(r.id, w.key), 1, '2009-04-01', '2009-04-01', true, r.changed, r.writers, bench.new_id(r.id, w.key), r.rank, r.statement,
	w.partnership_id, bench.new_id(m.id, w.key), bench.new_id(r.part_id, w.key)
FROM model m JOIN plan_priorities r ON r.plan_id = m.id, wanted w;

INSERT INTO plan_objectives (id, version, created_at, updated_at, synthetic, changed, writers, origin, rank, statement, funding, partnership_id, plan_id, priority_id)
SELECT bench.new_id(r.id, w.key), 1, '2009-04-01', '2009-04-01', true, r.changed, r.writers, bench.new_id(r.id, w.key), r.rank, r.statement,
	(SELECT jsonb_agg(f || jsonb_build_object('line', bench.new_id(f ->> 'line', w.key))) FROM jsonb_array_elements(r.funding) f),
	w.partnership_id, bench.new_id(m.id, w.key), bench.new_id(r.priority_id, w.key)
FROM model m JOIN plan_objectives r ON r.plan_id = m.id, wanted w;

INSERT INTO plan_actions (id, version, created_at, updated_at, synthetic, changed, writers, origin, rank, text, by_when, owner, resources, target, pathway, rag, progress,
	partnership_id, plan_id, objective_id)
SELECT bench.new_id(r.id, w.key), 1, '2009-04-01', '2009-04-01', true, r.changed, r.writers, bench.new_id(r.id, w.key), r.rank, r.text, r.by_when, r.owner, r.resources,
	r.target, r.pathway, r.rag, r.progress, w.partnership_id, bench.new_id(m.id, w.key), bench.new_id(r.objective_id, w.key)
FROM model m JOIN plan_actions r ON r.plan_id = m.id, wanted w;
