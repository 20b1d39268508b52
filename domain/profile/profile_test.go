package profile_test

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/figure"
	"waymark/domain/need"
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
		{profile.InContact, w.north, "none", profile.Absent, false, "Of 1 of the 2 places there is no figure of PROBLEM_DRUG_USERS_IN_TREATMENT_CONTACT in 2008/09.", ""},
		{profile.InContact, w.south, "none", profile.Absent, false, "There is no figure of PROBLEM_DRUG_USERS_IN_TREATMENT_CONTACT in 2008/09.", ""},
		{profile.Employment, w.north, "none", profile.Recomputed, false, "170 of 220 eligible are complete (77.2%), below the 80% that is needed.", figure.Withheld},
		{profile.Completeness, w.north, "0.772727", profile.Recomputed, true, "", figure.Published},
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

func TestNeedThatCannotBeAnswered(t *testing.T) {
	w := newWorld(t)
	w.Dimension(profile.UnderservedGroups, "CRACK_USERS", "ROUGH_SLEEPERS", "NOBODY_COUNTS")
	w.Dimension("SUBSTANCE", "CRACK")
	for code, value := range map[string]string{
		profile.Prevalence: "100 (90 130)", profile.InContact: "80", profile.InTreatmentNow: "90", profile.TreatedEarlier: "15", profile.KnownToOthers: "10",
		profile.InEffective: "70", profile.PlannedExits: "6", profile.UnplannedExits: "4",
	} {
		w.add(code, w.p[0], 2008, value)
	}
	w.add(profile.InContact, w.p[0], 2008, "30", "UNDERSERVED_GROUP=CRACK_USERS")
	w.add(profile.Prevalence, w.p[0], 2008, "40 (35 60)", "SUBSTANCE=CRACK")
	w.add(profile.InContact, w.p[0], 2008, "7", "UNDERSERVED_GROUP=ROUGH_SLEEPERS")
	w.add(profile.Prevalence, w.p[0], 2009, "110 (90 130)")
	p := w.profile()
	n := p.Need(w.p[0], nil)
	if n.Year != 2008 || n.Penetration.Sentence != "80% of an estimated 100 are in treatment (61.5% to 88.9%)." {
		t.Errorf("the newest with both is %s: %+v", n.Year, n.Penetration)
	}
	// 105 are known of 100: held at none, and flagged.
	if n.Naive == nil || n.Naive.Value != 0 || !n.Naive.Exceeded || n.Naive.Excess.String() != "5" || text(n.Naive.Upper) != "25" || n.Bullseye != nil {
		t.Errorf("treatment-naive: %+v, %+v", n.Naive, n.Bullseye)
	}
	if n.Attrition == nil || n.Attrition.Sentence != "10 of 80 in contact with treatment were not retained (12.5%). 6 of 10 exits were planned (60%)." {
		t.Errorf("attrition: %+v", n.Attrition)
	}
	if len(n.Gaps) != 2 || n.Gaps[0].Part != "employment" || n.Gaps[1] != (profile.Gap{Part: "bullseye", Reason: "More are in treatment now than were in contact in the year, so the rings do not nest."}) {
		t.Errorf("gaps: %+v", n.Gaps)
	}
	if len(n.Groups) != 2 || n.Groups[0].Met.Sentence != "30 are in treatment and an estimated 10 (5 to 30) are not." || n.Groups[0].Prevalence.Breakdown != "SUBSTANCE=CRACK" ||
		n.Groups[1].Met != nil || n.Groups[1].Reason != "There is no figure of PROBLEM_DRUG_USERS (ROUGH_SLEEPERS) in 2008/09." {
		t.Errorf("groups: %+v", n.Groups)
	}
	if n = p.Need(w.p[1], nil); n.Year != 2009 || n.Penetration != nil || len(n.Gaps) != 4 || n.Groups != nil {
		t.Errorf("of a place without figures: %+v", n)
	}
}

// TestSumsThatWouldCountTwice holds that parts in which somebody may be twice are refused as not additive, whatever they come to.
func TestSumsThatWouldCountTwice(t *testing.T) {
	w := newWorld(t)
	w.Dimension("AGE", "YOUNG", "OLD")
	contact := w.indicator(profile.InContact)
	contact.AdditiveOver = nil
	w.add(profile.InContact, w.p[0], 2007, "9")
	w.add(profile.InContact, w.p[0], 2007, "4", "AGE=YOUNG")
	w.add(profile.InContact, w.p[0], 2007, "6", "AGE=OLD")
	w.add(profile.InContact, w.d[0], 2008, "9")
	p := w.profile()
	if s := p.SumOver(contact, w.p[0], w.Records.Dimensions[0], nil); s.Total != nil || s.Additive || s.Overlap == nil || s.Overlap.Excess.String() != "1" {
		t.Errorf("of parts that overlap: %+v", s)
	}
	if s := p.SumOverPlaces(contact, nil, programme.KindDistrict, nil); s.Total != nil || s.Additive || s.Refusal == "" {
		t.Errorf("of places that may not be summed: %+v", s)
	}
}

func TestDiscussionsThatDoNotNest(t *testing.T) {
	w := newWorld(t)
	w.add(profile.Referrals, w.d[2], 2008, "6")
	w.add(profile.KnownDiscussions, w.d[2], 2008, "13")
	k := w.profile().Discussions(w.south, nil)
	if k.Bounds == nil || !k.Bounds.NotNested || k.Bounds.AtLeast != nil || k.Known.Basis != profile.Summed {
		t.Errorf("got %+v", k)
	}
}

func TestSumsOverDimensions(t *testing.T) {
	w := newWorld(t)
	w.Dimension("AGE", "YOUNG", "OLD")
	age := w.Records.Dimensions[0]
	contact := w.indicator(profile.InContact)
	contact.AdditiveOver = append(contact.AdditiveOver, "AGE")
	w.add(profile.InContact, w.p[0], 2007, "4", "AGE=YOUNG")
	w.add(profile.InContact, w.p[0], 2007, "6", "AGE=OLD")
	w.add(profile.InContact, w.p[0], 2008, "5", "AGE=YOUNG")
	w.add(profile.InContact, w.p[0], 2008, string(figure.Withheld), "AGE=OLD")
	p := w.profile()
	year := calendar.FinancialYear(2007)
	if s := p.SumOver(contact, w.p[0], age, &year); text(s.Total.Value) != "10" || s.Refusal != "" || !s.Additive || s.Whole.Basis != profile.Absent {
		t.Errorf("of all parts: %+v", s)
	}
	if s := p.SumOver(contact, w.p[0], age, nil); s.Total != nil || s.Period.Label() != "2008/09" || !s.Additive || s.Refusal != "The parts are not summed: of OLD there is no value. Somebody could be recognised." {
		t.Errorf("of a part that is withheld: %+v", s)
	}
	if s := p.SumOver(w.indicator(profile.Referrals), w.p[0], age, nil); s.Total != nil || s.Period != nil || s.Refusal != "There is no figure of VOLUNTARY_REFERRALS by age." {
		t.Errorf("of none: %+v", s)
	}
}

func TestComparators(t *testing.T) {
	w := newWorld(t)
	for i, parts := range []string{"90/100", "50/100", "30/100", "10/100"} {
		w.add(profile.Completeness, w.p[i], 2008, parts)
	}
	w.add(profile.Completeness, w.p[0], 2007, "60/100")
	w.add(profile.Completeness, w.d[0], 2008, "140/200")
	w.add(profile.Completeness, w.d[1], 2008, "30/100")
	w.add(profile.Completeness, w.d[2], 2008, "10/100")
	w.add(profile.Completeness, nil, 2008, "0.4")
	for _, f := range w.figures[:8] {
		f.Synthetic = true
	}
	p := w.profile()
	m := measure(t, p, profile.Completeness)
	goal := &statistics.Target{Goal: decimal.MustParse("0.95"), Tolerance: decimal.MustParse("0.9"), Polarity: statistics.HighIsGood}
	c, err := p.Compare(m, w.p[0], nil, profile.Comparators(), goal)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []struct {
		value, sentence string
		judged          statistics.Judgement
	}{
		{"0.566667", "P1, at 0.9, is significantly higher than NORTH, at 0.566667, which is better.", statistics.JudgedBetter},
		{"0.45", "P1, at 0.9, is significantly higher than England, at 0.45, which is better.", statistics.JudgedBetter}, // not the published 0.4
		{"0.4", "P1, at 0.9, is significantly higher than similar partnerships, at 0.4, which is better.", statistics.JudgedBetter},
		{"0.6", "P1, at 0.9, is significantly higher than last year, at 0.6, which is better.", statistics.JudgedBetter},
		{"none", "P1, at 0.9, is near the target of 0.95.", statistics.JudgedNotCompared},
	} {
		v := c.Verdicts[i]
		if text(v.With.Value) != want.value || v.Sentence != want.sentence || v.Comparison.Judgement != want.judged || v.Comparison.Judged998 != want.judged {
			t.Errorf("%+v", v)
		}
	}
	if c.Verdicts[2].With.Together != "COAST" || *c.Verdicts[4].Attainment != statistics.TargetNear {
		t.Errorf("%+v", c.Verdicts)
	}
	if r := c.Rank; r == nil || r.Rank != 1 || r.Of != 4 || r.Quintile != 0 || r.Label != statistics.QuintileNotCalculable {
		t.Errorf("the rank is %+v", r)
	}
	if last, _ := p.Compare(m, w.p[3], nil, profile.Comparators()[:3], nil); last.Rank.Rank != 4 || last.Verdicts[0].Comparator.Name != "SOUTH" || last.Verdicts[2].Sentence != "P4 is not compared with similar partnerships: it is in no family of partnerships that are alike." {
		t.Errorf("got %+v", last)
	}
	// P2 lies in both regions, and most of it in the south.
	if second, _ := p.Compare(m, w.p[1], nil, profile.Comparators()[:1], nil); second.Verdicts[0].Comparator.Name != "SOUTH" {
		t.Errorf("got %+v", second.Verdicts)
	}
	goal.Polarity = statistics.NoPolarity
	var wrong *statistics.DomainError
	if _, err := p.Compare(m, w.p[0], nil, []need.ComparatorKind{need.WithTarget}, goal); !errors.As(err, &wrong) {
		t.Errorf("a target without sense: %v", err)
	}
}

func TestPublishedIsNotComparedWithInvented(t *testing.T) {
	w := newWorld(t)
	w.add(profile.Completeness, nil, 2008, "400/1000")
	w.add(profile.Completeness, w.p[0], 2008, "90/100").Synthetic = true
	c, err := w.profile().Compare(measure(t, w.profile(), profile.Completeness), w.p[0], nil, []need.ComparatorKind{need.WithEngland}, nil)
	if err != nil || c.Verdicts[0].With.Value != nil || c.Verdicts[0].Sentence != "P1 is not compared with England: one of the two is published and the other synthetic." {
		t.Errorf("%+v, %v", c.Verdicts, err)
	}
}

func TestTrendsAndLists(t *testing.T) {
	w := newWorld(t)
	for y := range 5 {
		for i, fall := range []int{0, 90, 0, 10} {
			w.add(profile.Completeness, w.p[i], 2004+y, decimal.FromInt(500-fall*y).String()+"/1000")
		}
		w.add(profile.Completeness, nil, 2004+y, "500/1000")
	}
	w.add(profile.Completeness, w.p[2], 2006, string(figure.Withheld))
	w.add(profile.InContact, w.p[0], 2008, "3")
	p := w.profile()
	m := measure(t, p, profile.Completeness)
	for i, want := range []statistics.Course{statistics.CourseNoChange, statistics.CourseWorsening, statistics.CourseCannotBeCalculated, statistics.CourseNoChange} {
		c, err := p.Compare(m, w.p[i], nil, nil, nil)
		if err != nil || c.Trend.Course != want || len(c.Trend.Points) != 5 || c.Trend.Method != statistics.EmpiricalLogits {
			t.Errorf("%s: %+v, %v", w.p[i].Code, c.Trend, err)
		}
	}
	found := p.WorseAndWorsening(m, programme.KindPartnership, nil)
	if len(found) != 1 || found[0].Subject.Place != programme.Place(w.p[1]) || found[0].Against.Comparison.Judged998 != statistics.JudgedWorse {
		t.Errorf("got %+v", found)
	}
	of := p.WorseAndWorseningOf(w.p[1], nil)
	if len(of) != 1 || of[0].Subject.Measure.Code != profile.Completeness {
		t.Errorf("got %+v", of)
	}
	count := measure(t, p, profile.InContact)
	c, err := p.Compare(count, w.p[0], nil, profile.Comparators()[:2], nil)
	if err != nil || c.Verdicts[1].Sentence != "P1 is not compared with England: it is a number, and places differ in size." || c.Trend.Direction != statistics.CannotBeCalculated {
		t.Errorf("%+v, %v", c, err)
	}
	if f := p.Funnel(count, programme.KindPartnership, nil); f.Mean != nil || f.Reason == "" {
		t.Errorf("a funnel of counts: %+v", f)
	}
}
