SELECT json_agg(json_build_object('district', d.code, 'month', s.month, 'referrals', s.referrals, 'selfReferrals', s.self_referrals) ORDER BY d.code COLLATE "C", s.month)
FROM (
	SELECT r.district_id, r.month, sum(c.referrals) AS referrals, sum(c.self_referrals) AS self_referrals
	FROM referral_returns r JOIN referral_counts c ON c.return_id = r.id AND c.edition = r.edition
	WHERE r.state = 'ACCEPTED'
	GROUP BY r.district_id, r.month
) s JOIN districts d ON d.id = s.district_id
