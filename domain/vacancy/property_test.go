package vacancy_test

import (
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"waymark/domain/calendar"
	"waymark/domain/coverage"
	"waymark/domain/programme"
	"waymark/domain/programme/programmetest"
	"waymark/domain/vacancy"
)

// diary is the figures of a group of posts, kept day by day.
type diary struct {
	funded, vacant, held int64
	filled, open         []int
	leavers              int
}

// holders gives the ids of who holds a funded post on a day, once for each holding.
func holders(p *programme.Post, day calendar.Date) []string {
	var who []string
	if p.Funded.Contains(day) {
		for _, h := range p.Holdings(day) {
			who = append(who, h.CoordinatorID)
		}
	}
	return who
}

// emptyBefore counts the days before a day, without a break, on which the post is funded and nobody holds it.
func emptyBefore(p *programme.Post, day calendar.Date) int {
	n := 0
	for d := day.AddDays(-1); p.Funded.Contains(d) && len(holders(p, d)) == 0; d = d.AddDays(-1) {
		n++
	}
	return n
}

func (d *diary) note(p *programme.Post, day calendar.Date, last bool) {
	today, tomorrow := holders(p, day), holders(p, day.AddDays(1))
	d.held += int64(len(today))
	if p.Funded.Contains(day) {
		d.funded++
		switch n := emptyBefore(p, day); {
		case len(today) == 0:
			d.vacant++
			if last {
				d.open = append(d.open, n+1)
			}
		case n > 0:
			d.filled = append(d.filled, n)
		}
	}
	slices.Sort(today)
	for _, who := range slices.Compact(today) {
		if !slices.Contains(tomorrow, who) {
			d.leavers++
		}
	}
}

func durations(days []int) vacancy.Durations {
	var d vacancy.Durations
	slices.Sort(days)
	for _, n := range days {
		d.Count++
		d.Mean.Numerator += int64(n)
		d.Longest = max(d.Longest, n)
	}
	d.Mean.Denominator = int64(d.Count)
	switch n := len(days); {
	case n%2 == 1:
		d.Median = vacancy.Ratio{Numerator: int64(days[n/2]), Denominator: 1}
	case n > 0:
		d.Median = vacancy.Ratio{Numerator: int64(days[n/2-1] + days[n/2]), Denominator: 2}
	}
	return d
}

func (d *diary) figures(period int64) vacancy.Figures {
	return vacancy.Figures{
		DaysFunded: d.funded, DaysVacant: d.vacant, Rate: vacancy.Ratio{Numerator: d.vacant, Denominator: d.funded},
		Filled: durations(d.filled), Open: durations(d.open), Leavers: d.leavers,
		AverageHolders: vacancy.Ratio{Numerator: d.held, Denominator: period},
		Turnover:       vacancy.Ratio{Numerator: int64(d.leavers) * period, Denominator: d.held},
	}
}

// byHand works statistics out by looking at every post on every day.
func byHand(g *programme.Graph, scope coverage.Scope, from, to calendar.Date) *vacancy.Statistics {
	var total diary
	grades, regions := make(map[*programme.Grade]*diary), make(map[*programme.Region]*diary)
	for day := from; day.Before(to); day = day.AddDays(1) {
		for _, p := range g.AllPosts() {
			if !scope.Includes(p, day) {
				continue
			}
			region := p.Region(day)
			if grades[p.Grade] == nil {
				grades[p.Grade] = &diary{}
			}
			if regions[region] == nil {
				regions[region] = &diary{}
			}
			for _, d := range []*diary{&total, grades[p.Grade], regions[region]} {
				d.note(p, day, day.AddDays(1) == to)
			}
		}
	}
	period := int64(to.DaysSince(from))
	s := &vacancy.Statistics{From: from, To: to, Total: total.figures(period)}
	for _, grade := range g.Grades() {
		if d := grades[grade]; d != nil && d.funded > 0 {
			s.ByGrade = append(s.ByGrade, vacancy.GradeFigures{Grade: grade, Figures: d.figures(period)})
		}
	}
	for _, region := range slices.SortedFunc(maps.Keys(regions), func(a, b *programme.Region) int { return strings.Compare(a.Code, b.Code) }) {
		if d := regions[region]; d.funded > 0 {
			s.ByRegion = append(s.ByRegion, vacancy.RegionFigures{Region: region, Figures: d.figures(period)})
		}
	}
	return s
}

func scopes(g *programme.Graph, rng *rand.Rand) []coverage.Scope {
	districts, partnerships := g.AllDistricts(), g.AllPartnerships()
	regions := g.Regions(programmetest.Window().From)
	return []coverage.Scope{
		coverage.England(), coverage.Of(regions[rng.IntN(len(regions))]),
		coverage.Of(districts[rng.IntN(len(districts))]), coverage.Of(partnerships[rng.IntN(len(partnerships))]),
	}
}

func TestComputeAgreesWithADiary(t *testing.T) {
	for seed := range uint64(60) {
		rng := rand.New(rand.NewPCG(seed, 3))
		g := programmetest.Random(rng).Graph(t)
		for _, scope := range scopes(g, rng) {
			from := programmetest.Window().From.AddDays(rng.IntN(120) - 10)
			to := from.AddDays(1 + rng.IntN(120))
			got, err := vacancy.Compute(g, scope, from, to)
			if err != nil {
				t.Fatal(err)
			}
			if want := byHand(g, scope, from, to); !reflect.DeepEqual(got, want) {
				t.Fatalf("seed %d, %v, %s to %s\n got %+v\nwant %+v", seed, scope.Place(), from, to, got, want)
			}
		}
	}
}

func TestProjectedAgreesWithADiary(t *testing.T) {
	for seed := range uint64(60) {
		rng := rand.New(rand.NewPCG(seed, 4))
		g := programmetest.Random(rng).Graph(t)
		from, to := programmetest.Window().From.AddDays(20), programmetest.Window().From.AddDays(180)
		for _, scope := range scopes(g, rng) {
			want := make(map[vacancy.Projection]bool)
			for day := from; day.Before(to); day = day.AddDays(1) {
				for _, p := range g.AllPosts() {
					was := p.State(day.AddDays(-1))
					covered := p.Cover(day.AddDays(-1)) != nil
					switch now := p.State(day); {
					case !scope.Includes(p, day):
						continue
					case now == programme.NotFunded && was == programme.Filled:
						want[vacancy.Projection{Post: p, On: day, Reason: vacancy.FundingEnds}] = true
					case now != programme.NotFunded && now != programme.Filled:
						if was == programme.Filled {
							want[vacancy.Projection{Post: p, On: day, Reason: vacancy.HoldingEnds}] = true
						}
						if covered && now != programme.Covered {
							want[vacancy.Projection{Post: p, On: day, Reason: vacancy.CoverEnds}] = true
						}
					}
				}
			}
			got := vacancy.Projected(g, scope, from, to)
			for _, p := range got {
				if !want[p] {
					t.Errorf("seed %d: %s is not foreseen to be vacant on %s by %s", seed, p.Post.Code, p.On, p.Reason)
				}
			}
			if len(got) != len(want) {
				t.Errorf("seed %d: got %d projections, want %d", seed, len(got), len(want))
			}
			if !slices.IsSortedFunc(got, func(a, b vacancy.Projection) int {
				if a.On != b.On {
					return a.On.Compare(b.On)
				}
				return strings.Compare(a.Post.Code, b.Post.Code)
			}) {
				t.Errorf("seed %d: not in order", seed)
			}
		}
	}
}
