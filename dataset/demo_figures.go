package dataset

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/figure"
	"waymark/domain/programme"
)

// The financial years of the synthetic figures, by the calendar year they begin in.
const (
	firstYear    = 2004
	lastYear     = 2008
	profilesFrom = 2007 // the outcomes profile came in October 2007
	partsFrom    = lastYear
)

// DemoFigures gives synthetic figures for every district and partnership of Demo over the five financial years to March 2009, about
// the indicators of Reference: a batch of all, and a later one that revises a few. They fit: districts and partnerships sum to
// the same, parts to no more than their whole, and the need of each district is what Demo states. The result depends on
// the records alone and is the same on every machine. It fails when they lack an indicator, a link or a statement of need.
func DemoFigures(reference, demo programme.Records) ([]programme.FigureSet, error) {
	m, err := newFigureModel(reference, demo)
	if err != nil {
		return nil, fmt.Errorf("generate demonstration figures: %w", err)
	}
	first, revised := m.batch("synthetic-figures", "Synthetic figures 2004/05 to 2008/09"), m.batch("synthetic-figures-revised", "Synthetic figures 2007/08, revised")
	revised.Batch.Reason = revisionReason
	for year := firstYear; year <= lastYear; year++ {
		m.populate(year)
		for _, x := range m.places() {
			m.report(&first, x, year)
			if year == revisedYear && x.correction > 0 {
				f := m.counted(x, contact, year, figure.Revised)
				f.Revision, f.ReleasedOn = revisionReason, new(calendar.New(2009, 4, 29))
				revised.Figures = append(revised.Figures, f)
			}
		}
	}
	for _, set := range []programme.FigureSet{first, revised} {
		set.Batch.Digest = digestOf(set.Figures)
	}
	return []programme.FigureSet{first, revised}, nil
}

const (
	revisedYear    = 2007
	revisionReason = "Synthetic: a provider had sent its records late."
)

func (m *figureModel) batch(code, title string) programme.FigureSet {
	return programme.FigureSet{Batch: &programme.FigureBatch{Meta: synthetic(programme.FigureBatchPrefix, code), ExternalID: code, Title: title}}
}

func digestOf(figures []figure.Figure) string {
	digest := sha256.New()
	for _, f := range figures {
		var value decimal.Decimal
		if f.Value != nil {
			value = *f.Value
		}
		_, _ = fmt.Fprintln(digest, f.IndicatorID, f.PlaceID, f.Period.From, f.Breakdown, f.Status, int64(value)) // a digest takes all
	}
	return hex.EncodeToString(digest.Sum(nil))
}

// report adds the figures of a place and a year.
func (m *figureModel) report(set *programme.FigureSet, x *locality, year int) {
	for i := range itemCount {
		if year < items[i].from {
			continue
		}
		f := m.counted(x, i, year, items[i].status)
		if i == contact && year == revisedYear && x.correction > 0 {
			f.Status, f.Value = figure.Provisional, new(decimal.FromInt(int(x.tally[i]-x.correction)))
		}
		set.Figures = append(set.Figures, f)
	}
	if year >= profilesFrom {
		set.Figures = append(set.Figures,
			m.share(x, "TOP_COMPLETENESS", year, x.tally[topCompleted], x.tally[topEligible]),
			m.share(x, "EMPLOYMENT_OUTCOME", year, x.tally[employed], x.tally[leavers]))
	}
	if x.partnership != nil {
		set.Figures = append(set.Figures, m.plain(x, "POOLED_TREATMENT_BUDGET", year, x.budget*100, figure.Published))
	}
	if year == lastYear {
		set.Figures = append(set.Figures, m.need(x)...)
	}
}

// need gives the three measures of need; those of a district are what Demo states.
func (m *figureModel) need(x *locality) []figure.Figure {
	claiming := m.share(x, programme.MeasureClaimingShare, lastYear, x.tally[onBenefits], x.tally[pdu])
	claiming.Status = figure.Estimated
	if x.partnership != nil {
		claiming.Interval95 = &figure.Interval{Lower: *claiming.Value - thousandths(between(m.r, 25, 60)), Upper: *claiming.Value + thousandths(between(m.r, 15, 45))}
		return []figure.Figure{claiming}
	}
	stated := x.need[programme.MeasureClaimingShare]
	claiming.Numerator, claiming.Denominator = nil, nil // it is stated, not worked out
	claiming.Value, claiming.Interval95 = new(stated.Value), &figure.Interval{Lower: stated.Interval.Lower, Upper: stated.Interval.Upper}
	stated = x.need[programme.MeasureTreatmentNaive]
	naive := m.plain(x, programme.MeasureTreatmentNaive, lastYear, whole(stated.Value), figure.Estimated)
	naive.Interval95 = &figure.Interval{Lower: stated.Interval.Lower, Upper: stated.Interval.Upper}
	return []figure.Figure{claiming, naive}
}

func (m *figureModel) plain(x *locality, indicator string, year int, n int64, status figure.Status) figure.Figure {
	return figure.Figure{
		Key:   figure.Key{IndicatorID: m.indicators[indicator], PlaceID: x.id, Period: figure.YearFrom(year)},
		Value: new(decimal.FromInt(int(n))), Status: status, ReleasedOn: new(calendar.New(year+1, 4, 28)), SourceID: m.source, Synthetic: true,
	}
}

// counted gives the figure of an item, with an interval when it is an estimate, or the reason why there is none.
func (m *figureModel) counted(x *locality, i item, year int, status figure.Status) figure.Figure {
	f := m.plain(x, items[i].indicator, year, x.tally[i], status)
	f.Breakdown = items[i].breakdown
	odd := x.number
	switch {
	case i == contactParents && year == firstYear:
		f.Status, f.Value = figure.NotCollected, nil
	case i == pduCrack && odd%50 == 7 && year < firstYear+2:
		f.Status, f.StatusReason, f.Value = figure.Withheld, "The interval was too wide for the estimate to be of use.", nil
	case i == contactMinority && odd == smallest && year == lastYear:
		f.Status, f.StatusReason, f.Value = figure.Withheld, "Somebody could have been recognised.", nil
	case (i == planned || i == unplanned || i == starts) && odd%10 == 3 && year == lastYear:
		f.Status = figure.Provisional
	case status == figure.Estimated:
		f.Interval95 = m.around(x, i, year)
	}
	return f
}

// around gives an interval that does not lie evenly around the estimate. Of the problem drug users of a district in the last year it
// is as wide as that of those who are treatment-naive, since the others are counted.
func (m *figureModel) around(x *locality, i item, year int) *figure.Interval {
	n := x.tally[i]
	low := int64(between(m.r, 20, 60))
	high := low + int64(between(m.r, 5, 60))
	if stated := x.need[programme.MeasureTreatmentNaive]; i == pdu && year == lastYear && stated != nil {
		known := decimal.FromInt(int(x.known()))
		return &figure.Interval{Lower: known + stated.Interval.Lower, Upper: known + stated.Interval.Upper}
	}
	return &figure.Interval{Lower: decimal.FromInt(int(n - n*low/1000)), Upper: decimal.FromInt(int(n + 1 + n*high/1000))}
}

// share gives a proportion with its parts; of nobody there is none.
func (m *figureModel) share(x *locality, indicator string, year int, numerator, denominator int64) figure.Figure {
	f := m.plain(x, indicator, year, 0, figure.Published)
	if value, ok := decimal.Ratio(numerator, denominator); ok {
		f.Value, f.Numerator, f.Denominator = &value, new(decimal.FromInt(int(numerator))), new(decimal.FromInt(int(denominator)))
	} else {
		f.Value, f.Status = nil, figure.NotApplicable
	}
	return f
}
