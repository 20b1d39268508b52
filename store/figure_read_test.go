package store_test

import (
	"context"
	"testing"

	"waymark/domain/access"
	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/figure"
	"waymark/domain/programme"
	"waymark/domain/viewer"
	"waymark/store"
	"waymark/store/storetest"
)

// record writes figures of one batch.
func record(ctx context.Context, tx *store.Tx, batch string, all ...*figure.Figure) error {
	for _, f := range all {
		c := tx.Figure.Create().SetBatchID(batch).SetIndicatorID(f.IndicatorID).SetSourceID(f.SourceID).SetPlaceID(f.PlaceID).
			SetPeriodType(f.Period.Type).SetPeriodFrom(f.Period.From).SetPeriodTo(f.Period.To).SetBreakdown(f.Breakdown).
			SetNillableValue(f.Value).SetNillableNumerator(f.Numerator).SetNillableDenominator(f.Denominator).
			SetStatus(f.Status).SetStatusReason(f.StatusReason).SetNote(f.Note).SetRestricted(f.Restricted)
		if i := f.Interval95; i != nil {
			c.SetLower95(i.Lower).SetUpper95(i.Upper)
		}
		if i := f.Interval998; i != nil {
			c.SetLower998(i.Lower).SetUpper998(i.Upper)
		}
		if err := c.Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

// counted is a figure of 2008/09 about a place.
func counted(r programme.Records, place string, value int) *figure.Figure {
	v := decimal.FromInt(value)
	return &figure.Figure{Key: figure.Key{IndicatorID: r.Indicators[0].ID, PlaceID: place, Period: figure.YearFrom(2008)},
		Value: &v, Status: figure.Published, SourceID: r.Sources[0].ID}
}

// TestFiguresThatAreSeen reads by every condition as everybody, as an officer who sees one partnership alone, and as who does not
// see what is restricted.
func TestFiguresThatAreSeen(t *testing.T) {
	empty.Run(t, func(t *testing.T, db storetest.Database) {
		s := db.Open(t)
		r := border()
		b := sound()
		later := *b.FigureBatches[0]
		later.ID, later.Number, later.ExternalID = "bat_later", 2, "later"
		r.Sources, r.Indicators, r.FigureBatches = b.Sources, b.Indicators, append(b.FigureBatches, &later)
		insert(t, s, r)
		p1, p2, region := r.Partnerships[0].ID, r.Partnerships[1].ID, r.Regions[0].ID
		female, secret := counted(r, p1, 4), counted(r, p1, 5)
		female.Breakdown = "SEX=FEMALE"
		secret.Restricted, secret.Period = true, figure.YearFrom(2007)
		if err := s.InTx(operator(t.Context()), inTest, func(ctx context.Context, tx *store.Tx) error {
			if err := record(ctx, tx, r.FigureBatches[0].ID, counted(r, "", 1), counted(r, region, 2), counted(r, p1, 3), female, secret, counted(r, p2, 6)); err != nil {
				return err
			}
			return record(ctx, tx, later.ID, counted(r, region, 7))
		}); err != nil {
			t.Fatal(err)
		}
		records, err := s.Records(operator(t.Context()))
		if err != nil {
			t.Fatal(err)
		}
		g, err := programme.New(records)
		if err != nil {
			t.Fatal(err)
		}
		day, total := calendar.MustParse("2009-04-30"), figure.Breakdown("")
		year := figure.YearFrom(2008)
		for _, c := range []struct {
			name, grant string
			filter      figure.Filter
			want        []int
		}{
			{"all", "analyst", figure.Filter{}, []int{1, 2, 3, 4, 5, 6, 7}},
			{"by place", "analyst", figure.Filter{Places: []string{"", p2}}, []int{1, 6}},
			{"by no place", "analyst", figure.Filter{Places: []string{}}, nil},
			{"by indicator", "analyst", figure.Filter{Indicators: []string{"ind_none"}}, nil},
			{"by breakdown", "analyst", figure.Filter{Breakdown: &total, Places: []string{p1}}, []int{3, 5}},
			{"by period", "analyst", figure.Filter{From: &year.From, To: &year.To, Places: []string{p1}}, []int{3, 4}},
			{"before", "analyst", figure.Filter{To: &year.From}, []int{5}},
			{"by id", "analyst", figure.Filter{IDs: []int64{2, 99}}, []int{2, 7}},
			{"by id of a part", "analyst", figure.Filter{IDs: []int64{4, 7}}, []int{2, 4, 7}},
			{"by no id", "analyst", figure.Filter{IDs: []int64{}}, nil},
			{"of others", "partnership_officer@partnership:P1", figure.Filter{}, []int{1, 2, 3, 4, 7}},
			{"of others by id", "partnership_officer@partnership:P1", figure.Filter{IDs: []int64{5, 6}}, nil},
			{"of nobody", "partnership_officer@partnership:P9", figure.Filter{}, []int{1, 2, 7}},
			{"restricted", "regional_lead@region:R1", figure.Filter{}, []int{1, 2, 3, 4, 6, 7}},
			{"published", "", figure.Filter{}, []int{1, 2, 3, 4, 6, 7}},
		} {
			who := viewer.Anonymous()
			if c.grant != "" {
				held, err := viewer.ParseGrant(c.grant)
				if err != nil {
					t.Fatal(err)
				}
				who = viewer.Viewer{Subject: "s", Grants: []viewer.Grant{held}}
			}
			found, more, err := s.Figures(access.With(viewer.With(t.Context(), who), access.Of(g, who, day, day)), c.filter, 7)
			if err != nil || more || len(found) != len(c.want) {
				t.Errorf("%s: %d figures, more: %t, %v", c.name, len(found), more, err)
				continue
			}
			for i, f := range found {
				if *f.Value != decimal.FromInt(c.want[i]) {
					t.Errorf("%s: figure %d is %s", c.name, i, f.Value)
				}
			}
		}
		ctx := access.With(operator(t.Context()), access.Of(g, viewer.Operator("tester"), day, day))
		if found, more, err := s.Figures(ctx, figure.Filter{}, 2); len(found) != 2 || !more || err != nil {
			t.Errorf("%d of 7, more: %t, %v", len(found), more, err)
		}
		for _, statement := range []string{`UPDATE figures SET value = 0`, `DELETE FROM figures`} {
			if _, err := db.SQL(t).ExecContext(t.Context(), statement); store.Translate(err) == nil {
				t.Errorf("%s is done", statement)
			}
		}
	})
}
