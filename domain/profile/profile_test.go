package profile_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/figure"
	"waymark/domain/profile"
	"waymark/domain/programme"
	"waymark/domain/programme/programmetest"
	"waymark/domain/statistics"
)

// world is a small country: a region of two districts, one of a single district, four partnerships in a family of three.
type world struct {
	*testing.T
	*programmetest.Builder
	source       *programme.Source
	north, south *programme.Region
	d            []*programme.District
	p            []*programme.Partnership
	figures      []*figure.Figure
}

func always() calendar.Period { return programmetest.Days("2000-01-01", "") }

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{T: t, Builder: programmetest.New()}
	w.source = w.Source("S")
	w.north, w.south = w.Region("NORTH", always()), w.Region("SOUTH", always())
	w.d = []*programme.District{w.District(w.north, "D1", always()), w.District(w.north, "D2", always()), w.District(w.south, "D3", always())}
	for _, code := range []string{"P1", "P2", "P3", "P4"} {
		w.p = append(w.p, w.Partnership(code, always()))
	}
	w.Link(w.p[0], w.d[0], "1", always())
	w.Link(w.p[1], w.d[0], "0.4", always())
	w.Link(w.p[1], w.d[2], "0.6", always())
	w.Link(w.p[2], w.d[1], "1", always())
	w.Link(w.p[3], w.d[2], "1", always())
	family := w.Family("COAST")
	for _, p := range w.p[:3] {
		w.Member(family, p, always())
	}
	for _, code := range []string{
		profile.InContact, profile.InEffective, profile.InTreatmentNow, profile.TreatedEarlier, profile.KnownToOthers, profile.PlannedExits, profile.UnplannedExits,
		profile.OnBenefits, profile.KnownDiscussions, profile.Referrals,
	} {
		w.Indicator(w.source, code)
	}
	estimate := w.Indicator(w.source, profile.Prevalence)
	estimate.Kind, estimate.Polarity, estimate.Confidence = programme.KindEstimate, programme.LowerIsBetter, programme.ConfidenceGiven
	share := func(code string) *programme.Indicator {
		i := w.Indicator(w.source, code)
		i.Kind, i.Polarity, i.Confidence, i.AdditiveOver = programme.KindProportion, programme.HigherIsBetter, programme.ConfidenceWilson, nil
		i.NotAdditive = "A share is recomputed from its parts, never summed."
		return i
	}
	gate := share(profile.Completeness)
	gated := share(profile.Employment)
	gated.GateID, gated.GatePercent = gate.ID, new(decimal.FromInt(80))
	share(profile.Claiming).Confidence = programme.ConfidenceGiven
	return w
}

func (w *world) indicator(code string) *programme.Indicator {
	for _, i := range w.Records.Indicators {
		if i.Code == code {
			return i
		}
	}
	w.Fatalf("there is no %s", code)
	return nil
}

// add records a figure of a year: a value, or "x/y" by its parts alone, or a status; "v (l u)" has an interval.
func (w *world) add(code string, place programme.Place, year int, text string, breakdown ...string) *figure.Figure {
	w.Helper()
	f := &figure.Figure{Key: figure.Key{IndicatorID: w.indicator(code).ID, Period: figure.YearFrom(year), Breakdown: figure.Breakdown(strings.Join(breakdown, ";"))}, Status: figure.Published, SourceID: w.source.ID}
	if place != nil {
		f.PlaceID = place.Identity().ID
	}
	text, ends, given := strings.Cut(strings.TrimSuffix(text, ")"), " (")
	if given {
		lower, upper, _ := strings.Cut(ends, " ")
		f.Interval95 = &figure.Interval{Lower: decimal.MustParse(lower), Upper: decimal.MustParse(upper)}
	}
	switch n, d, parts := strings.Cut(text, "/"); {
	case parts:
		f.Numerator, f.Denominator = new(decimal.MustParse(n)), new(decimal.MustParse(d))
	case text == string(figure.Withheld):
		f.Status, f.StatusReason = figure.Withheld, "Somebody could be recognised."
	case text[0] >= 'A':
		f.Status = figure.Status(text)
	default:
		f.Value = new(decimal.MustParse(text))
	}
	w.figures = append(w.figures, f)
	return f
}

func (w *world) profile() *profile.Profile {
	w.Helper()
	return profile.New(w.Graph(w.T), programmetest.Day("2009-04-30"), w.figures)
}

func (w *world) shown(p *profile.Profile, code string, place programme.Place, year int) profile.Shown {
	w.Helper()
	m, ok := p.Measure(code)
	if !ok {
		w.Fatalf("there is no %s", code)
	}
	return p.Of(m, place, figure.YearFrom(year), "")
}

func text(d *decimal.Decimal) string {
	if d == nil {
		return "none"
	}
	return d.String()
}

func TestAsShown(t *testing.T) {
	w := newWorld(t)
	w.add(profile.Completeness, w.p[0], 2008, "65/100")
	w.add(profile.Completeness, w.p[1], 2008, "0/0")
	w.add(profile.Completeness, w.p[2], 2008, "0.5 (0.4 0.7)").Numerator = new(decimal.FromInt(65))
	w.figures[2].Denominator = new(decimal.FromInt(100))
	w.add(profile.Completeness, w.p[3], 2008, string(figure.NotCollected))
	w.add(profile.InContact, w.p[0], 2008, "12")
	w.add(profile.InContact, w.p[0], 2008, "13") // which supersedes it
	w.add(profile.InContact, w.p[1], 2008, "12.5/100")
	w.add(profile.Referrals, w.p[0], 2008, "9")
	w.indicator(profile.Referrals).Confidence = programme.ConfidenceByar
	p := w.profile()
	for _, c := range []struct {
		code                   string
		of                     int
		value, lower, upper998 string
		method                 statistics.Method
		reason                 string
	}{
		{profile.Completeness, 0, "0.65", "0.552544", "0.778354", statistics.Wilson, ""},
		{profile.Completeness, 1, "none", "none", "none", "", "Neither a value nor parts that give one are recorded."},
		{profile.Completeness, 2, "0.5", "0.4", "none", profile.MethodGiven, ""}, // of what is given nothing is computed
		{profile.Completeness, 3, "none", "none", "none", "", "It was not collected."},
		{profile.InContact, 0, "13", "none", "none", "", ""},
		{profile.InContact, 1, "none", "none", "none", "", "Neither a value nor parts that give one are recorded."},
		{profile.InContact, 2, "none", "none", "none", "", "There is no figure of PROBLEM_DRUG_USERS_IN_TREATMENT_CONTACT in 2008/09."},
		{profile.Referrals, 0, "9", "4.115373", "22.657373", statistics.ExactPoisson, ""},
	} {
		s := w.shown(p, c.code, w.p[c.of], 2008)
		lower, upper := "none", "none"
		if s.At95 != nil {
			lower = s.At95.Lower.String()
		}
		if s.At998 != nil {
			upper = s.At998.Upper.String()
		}
		if text(s.Value) != c.value || lower != c.lower || upper != c.upper998 || s.Method != c.method || s.Reason != c.reason || (s.Value == nil) != (s.Reason != "") {
			t.Errorf("%s of %s: %s, %s, %s, %s, %q", c.code, w.p[c.of].Code, text(s.Value), lower, upper, s.Method, s.Reason)
		}
	}
}

func TestGate(t *testing.T) {
	w := newWorld(t)
	for i, completed := range []string{"796/1000", "800/1000", string(figure.NotApplicable), ""} { // 79.6% is below 80%
		w.add(profile.Employment, w.p[i], 2008, "30/100")
		if completed != "" {
			w.add(profile.Completeness, w.p[i], 2008, completed)
		}
	}
	p := w.profile()
	for i, want := range []struct {
		status        figure.Status
		value, reason string
	}{
		{figure.Withheld, "none", "796 of 1,000 eligible are complete (79.6%), below the 80% that is needed."},
		{figure.Published, "0.3", ""},
		{figure.NotApplicable, "none", "Nobody was eligible."},
		{figure.Withheld, "none", "How complete it is is not known."},
	} {
		s := w.shown(p, profile.Employment, w.p[i], 2008)
		if s.Status != want.status || text(s.Value) != want.value || s.Reason != want.reason {
			t.Errorf("%s: %s %s %q", w.p[i].Code, s.Status, text(s.Value), s.Reason)
		}
		if s.Value == nil && (s.Counted != nil || s.At95 != nil || s.At998 != nil || s.Method != "") {
			t.Errorf("%s tells what it withholds: %+v", w.p[i].Code, s)
		}
	}
	f := p.Funnel(measure(t, p, profile.Employment), programme.KindPartnership, nil)
	if len(f.Areas) != 1 || len(f.LeftOut) != 3 || f.Mean == nil {
		t.Errorf("the funnel is %+v", f)
	}
}

func measure(t *testing.T, p *profile.Profile, code string) profile.Measure {
	t.Helper()
	m, ok := p.Measure(code)
	if !ok {
		t.Fatalf("there is no %s", code)
	}
	return m
}

func TestWholes(t *testing.T) {
	w := newWorld(t)
	w.add(profile.Prevalence, w.d[0], 2008, "100 (90 130)")
	w.add(profile.Prevalence, w.d[1], 2008, "50 (40 55)")
	w.add(profile.Prevalence, w.d[2], 2008, "70 (60 90)")
	w.add(profile.InContact, w.d[0], 2008, "60")
	w.add(profile.InContact, w.d[1], 2008, string(figure.Withheld))
	w.add(profile.Employment, w.d[0], 2008, "1/10")
	w.add(profile.Employment, w.d[1], 2008, "8/10")
	w.add(profile.Completeness, w.d[0], 2008, "50/100")
	w.add(profile.Completeness, w.d[1], 2008, "120/120")
	w.add(profile.OnBenefits, nil, 2008, "267000")
	w.add(profile.Claiming, w.d[0], 2008, "0.7 (0.6 0.8)")
	w.add(profile.Claiming, w.d[1], 2008, "0.6 (0.5 0.8)")
	w.indicator(profile.OnBenefits).AdditiveOver = nil
	p := w.profile()
	for _, c := range []struct {
		code     string
		of       programme.Place
		value    string
		basis    profile.Basis
		interval bool
		reason   string
		status   figure.Status
	}{
		{profile.Prevalence, w.north, "150", profile.Summed, false, "", figure.Published},
		{profile.Prevalence, w.south, "70", profile.Summed, true, "", figure.Published}, // of one district alone
		{profile.Prevalence, nil, "220", profile.Summed, false, "", figure.Published},
		{profile.InContact, w.north, "none", profile.Absent, false, "Of 1 of the 2 places the figure of PROBLEM_DRUG_USERS_IN_TREATMENT_CONTACT in 2008/09 has no value.", ""},
		{profile.InContact, w.south, "none", profile.Absent, false, "There is no figure of PROBLEM_DRUG_USERS_IN_TREATMENT_CONTACT in 2008/09.", ""},
		{profile.Employment, w.north, "none", profile.Recomputed, false, "170 of 220 eligible are complete (77.2%), below the 80% that is needed.", figure.Withheld},
		{profile.Completeness, w.north, "0.772727", profile.Recomputed, true, "", figure.Published},
		{profile.Claiming, w.north, "none", profile.Absent, false, "SHARE_CLAIMING_BENEFITS of several places is worked out from its parts, which are not known of 2 of the 2 places in 2008/09.", ""},
		{profile.Claiming, nil, "none", profile.Absent, false, "Of 1 of the 3 places there is no figure of SHARE_CLAIMING_BENEFITS in 2008/09.", ""},
		{profile.OnBenefits, nil, "267000", profile.Held, false, "", figure.Published},
		{profile.OnBenefits, w.north, "none", profile.Absent, false, "PROBLEM_DRUG_USERS_ON_BENEFITS cannot be summed over places.", ""},
	} {
		s := w.shown(p, c.code, c.of, 2008)
		if text(s.Value) != c.value || s.Basis != c.basis || (s.At95 != nil) != c.interval || s.Reason != c.reason || s.Status != c.status {
			t.Errorf("%s of %v: %s %s %v %q %s", c.code, c.of, text(s.Value), s.Basis, s.At95, s.Reason, s.Status)
		}
	}
}

// TestSharesOfWholes holds that a share of places together is that of all their people, never an average.
func TestSharesOfWholes(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 1))
	for range 200 {
		w := newWorld(t)
		var n, d int64
		for _, x := range w.d {
			of := rng.Int64N(1000) + 1
			part := rng.Int64N(of + 1)
			n, d = n+part, d+of
			w.add(profile.Completeness, x, 2008, decimal.FromInt(int(part)).String()+"/"+decimal.FromInt(int(of)).String())
			w.add(profile.InEffective, x, 2008, decimal.FromInt(int(part)).String())
			w.add(profile.InContact, x, 2008, decimal.FromInt(int(of)).String())
		}
		want, _ := decimal.Ratio(n, d)
		p := w.profile()
		for _, code := range []string{profile.Completeness, "RETENTION"} {
			s := w.shown(p, code, nil, 2008)
			if text(s.Value) != want.String() || s.At95.Lower > want || s.At95.Upper < want || s.At998.Lower > s.At95.Lower || s.At998.Upper < s.At95.Upper {
				t.Fatalf("%s of %d/%d: %+v", code, n, d, s)
			}
		}
	}
}
