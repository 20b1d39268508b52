package store_test

import (
	"context"
	"errors"
	"testing"

	"entgo.io/ent/privacy"

	"waymark/domain/access"
	"waymark/domain/agreement"
	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/programme"
	"waymark/domain/programme/programmetest"
	"waymark/domain/signoff"
	"waymark/domain/viewer"
	"waymark/ent"
	"waymark/store"
	"waymark/store/storetest"
)

// TestAgreementsArePairs holds who writes rows of a pair, whatever the use cases say: who works for a district or a region when both lie
// there, who works for a partnership when it is theirs and linked with the district.
func TestAgreementsArePairs(t *testing.T) {
	pair := func(id string, p *programme.Partnership, d *programme.District) *agreement.Agreement {
		return &agreement.Agreement{Meta: programme.Meta{ID: id}, PartnershipID: p.ID, DistrictID: d.ID, Kind: document.JobcentreAgreement, TemplateID: "tpl_1",
			Series: id, Edition: 1, State: signoff.Draft, Unpublished: true, Valid: programmetest.Days("2009-04-01", "2010-04-01")}
	}
	for grant, mine := range map[string]bool{
		"regional_lead@region:R1": true, "district_coordinator@district:d1": true, "partnership_officer@partnership:P1": true, "partnership_chair@partnership:P1": true,
		"commissioning_chair@partnership:P1": true, "analyst": false,
	} {
		empty.Run(t, func(t *testing.T, db storetest.Database) {
			scoped(t, db, grant, func(ctx context.Context, tx *store.Tx, g *programme.Graph) {
				all := access.With(ctx, access.Of(g, viewer.Operator("tester"), calendar.Date{}, calendar.Date{}))
				p1, p2, d1, d2 := g.Partnership("P1"), g.Partnership("P2"), g.District("d1"), g.District("d2")
				if err := tx.DocumentTemplate.Create().SetID("tpl_1").SetCode("T").SetDocument("X").SetName("T").SetFromYear(2008).SetContent("{}").Exec(all); err != nil {
					t.Fatal(err)
				}
				if err := tx.InsertAgreements(all, pair("agr_1", p1, d1), pair("agr_2", p2, d2), pair("agr_3", p1, d2)); err != nil {
					t.Fatal(err)
				}
				for id, a := range map[string]*agreement.Agreement{"agr_4": pair("agr_4", p1, d2), "agr_5": pair("agr_5", p2, d1), "agr_6": pair("agr_6", p2, d2)} {
					if err := tx.InsertAgreements(ctx, a); !errors.Is(err, privacy.Deny) {
						t.Errorf("%s makes %s: %v", grant, id, err)
					}
				}
				for _, id := range []string{"agr_2", "agr_3"} {
					if err := tx.Agreement.UpdateOneID(id).SetTitle("X").Exec(ctx); !ent.IsNotFound(err) && !errors.Is(err, privacy.Deny) {
						t.Errorf("%s changes %s: %v", grant, id, err)
					}
				}
				made, changed := tx.InsertAgreements(ctx, pair("agr_7", p1, d1)), tx.Agreement.UpdateOneID("agr_1").SetTitle("X").Exec(ctx)
				if (made == nil) != mine || (changed == nil) != mine {
					t.Errorf("%s with its own: %v, %v", grant, made, changed)
				}
			})
		})
	}
}
