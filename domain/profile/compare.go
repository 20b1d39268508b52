package profile

import (
	"fmt"
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/figure"
	"waymark/domain/need"
	"waymark/domain/programme"
	"waymark/domain/statistics"
)

// Comparators gives all that a place can be compared with.
func Comparators() []need.ComparatorKind {
	return []need.ComparatorKind{need.WithRegion, need.WithEngland, need.WithSimilar, need.LastYear, need.WithTarget}
}

// Comparison is how a place stands by a measure in a year.
type Comparison struct {
	Subject  Shown
	Verdicts []Verdict // in the order asked for
	Rank     *Rank     // among the places of its kind; nil without a value, and of England
	Trend    Trend
}

// Verdict is how a place compares with one comparator.
type Verdict struct {
	need.Verdict
	With Shown // what it is compared with; absent when there is no figure of it, or, without a code of the comparator, nothing to be compared with
}

// Compare compares a place, England when it is nil, by a measure with each comparator: in a year or, without one, in the newest in which the
// place has a value. A target must be given to be compared with. The error is a *statistics.DomainError when the target has no
// sense.
func (p *Profile) Compare(m Measure, place programme.Place, of *calendar.FinancialYear, with []need.ComparatorKind, target *statistics.Target) (Comparison, error) {
	y := p.newest(m, []programme.Place{place}, of)
	subject, from := p.subject(m, place, year(y))
	c := Comparison{Subject: subject, Trend: p.trend(m, place, y, from)}
	for _, kind := range with {
		v, err := p.verdict(subject, from, kind, target)
		if err != nil {
			return Comparison{}, err
		}
		c.Verdicts = append(c.Verdicts, v)
	}
	if place != nil && subject.Value != nil {
		c.Rank = p.rank(subject)
	}
	return c, nil
}

// Newest gives the figure of a place by a measure whose period ends last, of whatever kind that is, as it may be shown; ok is false when there
// is none.
func (p *Profile) Newest(m Measure, place programme.Place) (s Shown, ok bool) {
	for _, period := range slices.Backward(p.periods[m.Indicators()[0].ID]) {
		if s, _ = p.subject(m, place, period); s.Basis != Absent {
			return s, true
		}
	}
	return Shown{}, false
}

// newest gives the year that was asked for, or else the newest in which one of the places has a value, or else one that has a figure of
// the measure, or else that of the day.
func (p *Profile) newest(m Measure, all []programme.Place, of *calendar.FinancialYear) calendar.FinancialYear {
	if of != nil {
		return *of
	}
	y, valued := calendar.YearOf(p.day), false
	i := m.Indicators()[0]
	for _, period := range p.periods[i.ID] { // the newest comes last
		if period.Type != figure.FinancialYear {
			continue
		}
		found := false
		for _, place := range all {
			s, _ := p.subject(m, place, period)
			found = found || s.Value != nil
		}
		if found || !valued {
			y, valued = Year(period), found
		}
	}
	return y
}

// subject gives the figure of a place and what it rests on, so that a series rests on the same.
func (p *Profile) subject(m Measure, place programme.Place, period figure.Period) (Shown, source) {
	s := p.of(m, place, period, "", own)
	if s.Basis != Absent || len(p.parts(place)) == 0 {
		return s, own
	}
	return p.of(m, place, period, "", ofParts), ofParts
}

func (p *Profile) verdict(subject Shown, from source, kind need.ComparatorKind, target *statistics.Target) (Verdict, error) {
	c, with := p.comparator(subject, from, kind)
	if kind == need.WithTarget {
		c.Target = target
	}
	v := Verdict{Verdict: need.Verdict{Comparator: c, Comparison: statistics.CompareBoth(nil, nil, 0, subject.Measure.Polarity)}, With: with}
	sized := kind == need.WithRegion || kind == need.WithEngland || kind == need.WithSimilar
	name := p.nameOf(subject.Place)
	switch {
	case subject.Value == nil:
		v.Sentence = fmt.Sprintf("%s is not compared: %s", name, clause(subject.Reason)+".")
	case c.Code == "" && with.Reason != "":
		v.Sentence = fmt.Sprintf("%s is not compared with %s: %s.", name, c.Name, clause(with.Reason))
	case sized && c.Code == codeOf(subject.Place):
		v.Sentence = fmt.Sprintf("%s is not compared with itself.", name)
	case sized && !subject.Measure.Relative():
		v.Sentence = fmt.Sprintf("%s is not compared with %s: it is a number, and places differ in size.", name, c.Name)
	case c.Value == nil && with.Reason != "":
		v.Sentence = fmt.Sprintf("%s is not compared with %s: %s.", name, c.Name, clause(with.Reason))
	default:
		found, err := need.CompareWith(need.AreaFigure{Code: codeOf(subject.Place), Name: name, Value: *subject.Value,
			Share: subject.Measure.kind() == statistics.KindProportion, At95: subject.At95, At998: subject.At998, Polarity: subject.Measure.Polarity}, []need.Comparator{c})
		if err != nil {
			return Verdict{}, err
		}
		v.Verdict = found[0]
	}
	return v, nil
}

// comparator gives what a figure is compared with; its value is nil when there is nothing.
func (p *Profile) comparator(subject Shown, from source, kind need.ComparatorKind) (need.Comparator, Shown) {
	m, period := subject.Measure, subject.Period
	nothing := func(name, why string) (need.Comparator, Shown) {
		return need.Comparator{Kind: kind, Name: name}, Shown{Measure: m, Period: period, Basis: Absent, Reason: why}
	}
	var with Shown
	c := need.Comparator{Kind: kind}
	switch kind {
	case need.WithRegion:
		region := p.region(subject.Place)
		if region == nil {
			return nothing("its region", "It lies in none.")
		}
		c.Code, c.Name, with = region.Code, region.Name(p.day), p.benchmark(subject, region)
	case need.WithEngland:
		c.Code, c.Name, with = codeOf(nil), "England", p.benchmark(subject, nil)
	case need.WithSimilar:
		others, family := p.like(subject.Place)
		if family == nil {
			return nothing("partnerships like it", "It is in no family of them.")
		}
		c.Code, c.Name, with = family.Code, "the others of its family", p.together(m, others, period, "")
		with.Together = family.Name
	case need.LastYear:
		c.Code, c.Name, with = codeOf(subject.Place), "the year before", p.of(m, subject.Place, year(Year(period)-1), "", from)
	default:
		return nothing("the target", "")
	}
	c.Value = with.Value
	return c, with
}

// benchmark gives the figure of a larger place. What is published is never compared with what was invented, so for a synthetic
// figure it is what the districts come to when the larger place's own is published.
func (p *Profile) benchmark(subject Shown, place programme.Place) Shown {
	for _, from := range []source{own, ofParts} {
		s := p.of(subject.Measure, place, subject.Period, "", from)
		if s.Value != nil && s.Synthetic() == subject.Synthetic() {
			return s
		}
		if s.Value == nil && s.Basis != Absent {
			return s // withheld, with its reason
		}
	}
	s := p.of(subject.Measure, place, subject.Period, "", either)
	if s.Value != nil {
		return Shown{Measure: s.Measure, Place: place, Period: s.Period, Basis: Absent, Reason: "One of the two is published and the other synthetic."}
	}
	return s
}

// codeOf gives the code of a place, and of England its GSS code.
func codeOf(place programme.Place) string {
	if place == nil {
		return "E92000001"
	}
	return place.PlaceCode()
}
