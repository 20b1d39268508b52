package dataset

import (
	"math/rand/v2"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/programme"
)

// leaverCount is how many district coordinators leave before the end of funding; one strategic lead does too.
const leaverCount = 11

// turnover lets holders leave after the spring of 2009. A vacancy lasts 20 to 120 days and every other one is covered; two
// posts are then shared by two half-time holders, one is filled in part and one stays vacant.
func (d *demo) turnover() {
	r := random(subjectTurnover)
	var leaving []*seat
	districts := d.districtSeats()
	for _, i := range r.Perm(len(districts))[:min(leaverCount, len(districts))] {
		leaving = append(leaving, districts[i])
	}
	for _, a := range d.regions[len(d.regions)-1:] {
		for _, s := range a.posts {
			if s.holder != nil && s.post.Role == programme.StrategicLead {
				leaving = append(leaving, s)
			}
		}
	}
	reasons := []programme.LeavingReason{
		programme.Resigned, programme.Transferred, programme.Promoted, programme.Resigned, programme.Retired,
		programme.Transferred, programme.Resigned, programme.OtherReason,
	}
	for i, s := range leaving {
		left := dayIn(r, calendar.New(2009, 7, 6), calendar.New(2010, 9, 27))
		back := left.AddDays(between(r, 20, 120))
		s.holding.Valid.To, s.holding.LeavingReason = &left, reasons[i%len(reasons)]
		vacant := calendar.Between(left, back)
		if i%2 == 0 {
			d.standIn(r, s, calendar.Between(left.AddDays(between(r, 0, 10)), back), leaving)
		}
		switch i {
		case 0, 1:
			d.refill(r, s, vacant, decimal.MustParse("0.5"))
			d.hold(s, d.hire(), decimal.MustParse("0.5"), back)
		case 2:
			d.refill(r, s, vacant, decimal.MustParse("0.6"))
		case 3: // stays vacant
		default:
			d.refill(r, s, vacant, s.post.FTE)
		}
	}
}

// refill gives a vacant seat a new holder, who accepted an offer during the vacancy.
func (d *demo) refill(r *rand.Rand, s *seat, vacant calendar.Period, fte decimal.Decimal) {
	d.hold(s, d.hire(), fte, *vacant.To)
	pending := min(between(r, 7, 28), vacant.Days(*vacant.To))
	d.offer(s, s.holder, calendar.Between(vacant.To.AddDays(-pending), *vacant.To))
}

// standIn has somebody of the region cover a vacancy: a coordinator who stays throughout, if there is one.
func (d *demo) standIn(r *rand.Rand, s *seat, valid calendar.Period, leaving []*seat) {
	gone := make(map[*seat]bool)
	for _, x := range leaving {
		gone[x] = true
	}
	var staying []*seat
	for _, x := range append(s.region.districtSeats(), s.region.posts...) {
		if !gone[x] && x.holding != nil && valid.Within(x.holding.Valid) {
			staying = append(staying, x)
		}
	}
	if len(staying) > 0 {
		d.cover(s, staying[r.IntN(len(staying))].holder, valid, "Covered while the post is vacant")
	}
}
