package store_test

import (
	"context"
	"errors"
	"testing"

	"entgo.io/ent/privacy"

	"waymark/domain/viewer"
	"waymark/ent/statement"
	"waymark/store"
	"waymark/store/storetest"
)

// TestRestrictedRows holds that restricted statements are no rows at all for who may not see them, and that the audit is read by
// nobody but the store.
func TestRestrictedRows(t *testing.T) {
	empty.Run(t, func(t *testing.T, db storetest.Database) {
		s := db.Open(t)
		r := sound()
		secret := *r.Statements[0]
		secret.ID, secret.Restricted = "sta_secret", true
		r.Statements = append(r.Statements, &secret)
		insert(t, s, *r)
		inside(t, s, func(ctx context.Context, tx *store.Tx) {
			for _, c := range []struct {
				grant string
				rows  int
			}{
				{"administrator", 2}, {"programme_lead", 2}, {"analyst", 2}, {"regional_lead@region:R", 1}, {"district_coordinator@district:d", 1},
				{"partnership_officer@partnership:P", 1}, {"viewer", 1}, {"", 1},
			} {
				who := viewer.Anonymous()
				if c.grant != "" {
					held, err := viewer.ParseGrant(c.grant)
					if err != nil {
						t.Fatal(err)
					}
					who = viewer.Viewer{Subject: "s", Grants: []viewer.Grant{held}}
				}
				ctx := viewer.With(ctx, who)
				if n, err := tx.Statement.Query().Count(ctx); n != c.rows || err != nil {
					t.Errorf("%q counts %d statements, want %d, %v", c.grant, n, c.rows, err)
				}
				if ok, err := tx.Statement.Query().Where(statement.ID("sta_secret")).Exist(ctx); ok != (c.rows == 2) || err != nil {
					t.Errorf("%q finds the restricted one: %t, %v", c.grant, ok, err)
				}
				for what, err := range map[string]error{"audit": denial(tx.AuditEntry.Query().Exist(ctx)), "subjects": denial(tx.AuditSubject.Query().Exist(ctx)),
					"reads": denial(tx.ReadEntry.Query().Exist(ctx)), "what was read": denial(tx.ReadSubject.Query().Exist(ctx))} {
					if !errors.Is(err, privacy.Deny) {
						t.Errorf("%q reads the %s: %v", c.grant, what, err)
					}
				}
			}
		})
	})
}
