package question

import (
	"context"
	"database/sql"
)

// About chooses what is asked about: the region with the most partnerships, a plan of the demonstration's, and the page of providers that begins
// half-way. Waymark's cursor is left out, for Waymark alone can give it.
func About(ctx context.Context, db *sql.DB) (Subject, error) {
	var s Subject
	err := db.QueryRowContext(ctx, `
		SELECT (SELECT r.code FROM regions r JOIN districts d ON d.region_id = r.id JOIN partnership_links l ON l.district_id = d.id
				GROUP BY r.code ORDER BY count(DISTINCT l.partnership_id) DESC, r.code COLLATE "C" LIMIT 1),
			(SELECT id FROM plans WHERE year = 2008 ORDER BY id COLLATE "C" LIMIT 1),
			(SELECT count(*) / 2 FROM providers WHERE kind = 'VOLUNTARY')`).Scan(&s.Region, &s.Plan, &s.Offset)
	if err != nil {
		return s, err
	}
	rows, err := db.QueryContext(ctx, `SELECT id FROM plans ORDER BY id COLLATE "C"`)
	if err != nil {
		return s, err
	}
	defer rows.Close() // which says nothing that Err does not
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return s, err
		}
		s.Plans = append(s.Plans, id)
	}
	if err := rows.Err(); err != nil {
		return s, err
	}
	err = db.QueryRowContext(ctx, `SELECT code FROM providers WHERE kind = 'VOLUNTARY' ORDER BY code COLLATE "C" OFFSET $1 LIMIT 1`, s.Offset-1).Scan(&s.After)
	return s, err
}
