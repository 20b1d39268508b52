package statistics

const daysInWeek = 7

// Tally is how many events there were in a number of days.
type Tally struct {
	Count int64 // 0 to MaxCount
	Days  int64 // 1 to MaxDenominator
}

// InWeeks gives the tally of a count over whole weeks.
func InWeeks(count, weeks int64) Tally {
	if weeks > MaxDenominator {
		return Tally{Count: count, Days: MaxDenominator + 1}
	}
	return Tally{Count: count, Days: daysInWeek * weeks}
}

// Weekly gives the events a week with their exact Poisson interval. The error is a *DomainError when the tally lies beyond its
// bounds.
func Weekly(t Tally, c Confidence) (Figure, error) {
	if err := checkRate(t.Count, t.Days, daysInWeek); err != nil {
		return Figure{}, err
	}
	f, err := ExactCount(t.Count, c)
	if err != nil {
		return Figure{}, err
	}
	f = f.times(daysInWeek / float64(t.Days))
	f.Value = float64(t.Count) * daysInWeek / float64(t.Days)
	return f, nil
}

// RateRatio compares the weekly rates of two periods, which may differ in length.
type RateRatio struct {
	First, Second Figure   // the weekly rates
	Value         *float64 // the second rate over the first; nil when the first count is 0
	Lower         float64
	Upper         *float64 // nil when the first count is 0: there is no upper end
	Confidence    Confidence
	Method        Method   // CONDITIONAL_BINOMIAL
	Position      Position // of the second rate against the first: higher when Lower is above 1, lower when Upper is below 1
}

// CompareWeekly gives the ratio of the second period's weekly rate to the first's. Given both counts' sum, the second count is binomial;
// the ends of its Clopper-Pearson interval are turned from odds into ratios of rates, so the interval is exact. The error is a
// *DomainError when a tally lies beyond its bounds or the counts sum to more than MaxCount.
func CompareWeekly(first, second Tally, c Confidence) (RateRatio, error) {
	a, err := Weekly(first, c)
	if err != nil {
		return RateRatio{}, err
	}
	b, err := Weekly(second, c)
	if err != nil {
		return RateRatio{}, err
	}
	total := first.Count + second.Count
	if err := within("sum of counts", total, 0, MaxCount); err != nil {
		return RateRatio{}, err
	}
	z, tail, err := c.deviate()
	if err != nil {
		return RateRatio{}, err
	}
	r := RateRatio{First: a, Second: b, Confidence: c, Method: ConditionalBinomial, Position: Similar}
	lower, upper := exactEnds(second.Count, total, z, tail)
	length := float64(first.Days) / float64(second.Days)
	r.Lower = lower.share / lower.rest * length
	if first.Count > 0 {
		value := float64(second.Count) * float64(first.Days) / (float64(first.Count) * float64(second.Days))
		end := upper.share / upper.rest * length
		r.Value, r.Upper = &value, &end
	}
	switch {
	case r.Lower > 1:
		r.Position = Higher
	case r.Upper != nil && *r.Upper < 1:
		r.Position = Lower
	}
	return r, nil
}
