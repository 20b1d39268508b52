package dataset

import (
	"slices"
	"strings"
	"testing"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/figure"
	"waymark/domain/need"
	"waymark/domain/profile"
	"waymark/domain/programme"
	"waymark/domain/statistics"
)

// profileOf profiles all figures that ship, or the public ones alone.
func profileOf(t *testing.T, invented bool) (*profile.Profile, *programme.Graph) {
	t.Helper()
	sets, err := ReferenceFigures()
	if err != nil {
		t.Fatal(err)
	}
	w := demoFigures(t)
	if invented {
		sets = slices.Concat(sets, w.sets)
	}
	var all []*figure.Figure
	for _, s := range sets {
		for i := range s.Figures {
			all = append(all, &s.Figures[i])
		}
	}
	return profile.New(w.g, needAsAt(), all), w.g
}

func measure(t *testing.T, p *profile.Profile, code string) profile.Measure {
	t.Helper()
	m, ok := p.Measure(code)
	if !ok {
		t.Fatalf("there is no %s", code)
	}
	return m
}

func number(d *decimal.Decimal) string {
	if d == nil {
		return "none"
	}
	return d.String()
}

// TestPublicFiguresAsShown holds the answers to what was published.
func TestPublicFiguresAsShown(t *testing.T) {
	p, g := profileOf(t, false)
	y := calendar.FinancialYear(2004)
	n := p.Need(nil, &y)
	if s := n.Prevalence; number(s.Value) != "327466" || s.At95.Lower.String() != "325945" || s.At95.Upper.String() != "343424" || s.Method != profile.MethodGiven || s.At998 != nil || s.Synthetic() {
		t.Errorf("the estimate of 2004/05 is %+v", s)
	}
	var parts []string
	for _, gap := range n.Gaps {
		parts = append(parts, gap.Part)
	}
	if got := strings.Join(parts, " "); got != "employment penetration metNeed treatmentNaive bullseye attrition" {
		t.Errorf("there are gaps in %s", got)
	}
	if n.Penetration != nil || n.Gaps[1].Part != "penetration" || n.Gaps[1].Reason != "There is no figure of Problem drug users in contact with treatment in 2004/05." {
		t.Errorf("the gaps are %+v", n.Gaps)
	}
	if s := p.Of(measure(t, p, "IN_TREATMENT_CONTACT"), nil, figure.YearFrom(2008), ""); number(s.Value) != "210815" || s.Status != figure.Revised {
		t.Errorf("in contact in 2008/09: %+v", s)
	}
	if s := p.Of(measure(t, p, "RETENTION"), nil, figure.YearFrom(2008), ""); number(s.Value) != "0.939519" || s.Basis != profile.Recomputed || s.Method != statistics.Wilson {
		t.Errorf("retention is %+v", s)
	}
	k := p.Discussions(nil, nil)
	if k.Bounds == nil || k.Bounds.Sentence != "At least 34.4% and at most 100%: 861 are known of 2,500." || k.Period.Label() != "1 April 2009 to 31 August 2010" {
		t.Errorf("known discussions: %+v", k)
	}
	if k = p.Discussions(nil, &y); k.Bounds != nil || k.Reason != "There is no period in which both are recorded." {
		t.Errorf("in another year: %+v", k)
	}
	s := p.SumOver(g.Indicator("PROBLEM_DRUG_USERS_ON_BENEFITS"), nil, g.Dimension("BENEFIT"), nil)
	if number(s.Whole.Value) != "267000" || s.Total != nil || len(s.Parts) != 4 || s.Period.Label() != "2006" ||
		!strings.HasPrefix(s.Refusal, "Problem drug users on benefits cannot be summed over benefit: one person can receive several benefits") {
		t.Errorf("people on benefits: %+v", s)
	}
	// Those on DLA come from another source and are no part of the 267,000.
	if o := s.Overlap; o == nil || o.Together.String() != "299000" || o.Excess.String() != "32000" || len(o.Parts) != 3 ||
		o.Sentence != "Jobseeker's Allowance, Income Support and Incapacity Benefit come to 299,000, which is 32,000 more than the 267,000 who are counted once." {
		t.Errorf("the overlap is %+v", o)
	}
	offices := p.SumOverPlaces(g.Indicator("JOBCENTRES_OPEN"), g.Region("E12000007"), programme.KindDistrict, nil)
	if offices.Total != nil || number(offices.Whole.Value) != "none" {
		t.Errorf("no district has offices of its own: %+v", offices)
	}
}

// TestNeedFits holds the need of every place: rings fill the estimate, met and unmet need too, and a region is its districts.
func TestNeedFits(t *testing.T) {
	p, g := profileOf(t, true)
	all := append(append(append([]programme.Place{nil}, p.Peers(programme.KindRegion)...), p.Peers(programme.KindDistrict)...), p.Peers(programme.KindPartnership)...)
	exceeded, withheld, answered := 0, 0, 0
	for _, place := range all {
		n := p.Need(place, nil)
		name := "England"
		if place != nil {
			name = place.Name(needAsAt())
		}
		if n.Year != 2008 || n.Penetration == nil || n.Met == nil || n.Bullseye == nil || n.Naive == nil || len(n.Groups) != 5 || !n.Prevalence.Synthetic() {
			t.Fatalf("%s: %+v", name, n)
		}
		answered++
		var rings decimal.Decimal
		for _, r := range n.Bullseye.Rings {
			rings += r.Value
		}
		if rings-n.Bullseye.Excess != *n.Prevalence.Value || n.Naive.Value != n.Bullseye.Rings[3].Value {
			t.Errorf("%s: rings of %s, of an estimated %s", name, rings, n.Prevalence.Value)
		}
		if n.Bullseye.Exceeded {
			exceeded++
			if n.Naive.Value != 0 {
				t.Errorf("%s: %+v", name, n.Naive)
			}
		}
		if met := decimal.FromInt(int(n.Met.Met)) + n.Met.Unmet.Value - n.Met.Unmet.Excess; met != *n.Prevalence.Value {
			t.Errorf("%s: met and unmet need come to %s, of an estimated %s", name, met, n.Prevalence.Value)
		}
		if e := n.Employment; e.Status == figure.Withheld {
			withheld++
			if e.Value != nil || e.Counted != nil || e.At95 != nil || e.Completeness.Completed*100 >= e.Completeness.Eligible*80 || !strings.HasSuffix(e.Reason, "below the 80% that is needed.") {
				t.Errorf("%s: %+v", name, e)
			}
		} else if e.Completeness == nil || e.Completeness.Completed*100 < e.Completeness.Eligible*80 {
			t.Errorf("%s: shown though %+v", name, e.Completeness)
		}
	}
	if answered != 1+9+38+149 || exceeded != 2 || withheld < 10 {
		t.Errorf("%d answered, %d exceeded, %d withheld", answered, exceeded, withheld)
	}
	for _, region := range g.Regions(needAsAt()) {
		whole := p.Need(region, nil)
		var rings [4]decimal.Decimal
		for _, d := range region.Districts(needAsAt()) {
			for i, r := range p.Need(d, nil).Bullseye.Rings {
				rings[i] += r.Value
			}
		}
		for i, r := range whole.Bullseye.Rings {
			if r.Value != rings[i] || whole.Prevalence.Basis != profile.Summed || whole.Prevalence.At95 != nil {
				t.Errorf("%s: ring %s is %s, its districts' %s", region.Code, r.Ring, r.Value, rings[i])
			}
		}
	}
}

func TestSumsOfInventedFigures(t *testing.T) {
	p, g := profileOf(t, true)
	pdu := g.Indicator("PROBLEM_DRUG_USERS")
	for _, d := range g.Districts(needAsAt()) {
		for _, dimension := range []string{"SEX", "AGE"} {
			s := p.SumOver(pdu, d, g.Dimension(dimension), nil)
			if s.Total == nil || number(s.Total.Value) != number(s.Whole.Value) || s.Total.At95 != nil || s.Refusal != "" {
				t.Fatalf("%s by %s: %+v", d.Code, dimension, s)
			}
		}
		if s := p.SumOver(pdu, d, g.Dimension("SUBSTANCE"), nil); s.Total != nil || s.Overlap == nil {
			t.Fatalf("%s by substance: %+v", d.Code, s)
		}
	}
	england := p.SumOverPlaces(pdu, nil, programme.KindPartnership, nil)
	districts := p.SumOverPlaces(pdu, nil, programme.KindDistrict, nil)
	if number(england.Total.Value) != "310204" || number(districts.Total.Value) != "310204" || len(england.Parts) != 149 || len(districts.Parts) != 38 {
		t.Errorf("partnerships come to %+v, districts to %+v", england.Total, districts.Total)
	}
	north := p.SumOverPlaces(pdu, g.Region("E12000001"), programme.KindPartnership, nil)
	if north.Total != nil || north.Refusal != "Partnerships of North East are not summed: 1 of the 12 lie partly elsewhere." {
		t.Errorf("the North East: %+v", north)
	}
	if s := p.SumOverPlaces(g.Indicator("EMPLOYMENT_OUTCOME"), nil, programme.KindDistrict, nil); s.Total == nil || s.Total.Basis != profile.Recomputed || s.Total.Completeness == nil {
		t.Errorf("employment of England: %+v", s)
	}
	if s := p.SumOverPlaces(g.Indicator("TREATMENT_NAIVE_PROBLEM_DRUG_USERS"), g.Districts(needAsAt())[0], programme.KindDistrict, nil); s.Total != nil || !strings.HasSuffix(s.Refusal, "is not made of such places.") {
		t.Errorf("a district of districts: %+v", s)
	}
}

// TestComparisonsOfInventedFigures holds that lists, ranks, funnels and comparisons say the same of a place.
func TestComparisonsOfInventedFigures(t *testing.T) {
	p, _ := profileOf(t, true)
	comparators := []need.ComparatorKind{need.WithRegion, need.WithEngland, need.LastYear}
	for _, code := range []string{"PENETRATION", "RETENTION", "PLANNED_EXIT_SHARE", "EMPLOYMENT_OUTCOME", "TOP_COMPLETENESS"} {
		m := measure(t, p, code)
		f := p.Funnel(m, programme.KindPartnership, nil)
		labels := make(map[string]statistics.FunnelLabel)
		for _, a := range f.Areas {
			labels[a.Place.PlaceCode()] = a.Point.Label
		}
		if (f.Mean == nil) != (code == "PENETRATION") || len(f.Areas) != len(labels) {
			t.Errorf("%s has the funnel %+v", code, f)
		}
		worse, ranked := 0, 0
		for _, x := range p.Peers(programme.KindPartnership) {
			c, err := p.Compare(m, x, nil, comparators, nil)
			if err != nil {
				t.Fatal(err)
			}
			if c.Rank != nil {
				ranked++
			}
			if c.Subject.Value == nil {
				continue
			}
			england := c.Verdicts[1].Comparison
			if england.Judgement == statistics.JudgedWorse && c.Trend.Course == statistics.CourseWorsening {
				worse++
			}
			// The funnel's mean is the places shown, England's figure is of all: they may differ where some are withheld.
			if label := labels[x.PlaceCode()]; len(f.LeftOut) == 0 && label != "" {
				if (england.Position == statistics.Higher) != (label == statistics.FunnelHigh025 || label == statistics.FunnelHigh001) {
					t.Errorf("%s %s is %s of England and %s in the funnel", code, x.PlaceCode(), england.Position, label)
				}
			}
		}
		if found := p.WorseAndWorsening(m, programme.KindPartnership, nil); len(found) != worse || (code == "PENETRATION" && worse == 0) {
			t.Errorf("%s: %d are worse and worsening, %d listed", code, worse, len(found))
		}
		if ranked < 130 {
			t.Errorf("%s: %d have a rank", code, ranked)
		}
	}
	for _, s := range p.WorseAndWorsening(measure(t, p, "PENETRATION"), programme.KindPartnership, nil)[:1] {
		of := p.WorseAndWorseningOf(s.Subject.Place, nil)
		if !slices.ContainsFunc(of, func(x profile.Standing) bool { return x.Subject.Measure.Code == "PENETRATION" }) {
			t.Errorf("%s is listed by penetration, and not by its measures: %+v", s.Subject.Place.PlaceCode(), of)
		}
	}
}
