package vacancy_test

import (
	"errors"
	"slices"
	"testing"

	"waymark/domain/calendar"
	"waymark/domain/coverage"
	"waymark/domain/fault"
	"waymark/domain/programme"
	"waymark/domain/programme/programmetest"
	"waymark/domain/vacancy"
)

// county has three posts funded from 1 January 2009 on:
//   - north-1, Grade 7, of the North: held by A until 11 January, by B from 21 January to 31 January, by C from 3 February;
//   - north-2, Band D, in Leeds: never held; its funding ends on 15 February;
//   - south-1, Band D, in Kent: shared by D and E from 6 January; D leaves on 1 February; E changes hours on 10 January.
func county(t *testing.T) *programme.Graph {
	b := programmetest.New()
	from := programmetest.Days("2009-01-01", "")
	north, south := b.Region("North", from), b.Region("South", from)
	leeds, kent := b.District(north, "Leeds", from), b.District(south, "Kent", from)
	g7, bandD := b.Grade("GRADE_7", "Grade 7", 1), b.Grade("BAND_D", "Band D", 3)
	b.Grade("SEO", "SEO", 2)

	lead := b.Post("north-1", g7, programme.StrategicLead, from)
	b.Home(lead, north, from)
	b.Hold(lead, "A", "1", programmetest.Days("2009-01-01", "2009-01-11"))
	b.Hold(lead, "B", "1", programmetest.Days("2009-01-21", "2009-02-01"))
	b.Hold(lead, "C", "1", programmetest.Days("2009-02-03", ""))
	b.Cover(lead, "B", programmetest.Days("2009-01-11", "2009-01-16")) // cover does not stop a vacancy

	funded := programmetest.Days("2009-01-01", "2009-02-15")
	idle := b.Post("north-2", bandD, programme.DistrictCoordinator, funded)
	b.Home(idle, leeds, funded)
	b.Offer(idle, programmetest.Day("2009-02-01"), programmetest.Days("2009-01-10", "2009-02-15")) // nor does an offer

	shared := b.Post("south-1", bandD, programme.DistrictCoordinator, from)
	b.Home(shared, kent, from)
	b.Hold(shared, "D", "0.5", programmetest.Days("2009-01-06", "2009-02-01"))
	b.Hold(shared, "E", "0.3", programmetest.Days("2009-01-06", "2009-01-10"))
	b.Hold(shared, "E", "0.5", programmetest.Days("2009-01-10", ""))
	return b.Graph(t)
}

func TestComputeWorkedByHand(t *testing.T) {
	g := county(t)
	got, err := vacancy.Compute(g, coverage.England(), programmetest.Day("2009-01-01"), programmetest.Day("2009-02-01"))
	if err != nil {
		t.Fatal(err)
	}
	// January has 31 days. north-1 is vacant on 10 of them, north-2 on all, south-1 on 5: 46 of 93.
	// Filled: north-1 after 10 days, south-1 after 5. Open: north-2, for 31 days.
	// Leavers: A, and B and D, whose last day is 31 January; E only changed hours.
	// Days of holding: A 10, B 11, D 26, E 26: 73.
	want := vacancy.Figures{
		DaysFunded: 93, DaysVacant: 46, Rate: vacancy.Ratio{Numerator: 46, Denominator: 93},
		Filled:         vacancy.Durations{Count: 2, Mean: vacancy.Ratio{Numerator: 15, Denominator: 2}, Median: vacancy.Ratio{Numerator: 15, Denominator: 2}, Longest: 10},
		Open:           vacancy.Durations{Count: 1, Mean: vacancy.Ratio{Numerator: 31, Denominator: 1}, Median: vacancy.Ratio{Numerator: 31, Denominator: 1}, Longest: 31},
		Leavers:        3,
		AverageHolders: vacancy.Ratio{Numerator: 73, Denominator: 31},
		Turnover:       vacancy.Ratio{Numerator: 93, Denominator: 73},
	}
	if got.Total != want {
		t.Errorf("total\n got %+v\nwant %+v", got.Total, want)
	}
	if rate, ok := got.Total.Rate.Value(); !ok || rate.String() != "0.494624" {
		t.Errorf("rate is %s, want 46/93", rate)
	}
	if median, ok := got.Total.Filled.Median.Value(); !ok || median.String() != "7.5" {
		t.Errorf("median is %s, want 7.5", median)
	}

	if len(got.ByGrade) != 2 || got.ByGrade[0].Grade.Code != "GRADE_7" || got.ByGrade[1].Grade.Code != "BAND_D" {
		t.Fatalf("by grade: %+v", got.ByGrade)
	}
	if f := got.ByGrade[0].Figures; f.DaysFunded != 31 || f.DaysVacant != 10 || f.Leavers != 2 || f.Filled.Count != 1 || f.Open.Count != 0 {
		t.Errorf("Grade 7: %+v", f)
	}
	if len(got.ByRegion) != 2 || got.ByRegion[0].Region.Code != "North" || got.ByRegion[1].Region.Code != "South" {
		t.Fatalf("by region: %+v", got.ByRegion)
	}
	if f := got.ByRegion[1].Figures; f.DaysFunded != 31 || f.DaysVacant != 5 || f.Leavers != 1 || f.Filled.Longest != 5 {
		t.Errorf("South: %+v", f)
	}
}

func TestComputeAtTheEdges(t *testing.T) {
	g := county(t)
	tests := []struct {
		name                                   string
		scope                                  coverage.Scope
		from, to                               string
		funded, vacant                         int64
		filled, longest, open, openFor, leaver int
	}{
		{"filled on the first day", coverage.Of(g.Region("North")), "2009-02-03", "2009-02-04", 2, 1, 1, 2, 1, 34, 0},
		{"filled on the day after the last", coverage.Of(g.Region("North")), "2009-02-02", "2009-02-03", 2, 2, 0, 0, 2, 33, 0},
		{"the last day of a holding", coverage.Of(g.Region("North")), "2009-01-31", "2009-02-01", 2, 1, 0, 0, 1, 31, 1},
		{"the day after", coverage.Of(g.Region("North")), "2009-02-01", "2009-02-02", 2, 2, 0, 0, 2, 32, 0},
		{"funding ends vacant", coverage.Of(g.District("Leeds")), "2009-02-10", "2009-03-01", 5, 5, 0, 0, 0, 0, 0},
		{"after its funding", coverage.Of(g.District("Leeds")), "2009-02-15", "2009-03-01", 0, 0, 0, 0, 0, 0, 0},
		{"before everything", coverage.England(), "2008-01-01", "2009-01-01", 0, 0, 0, 0, 0, 0, 0},
		{"a district lacks its region's post", coverage.Of(g.District("Leeds")), "2009-01-01", "2009-01-02", 1, 1, 0, 0, 1, 1, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, err := vacancy.Compute(g, tt.scope, programmetest.Day(tt.from), programmetest.Day(tt.to))
			if err != nil {
				t.Fatal(err)
			}
			f := s.Total
			if f.DaysFunded != tt.funded || f.DaysVacant != tt.vacant || f.Filled.Count != tt.filled || f.Filled.Longest != tt.longest ||
				f.Open.Count != tt.open || f.Open.Longest != tt.openFor || f.Leavers != tt.leaver {
				t.Errorf("got %+v", f)
			}
			if _, ok := f.Rate.Value(); ok != (tt.funded > 0) {
				t.Errorf("rate %+v has a value: %v", f.Rate, ok)
			}
			if _, ok := f.Filled.Mean.Value(); ok != (tt.filled > 0) {
				t.Errorf("mean %+v has a value: %v", f.Filled.Mean, ok)
			}
		})
	}
}

func TestComputeRefusesPeriods(t *testing.T) {
	g := programmetest.New().Graph(t)
	tests := []struct {
		from, to string
		refused  bool
	}{
		{"2009-01-01", "2009-01-01", true},
		{"2009-01-02", "2009-01-01", true},
		{"2009-01-01", "2009-01-02", false},
		{"2009-01-01", "2059-01-01", false},
		{"2009-01-01", "2059-01-02", true},
		{"2008-02-29", "2058-03-01", false},
	}
	for _, tt := range tests {
		s, err := vacancy.Compute(g, coverage.England(), programmetest.Day(tt.from), programmetest.Day(tt.to))
		var refusal *fault.Error
		switch {
		case !tt.refused && (err != nil || s == nil):
			t.Errorf("%s to %s: %v", tt.from, tt.to, err)
		case tt.refused && (!errors.As(err, &refusal) || refusal.Code != fault.Invalid || !slices.Equal(refusal.Path, []string{"to"})):
			t.Errorf("%s to %s: got %v, want INVALID about to", tt.from, tt.to, err)
		}
	}
}

func TestProjected(t *testing.T) {
	b := programmetest.New()
	from := programmetest.Days("2009-01-01", "")
	r := b.Region("North", from)
	d := b.District(r, "Leeds", from)
	grade := b.Grade("BAND_D", "Band D", 1)
	post := func(code string, funded calendar.Period) *programme.Post {
		p := b.Post(code, grade, programme.DistrictCoordinator, funded)
		b.Home(p, d, funded)
		return p
	}
	until := func(day string) calendar.Period { return programmetest.Days("2009-01-01", day) }

	ends := post("ends", from)
	b.Hold(ends, "A", "1", until("2009-03-01"))
	late := post("followed too late", from)
	b.Hold(late, "B", "1", until("2009-03-01"))
	b.Hold(late, "C", "1", programmetest.Days("2009-03-02", ""))
	followed := post("followed at once", from)
	b.Hold(followed, "D", "1", until("2009-03-01"))
	b.Hold(followed, "E", "1", programmetest.Days("2009-03-01", ""))
	share := post("one sharer goes", from)
	b.Hold(share, "F", "0.5", until("2009-03-01"))
	b.Hold(share, "G", "0.5", from)
	both := post("both sharers go", from)
	b.Hold(both, "H", "0.5", until("2009-02-01"))
	b.Hold(both, "I", "0.5", until("2009-02-01"))
	funding := post("funding ends", until("2009-03-01"))
	b.Hold(funding, "J", "1", until("2009-03-01"))
	post("funding ends vacant", until("2009-03-01"))
	covered := post("cover ends", from)
	b.Cover(covered, "K", until("2009-02-10"))
	again := post("cover follows cover", from)
	b.Cover(again, "K", until("2009-02-10"))
	b.Cover(again, "L", programmetest.Days("2009-02-10", ""))
	taken := post("a holder follows cover", from)
	b.Cover(taken, "M", until("2009-02-10"))
	b.Hold(taken, "N", "1", programmetest.Days("2009-02-10", ""))
	edge := post("on the last day but one", from)
	b.Hold(edge, "O", "1", until("2009-03-31"))
	beyond := post("on the day after the last", from)
	b.Hold(beyond, "P", "1", until("2009-04-01"))
	first := post("on the first day", from)
	b.Hold(first, "Q", "1", until("2009-01-15"))
	g := b.Graph(t)

	project := func(scope coverage.Scope) []string {
		var got []string
		for _, p := range vacancy.Projected(g, scope, programmetest.Day("2009-01-15"), programmetest.Day("2009-04-01")) {
			got = append(got, p.On.String()+" "+p.Post.Code+" "+string(p.Reason))
		}
		return got
	}
	want := []string{
		"2009-01-15 on the first day HOLDING_ENDS",
		"2009-02-01 both sharers go HOLDING_ENDS",
		"2009-02-10 cover ends COVER_ENDS",
		"2009-03-01 ends HOLDING_ENDS",
		"2009-03-01 followed too late HOLDING_ENDS",
		"2009-03-01 funding ends FUNDING_ENDS",
		"2009-03-31 on the last day but one HOLDING_ENDS",
	}
	for _, scope := range []coverage.Scope{coverage.England(), coverage.Of(r), coverage.Of(d)} {
		if got := project(scope); !slices.Equal(got, want) {
			t.Errorf("\n got %q\nwant %q", got, want)
		}
	}
}
