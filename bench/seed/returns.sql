-- A return of each office that has a place on 30 April 2009, for each of 60 months that has none, accepted; and its counts.
CREATE TEMP TABLE made ON COMMIT DROP AS
SELECT bench.new_id('ret_bench', j.id || '/' || m::date) AS id, m::date AS month, j.id AS jobcentre_id, p.district_id
FROM jobcentres j
	JOIN jobcentre_placements p ON p.jobcentre_id = j.id AND p.valid_from <= '2009-04-30' AND (p.valid_to IS NULL OR p.valid_to > '2009-04-30')
	CROSS JOIN generate_series('2004-04-01'::timestamp, '2009-03-01', '1 month') m
WHERE NOT EXISTS (SELECT FROM referral_returns r WHERE r.jobcentre_id = j.id AND r.month = m::date);

INSERT INTO referral_returns (id, version, created_at, updated_at, synthetic, month, state, edition, steps, jobcentre_id, district_id)
SELECT id, 1, '2009-04-01', '2009-04-01', true, month, 'ACCEPTED', 1,
	jsonb_build_array(jsonb_build_object('by', 'synthetic-coordinator', 'do', 'RETURN', 'on', month + 38), jsonb_build_object('by', 'synthetic-lead', 'do', 'ACCEPT', 'on', month + 42)),
	jobcentre_id, district_id
FROM made ORDER BY month, id;

-- Thirty combinations of substance, benefit and direction for each provider, of which the first return has fifteen.
INSERT INTO referral_counts (return_id, edition, jobcentre_id, month, provider_id, substance, benefit, direction, synthetic,
	disclosures, referrals, self_referrals, discussion_starts_known, treatment_starts_known)
SELECT r.id, 1, r.jobcentre_id, r.month, bench.new_id('prv_bench', (1 + bench.draw(r.jobcentre_id, 140) + k / 30)::text),
	(ARRAY['HEROIN_CRACK', 'OTHER_DRUGS', 'ALCOHOL'])[k % 3 + 1], (ARRAY['JSA', 'ESA', 'INCAPACITY', 'UNIVERSAL_CREDIT', 'OTHER'])[k / 3 % 5 + 1],
	(ARRAY['JOBCENTRE_TO_TREATMENT', 'TREATMENT_TO_JOBCENTRE'])[k / 15 % 2 + 1], true,
	n + 2, n, n / 4, n / 2, n / 3
FROM made r, generate_series(0, 15 * bench.size() - 1) k, LATERAL (SELECT bench.draw(r.id || k, 12) AS n) drawn
ORDER BY r.month, r.id, k;

-- What made it is not left behind.
DROP SCHEMA bench CASCADE;
