package profile

import (
	"waymark/domain/calendar"
	"waymark/domain/figure"
	"waymark/domain/programme"
	"waymark/domain/statistics"
)

// trendYears is how many years a trend looks at.
const trendYears = 5

// Trend is what the five years up to one say of a measure. A share whose counts are known rests on them, any other figure on its
// intervals.
type Trend struct {
	statistics.Trend
	Course statistics.Course // read with the measure's polarity
	Points []Shown           // the years of which there is a figure, the earliest first
}

func (p *Profile) trend(m Measure, place programme.Place, last calendar.FinancialYear, from source) Trend {
	var t Trend
	var points []statistics.Point
	var counted []statistics.CountedPoint
	counts := m.kind() == statistics.KindProportion
	for y := last - trendYears + 1; y <= last; y++ {
		s := p.of(m, place, year(y), "", from)
		if s.Basis == Absent || s.Status == figure.NotApplicable || s.Status == figure.NotCollected {
			continue
		}
		t.Points = append(t.Points, s)
		hidden := s.Value == nil
		point, count := statistics.Point{Year: y.Period(), Limits: s.At95, Suppressed: hidden}, statistics.CountedPoint{Year: y.Period(), Suppressed: hidden}
		if !hidden {
			point.Value = *s.Value
			counts = counts && s.Counted != nil
		}
		if s.Counted != nil {
			count.Numerator, count.Denominator = s.Counted.Numerator, s.Counted.Denominator
		}
		points, counted = append(points, point), append(counted, count)
	}
	t.Trend = statistics.RecentTrend(points)
	if counts {
		if by, err := statistics.ProportionTrend(counted); err == nil {
			t.Trend = by
		}
	}
	t.Course = t.Direction.Read(m.Polarity)
	return t
}
