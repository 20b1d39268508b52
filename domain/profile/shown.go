package profile

import (
	"waymark/domain/decimal"
	"waymark/domain/figure"
	"waymark/domain/need"
	"waymark/domain/programme"
	"waymark/domain/statistics"
)

// Basis is where a figure comes from.
type Basis string

// The bases.
const (
	Held       Basis = "HELD"       // recorded of the place itself
	Summed     Basis = "SUMMED"     // of places or parts, of which each person or thing is in one alone
	Recomputed Basis = "RECOMPUTED" // worked out from numerators and denominators
	Absent     Basis = "ABSENT"     // there is none
)

// Interval methods beside those of statistics.
const (
	MethodGiven    statistics.Method = "GIVEN"    // published with the figure
	MethodEstimate statistics.Method = "ESTIMATE" // from the interval of the estimate below the line
)

// Shown is a figure as it may be shown: with its interval, or with the reason why there is no value.
type Shown struct {
	Measure      Measure
	Place        programme.Place // nil: England, unless Together
	Together     string          // what several places are called that are taken together; empty: Place alone
	Period       figure.Period
	Breakdown    figure.Breakdown
	Basis        Basis
	Value        *decimal.Decimal    // nil when there is none, or it may not be shown
	Counted      *statistics.Counted // numerator and denominator of a share or a rate, if they are known; nil when there is no value
	At95, At998  *statistics.Limits
	Method       statistics.Method // of the interval; empty when there is none
	Status       figure.Status     // empty when there is no figure
	Reason       string            // why there is no value; empty when there is one
	Completeness *need.Completeness
	Figures      []*figure.Figure // that it comes from; not those of its gate
}

// Synthetic tells whether a figure that it comes from was invented.
func (s Shown) Synthetic() bool {
	for _, f := range s.Figures {
		if f.Synthetic {
			return true
		}
	}
	return false
}

// show gives a recorded figure as it may be shown.
func (p *Profile) show(m Measure, place programme.Place, f *figure.Figure) Shown {
	s := Shown{Measure: m, Place: place, Period: f.Period, Breakdown: f.Breakdown, Basis: Held, Status: f.Status, Figures: []*figure.Figure{f}}
	if !f.Status.HasValue() {
		s.Reason = silence(f)
		return s
	}
	s.Value, s.Counted = f.Value, countedOf(f)
	given := f.Interval95 != nil || f.Interval998 != nil
	if given {
		s.At95, s.At998, s.Method = limits(f.Interval95), limits(f.Interval998), MethodGiven
	}
	if s.Value == nil || !given {
		s.calculate(!given)
	}
	if s.Value == nil {
		s.Reason = "Neither a value nor parts that give one are recorded."
	}
	if m.Indicator.Gate != nil {
		s.hold(p.gate(m.Indicator, place, f.Period, f.Breakdown))
	}
	return s
}

// silence says why a figure has no value.
func silence(f *figure.Figure) string {
	switch {
	case f.StatusReason != "":
		return f.StatusReason
	case f.Status == figure.NotCollected:
		return "It was not collected."
	case f.Status == figure.NotApplicable:
		return "It does not apply."
	}
	return "It is withheld."
}

// calculate works out from the parts what is not given: the value, and the interval if it is wanted and the indicator names a method.
func (s *Shown) calculate(interval bool) {
	counted, kind := s.Counted, s.Measure.kind()
	wants := programme.ConfidenceNone
	if i := s.Measure.Indicator; i != nil {
		wants = i.Confidence
	}
	if kind == "" {
		n, ok := wholeOf(s.Value)
		if !ok || wants != programme.ConfidenceByar {
			return
		}
		counted, kind = &statistics.Counted{Numerator: n, Denominator: 1}, statistics.KindRate
	}
	if counted == nil {
		return
	}
	c, err := statistics.Calculate(kind, *counted, s.Measure.multiplier())
	if err != nil {
		return // there is no answer beyond what is recorded
	}
	if s.Value == nil {
		s.Value = &c.Value
	}
	if interval && s.Measure.chances() && c.At95.Lower <= *s.Value && *s.Value <= c.At95.Upper {
		s.At95, s.At998, s.Method = &c.At95, &c.At998, c.Method
	}
}

// hold keeps back a figure that is not complete enough.
func (s *Shown) hold(c need.Completeness, why string) {
	if why == "" {
		s.Completeness = &c
		switch c.Status {
		case need.GateOpen:
			return
		case need.GateClosed:
			why = c.Sentence
		case need.GateNotApplicable:
			s.withhold(figure.NotApplicable, c.Sentence)
			return
		}
	}
	s.withhold(figure.Withheld, why)
}

func (s *Shown) withhold(status figure.Status, why string) {
	s.Status, s.Reason = status, why
	s.Value, s.Counted, s.At95, s.At998, s.Method = nil, nil, nil, nil, ""
}

// Kept gives a figure of an indicator with a gate as it may be told: without its numbers, and with the reason, when what it rests on is not
// complete enough, or nobody knows whether it is. Any other figure it gives as it is. The profile must have the figures of the gate.
func (p *Profile) Kept(f *figure.Figure) *figure.Figure {
	i, ok := programme.Lookup[*programme.Indicator](p.graph, f.IndicatorID)
	if !ok || i.Gate == nil || !f.Status.HasValue() {
		return f
	}
	s := Shown{Status: f.Status}
	if s.hold(p.gate(i, p.graph.Place(f.PlaceID), f.Period, f.Breakdown)); s.Reason == "" {
		return f
	}
	kept := *f
	kept.Value, kept.Numerator, kept.Denominator, kept.Interval95, kept.Interval998 = nil, nil, nil, nil, nil
	if kept.Status = s.Status; s.Status == figure.Withheld {
		kept.StatusReason = s.Reason
	}
	return &kept
}

// gate tells how complete what an indicator's figure rests on is, or why that is not known. Of a part of a population that is
// not counted by itself, it is as complete as the whole.
func (p *Profile) gate(i *programme.Indicator, place programme.Place, period figure.Period, b figure.Breakdown) (need.Completeness, string) {
	f := p.held(i.Gate, place, period, b)
	if f == nil {
		f = p.held(i.Gate, place, period, "")
	}
	if f == nil {
		return need.Completeness{}, incomplete
	}
	if f.Status == figure.NotApplicable {
		return complete(&statistics.Counted{}, threshold(i))
	}
	return complete(countedOf(f), threshold(i))
}

const incomplete = "How complete it is is not known."

// threshold gives the per cent that the gate of an indicator wants.
func threshold(i *programme.Indicator) decimal.Decimal {
	if i.GatePercent == nil {
		return 0
	}
	return *i.GatePercent
}

func complete(c *statistics.Counted, threshold decimal.Decimal) (need.Completeness, string) {
	if c == nil {
		return need.Completeness{}, incomplete
	}
	found, err := need.NewCompleteness(c.Numerator, c.Denominator, threshold)
	if err != nil {
		return need.Completeness{}, incomplete
	}
	return found, ""
}

func limits(i *figure.Interval) *statistics.Limits {
	if i == nil {
		return nil
	}
	return &statistics.Limits{Lower: i.Lower, Upper: i.Upper}
}

// countedOf gives the numerator and denominator of a figure when both are whole numbers, or nil.
func countedOf(f *figure.Figure) *statistics.Counted {
	n, whole := wholeOf(f.Numerator)
	d, also := wholeOf(f.Denominator)
	if !whole || !also {
		return nil
	}
	return &statistics.Counted{Numerator: n, Denominator: d}
}

// wholeOf gives a whole number; ok is false for any other and for none.
func wholeOf(d *decimal.Decimal) (n int64, ok bool) {
	if d == nil || *d%decimal.One != 0 {
		return 0, false
	}
	return int64(*d / decimal.One), true
}
