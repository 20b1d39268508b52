package forecast_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"waymark/domain/calendar"
	"waymark/domain/forecast"
)

func month(n int) calendar.Date { return calendar.New(2009, time.January+time.Month(n), 1) }

// told is a month of which everything is known.
func told(n int, referrals, inUse, waiting int64) forecast.Past {
	return forecast.Past{Month: month(n), Referrals: referrals, Share: 1, InUse: inUse, Waiting: waiting, Known: true}
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-6*max(1, math.Abs(want))) {
		t.Errorf("%s: %.9g, want %.9g", what, got, want)
	}
}

func always(n int64) func(calendar.Date) (int64, bool) {
	return func(calendar.Date) (int64, bool) { return n, true }
}

// TestByHand works a forecast out by hand. Of 40, 44 and 46 people 6, 8 and 6 leave, 20 of 130; 10 are referred a month.
func TestByHand(t *testing.T) {
	past := []forecast.Past{{Month: month(0), InUse: 36, Waiting: 4, Known: true}, told(1, 10, 40, 4), told(2, 10, 40, 6), told(3, 10, 42, 8)}
	m, reason := forecast.Fit(past, month(3).AddDays(29))
	if m == nil {
		t.Fatal(reason)
	}
	near(t, "referrals a month", m.Referrals.Now.Value, 10)
	near(t, "dispersion", m.Referrals.Dispersion, 1)
	near(t, "share that leaves", m.Leaving.Value, 2.0/13)
	const deviate = 4.302652729911275 // of Student's t with 2 degrees of freedom
	rate := 30.0 / 9                  // the variance of the mean of three months
	p := 20.5 / 131
	share := p * (1 - p) / 130
	near(t, "upper end of the share", m.Leaving.Interval.Upper, 2.0/13+deviate*math.Sqrt(share))
	ahead := m.Project(month(4), month(5))
	if len(ahead) != 2 {
		t.Fatalf("%d months ahead", len(ahead))
	}
	stay := 11.0 / 13
	first := 50*stay + 10
	noise := 50*(2.0/13)*stay + 10
	variance := noise + rate + 50*50*share
	near(t, "people of May", ahead[0].Demand.Value, first)
	near(t, "upper end of May", ahead[0].Demand.Upper, first+deviate*math.Sqrt(variance))
	near(t, "referrals of May, upper end", ahead[0].Referrals.Upper, 10+deviate*math.Sqrt(10+rate))
	second := first*stay + 10
	noise = stay*stay*noise + first*(2.0/13)*stay + 10
	variance = noise + (stay+1)*(stay+1)*rate + (stay*50+first)*(stay*50+first)*share
	near(t, "people of June", ahead[1].Demand.Value, second)
	near(t, "lower end of June", ahead[1].Demand.Lower, second-deviate*math.Sqrt(variance))
	// With 2 degrees of freedom the chance above t is (1 - t/sqrt(2+t^2))/2.
	x := (59.5 - second) / math.Sqrt(variance)
	near(t, "chance that 60 places are taken", ahead[1].Full(60), (1-x/math.Sqrt(2+x*x))/2)
}

func TestOutlookSaysWhy(t *testing.T) {
	past := []forecast.Past{told(0, 8, 60, 2), told(1, 9, 64, 2), told(2, 8, 68, 2), told(3, 9, 72, 2)}
	o := forecast.Look(past, always(80), month(3).AddDays(20), 6)
	if o.FullFrom == nil || *o.FullFrom != month(5) || len(o.Months) != 6 || o.Reason != "" {
		t.Fatalf("full from %v, %d months, %q", o.FullFrom, len(o.Months), o.Reason)
	}
	if m := o.Months[0]; m.Demand.Lower != 74 || m.Demand.Upper != 74 || *m.Chance != 0 || m.Verdict != forecast.HasRoom || m.Referrals.Upper != 9 {
		t.Errorf("of the month that is known: %+v, %+v", m, m.Demand)
	}
	for i, want := range []string{
		"At the end of April 2009 it had 74 people: 72 in treatment and 2 waiting, and 80 places.",
		"Jobcentres refer 8.5 people a month to it (95% interval 3.9 to 13.1), by 4 months, which are too few for a trend.",
		"Of its people 7.1% leave in a month (95% interval 0.0% to 15.0%), by 3 months.",
		"In June 2009 it is likely to be full: 80.3 people are expected (95% interval 53.0 to 107.6) for 80 places, and the chance that none is free is 54%.",
	} {
		if why := o.Why(); len(why) != 4 || !strings.HasPrefix(why[i], want) {
			t.Errorf("says %q, want %q", why, want)
		}
	}
}

func TestThereIsNoForecast(t *testing.T) {
	silent := func(n int, referrals int64) forecast.Past {
		return forecast.Past{Month: month(n), Referrals: referrals, Share: 1}
	}
	unsure := func(p forecast.Past) forecast.Past { p.Share = 0.79; return p }
	for name, x := range map[string]struct {
		past []forecast.Past
		want forecast.Reason
	}{
		"of nothing":                   {nil, forecast.NoDemand},
		"without people":               {[]forecast.Past{silent(0, 5), silent(1, 5), silent(2, 5)}, forecast.NoDemand},
		"of people of long ago":        {[]forecast.Past{told(-1, 5, 40, 0), silent(0, 5), silent(1, 5), silent(2, 5)}, forecast.Stale},
		"of too few returns":           {[]forecast.Past{told(0, 5, 40, 0), unsure(told(1, 5, 40, 0)), told(2, 5, 40, 0), unsure(told(3, 5, 40, 0))}, forecast.FewReferrals},
		"of people of two months":      {[]forecast.Past{silent(0, 5), silent(1, 5), told(2, 5, 40, 0), told(3, 5, 40, 0)}, forecast.FewLeaving},
		"of people with gaps":          {[]forecast.Past{told(-2, 5, 40, 0), silent(-1, 5), told(0, 5, 40, 0), silent(1, 5), told(2, 5, 40, 0), told(3, 5, 40, 0)}, forecast.FewLeaving},
		"of nobody":                    {[]forecast.Past{told(0, 0, 0, 0), told(1, 0, 0, 0), told(2, 0, 0, 0), told(3, 0, 0, 0)}, forecast.FewLeaving},
		"of what comes after the day":  {[]forecast.Past{told(4, 5, 40, 0), told(5, 5, 40, 0)}, forecast.NoDemand},
		"of what lies too long behind": {[]forecast.Past{told(-33, 5, 40, 0)}, forecast.NoDemand},
	} {
		o := forecast.Look(x.past, always(50), month(3), 3)
		if o.Model != nil || o.Reason != x.want || len(o.Why()) != 1 || o.Why()[0] != x.want.Words() {
			t.Errorf("%s: %q, want %q", name, o.Reason, x.want)
		}
		for _, m := range o.Months {
			if m.Verdict != forecast.NotKnown || *m.Places != 50 || m.Demand != nil || m.Chance != nil {
				t.Errorf("%s: tells of %v all the same", name, m)
			}
		}
	}
	o := forecast.Look([]forecast.Past{told(0, 5, 40, 0), told(1, 5, 40, 0), told(2, 5, 40, 0), told(3, 5, 40, 0)},
		func(calendar.Date) (int64, bool) { return 0, false }, month(3), 3)
	if o.Model == nil || o.Reason != forecast.NoPlaces || o.Months[2].Verdict != forecast.NotKnown || o.Months[2].Demand == nil {
		t.Errorf("without places: %+v", o)
	}
	for _, r := range forecast.Reasons() {
		if r.Words() == "" {
			t.Errorf("%s has no words", r)
		}
	}
}

func TestVerdicts(t *testing.T) {
	for chance, want := range map[float64]forecast.Verdict{1: forecast.Full, 0.975: forecast.Full, 0.97: forecast.LikelyFull, 0.5: forecast.LikelyFull,
		0.49: forecast.MayBeFull, 0.025: forecast.MayBeFull, 0.02: forecast.HasRoom, 0: forecast.HasRoom} {
		if got := forecast.Judge(chance); got != want {
			t.Errorf("%g is %s, want %s", chance, got, want)
		}
	}
}

// TestATrendIsTakenWhenThereIsOne regresses numbers that double in a year, and ones that stay.
func TestATrendIsTakenWhenThereIsOne(t *testing.T) {
	var grows, shrinks, stays []forecast.Past
	for i := range 13 {
		n := int64(math.Round(20 * math.Exp2(float64(i)/12)))
		grows = append(grows, told(i, n, 100, 0))
		shrinks = append(shrinks, told(12-i, n, 100, 0))
		stays = append(stays, told(i, 20+int64(i%2), 100, 0))
	}
	m, _ := forecast.Fit(grows, month(12))
	if r := m.Referrals; !r.Trend || math.Abs(r.Growth.Value-(math.Exp2(1.0/12)-1)) > 0.002 || math.Abs(r.Now.Value-40) > 0.5 {
		t.Errorf("doubling in a year is %+v", r)
	}
	ahead := m.Project(month(13), month(18))
	if a := ahead[5].Referrals.Value; math.Abs(a-40*math.Sqrt2) > 1.5 {
		t.Errorf("half a year later there are %g", a)
	}
	o := forecast.Look(shrinks, always(200), month(12), 2)
	if !o.Model.Referrals.Trend || o.Model.Referrals.Growth.Value > -0.04 || !strings.Contains(o.Why()[1], "shrinks by 5.7% a month (95% interval ") {
		t.Errorf("halving in a year: %q", o.Why())
	}
	if m, _ := forecast.Fit(stays, month(12)); m.Referrals.Trend {
		t.Error("numbers that stay have a trend")
	}
	if m, _ := forecast.Fit(grows[2:], month(12)); m.Referrals.Trend {
		t.Error("eleven months have a trend")
	}
}
