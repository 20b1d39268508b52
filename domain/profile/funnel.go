package profile

import (
	"waymark/domain/calendar"
	"waymark/domain/programme"
	"waymark/domain/statistics"
)

// Funnel is the places of a kind about their mean.
type Funnel struct {
	Measure Measure
	Year    calendar.FinancialYear
	Mean    *float64     // per the indicator's multiplier; nil when there is a Reason
	Areas   []FunnelArea // by code
	LeftOut []Shown      // of which there is a figure, but not one that may be shown with its parts
	Reason  string       // why there is no funnel; empty when there is
}

// FunnelArea is one place of a funnel.
type FunnelArea struct {
	Shown
	Point statistics.FunnelPoint
}

// Funnel sets the places of a kind about their mean by a share or rate, in a year or, without one, in the newest in which one has a value.
func (p *Profile) Funnel(m Measure, kind programme.Kind, of *calendar.FinancialYear) Funnel {
	peers := p.Peers(kind)
	f := Funnel{Measure: m, Year: p.newest(m, peers, of)}
	switch {
	case !m.Relative():
		f.Reason = "It is a number, and places differ in size: only a share or a rate has a funnel."
		return f
	case m.estimated:
		f.Reason = "It is a share of an estimate: a funnel takes what is below the line as known."
		return f
	case !m.chances():
		f.Reason = "Its indicator names no method by which counts give an interval, so there are no limits."
		return f
	}
	var counts []statistics.Counted
	for _, x := range peers {
		s, _ := p.subject(m, x, year(f.Year))
		switch {
		case s.Counted != nil:
			counts, f.Areas = append(counts, *s.Counted), append(f.Areas, FunnelArea{Shown: s})
		case s.Basis != Absent:
			f.LeftOut = append(f.LeftOut, s)
		}
	}
	if len(counts) == 0 {
		f.Reason = "Of none of them are the parts known."
		return f
	}
	chart, err := statistics.Funnel(m.kind(), counts, m.multiplier())
	if err != nil {
		f.Reason, f.Areas = sentence(err), nil
		return f
	}
	f.Mean = &chart.Mean
	for i := range f.Areas {
		f.Areas[i].Point = chart.Areas[i]
	}
	return f
}
