package dataset

import (
	"fmt"
	"math/rand/v2"

	"waymark/domain/apportion"
	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/programme"
)

// The totals that the synthetic need adds up to. Of people in effective treatment it is the number of opiate and crack users whom
// the national statistics of 2008/09 count in effective treatment; the other is of a plausible size and no more.
const (
	inTreatmentTotal = 165_873
	naiveTotal       = 84_000
)

// needAsAt is the day that the synthetic need is about.
func needAsAt() calendar.Date { return calendar.New(2009, 3, 31) }

// need states the three measures of need for each district. Districts with more posts have more need, but not in proportion, and
// shares of claimants lie around 0.8, so that a scenario differs from what exists.
func (d *demo) need() error {
	r := random(subjectNeed)
	source := &programme.Source{Meta: synthetic(programme.SourcePrefix, "need"), Code: "synthetic-need-2009",
		Title:     "Synthetic need for demonstration; no district-level need of 2009 was ever published",
		Publisher: "Waymark, generated"}
	d.records.Sources = append(d.records.Sources, source)
	var all []*territory
	for _, a := range d.regions {
		all = append(all, a.districts...)
	}
	treated, err := d.spread(r, all, inTreatmentTotal)
	if err != nil {
		return err
	}
	naive, err := d.spread(r, all, naiveTotal)
	if err != nil {
		return err
	}
	for i, t := range all {
		d.figure(source, t, programme.MeasureInTreatment, programme.UnitPeople, decimal.FromInt(int(treated[i])), nil)
		d.figure(source, t, programme.MeasureTreatmentNaive, programme.UnitPeople, decimal.FromInt(int(naive[i])), &programme.Interval{
			Lower: decimal.FromInt(int(naive[i]) * between(r, 74, 90) / 100),
			Upper: decimal.FromInt(int(naive[i]) * between(r, 115, 148) / 100),
		})
		share := between(r, 720, 880)
		d.figure(source, t, programme.MeasureClaimingShare, programme.UnitShare, thousandths(share), &programme.Interval{
			Lower: thousandths(share - between(r, 25, 60)), Upper: thousandths(share + between(r, 15, 45)),
		})
	}
	return nil
}

func thousandths(n int) decimal.Decimal { return decimal.Decimal(n) * decimal.One / 1000 }

// spread shares a total over the districts: by their posts, drawn together, and by chance.
func (d *demo) spread(r *rand.Rand, all []*territory, total int64) ([]int64, error) {
	p := apportion.Problem{Method: apportion.Hamilton, Posts: total}
	for _, t := range all {
		weight := (5*len(t.posts) - 2) * between(r, 50, 150)
		p.Claimants = append(p.Claimants, apportion.Claimant{Key: t.district.Code, Need: decimal.FromInt(weight)})
	}
	answer, err := apportion.Apportion(p)
	if err != nil {
		return nil, fmt.Errorf("spread need: %w", err)
	}
	people := make([]int64, len(all))
	for i, s := range answer.Shares {
		people[i] = s.Posts
	}
	return people, nil
}

func (d *demo) figure(source *programme.Source, t *territory, measure, unit string, value decimal.Decimal, interval *programme.Interval) {
	d.records.Statements = append(d.records.Statements, &programme.Statement{
		Meta:  synthetic(programme.StatementPrefix, measure+"/"+t.district.Code),
		Place: programme.RefTo(t.district), Measure: measure, Value: value, Interval: interval, Unit: unit, AsAt: needAsAt(),
		Note: "Synthetic.", SourceID: source.ID,
	})
}
