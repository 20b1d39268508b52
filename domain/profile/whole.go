package profile

import (
	"fmt"
	"slices"

	"waymark/domain/decimal"
	"waymark/domain/figure"
	"waymark/domain/need"
	"waymark/domain/programme"
	"waymark/domain/statistics"
)

// source says which figures of a place are asked for.
type source int

const (
	either  source = iota // what is recorded of the place, and where nothing is, what its parts come to
	own                   // what is recorded of the place
	ofParts               // what its parts come to
)

// question is what an answer is remembered by.
type question struct {
	measure, place string
	period         figure.Period
	breakdown      figure.Breakdown
	source         source
}

// Of gives the figure of a place in a period: the one recorded of it or, of a region or England without one, what its districts
// come to. England is nil.
func (p *Profile) Of(m Measure, place programme.Place, period figure.Period, b figure.Breakdown) Shown {
	return p.of(m, place, period, b, either)
}

func (p *Profile) of(m Measure, place programme.Place, period figure.Period, b figure.Breakdown, from source) Shown {
	asked := question{m.Code, idOf(place), period, b, from}
	p.mutex.Lock()
	s, ok := p.known[asked]
	p.mutex.Unlock()
	if !ok {
		s = p.find(m, place, period, b, from)
		p.mutex.Lock()
		p.known[asked] = s
		p.mutex.Unlock()
	}
	return s
}

func (p *Profile) find(m Measure, place programme.Place, period figure.Period, b figure.Breakdown, from source) Shown {
	parts := p.parts(place)
	if from != ofParts {
		found := p.recorded(m, place, period, b)
		if from == own || found.Basis != Absent || len(parts) == 0 {
			return found
		}
	}
	s := p.together(m, parts, period, b)
	s.Place = place
	return s
}

// absent says that there is no figure.
func (p *Profile) absent(m Measure, period figure.Period, b figure.Breakdown) string {
	return fmt.Sprintf("There is no figure of %s in %s.", p.titled(m, b), period.Label())
}

// titled names a measure and the part of the population.
func (p *Profile) titled(m Measure, b figure.Breakdown) string {
	var parts []string
	for _, x := range b.Parts() {
		name := x.Category
		if d := p.graph.Dimension(x.Dimension); d != nil && d.Category(x.Category) != nil {
			name = d.Category(x.Category).Name
		}
		parts = append(parts, name)
	}
	if parts == nil {
		return m.Title
	}
	return m.Title + " (" + list(parts) + ")"
}

// recorded gives the figure that is recorded of a place, or the share that those recorded of it give.
func (p *Profile) recorded(m Measure, place programme.Place, period figure.Period, b figure.Breakdown) Shown {
	if m.Indicator == nil {
		return p.ratio(m, place, period, b, func(i *programme.Indicator) Shown { return p.of(MeasureOf(i), place, period, b, own) })
	}
	if f := p.held(m.Indicator, place, period, b); f != nil {
		return p.show(m, place, f)
	}
	return Shown{Measure: m, Place: place, Period: period, Breakdown: b, Basis: Absent, Reason: p.absent(m, period, b)}
}

// together gives what several places come to as one: counts summed, shares and rates worked out from summed parts. An interval
// is never summed. It takes a figure of every place, since a sum of some would pass for the whole.
func (p *Profile) together(m Measure, all []programme.Place, period figure.Period, b figure.Breakdown) Shown {
	s := Shown{Measure: m, Period: period, Breakdown: b, Basis: Absent}
	if m.Indicator == nil {
		return p.ratio(m, nil, period, b, func(i *programme.Indicator) Shown { return p.together(MeasureOf(i), all, period, b) })
	}
	over := need.Dimension{Axis: need.AxisPlace}
	sums := additivity(m.Indicator, over, programme.OverPlaces)
	if !m.Relative() {
		if err := sums.Check(over); err != nil {
			s.Reason = sentence(err)
			return s
		}
	}
	var counts []statistics.Counted
	none, silent, bare := 0, 0, 0 // without a figure, without a value, without the parts of a share
	for _, place := range all {
		f := p.held(m.Indicator, place, period, b)
		switch {
		case f == nil:
			none++
		case m.Relative() && f.Status == figure.NotApplicable:
			s.Figures = append(s.Figures, f) // of nobody, it adds nothing
		case !f.Status.HasValue():
			silent++
		case m.Relative() && countedOf(f) != nil:
			counts, s.Figures = append(counts, *countedOf(f)), append(s.Figures, f)
		case !m.Relative() && f.Value != nil:
			s.Figures = append(s.Figures, f)
		default:
			bare++
		}
	}
	of := fmt.Sprintf("of the %d places", len(all))
	switch {
	case none == len(all):
		s.Reason = p.absent(m, period, b)
	case none > 0:
		s.Reason = fmt.Sprintf("Of %d %s there is no figure of %s in %s.", none, of, p.titled(m, b), period.Label())
	case silent > 0:
		s.Reason = fmt.Sprintf("Of %d %s the figure of %s in %s has no value.", silent, of, p.titled(m, b), period.Label())
	case bare > 0:
		s.Reason = fmt.Sprintf("%s of several places is worked out from its parts, which are not known of %d %s in %s.", p.titled(m, b), bare, of, period.Label())
	}
	if s.Reason != "" {
		s.Figures = nil
		return s
	}
	s.Status = leastReliable(s.Figures)
	if !m.Relative() {
		return s.sum()
	}
	return p.recompute(s, counts, all)
}

// sum fills in the sum of the figures' values, with an interval when there is one figure alone.
func (s Shown) sum() Shown {
	var total decimal.Decimal
	for _, f := range s.Figures {
		if *f.Value < 0 || total > most-*f.Value {
			s.Reason, s.Status, s.Figures = "A part or the sum lies beyond what can be carried.", "", nil
			return s
		}
		total += *f.Value
	}
	s.Basis, s.Value = Summed, &total
	if one := s.Figures[0]; len(s.Figures) == 1 && one.Interval95 != nil {
		s.At95, s.At998, s.Method = limits(one.Interval95), limits(one.Interval998), MethodGiven
	} else {
		s.calculate(true)
	}
	return s
}

// most is the largest sum that is carried.
const most = decimal.Decimal(1 << 62)

// recompute fills in a share or rate of all, held to the gate by what all have completed together.
func (p *Profile) recompute(s Shown, counts []statistics.Counted, all []programme.Place) Shown {
	if len(counts) == 0 {
		s.Basis, s.Status, s.Reason = Recomputed, figure.NotApplicable, "It does not apply to any of them."
		return s
	}
	counted, err := statistics.Aggregate(counts)
	if err != nil {
		s.Reason, s.Status, s.Figures = sentence(err), "", nil
		return s
	}
	s.Basis, s.Counted = Recomputed, &counted
	s.calculate(true)
	if s.Value == nil {
		s.withhold(figure.NotApplicable, "Nobody is counted.")
		return s
	}
	if i := s.Measure.Indicator; i.Gate != nil {
		gate := p.together(MeasureOf(i.Gate), all, s.Period, s.Breakdown)
		if gate.Basis == Absent && s.Breakdown != "" {
			gate = p.together(MeasureOf(i.Gate), all, s.Period, "")
		}
		s.hold(complete(gate.Counted, threshold(i)))
	}
	return s
}

// ratio works out a share from the figures of its indicators.
func (p *Profile) ratio(m Measure, place programme.Place, period figure.Period, b figure.Breakdown, figureOf func(*programme.Indicator) Shown) Shown {
	s := Shown{Measure: m, Place: place, Period: period, Breakdown: b, Basis: Absent}
	above := figureOf(m.numerator)
	below := make([]Shown, len(m.of))
	for i, x := range m.of {
		below[i] = figureOf(x)
	}
	for _, x := range append([]Shown{above}, below...) {
		if x.Value == nil {
			s.Reason, s.Status, s.Figures = x.Reason, x.Status, nil
			if x.Basis != Absent {
				s.Basis, s.Figures = Recomputed, x.Figures
			}
			return s
		}
		for _, f := range x.Figures {
			if !slices.Contains(s.Figures, f) {
				s.Figures = append(s.Figures, f)
			}
		}
	}
	s.Basis, s.Status = Recomputed, leastReliable(s.Figures)
	n, whole := wholeOf(above.Value)
	if !whole {
		s.withhold(figure.NotApplicable, above.Measure.Title+" is no whole number.")
		return s
	}
	if m.estimated {
		return s.ofEstimate(n, below[0])
	}
	var d int64
	for _, x := range below {
		part, whole := wholeOf(x.Value)
		if !whole {
			s.withhold(figure.NotApplicable, x.Measure.Title+" is no whole number.")
			return s
		}
		d += part
	}
	if d == 0 {
		s.withhold(figure.NotApplicable, "Nobody is counted.")
		return s
	}
	s.Counted = &statistics.Counted{Numerator: n, Denominator: d}
	s.calculate(true)
	if s.Value == nil {
		s.withhold(figure.NotApplicable, "More are counted above the line than below it, so there is no share.")
	}
	return s
}

// ofEstimate fills in a share of an estimate, with the interval that the estimate's gives.
func (s Shown) ofEstimate(n int64, below Shown) Shown {
	share, err := need.Penetration(n, estimateOf(below))
	if err != nil {
		s.withhold(figure.NotApplicable, sentence(err))
		return s
	}
	s.Value = &share.Value
	if share.Lower != nil && share.Upper != nil {
		s.At95, s.Method = &statistics.Limits{Lower: *share.Lower, Upper: *share.Upper}, MethodEstimate
	}
	return s
}

// estimateOf gives a figure that has a value as an estimate.
func estimateOf(s Shown) need.Estimate {
	e := need.Estimate{Value: *s.Value}
	if s.At95 != nil {
		e.Lower, e.Upper, e.HasInterval = s.At95.Lower, s.At95.Upper, true
	}
	return e
}

// leastReliable gives the status of what is worked out from figures: that of the one which is least to be relied on.
func leastReliable(figures []*figure.Figure) figure.Status {
	weight := map[figure.Status]int{figure.Published: 1, figure.Revised: 2, figure.Provisional: 3, figure.Estimated: 4}
	worst := figure.Published
	for _, f := range figures {
		if weight[f.Status] > weight[worst] {
			worst = f.Status
		}
	}
	return worst
}
