package profile

import (
	"cmp"
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/need"
	"waymark/domain/programme"
	"waymark/domain/statistics"
)

// Rank is where a place stands among those of its kind that have a value: first is best. By a measure that places cannot be better or worse
// by, a number among them, since places differ in size, first is highest.
type Rank struct {
	statistics.Placing
	Kind  programme.Kind
	Label statistics.QuintileLabel
}

func (p *Profile) rank(subject Shown) *Rank {
	kind, at := subject.Place.Kind(), -1
	var values []decimal.Decimal
	for _, x := range p.Peers(kind) {
		if s, _ := p.subject(subject.Measure, x, subject.Period); s.Value != nil {
			if x.Identity().ID == idOf(subject.Place) {
				at = len(values)
			}
			values = append(values, *s.Value)
		}
	}
	if at < 0 {
		return nil // it does not exist on the day
	}
	order, polarity := statistics.HighestFirst, subject.Measure.Polarity
	if !subject.Measure.Judged() {
		polarity = statistics.NoPolarity
	}
	if polarity == statistics.LowIsGood {
		order = statistics.LowestFirst
	}
	placings, err := statistics.Place(values, order)
	if err != nil {
		return nil
	}
	return &Rank{Placing: placings[at], Kind: kind, Label: placings[at].Label(polarity)}
}

// Standing is a place by a measure: significantly worse than England, and worsening.
type Standing struct {
	Subject Shown
	Against Verdict
	Trend   Trend
}

// WorseAndWorsening gives the places of a kind that are significantly worse than England at 95% by a measure and whose trend is
// worsening, in a year or, without one, in the newest in which one has a value: first those that are worse at 99.8% as well, then the worst
// value first.
func (p *Profile) WorseAndWorsening(m Measure, kind programme.Kind, of *calendar.FinancialYear) []Standing {
	peers := p.Peers(kind)
	y := p.newest(m, peers, of)
	by := make(map[string]Standing)
	var all []need.Standing
	for _, x := range peers {
		if s, ok := p.standing(m, x, y); ok {
			by[codeOf(x)] = s
			all = append(all, need.Standing{Code: codeOf(x), Value: *s.Subject.Value, Comparison: s.Against.Comparison, Course: s.Trend.Course})
		}
	}
	var found []Standing
	for _, s := range need.WorseAndWorsening(all, m.Polarity) {
		found = append(found, by[s.Code])
	}
	return found
}

// WorseAndWorseningOf gives the measures by which a place is significantly worse than England at 95% and worsening, each in a year or, without
// one, in the newest in which the place has a value: first those by which it is worse at 99.8% as well, then by code.
func (p *Profile) WorseAndWorseningOf(place programme.Place, of *calendar.FinancialYear) []Standing {
	var found []Standing
	for _, m := range p.Measures() {
		if !m.Judged() {
			continue
		}
		s, ok := p.standing(m, place, p.newest(m, []programme.Place{place}, of))
		if ok && s.Against.Comparison.Judgement == statistics.JudgedWorse && s.Trend.Course == statistics.CourseWorsening {
			found = append(found, s)
		}
	}
	strong := func(s Standing) int {
		if s.Against.Comparison.Judged998 == statistics.JudgedWorse {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(found, func(a, b Standing) int { return cmp.Compare(strong(a), strong(b)) })
	return found
}

// Judged tells whether a place can be better or worse than another by the measure.
func (m Measure) Judged() bool { return m.Relative() && m.Polarity != statistics.NoPolarity }

func (p *Profile) standing(m Measure, place programme.Place, y calendar.FinancialYear) (Standing, bool) {
	subject, from := p.subject(m, place, year(y))
	if subject.Value == nil {
		return Standing{}, false
	}
	v, err := p.verdict(subject, from, need.WithEngland, nil)
	if err != nil {
		return Standing{}, false
	}
	return Standing{Subject: subject, Against: v, Trend: p.trend(m, place, y, from)}, true
}
