package coverage_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"waymark/domain/calendar"
	"waymark/domain/coverage"
	"waymark/domain/programme"
	"waymark/domain/programme/programmetest"
)

// eachRandom runs a check on random graphs on the boundaries of the window and on random days in it and after it.
func eachRandom(t *testing.T, graphs int, check func(*testing.T, *programme.Graph, calendar.Date)) {
	window := programmetest.Window()
	for seed := range uint64(graphs) {
		rng := rand.New(rand.NewPCG(seed, 7))
		g := programmetest.Random(rng).Graph(t)
		days := []calendar.Date{window.From.AddDays(-1), window.From, *window.To}
		for range 5 {
			days = append(days, window.From.AddDays(rng.IntN(200)))
		}
		for _, day := range days {
			check(t, g, day)
			if t.Failed() {
				t.Fatalf("seed %d, %s", seed, day)
			}
		}
	}
}

func add(a, b coverage.PostCounts) coverage.PostCounts {
	return coverage.PostCounts{
		Funded: a.Funded + b.Funded, Filled: a.Filled + b.Filled, Covered: a.Covered + b.Covered,
		Offered: a.Offered + b.Offered, Vacant: a.Vacant + b.Vacant,
		FundedFTE: a.FundedFTE + b.FundedFTE, FilledFTE: a.FilledFTE + b.FilledFTE,
	}
}

func TestEachPostCountsOnceAtEveryLevel(t *testing.T) {
	eachRandom(t, 150, func(t *testing.T, g *programme.Graph, day calendar.Date) {
		england := coverage.Compute(g, coverage.England(), day)
		var regions, grades coverage.PostCounts
		for _, r := range g.Regions(day) {
			region := coverage.Compute(g, coverage.Of(r), day)
			regions = add(regions, region.Posts)
			var parts coverage.PostCounts
			for _, p := range g.Posts(day) {
				if p.Home(day) == programme.Place(r) {
					parts = add(parts, one(p, day))
				}
			}
			for _, d := range r.Districts(day) {
				district, _ := coverage.CountPosts(g, coverage.Of(d), day)
				parts = add(parts, district)
			}
			if parts != region.Posts {
				t.Errorf("%s: its own posts and its districts' are %+v, its posts %+v", r.Code, parts, region.Posts)
			}
		}
		for _, line := range england.ByGrade {
			grades = add(grades, line.Posts)
		}
		p := england.Posts
		switch {
		case p.Funded != p.Filled+p.Covered+p.Offered+p.Vacant:
			t.Errorf("states do not add up: %+v", p)
		case p.FilledFTE > p.FundedFTE:
			t.Errorf("more filled than funded: %+v", p)
		case len(g.Regions(day)) > 0 && regions != p:
			t.Errorf("regions have %+v, England %+v", regions, p)
		case grades != p:
			t.Errorf("grades have %+v, England %+v", grades, p)
		}
	})
}

// one counts a single post by the definition of its states.
func one(p *programme.Post, day calendar.Date) coverage.PostCounts {
	c := coverage.PostCounts{Funded: 1, FundedFTE: p.FTE}
	switch p.State(day) {
	case programme.Filled:
		c.Filled, c.FilledFTE = 1, p.HeldFTE(day)
	case programme.Covered:
		c.Covered = 1
	case programme.Offered:
		c.Offered = 1
	default:
		c.Vacant = 1
	}
	return c
}

func TestCountsAgreeWithTheirGaps(t *testing.T) {
	eachRandom(t, 100, func(t *testing.T, g *programme.Graph, day calendar.Date) {
		scopes := []coverage.Scope{coverage.England()}
		for _, r := range g.Regions(day) {
			scopes = append(scopes, coverage.Of(r))
		}
		for _, d := range g.Districts(day) {
			scopes = append(scopes, coverage.Of(d))
		}
		for _, p := range g.Partnerships(day) {
			scopes = append(scopes, coverage.Of(p))
		}
		for _, scope := range scopes {
			c := coverage.Compute(g, scope, day)
			for kind, want := range map[coverage.GapKind]int{
				coverage.DistrictWithoutCoordinator: c.Districts - c.DistrictsWithCoordinator,
				coverage.PostVacant:                 c.Posts.Vacant,
				coverage.PartnershipNotCovered:      c.Partnerships - c.PartnershipsCovered - c.PartnershipsPartlyCovered,
				coverage.PartnershipPartlyCovered:   c.PartnershipsPartlyCovered,
				coverage.JobcentreWithoutChampion:   c.Jobcentres - c.JobcentresWithChampion,
			} {
				if got := len(c.Gaps(kind)); got != want {
					t.Errorf("%v: %d gaps of kind %s, want %d", scope.Place(), got, kind, want)
				}
			}
		}
	})
}

func TestGapsBeganWhenTheyWereNotThereTheDayBefore(t *testing.T) {
	type key struct {
		kind  coverage.GapKind
		place programme.Place
		post  *programme.Post
	}
	eachRandom(t, 25, func(t *testing.T, g *programme.Graph, day calendar.Date) {
		gaps := coverage.Compute(g, coverage.England(), day).Gaps()
		there := func(gap coverage.Gap, on calendar.Date) bool {
			for _, other := range coverage.Compute(g, coverage.England(), on).Gaps(gap.Kind) {
				if (other.Post != nil && other.Post == gap.Post) || (gap.Post == nil && other.Place == gap.Place) {
					return true
				}
			}
			return false
		}
		seen := make(map[key]bool)
		for _, gap := range gaps {
			if k := (key{gap.Kind, gap.Place, gap.Post}); seen[k] {
				t.Errorf("twice: %s", gap.Sentence)
			} else {
				seen[k] = true
			}
			since := day
			for gap.Kind != coverage.PostVacant && there(gap, since.AddDays(-1)) {
				since = since.AddDays(-1)
			}
			if gap.Kind == coverage.PostVacant {
				since = *gap.Post.VacantSince(day)
			}
			if gap.Since != since || gap.Days != day.DaysSince(since) {
				t.Errorf("since %s and %d days, want %s: %s", gap.Since, gap.Days, since, gap.Sentence)
			}
		}
	})
}

func TestGapsAreOrderedAndFiltered(t *testing.T) {
	rank := make(map[coverage.GapKind]int)
	for i, kind := range coverage.GapKinds() {
		rank[kind] = i
	}
	eachRandom(t, 50, func(t *testing.T, g *programme.Graph, day calendar.Date) {
		c := coverage.Compute(g, coverage.England(), day)
		gaps := c.Gaps()
		var byKind []coverage.Gap
		for _, kind := range coverage.GapKinds() {
			byKind = append(byKind, c.Gaps(kind)...)
		}
		if !slices.Equal(gaps, byKind) {
			t.Errorf("all kinds at once: %q, one by one: %q", text(gaps), text(byKind))
		}
		if !slices.IsSortedFunc(gaps, func(a, b coverage.Gap) int {
			if a.Kind != b.Kind {
				return rank[a.Kind] - rank[b.Kind]
			}
			return b.Days - a.Days
		}) {
			t.Errorf("not in order: %q", text(gaps))
		}
	})
}
