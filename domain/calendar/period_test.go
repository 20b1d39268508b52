package calendar_test

import (
	"math/rand/v2"
	"testing"

	"waymark/domain/calendar"
)

// width is the number of days on which periods are compared day by day.
const width = 12

func day(n int) calendar.Date { return calendar.MustParse("2009-03-05").AddDays(n) }

// periods gives every period that starts and ends within the width, empty and open ones included.
func periods() []calendar.Period {
	var all []calendar.Period
	for from := range width {
		all = append(all, calendar.Open(day(from)))
		for to := range width {
			all = append(all, calendar.Between(day(from), day(to)))
		}
	}
	return all
}

// days gives on which days up to and beyond the width a period holds.
func days(p calendar.Period) (set [width + 2]bool) {
	for n := range set {
		set[n] = p.Contains(day(n))
	}
	return set
}

func TestPeriodsAreTheirDays(t *testing.T) {
	all := periods()
	for _, p := range all {
		held, count := days(p), 0
		for n := range held {
			if held[n] {
				count++
			}
			if got := p.Days(day(n + 1)); got != count {
				t.Fatalf("%s has %d days before %s, want %d", p, got, day(n+1), count)
			}
		}
		if p.Empty() != (count == 0) {
			t.Fatalf("%s: empty is %v", p, p.Empty())
		}
		if p.Days(p.From) != 0 || p.Days(p.From.AddDays(-3)) != 0 {
			t.Fatalf("%s has days before it starts", p)
		}
		for _, q := range all {
			other := days(q)
			both, common, inside := held, false, true
			for n := range held {
				both[n] = held[n] && other[n]
				common = common || both[n]
				inside = inside && (other[n] || !held[n])
			}
			overlap, ok := p.Intersect(q)
			switch {
			case ok != common || p.Overlaps(q) != common:
				t.Fatalf("%s and %s: overlap is %v, want %v", p, q, ok, common)
			case days(overlap) != both:
				t.Fatalf("%s and %s intersect in %s", p, q, overlap)
			case p.Within(q) != inside:
				t.Fatalf("%s within %s is %v, want %v", p, q, p.Within(q), inside)
			}
		}
	}
}

func TestIntersectIsCommutativeAndLeavesItsOperandsAlone(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	all := periods()
	for range 2000 {
		p, q := all[rng.IntN(len(all))], all[rng.IntN(len(all))]
		before := p.String() + q.String()
		one, ok := p.Intersect(q)
		other, too := q.Intersect(p)
		if ok != too || one.String() != other.String() {
			t.Fatalf("%s and %s: %s, %s", p, q, one, other)
		}
		if p.String()+q.String() != before {
			t.Fatalf("intersecting changed %s", before)
		}
	}
}

func TestPeriodString(t *testing.T) {
	for want, p := range map[string]calendar.Period{
		"2009-03-05 onwards":       calendar.Open(day(0)),
		"2009-03-05 to 2009-03-06": calendar.Between(day(0), day(1)),
	} {
		if got := p.String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
