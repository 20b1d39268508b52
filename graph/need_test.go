package graph_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"waymark/dataset"
	"waymark/domain/decimal"
	"waymark/domain/figure"
	"waymark/domain/programme"
	"waymark/domain/viewer"
	"waymark/planning"
)

// record adds a batch of figures of districts to the records: "essex PLANNED_EXITS 2010 12", or "0.3=30/100" with its parts, and after it
// "restricted", or of one that is WITHHELD the reason.
func (d *door) record(t *testing.T, rows ...string) {
	t.Helper()
	p := planning.New(d.store, today)
	ctx := viewer.With(t.Context(), operator)
	g, err := p.Graph(ctx)
	if err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("test-%d", len(g.FigureBatches()))
	set := programme.FigureSet{Batch: &programme.FigureBatch{Meta: programme.Meta{ID: dataset.ID(programme.FigureBatchPrefix, name), Synthetic: true}, ExternalID: name, Title: name, Digest: strings.Repeat("0", 64)}}
	for _, row := range rows {
		w := strings.SplitN(row, " ", 5)
		f := figure.Figure{Status: figure.Published, Synthetic: true, SourceID: g.Indicator(w[1]).SourceID}
		var year int
		if _, err := fmt.Sscan(w[2], &year); err != nil {
			t.Fatal(err)
		}
		f.Key = figure.Key{IndicatorID: g.Indicator(w[1]).ID, PlaceID: g.District(w[0]).ID, Period: figure.YearFrom(year)}
		value, parts, _ := strings.Cut(w[3], "=")
		if above, below, ok := strings.Cut(parts, "/"); ok {
			f.Numerator, f.Denominator = new(decimal.MustParse(above)), new(decimal.MustParse(below))
		}
		if value == string(figure.Withheld) {
			f.Status, f.StatusReason = figure.Withheld, w[4]
		} else {
			f.Value = new(decimal.MustParse(value))
		}
		f.Restricted = len(w) > 4 && w[4] == "restricted"
		set.Figures = append(set.Figures, f)
	}
	if n, err := p.SeedFigures(ctx, []programme.FigureSet{set}); err != nil || n != len(rows) {
		t.Fatalf("recorded %d figures, %v", n, err)
	}
}

// TestPublishedNeed holds what has been published of need, whatever the golden files say.
func TestPublishedNeed(t *testing.T) {
	const benefits = `{ england { sum(indicator: "PROBLEM_DRUG_USERS_ON_BENEFITS", over: "BENEFIT") { whole { value }
		total { __typename ... on NotAdditive { reason overlap { together excess sentence parts { breakdown { code } value } } } } } } }`
	const prevalence = `{ england { need(year: 2004) { basis synthetic prevalence { value status interval95 { lower upper } method figures { nodes { source { title } } } } } } }`
	const treated = `{ england { figures(filter: {indicator: ["IN_TREATMENT_CONTACT"], year: [2008]}) { nodes { value status revision supersedes { value holds supersededBy { value } } } } } }`
	const discussions = `{ england { knownDiscussions { known { value } of { value } bounds { unknown atLeast atMost sentence } } } }`
	const newest = `{ england { need { year basis synthetic recorded { measure { code } value period { label } interval95 { lower upper } synthetic } } } }`
	tests := []struct {
		query string
		path  []any
		want  any
	}{
		{benefits, []any{"england", "sum", "whole", "value"}, "267000"},
		{benefits, []any{"england", "sum", "total", "__typename"}, "NotAdditive"},
		{benefits, []any{"england", "sum", "total", "overlap", "together"}, "299000"},
		{benefits, []any{"england", "sum", "total", "overlap", "excess"}, "32000"},
		{benefits, []any{"england", "sum", "total", "overlap", "sentence"}, "Jobseeker's Allowance, Income Support and Incapacity Benefit come to 299,000, which is 32,000 more than the 267,000 who are counted once."},
		{benefits, []any{"england", "sum", "total", "overlap", "parts", 1, "value"}, "146000"},
		{prevalence, []any{"england", "need", "prevalence", "value"}, "327466"},
		{prevalence, []any{"england", "need", "prevalence", "interval95", "lower"}, "325945"},
		{prevalence, []any{"england", "need", "prevalence", "interval95", "upper"}, "343424"},
		{prevalence, []any{"england", "need", "prevalence", "method"}, "GIVEN"},
		{prevalence, []any{"england", "need", "basis"}, "HELD"},
		{prevalence, []any{"england", "need", "synthetic"}, false},
		{treated, []any{"england", "figures", "nodes", 0, "value"}, "210815"},
		{treated, []any{"england", "figures", "nodes", 0, "status"}, "REVISED"},
		{treated, []any{"england", "figures", "nodes", 0, "supersedes", "value"}, "207580"},
		{treated, []any{"england", "figures", "nodes", 0, "supersedes", "holds"}, false},
		{treated, []any{"england", "figures", "nodes", 0, "supersedes", "supersededBy", "value"}, "210815"},
		{discussions, []any{"england", "knownDiscussions", "known", "value"}, "861"},
		{discussions, []any{"england", "knownDiscussions", "of", "value"}, "2500"},
		{discussions, []any{"england", "knownDiscussions", "bounds", "unknown"}, 1639.0},
		{discussions, []any{"england", "knownDiscussions", "bounds", "sentence"}, "At least 34.4% and at most 100%: 861 are known of 2,500."},
		{newest, []any{"england", "need", "year"}, 2008.0},
		{newest, []any{"england", "need", "basis"}, "SUMMED"}, // of districts; beside it what has been published:
		{newest, []any{"england", "need", "synthetic"}, true},
		{newest, []any{"england", "need", "recorded", 0, "value"}, "327466"},
		{newest, []any{"england", "need", "recorded", 0, "period", "label"}, "2004/05"},
		{newest, []any{"england", "need", "recorded", 0, "interval95", "upper"}, "343424"},
		{newest, []any{"england", "need", "recorded", 1, "value"}, "176551"},
		{newest, []any{"england", "need", "recorded", 2, "value"}, "165873"},
		{newest, []any{"england", "need", "recorded", 2, "synthetic"}, false},
		{`{ region(code: "E12000007") { need { recorded { value period { label } } } } }`, []any{"region", "need", "recorded", 0, "value"}, "74822"},
		{`{ england { comparison(measure: "RETENTION", year: 2008) { value { value synthetic } } } }`, []any{"england", "comparison", "value", "value"}, "0.939519"}, // 165,873 of 176,551: "94%"
	}
	onEngland(t, func(t *testing.T, d *door) {
		for _, tt := range tests {
			for who, c := range map[string]client{"operator": d.operator, "anonymous": d.anonymous} {
				if got := c.get(t, tt.query, tt.path...); got != tt.want {
					t.Errorf("%s\n%v, told to %s: %v, want %v", tt.query, tt.path, who, got, tt.want)
				}
			}
		}
		batches := d.operator.get(t, `{ figureBatches { nodes { externalId createdAt } } }`, "figureBatches", "nodes").([]any)
		for _, b := range batches {
			if at(t, b, "externalId") == "waymark-reference" {
				before := d.anonymous.get(t, fmt.Sprintf(`{ england(knownAt: %q) { figures(filter: {indicator: ["IN_TREATMENT_CONTACT"], year: [2008], superseded: true}) { nodes { value holds } } } }`, at(t, b, "createdAt")),
					"england", "figures", "nodes")
				if fmt.Sprint(before) != "[map[holds:true value:207580]]" {
					t.Errorf("before the revision: %v", before)
				}
				return
			}
		}
		t.Errorf("no batch of reference among %v", batches)
	})
}

// TestNeedFits holds of every district, partnership and region that the parts of its need fit the whole, and of the larger that they are what
// the smaller come to.
func TestNeedFits(t *testing.T) {
	const query = `{ england { code need(year: 2008) { ...N } } regions { nodes { code need(year: 2008) { ...N } districts { nodes { code need(year: 2008) { ...N } } } } }
		partnerships(first: 500) { nodes { code need(year: 2008) { ...N } } } }
		fragment N on Need { prevalence { value interval95 { lower upper } } inContact { value } inEffectiveTreatment { value } onBenefits { value } gaps { part }
			penetration { value lower upper exceeds } metNeed { met unmet { value lower upper } } treatmentNaive { value lower upper } attrition { lost }
			bullseye { exceeded rings { ring value share } } underservedGroups { category { code } inContact { value } metNeed { met } reason } }`
	number := func(t *testing.T, n any, path ...any) float64 {
		t.Helper()
		switch x := at(t, n, path...).(type) {
		case float64:
			return x
		case string:
			v, err := strconv.ParseFloat(x, 64)
			if err != nil {
				t.Fatal(err)
			}
			return v
		}
		t.Fatalf("%v is no number in %v", path, n)
		return 0
	}
	onEngland(t, func(t *testing.T, d *door) {
		data := d.anonymous.ask(t, query, nil)
		check := func(place any) {
			code, n := at(t, place, "code"), at(t, place, "need")
			estimate, contact, known := number(t, n, "prevalence", "value"), number(t, n, "inContact", "value"), 0.0
			for i := range 3 {
				known += number(t, n, "bullseye", "rings", i, "value")
			}
			naive := number(t, n, "treatmentNaive", "value")
			for what, ok := range map[string]bool{
				"the rings sum to the estimate":        at(t, n, "bullseye", "exceeded") == true || known+naive == estimate,
				"the outermost ring is the naive":      number(t, n, "bullseye", "rings", 3, "value") == naive,
				"the inner rings are those in contact": number(t, n, "bullseye", "rings", 0, "value")+number(t, n, "bullseye", "rings", 1, "value") == contact,
				"met and unmet are the estimate":       number(t, n, "metNeed", "met") == contact && contact+number(t, n, "metNeed", "unmet", "value") == estimate,
				"penetration is their share":           abs(number(t, n, "penetration", "value")-contact/estimate) <= 1e-6 && at(t, n, "penetration", "exceeds") == (contact > estimate),
				"nobody is retained without contact":   number(t, n, "attrition", "lost") == contact-number(t, n, "inEffectiveTreatment", "value"),
				"those on benefits are some of them":   number(t, n, "onBenefits", "value") < estimate,
			} {
				if !ok {
					t.Errorf("%s: not so that %s: %v", code, what, n)
				}
			}
			if at(t, n, "prevalence", "interval95") != nil {
				lower, upper := number(t, n, "prevalence", "interval95", "lower"), number(t, n, "prevalence", "interval95", "upper")
				if number(t, n, "metNeed", "unmet", "lower") != max(0, lower-contact) || number(t, n, "metNeed", "unmet", "upper") != max(0, upper-contact) ||
					abs(number(t, n, "penetration", "lower")-contact/upper) > 1e-6 || abs(number(t, n, "penetration", "upper")-contact/lower) > 1e-6 {
					t.Errorf("%s: the intervals are not those of the estimate: %v", code, n)
				}
			} else if at(t, n, "penetration", "lower") != nil || at(t, n, "treatmentNaive", "upper") != nil {
				t.Errorf("%s: an interval of an estimate that has none: %v", code, n)
			}
			for _, g := range at(t, n, "underservedGroups").([]any) {
				some := at(t, g, "inContact", "value") != nil // or somebody could have been recognised
				if (some && number(t, g, "inContact", "value") > contact) || (at(t, g, "metNeed") == nil) == (at(t, g, "reason") == nil) {
					t.Errorf("%s: a group that does not fit: %v", code, g)
				}
			}
		}
		fields := [][]any{{"prevalence", "value"}, {"inContact", "value"}, {"bullseye", "rings", 0, "value"}, {"treatmentNaive", "value"}}
		var all [4]float64
		for _, r := range at(t, data, "regions", "nodes").([]any) {
			check(r)
			for i, path := range fields {
				sum := 0.0
				for _, x := range at(t, r, "districts", "nodes").([]any) {
					sum += number(t, at(t, x, "need"), path...)
				}
				if whole := number(t, at(t, r, "need"), path...); whole != sum {
					t.Errorf("%v of %v is %v, and its districts come to %v", path, at(t, r, "code"), whole, sum)
				}
				all[i] += sum
			}
			for _, x := range at(t, r, "districts", "nodes").([]any) {
				check(x)
			}
		}
		check(at(t, data, "england"))
		for i, path := range fields {
			if whole := number(t, at(t, data, "england", "need"), path...); whole != all[i] {
				t.Errorf("%v of England is %v, and its districts come to %v", path, whole, all[i])
			}
		}
		sum := 0.0
		for _, x := range at(t, data, "partnerships", "nodes").([]any) {
			check(x)
			sum += number(t, at(t, x, "need"), "inContact", "value")
		}
		if sum != all[1] {
			t.Errorf("%v are in contact in partnerships, and %v in districts", sum, all[1])
		}
	})
}

func abs(x float64) float64 { return max(x, -x) }
