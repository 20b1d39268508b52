INSERT INTO providers (id, version, created_at, updated_at, synthetic, code, name, kind, description, website, email, valid_from)
SELECT bench.new_id('prv_bench', n::text), 1, '2009-04-01', '2009-04-01', true, 'bench-provider-' || to_char(n, 'FM00000'),
	'Synthetic provider ' || to_char(n, 'FM00000'), (ARRAY['VOLUNTARY', 'NHS', 'VOLUNTARY', 'PRIVATE'])[n % 4 + 1], 'Synthetic, for benchmarks.',
	'https://provider-' || n || '.example', 'hello@provider-' || n || '.example', '2006-04-01'
FROM generate_series(1, 150 * bench.size()) n;

INSERT INTO services (id, version, created_at, updated_at, synthetic, code, name, description, kind, tier, substances, groups, languages, valid_from, provider_id)
SELECT bench.new_id('svc_bench', n || '/' || k), 1, '2009-04-01', '2009-04-01', true, 'bench-service-' || to_char(n, 'FM00000') || '-' || k,
	'Synthetic service ' || k || ' of ' || n, 'Synthetic, for benchmarks.', (ARRAY['OPEN_ACCESS', 'STRUCTURED_TREATMENT', 'EMPLOYMENT_SUPPORT'])[k], k,
	'[]', '[]', '["English"]', '2006-04-01', bench.new_id('prv_bench', n::text)
FROM generate_series(1, 150 * bench.size()) n, generate_series(1, 3) k;
