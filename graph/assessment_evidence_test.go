package graph_test

import (
	"fmt"
	"slices"
	"testing"

	"waymark/domain/decimal"
	"waymark/domain/figure"
	"waymark/domain/programme"
	"waymark/domain/viewer"
	"waymark/planning"
)

// evidence records figures about a partnership, of a financial year each, the last one restricted, and gives their ids.
func (d *door) evidence(t *testing.T, partnership string, years ...int) (ids []string) {
	t.Helper()
	p, ctx := planning.New(d.store, today), viewer.With(t.Context(), operator)
	g, err := p.Graph(ctx)
	if err != nil {
		t.Fatal(err)
	}
	indicator := g.Indicator("IN_TREATMENT_CONTACT")
	_, first := g.NextBatch()
	figures := make([]figure.Figure, len(years))
	for i, year := range years {
		figures[i] = figure.Figure{Key: figure.Key{IndicatorID: indicator.ID, PlaceID: partnership, Period: figure.YearFrom(year)},
			Value: new(decimal.FromInt(year)), Status: figure.Published, SourceID: indicator.SourceID, Restricted: i == len(years)-1}
		ids = append(ids, figure.FormatID(first+int64(i)))
	}
	batch := &programme.FigureBatch{Meta: programme.Meta{ID: programme.FigureBatchPrefix + "_evidence"}, ExternalID: "evidence", Title: "Evidence", Digest: "0", Rows: len(years)}
	if _, err := p.SeedFigures(ctx, []programme.FigureSet{{Batch: batch, Figures: figures}}); err != nil {
		t.Fatal(err)
	}
	return ids
}

// TestFiguresOfAnAssessment looks at what an assessment refers to as those who see all of it and those who do not, and counts what it costs.
func TestFiguresOfAnAssessment(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		c := changer{d, map[string]bool{}}
		partnership, officer, _, _, _ := theAssessors(t, c)
		ids := d.evidence(t, partnership, 1996, 2007, 1995) // the last one is restricted
		made := officer.change(t, "assessmentStart", "", variables{"partnership": partnership, "year": 2010}, `assessment { id section(code: "PREVALENCE") { id } }`)
		id := at(t, made, "assessment", "id").(string)
		refer := func(ids ...string) (all []any) {
			for _, id := range ids {
				all = append(all, variables{"figure": id})
			}
			return all
		}
		c.change(t, "assessmentSectionUpdate", at(t, made, "assessment", "section", "id").(string), variables{"expectedVersion": 1, "text": "Many.", "figures": refer(ids[0], ids[1])}, "section { id }")
		c.change(t, "findingAdd", "", variables{"assessment": id, "statement": "Fewer than before.", "evidence": refer(ids[2], ids[0])}, "finding { id }")
		mistake := at(t, c.change(t, "findingAdd", "", variables{"assessment": id, "statement": "A mistake.", "priority": "LOW", "evidence": refer("fig_1")}, "finding { id }"), "finding", "id").(string)
		c.change(t, "findingWithdraw", mistake, variables{"expectedVersion": 1, "reason": "It is about England"}, "finding { id }")

		whole := fmt.Sprintf(`{ assessment(id: %q) { section(code: "PREVALENCE") { figures { figure { value } } } findings(filter: {status: [OPEN]}) { nodes { evidence { figureId figure { value restricted } } } } } }`, id)
		coverage := `{ assessmentCoverage(year: 2010) { total { partnerships withOldFigures } regions { counts { withOldFigures } }
			partnerships(first: 500, filter: {state: [DRAFT]}) { nodes { assessment { id } oldFigures { id } } } } }`
		lead := c.as(t, "regional_lead@region:E12000007")
		for who, w := range map[string]struct {
			client client
			sees   bool
		}{"operator": {d.operator, true}, "officer": {officer.operator, false}, "lead": {lead.operator, false}} {
			secret, old := "<nil>", []any{map[string]any{"id": ids[0]}}
			if w.sees {
				secret, old = "map[restricted:true value:1995]", append(old, map[string]any{"id": ids[2]})
			}
			var got map[string]any
			if spent := d.sql.during(func() { got = w.client.ask(t, whole, nil) }); len(spent) > 6 && !w.sees {
				t.Errorf("for the %s an assessment with its figures costs %d statements: %q", who, len(spent), spent)
			}
			want := fmt.Sprintf("map[findings:map[nodes:[map[evidence:[map[figure:%s figureId:%s] map[figure:map[restricted:false value:1996] figureId:%s]]]]] section:map[figures:[map[figure:map[value:1996]] map[figure:map[value:2007]]]]]",
				secret, ids[2], ids[0])
			if text := fmt.Sprint(got["assessment"]); text != want {
				t.Errorf("the %s reads %s\nwant %s", who, text, want)
			}
			spent := d.sql.during(func() { got = w.client.ask(t, coverage, nil) })
			if len(spent) > 5 && !w.sees {
				t.Errorf("for the %s coverage with its figures costs %d statements: %q", who, len(spent), spent)
			}
			nodes := at(t, got, "assessmentCoverage", "partnerships", "nodes").([]any)
			i := slices.IndexFunc(nodes, func(n any) bool { return at(t, n, "assessment", "id") == id })
			if i < 0 || fmt.Sprint(at(t, nodes[i], "oldFigures")) != fmt.Sprint(old) {
				t.Errorf("old for the %s are %v, want %v", who, nodes, old)
			}
			if n := at(t, got, "assessmentCoverage", "total", "withOldFigures"); n != 1.0 {
				t.Errorf("%v partnerships have old figures for the %s", n, who)
			}
		}
		if shown := d.operator.get(t, `{ reads(by: "operator", first: 1) { nodes { shown } } }`, "reads", "nodes", 0, "shown"); fmt.Sprint(shown) != fmt.Sprint([]string{ids[2]}) {
			t.Errorf("of what is restricted it is noted that %v was shown", shown)
		}
	})
}
