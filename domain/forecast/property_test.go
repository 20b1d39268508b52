package forecast_test

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"waymark/domain/calendar"
	"waymark/domain/forecast"
)

func poisson(r *rand.Rand, mean float64) (n int64) {
	for p := r.Float64(); p > math.Exp(-mean); n++ {
		p *= r.Float64()
	}
	return n
}

func leavers(r *rand.Rand, of int64, share float64) (n int64) {
	for range of {
		if r.Float64() < share {
			n++
		}
	}
	return n
}

// history draws months of a provider, the first one month 0.
func history(r *rand.Rand, months int, rate, share float64, people int64) []forecast.Past {
	var all []forecast.Past
	for i := range months {
		came := poisson(r, rate)
		people += came - leavers(r, people, share)
		all = append(all, told(i, came, people-people/10, people/10))
	}
	return all
}

func anyHistory(r *rand.Rand) []forecast.Past {
	return history(r, 4+r.IntN(20), 1+20*r.Float64(), 0.5*r.Float64(), int64(10+r.IntN(100)))
}

func TestProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 1))
	for range 400 {
		past := anyHistory(r)
		day := past[len(past)-1].Month.AddDays(14)
		places := int64(1 + r.IntN(200))
		o := forecast.Look(past, always(places), day, forecast.MostAhead)
		if o.Model == nil {
			continue
		}
		for i, m := range o.Months {
			for what, e := range map[string]*forecast.Expected{"referrals": m.Referrals, "people": m.Demand} {
				if e.Lower < 0 || e.Lower > e.Value || e.Value > e.Upper || math.IsNaN(e.Upper) || math.IsInf(e.Upper, 0) {
					t.Fatalf("%s of month %d: %+v", what, i, e)
				}
			}
			if c := *m.Chance; !(c >= 0 && c <= 1) || m.Verdict != forecast.Judge(c) {
				t.Fatalf("chance %g is %s", c, m.Verdict)
			}
			if full := m.Demand.Value >= float64(places)-0.5; full != (*m.Chance >= 0.5) {
				t.Fatalf("%g people for %d places: chance %g", m.Demand.Value, places, *m.Chance)
			}
		}
		if l := o.Model.Leaving; l.Value < l.Interval.Lower || l.Value > l.Interval.Upper {
			t.Fatalf("share %+v", l)
		}
		shuffled := slices.Clone(past)
		r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if again := forecast.Look(shuffled, always(places), day, forecast.MostAhead); !reflect.DeepEqual(again, o) {
			t.Fatal("another order, another answer")
		}
	}
}

// TestNeverFullLaterForMore adds to one side at a time: referrals of a month since the base, people waiting throughout, or places taken away. What was full by a
// month is so no later.
func TestNeverFullLaterForMore(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 2))
	from := func(o forecast.Outlook) int {
		if o.FullFrom == nil {
			return math.MaxInt
		}
		return o.FullFrom.DaysSince(month(0))
	}
	for range 400 {
		past := anyHistory(r)
		last := len(past) - 1
		past[last].Known = false // its referrals are known, its people are not yet
		day, places := past[last].Month.AddDays(14), int64(20+r.IntN(120))
		o := forecast.Look(past, always(places), day, 12)
		if o.Model == nil || o.Model.Referrals.Trend {
			continue
		}
		if fewer := forecast.Look(past, always(places-1-r.Int64N(10)), day, 12); from(fewer) > from(o) {
			t.Fatal("full later with fewer places")
		}
		more := slices.Clone(past)
		more[last].Referrals += 1 + r.Int64N(10)
		if got := forecast.Look(more, always(places), day, 12); got.Model != nil && !got.Model.Referrals.Trend && from(got) > from(o) {
			t.Fatalf("full later with more referrals: %v, not %v", got.FullFrom, o.FullFrom)
		}
	}
}

func TestNobodyLeaves(t *testing.T) {
	o := forecast.Look([]forecast.Past{told(0, 4, 20, 0), told(1, 4, 24, 0), told(2, 4, 28, 0), told(3, 4, 30, 2)}, always(40), month(3), 4)
	if l := o.Model.Leaving; l.Value != 0 || l.Unbounded != 0 || l.Interval.Lower != 0 || !(l.Interval.Upper > 0.01) {
		t.Errorf("that nobody left does not mean that nobody can: %+v", l)
	}
	if d := o.Months[2].Demand; d.Value != 40 || o.FullFrom == nil || *o.FullFrom != month(5) {
		t.Errorf("with 4 more a month there are %+v in June", d)
	}
	// More come than are referred.
	o = forecast.Look([]forecast.Past{told(0, 4, 20, 0), told(1, 4, 30, 0), told(2, 4, 40, 0), told(3, 4, 50, 0)}, always(70), month(3), 4)
	if l := o.Model.Leaving; l.Value != 0 || !(l.Unbounded < -0.1) || len(o.Why()) != 5 {
		t.Errorf("of others who come: %+v, %q", l, o.Why())
	}
}

// TestOfficesThatHaveNotHandedInAreTakenToBeLikeTheOthers: nine tenths of the returns with nine tenths of the referrals are the same rate.
func TestOfficesThatHaveNotHandedInAreTakenToBeLikeTheOthers(t *testing.T) {
	past := []forecast.Past{told(0, 20, 40, 0), told(1, 20, 40, 0), told(2, 20, 40, 0), told(3, 20, 40, 0)}
	past[2].Referrals, past[2].Share = 18, 0.9
	m, _ := forecast.Fit(past, month(3))
	near(t, "referrals", m.Referrals.Now.Value, 20)
	near(t, "leaving", m.Leaving.Value, 0.5)
}

// TestSimulationIntervalsCoverWhatComes draws providers whose truth is known and counts how often the interval of 95% held the month that came. It never
// covers less than it says by more than the chance of the test, and not so much more that it would say nothing.
func TestSimulationIntervalsCoverWhatComes(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 3))
	for _, x := range []struct {
		months      int
		rate, share float64
		people      int64
	}{{6, 12, 0.15, 80}, {12, 12, 0.15, 80}, {24, 5, 0.1, 50}, {9, 30, 0.4, 75}} {
		const trials = 1_500
		held := [6]int{}
		for range trials {
			all := history(r, x.months+6, x.rate, x.share, x.people)
			m, reason := forecast.Fit(all[:x.months], month(x.months-1))
			if m == nil {
				t.Fatal(reason)
			}
			for step, a := range m.Project(month(x.months), month(x.months+5)) {
				came := all[x.months+step]
				if n := float64(came.InUse + came.Waiting); n >= a.Demand.Lower && n <= a.Demand.Upper {
					held[step]++
				}
			}
		}
		for step, n := range held {
			if share := float64(n) / trials; share < 0.935 || share > 0.998 {
				t.Errorf("%+v, %d months ahead: the interval of 95%% held %.1f%%", x, step+1, 100*share)
			}
		}
	}
}

func TestMonthsAheadAreThoseAskedFor(t *testing.T) {
	past := []forecast.Past{told(0, 4, 20, 0), told(1, 4, 24, 0), told(2, 4, 28, 0), told(3, 4, 30, 2)}
	m, _ := forecast.Fit(past, month(5))
	if got := m.Project(month(6), month(7)); len(got) != 2 || got[0].Month != month(6) || got[1].Month != month(7) {
		t.Errorf("%+v", got)
	}
	if got := m.Project(month(1), month(3)); len(got) != 0 {
		t.Errorf("of months that have passed: %+v", got)
	}
	if got := m.Project(calendar.New(2200, 1, 1), calendar.New(2200, 2, 1)); len(got) != 0 {
		t.Errorf("of months that nobody lives to see: %d", len(got))
	}
	if got := forecast.Look(past, always(9), month(3), 99); len(got.Months) != forecast.MostAhead {
		t.Errorf("%d months ahead", len(got.Months))
	}
}
