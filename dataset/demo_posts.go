package dataset

import (
	"fmt"
	"math/rand/v2"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/programme"
)

// seat is a post with whoever holds it last, as far as the generation has come.
type seat struct {
	post    *programme.Post
	region  *area
	holder  *programme.Coordinator
	holding *programme.Holding
}

// The numbers that Parliament was told of posts filled, and what is left of the posts that the guidance lists.
const (
	filledOn5March  = 8
	filledOn31March = 60
)

// recruit fills every post: 8 district posts before 5 March 2009, 52 more by the end of the month, the rest in April; the
// strategic leads by 2 March; the first supporting post on 16 March and the others in June. Most starters had accepted an
// offer some weeks before, and the first eight coordinators look after some of their neighbours' posts until then.
func (d *demo) recruit() error {
	r := random(subjectRecruitment)
	d.recruitRegions(r)
	districts := d.districtSeats()
	if len(districts) < filledOn31March || len(d.regions) < filledOn5March {
		return fmt.Errorf("recruitment needs %d district posts in %d regions, not %d in %d",
			filledOn31March, filledOn5March, len(districts), len(d.regions))
	}
	var first []*seat
	for _, i := range r.Perm(len(d.regions))[:filledOn5March] {
		all := d.regions[i].districtSeats()
		s := all[r.IntN(len(all))]
		d.start(r, s, monday(r, calendar.New(2009, 2, 2), 5))
		first = append(first, s)
	}
	var others []*seat
	for _, i := range r.Perm(len(districts)) {
		if districts[i].holder == nil {
			others = append(others, districts[i])
		}
	}
	for i, s := range others {
		switch {
		case i < filledOn31March-filledOn5March:
			d.start(r, s, monday(r, calendar.New(2009, 3, 9), 4))
		default:
			d.start(r, s, monday(r, calendar.New(2009, 4, 6), 3))
		}
	}
	d.withdraw(others[len(others)-1])
	for _, s := range first {
		d.lookAfterNeighbours(r, s)
	}
	return nil
}

func (d *demo) recruitRegions(r *rand.Rand) {
	supports := 0
	for _, a := range d.regions {
		var lead *seat
		for _, s := range a.posts {
			if s.post.Role == programme.StrategicLead {
				d.start(r, s, monday(r, calendar.New(2009, 2, 2), 5))
				lead = s
			}
		}
		for _, s := range a.posts {
			if s.post.Role != programme.RegionalSupport {
				continue
			}
			supports++
			if supports == 1 {
				d.start(r, s, calendar.New(2009, 3, 16))
				continue
			}
			d.start(r, s, calendar.New(2009, 6, 15))
			if lead != nil {
				d.cover(s, lead.holder, calendar.Between(lead.holding.Valid.From, s.holding.Valid.From), "The strategic lead does the work until the post is filled")
			}
		}
	}
}

// districtSeats gives the posts of all districts, by region, district and code.
func (d *demo) districtSeats() []*seat {
	var all []*seat
	for _, a := range d.regions {
		all = append(all, a.districtSeats()...)
	}
	return all
}

func (a *area) districtSeats() []*seat {
	var all []*seat
	for _, t := range a.districts {
		all = append(all, t.posts...)
	}
	return all
}

// monday gives one of the Mondays from the first on.
func monday(r *rand.Rand, first calendar.Date, weeks int) calendar.Date {
	return first.AddDays(7 * r.IntN(weeks))
}

// start gives a seat a new full-time holder, whose offer was in most cases pending for one to four weeks.
func (d *demo) start(r *rand.Rand, s *seat, day calendar.Date) {
	d.hold(s, d.hire(), s.post.FTE, day)
	if r.IntN(100) < 90 {
		d.offer(s, s.holder, calendar.Between(day.AddDays(-between(r, 7, 28)), day))
	}
}

// hire brings a new coordinator in.
func (d *demo) hire() *programme.Coordinator {
	name := fmt.Sprintf("Synthetic Coordinator %03d", len(d.records.Coordinators)+1)
	c := &programme.Coordinator{Meta: synthetic(programme.CoordinatorPrefix, name), Name: name}
	d.records.Coordinators = append(d.records.Coordinators, c)
	return c
}

// hold makes a coordinator the last holder of a seat, to the end of its funding.
func (d *demo) hold(s *seat, c *programme.Coordinator, fte decimal.Decimal, from calendar.Date) {
	h := &programme.Holding{
		Meta:   synthetic(programme.HoldingPrefix, s.post.Code+"/"+c.Name+"/"+from.String()),
		PostID: s.post.ID, CoordinatorID: c.ID, FTE: fte, Valid: calendar.Open(from),
	}
	if to := s.post.Funded.To; to != nil {
		h.Valid, h.LeavingReason = calendar.Between(from, *to), programme.TermEnded
	}
	d.records.Holdings = append(d.records.Holdings, h)
	s.holder, s.holding = c, h
}

func (d *demo) offer(s *seat, c *programme.Coordinator, pending calendar.Period) {
	d.records.Offers = append(d.records.Offers, &programme.Offer{
		Meta:   synthetic(programme.OfferPrefix, s.post.Code+"/"+pending.From.String()),
		PostID: s.post.ID, CoordinatorID: c.ID, StartsOn: *pending.To, Valid: pending,
	})
}

// withdraw gives a seat an earlier offer that came to nothing.
func (d *demo) withdraw(s *seat) {
	pending := calendar.Between(calendar.New(2009, 2, 16), calendar.New(2009, 3, 9))
	d.records.Offers = append(d.records.Offers, &programme.Offer{
		Meta:   synthetic(programme.OfferPrefix, s.post.Code+"/"+pending.From.String()),
		PostID: s.post.ID, StartsOn: calendar.New(2009, 3, 23), Valid: pending, Withdrawn: true,
	})
}

func (d *demo) cover(s *seat, by *programme.Coordinator, valid calendar.Period, reason string) {
	d.records.Covers = append(d.records.Covers, &programme.Cover{
		Meta:   synthetic(programme.CoverPrefix, s.post.Code+"/"+valid.From.String()),
		PostID: s.post.ID, CoordinatorID: by.ID, Valid: valid, Reason: reason,
	})
}

// lookAfterNeighbours has a coordinator cover one or two posts of the region that are filled later.
func (d *demo) lookAfterNeighbours(r *rand.Rand, s *seat) {
	var later []*seat
	for _, n := range s.region.districtSeats() {
		if s.holding.Valid.From.Before(n.holding.Valid.From) {
			later = append(later, n)
		}
	}
	for _, i := range r.Perm(len(later))[:min(len(later), between(r, 1, 2))] {
		d.cover(later[i], s.holder, calendar.Between(s.holding.Valid.From, later[i].holding.Valid.From), "Looked after from the neighbouring post until the holder starts")
	}
}
