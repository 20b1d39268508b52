package store_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"waymark/domain/fault"
	"waymark/domain/viewer"
	"waymark/store"
	"waymark/store/storetest"
)

// The database itself refuses, whoever asks, and the store has words for it.
func TestTheAuditIsOnlyAddedTo(t *testing.T) {
	tables := []string{"audit_entries", "audit_subjects", "read_entries", "read_subjects"}
	empty.Run(t, func(t *testing.T, db storetest.Database) {
		s := db.Open(t)
		insert(t, s, *sound())
		who := viewer.With(t.Context(), viewer.Viewer{Subject: "analyst"})
		if err := s.LogRead(who, store.Read{Operation: "statements", Shown: []string{"sta_1"}}); err != nil {
			t.Fatal(err)
		}
		before := len(entries(t, s))
		raw := db.SQL(t)
		content := func(table string) (all []string) {
			t.Helper()
			rows, err := raw.QueryContext(t.Context(), `SELECT * FROM `+table+` ORDER BY id`)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = rows.Close() }()
			columns, err := rows.Columns()
			if err != nil {
				t.Fatal(err)
			}
			for rows.Next() {
				values, targets := make([]any, len(columns)), make([]any, len(columns))
				for i := range values {
					targets[i] = &values[i]
				}
				if err := rows.Scan(targets...); err != nil {
					t.Fatal(err)
				}
				all = append(all, fmt.Sprint(values...))
			}
			if err := rows.Err(); err != nil {
				t.Fatal(err)
			}
			return all
		}
		for _, table := range tables {
			statements := []string{
				`UPDATE ` + table + ` SET id = id`, `UPDATE ` + table + ` SET id = 1000 WHERE id = 1`, `DELETE FROM ` + table, `DELETE FROM ` + table + ` WHERE id = 1`,
			}
			if db.Engine == store.Postgres {
				statements = append(statements, `TRUNCATE `+table+` CASCADE`,
					`INSERT INTO `+table+` SELECT * FROM `+table+` ON CONFLICT (id) DO UPDATE SET id = EXCLUDED.id`)
			} else {
				statements = append(statements, `INSERT OR REPLACE INTO `+table+` SELECT * FROM `+table+` WHERE id = 1`,
					`UPDATE OR REPLACE `+table+` SET id = 1 WHERE id = 1`,
					`INSERT INTO `+table+` SELECT * FROM `+table+` WHERE true ON CONFLICT (id) DO UPDATE SET id = excluded.id`)
			}
			if strings.HasSuffix(table, "subjects") && db.Engine == store.SQLite {
				statements = append(statements, `INSERT OR REPLACE INTO `+table+` (id, entry_id, node_id) SELECT 1000000, entry_id, node_id FROM `+table+` WHERE id = 1`)
			}
			was := content(table)
			if len(was) == 0 {
				t.Fatalf("nothing in %s", table)
			}
			for _, statement := range statements {
				_, err := raw.ExecContext(t.Context(), statement)
				if err == nil {
					t.Errorf("%s is done", statement)
					continue
				}
				refused(t, store.Translate(err), fault.Invalid, "the audit is only ever added to")
			}
			if is := content(table); !slices.Equal(is, was) {
				t.Errorf("%s was\n%q\nand is\n%q", table, was, is)
			}
		}
		if after := len(entries(t, s)); after != before {
			t.Errorf("%d entries became %d", before, after)
		}
	})
}
