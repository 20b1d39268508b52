package dataset

import (
	"fmt"
	"math/rand/v2"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/programme"
)

// officeDates are the days of the published numbers that the synthetic offices follow in every region.
func officeDates() (january2008, january2009, march2009 calendar.Date) {
	return calendar.New(2008, 1, 1), calendar.New(2009, 1, 1), calendar.New(2009, 3, 30)
}

// offices opens as many jobcentres in each region as were published: first those of 30 March 2009 in all regions, then
// those that had closed by then, then a few that open later.
func (d *demo) offices(published []*programme.Statement) error {
	january2008, january2009, march2009 := officeDates()
	r, advisers := random(subjectOffices), &champions{r: random(subjectChampions)}
	open := make([][3]int, len(d.regions))
	for i, a := range d.regions {
		for j, day := range []calendar.Date{january2008, january2009, march2009} {
			n, err := officesOpen(published, a.region, day)
			if err != nil {
				return err
			}
			open[i][j] = n
		}
		if open[i][0] < open[i][1] || open[i][1] < open[i][2] {
			return fmt.Errorf("region %s had more offices from one year to the next, which this generator does not know", a.region.Code)
		}
	}
	for i, a := range d.regions {
		for n := range open[i][2] {
			office := d.office(r, a, n, calendar.Open(placesFrom()))
			advisers.appoint(d, office)
		}
	}
	d.closeLater(r)
	for i, a := range d.regions {
		for n := range open[i][0] - open[i][1] {
			d.office(r, a, n, calendar.Between(placesFrom(), dayIn(r, january2008.AddDays(1), january2009)))
		}
		for n := range open[i][1] - open[i][2] {
			d.office(r, a, n, calendar.Between(placesFrom(), dayIn(r, january2009.AddDays(1), march2009)))
		}
	}
	for _, a := range d.regions[:min(3, len(d.regions))] {
		d.office(r, a, 0, calendar.Open(dayIn(r, calendar.New(2010, 1, 4), calendar.New(2010, 9, 27))))
	}
	return nil
}

// officesOpen gives the published number of offices in a region on a day.
func officesOpen(published []*programme.Statement, region *programme.Region, day calendar.Date) (int, error) {
	for _, s := range published {
		if s.Measure == programme.MeasureJobcentresOpen && s.Place.RegionID == region.ID && s.AsAt == day {
			return int(s.Value / decimal.One), nil
		}
	}
	return 0, fmt.Errorf("nothing is published of the offices of region %s on %s", region.Code, day)
}

// office opens the nth office of a region: the first ones in one district each, the others anywhere.
func (d *demo) office(r *rand.Rand, a *area, n int, valid calendar.Period) *programme.Jobcentre {
	home := a.districts[n%len(a.districts)]
	if n >= len(a.districts) {
		home = a.districts[r.IntN(len(a.districts))]
	}
	number := len(d.records.Jobcentres) + 1
	code := fmt.Sprintf("SYN-J%04d", number)
	office := &programme.Jobcentre{Meta: synthetic(programme.JobcentrePrefix, code), Code: code, Valid: valid}
	d.records.Jobcentres = append(d.records.Jobcentres, office)
	d.name(office, fmt.Sprintf("Synthetic Jobcentre %04d", number))
	moves := calendar.New(2010, 4, 1)
	if valid.To == nil && valid.From.Before(moves) && len(a.districts) > 1 && r.IntN(100) == 0 {
		d.place(office, home, calendar.Between(valid.From, moves))
		home, valid = other(r, a.districts, home), calendar.Open(moves)
	}
	d.place(office, home, valid)
	return office
}

func (d *demo) place(office *programme.Jobcentre, t *territory, valid calendar.Period) {
	d.records.Placements = append(d.records.Placements, &programme.Placement{
		Meta:        synthetic(programme.PlacementPrefix, office.Code+"/"+valid.From.String()),
		JobcentreID: office.ID, DistrictID: t.district.ID, Valid: valid,
	})
}

// other gives any but one of at least two districts.
func other(r *rand.Rand, all []*territory, but *territory) *territory {
	for {
		if t := all[r.IntN(len(all))]; t != but {
			return t
		}
	}
}

// closeLater closes six of the offices after the spring of 2009, with what hangs on them.
func (d *demo) closeLater(r *rand.Rand) {
	closing := make(map[string]calendar.Date)
	for range min(6, len(d.records.Jobcentres)) {
		office := d.records.Jobcentres[r.IntN(len(d.records.Jobcentres))]
		if office.Valid.To != nil {
			continue
		}
		day := dayIn(r, calendar.New(2009, 10, 1), calendar.New(2010, 12, 31))
		office.Valid.To, closing[office.ID] = &day, day
	}
	for _, n := range d.records.Names {
		if day, ok := closing[n.Place.JobcentreID]; ok {
			n.Valid.To = &day
		}
	}
	d.records.Placements = curtail(d.records.Placements, closing,
		func(p *programme.Placement) string { return p.JobcentreID },
		func(p *programme.Placement) *calendar.Period { return &p.Valid })
	d.records.DrugChampions = curtail(d.records.DrugChampions, closing,
		func(c *programme.DrugChampion) string { return c.JobcentreID },
		func(c *programme.DrugChampion) *calendar.Period { return &c.Valid })
}

// curtail ends the records of a closing office with it and drops those that would only have begun later.
func curtail[T any](records []T, closing map[string]calendar.Date, office func(T) string, valid func(T) *calendar.Period) []T {
	var kept []T
	for _, x := range records {
		day, closes := closing[office(x)]
		p := valid(x)
		if closes && !p.From.Before(day) {
			continue
		}
		if closes && (p.To == nil || p.To.After(day)) {
			p.To = &day
		}
		kept = append(kept, x)
	}
	return kept
}

// champions appoints the drug champions of offices.
type champions struct {
	r        *rand.Rand
	advisers int
}

// appoint gives most offices one drug champion or several, from February 2009 on; some are followed by another later.
func (c *champions) appoint(d *demo, office *programme.Jobcentre) {
	if c.r.IntN(100) >= 85 {
		return
	}
	several := []int{1, 1, 1, 1, 1, 1, 1, 2, 2, 3}[c.r.IntN(10)]
	lead := c.r.IntN(10) < 3 || several > 1
	for i := range several {
		valid := calendar.Open(dayIn(c.r, calendar.New(2009, 2, 2), calendar.New(2009, 6, 30)))
		if c.r.IntN(10) == 0 {
			handover := dayIn(c.r, calendar.New(2010, 1, 4), calendar.New(2010, 12, 17))
			c.add(d, office, lead && i == 0, calendar.Between(valid.From, handover))
			valid = calendar.Open(handover)
		}
		c.add(d, office, lead && i == 0, valid)
	}
}

func (c *champions) add(d *demo, office *programme.Jobcentre, lead bool, valid calendar.Period) {
	c.advisers++
	adviser := fmt.Sprintf("Synthetic Adviser %04d", c.advisers)
	d.records.DrugChampions = append(d.records.DrugChampions, &programme.DrugChampion{
		Meta:        synthetic(programme.DrugChampionPrefix, office.Code+"/"+adviser),
		JobcentreID: office.ID, Adviser: adviser, Lead: lead, Valid: valid,
	})
}
