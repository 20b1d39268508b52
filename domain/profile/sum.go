package profile

import (
	"cmp"
	"fmt"
	"strings"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/figure"
	"waymark/domain/need"
	"waymark/domain/programme"
)

// Sum is a whole beside its parts: either what they sum to or why they are not summed.
type Sum struct {
	Indicator *programme.Indicator
	Place     programme.Place // nil: England
	Period    *figure.Period  // nil when there is no figure
	Over      need.Dimension
	Whole     Shown   // recorded of the whole; absent when nothing is
	Parts     []Shown // by rank of category, or code of place
	Total     *Shown  // nil when there is a Refusal
	Refusal   string  // in a sentence; empty when there is a Total
	Additive  bool    // false when somebody would be counted twice, which is the Refusal then
	Overlap   *Overlap
}

// Overlap is how far parts that are refused come to more than their whole: the evidence that somebody is in several. Only parts from
// the source of the whole are looked at, since others may count otherwise.
type Overlap struct {
	Parts    []Shown
	Together decimal.Decimal
	Excess   decimal.Decimal // above 0
	Sentence string
}

// SumOver sets an indicator's figure of a place beside its parts in a dimension, in the newest period that counts to a year, or without one in
// the newest of all, in which there is a part.
func (p *Profile) SumOver(i *programme.Indicator, place programme.Place, d *programme.Dimension, of *calendar.FinancialYear) Sum {
	over := need.Dimension{Axis: need.AxisBreakdown, Breakdown: strings.ToLower(d.Name)}
	s := Sum{Indicator: i, Place: place, Over: over, Additive: true}
	var newest *figure.Period
	for _, key := range p.subjects[subject{i.ID, idOf(place)}] {
		if parts := key.Breakdown.Parts(); len(parts) != 1 || parts[0].Dimension != d.Code || (of != nil && Year(key.Period) != *of) {
			continue
		}
		if newest == nil || earlier(*newest, key.Period) < 0 {
			newest = &key.Period
		}
	}
	m := MeasureOf(i)
	if newest == nil {
		s.Whole = Shown{Measure: m, Place: place, Basis: Absent, Reason: fmt.Sprintf("There is no figure of %s by %s.", i.Title, over.Words())}
		s.Refusal = s.Whole.Reason
		return s
	}
	s.Period, s.Whole = newest, p.of(m, place, *newest, "", own)
	for _, c := range d.Categories() {
		if part := p.of(m, place, *newest, figure.Breakdown(d.Code+"="+c.Code), own); part.Basis != Absent {
			s.Parts = append(s.Parts, part)
		}
	}
	s.settle(additivity(i, over, d.Code), d)
	return s
}

// SumOverPlaces sets an indicator's figure of a region or of England beside those of its districts or partnerships. Shares and
// rates are worked out from summed parts. Partnerships that lie partly elsewhere are in no sum.
func (p *Profile) SumOverPlaces(i *programme.Indicator, place programme.Place, kind programme.Kind, of *calendar.FinancialYear) Sum {
	over, m := need.Dimension{Axis: need.AxisPlace}, MeasureOf(i)
	all, additive, why := p.within(place, kind)
	s := Sum{Indicator: i, Place: place, Over: over, Additive: additive}
	for _, period := range p.periods[i.ID] { // the newest comes last
		if of != nil && Year(period) != *of {
			continue
		}
		var parts []Shown
		for _, x := range all {
			if part := p.of(m, x, period, "", own); part.Basis != Absent {
				parts = append(parts, part)
			}
		}
		if len(parts) > 0 {
			s.Period, s.Parts = &period, parts
		}
	}
	s.Whole = Shown{Measure: m, Place: place, Basis: Absent, Reason: fmt.Sprintf("There is no figure of %s of these places.", i.Title)}
	if s.Period == nil {
		s.Refusal = cmp.Or(why, s.Whole.Reason)
		return s
	}
	s.Whole = p.of(m, place, *s.Period, "", own)
	if why != "" {
		s.Refusal = why
		return s
	}
	total := p.together(m, all, *s.Period, "")
	total.Place = place
	if total.Basis == Absent || (total.Value == nil && !m.Relative()) {
		s.Refusal = total.Reason
		s.Additive = m.Relative() || additivity(i, over, programme.OverPlaces).Check(over) == nil
		return s
	}
	s.Total = &total
	return s
}

// within gives the places of a kind in a place, or why they are not its parts, and whether each lies in one such place alone.
func (p *Profile) within(place programme.Place, kind programme.Kind) (all []programme.Place, additive bool, why string) {
	additive = true
	if kind == programme.KindDistrict {
		all = p.parts(place)
	}
	if kind == programme.KindPartnership {
		astray := 0
		for _, x := range p.graph.Partnerships(p.day) {
			here, elsewhere := place == nil, false
			for _, k := range x.Links(p.day) {
				inside := place == nil || idOf(k.District.Region) == idOf(place)
				here, elsewhere = here || inside, elsewhere || !inside
			}
			if here {
				all = append(all, x)
				if elsewhere {
					astray++
				}
			}
		}
		if astray > 0 {
			additive = false
			why = fmt.Sprintf("Partnerships of %s are not summed: %d of the %d lie partly elsewhere.", p.nameOf(place), astray, len(all))
		}
	}
	if len(all) == 0 {
		why = fmt.Sprintf("%s is not made of such places.", p.nameOf(place))
	}
	return all, additive, why
}

// settle sums the parts or refuses to.
func (s *Sum) settle(sums need.Additivity, d *programme.Dimension) {
	if err := sums.Check(s.Over); err != nil {
		s.Refusal, s.Additive = sentence(err), false
		s.overlap(d)
		return
	}
	total := Shown{Measure: MeasureOf(s.Indicator), Place: s.Place, Period: *s.Period}
	for _, part := range s.Parts {
		if part.Value == nil {
			s.Refusal = fmt.Sprintf("The parts are not summed: of %s there is no value. %s", d.Category(part.Breakdown.Category(d.Code)).Name, part.Reason)
			return
		}
		total.Figures = append(total.Figures, part.Figures...)
	}
	total.Status = leastReliable(total.Figures)
	if total = total.sum(); total.Value == nil {
		s.Refusal = total.Reason
		return
	}
	s.Total = &total
}

// overlap finds by how much the parts that come from the whole's source are more than the whole.
func (s *Sum) overlap(d *programme.Dimension) {
	if s.Whole.Value == nil || s.Whole.Measure.Relative() {
		return
	}
	var o Overlap
	var names []string
	for _, part := range s.Parts {
		if part.Value != nil && part.Figures[0].SourceID == s.Whole.Figures[0].SourceID {
			if o.Together > most-*part.Value {
				return
			}
			o.Parts, o.Together = append(o.Parts, part), o.Together+*part.Value
			names = append(names, d.Category(part.Breakdown.Category(d.Code)).Name)
		}
	}
	if o.Excess = o.Together - *s.Whole.Value; o.Excess <= 0 {
		return
	}
	o.Sentence = fmt.Sprintf("%s come to %s, which is %s more than the %s who are counted once.", list(names), amount(o.Together), amount(o.Excess), amount(*s.Whole.Value))
	s.Overlap = &o
}
