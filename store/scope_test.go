package store_test

import (
	"context"
	"errors"
	"testing"

	"entgo.io/ent/privacy"

	"waymark/domain/access"
	"waymark/domain/calendar"
	"waymark/domain/programme"
	"waymark/domain/programme/programmetest"
	"waymark/domain/viewer"
	"waymark/ent"
	"waymark/ent/link"
	"waymark/ent/partnership"
	"waymark/store"
	"waymark/store/storetest"
)

// border is two regions, R1 and R2, each with a district, a post that somebody holds, and a partnership of its own.
func border() programme.Records {
	b := programmetest.New()
	always := programmetest.Days("2006-04-01", "")
	band := b.Grade("BAND_D", "Band D", 3)
	for _, n := range []string{"1", "2"} {
		d := b.District(b.Region("R"+n, always), "d"+n, always)
		post := b.Post("p"+n, band, programme.DistrictCoordinator, always)
		b.Home(post, d, always)
		b.Hold(post, "Ann"+n, "1", always)
		b.Link(b.Partnership("P"+n, always), d, "1", always)
		b.Place(b.Jobcentre("J"+n, always), d, always)
	}
	return b.Records
}

// scoped hands out a transaction and the programme in it, to be used with the rights of somebody by one grant.
func scoped(t *testing.T, db storetest.Database, grant string, use func(ctx context.Context, tx *store.Tx, g *programme.Graph)) {
	t.Helper()
	held, err := viewer.ParseGrant(grant)
	if err != nil {
		t.Fatal(err)
	}
	s := db.Open(t)
	insert(t, s, border())
	inside(t, s, func(ctx context.Context, tx *store.Tx) {
		records, err := tx.Records(operator(ctx))
		if err != nil {
			t.Fatal(err)
		}
		g, err := programme.New(records)
		if err != nil {
			t.Fatal(err)
		}
		day := calendar.MustParse("2009-04-30")
		use(access.With(ctx, access.Of(g, viewer.Viewer{Subject: "s", Grants: []viewer.Grant{held}}, day, day)), tx, g)
	})
}

// TestRowsThatAreNotSeen holds for every way in which ent reads: lists, counts, ids, aggregates, groups, what is loaded along an
// edge, and what is walked along one.
func TestRowsThatAreNotSeen(t *testing.T) {
	empty.Run(t, func(t *testing.T, db storetest.Database) {
		scoped(t, db, "partnership_officer@partnership:P1", func(ctx context.Context, tx *store.Tx, g *programme.Graph) {
			own, other := g.Partnership("P1"), g.Partnership("P2")
			counts := map[string]func() (int, error){
				"list":  func() (int, error) { rows, err := tx.Partnership.Query().All(ctx); return len(rows), err },
				"count": func() (int, error) { return tx.Partnership.Query().Count(ctx) },
				"ids":   func() (int, error) { ids, err := tx.Partnership.Query().IDs(ctx); return len(ids), err },
				"select": func() (int, error) {
					codes, err := tx.Partnership.Query().Select("code").Strings(ctx)
					return len(codes), err
				},
				"aggregate": func() (int, error) { return tx.Partnership.Query().Aggregate(ent.Count()).Int(ctx) },
				"group": func() (int, error) {
					var groups []struct {
						Code string
						N    int
					}
					err := tx.Partnership.Query().GroupBy("code").Aggregate(ent.As(ent.Count(), "n")).Scan(ctx, &groups)
					return len(groups), err
				},
				"names": func() (int, error) { // of every other place, and of one partnership
					n, err := tx.PlaceName.Query().Count(ctx)
					return n - 6, err
				},
				"walked": func() (int, error) { return tx.Link.Query().QueryPartnership().Count(ctx) },
				"links":  func() (int, error) { return tx.Link.Query().Count(ctx) },
				"loaded": func() (int, error) {
					all, err := tx.Link.Query().WithPartnership().All(ctx)
					n := 0
					for _, l := range all {
						if l.Edges.Partnership != nil {
							n++
						}
					}
					return n, err
				},
			}
			for how, count := range counts {
				if n, err := count(); n != 1 || err != nil {
					t.Errorf("by %s the officer sees %d partnerships, %v", how, n, err)
				}
			}
			if _, err := tx.Partnership.Get(ctx, other.ID); !ent.IsNotFound(err) {
				t.Errorf("got another partnership: %v", err)
			}
			if _, err := tx.Partnership.Get(ctx, own.ID); err != nil {
				t.Error(err)
			}
			if ok, err := tx.Link.Query().Where(link.PartnershipID(other.ID)).Exist(ctx); ok || err != nil {
				t.Errorf("a link of another exists: %v, %v", ok, err)
			}
			if ok, err := tx.Partnership.Query().Where(partnership.Code("P2")).Exist(ctx); ok || err != nil {
				t.Errorf("the code of another exists: %v, %v", ok, err)
			}
			for what, err := range map[string]error{
				"people":    denial(tx.Coordinator.Query().Exist(ctx)),
				"champions": denial(tx.DrugChampion.Query().Exist(ctx)),
			} {
				if !errors.Is(err, privacy.Deny) {
					t.Errorf("the officer reads %s: %v", what, err)
				}
			}
		})
	})
}

// TestRowsThatAreNotWritten holds although nobody has asked the use cases: a lead writes what is their region's, and nothing else.
func TestRowsThatAreNotWritten(t *testing.T) {
	empty.Run(t, func(t *testing.T, db storetest.Database) {
		scoped(t, db, "regional_lead@region:R1", func(ctx context.Context, tx *store.Tx, g *programme.Graph) {
			day := calendar.MustParse("2010-01-01")
			own, other := g.Post("p1"), g.Post("p2")
			person := own.AllHoldings()[0].CoordinatorID
			hold := func(id, post string) error {
				return tx.Holding.Create().SetID(id).SetPostID(post).SetCoordinatorID(person).SetFte(500_000).SetValidFrom(day).Exec(ctx)
			}
			for what, err := range map[string]error{
				"update a post":       tx.Post.UpdateOneID(other.ID).SetFundedTo(day).Exec(ctx),
				"update a holding":    tx.Holding.UpdateOneID(other.AllHoldings()[0].ID).SetValidTo(day).Exec(ctx),
				"update a home":       tx.Home.UpdateOneID(other.AllHomes()[0].ID).SetValidTo(day).Exec(ctx),
				"delete a home":       tx.Home.DeleteOneID(other.AllHomes()[0].ID).Exec(ctx),
				"close an office":     tx.Jobcentre.UpdateOneID(g.Jobcentre("J2").ID).SetValidTo(day).Exec(ctx),
				"rename a person":     tx.Coordinator.UpdateOneID(other.AllHoldings()[0].CoordinatorID).SetName("X").Exec(ctx),
				"touch a partnership": tx.Partnership.UpdateOneID(g.Partnership("P2").ID).Exec(ctx),
			} {
				if !ent.IsNotFound(err) {
					t.Errorf("the lead may %s elsewhere: %v", what, err)
				}
			}
			denied := map[string]error{
				"hold a post elsewhere":      hold("hol_x", other.ID),
				"place a post elsewhere":     tx.Home.Create().SetID("hom_x").SetPostID(own.ID).SetDistrictID(g.District("d2").ID).SetValidFrom(day).Exec(ctx),
				"take a post from elsewhere": tx.Home.Create().SetID("hom_y").SetPostID(other.ID).SetDistrictID(g.District("d1").ID).SetValidFrom(day).Exec(ctx),
				"name a district":            tx.PlaceName.Create().SetID("nam_x").SetDistrictID(g.District("d1").ID).SetText("X").SetValidFrom(day).Exec(ctx),
				"change a district":          tx.District.UpdateOneID(g.District("d1").ID).SetValidTo(day).Exec(ctx),
				"give a grant":               tx.Grant.Create().SetID("grt_x").SetSubject("s").SetRole(viewer.Administrator).SetScope("nation").SetValidFrom(day).SetReason("r").Exec(ctx),
			}
			for what, err := range denied {
				if !errors.Is(err, privacy.Deny) {
					t.Errorf("the lead may %s: %v", what, err)
				}
			}
			for what, err := range map[string]error{
				"update a post":       tx.Post.UpdateOneID(own.ID).SetFundingStream("X").Exec(ctx),
				"update a holding":    tx.Holding.UpdateOneID(own.AllHoldings()[0].ID).SetValidTo(day).Exec(ctx),
				"make a holding":      hold("hol_y", own.ID),
				"close an office":     tx.Jobcentre.UpdateOneID(g.Jobcentre("J1").ID).SetValidTo(day).Exec(ctx),
				"rename a person":     tx.Coordinator.UpdateOneID(person).SetName("X").Exec(ctx),
				"touch a partnership": tx.Partnership.UpdateOneID(g.Partnership("P1").ID).Exec(ctx),
			} {
				if err != nil {
					t.Errorf("the lead may not %s of their own: %v", what, err)
				}
			}
		})
	})
}

func denial(_ bool, err error) error { return err }
