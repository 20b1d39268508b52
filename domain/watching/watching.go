// Package watching is what the coordinator of a district is to look at on a day: what is late, what ends, and what will be full.
package watching

import (
	"cmp"
	"slices"

	"waymark/domain/agreement"
	"waymark/domain/calendar"
	"waymark/domain/forecast"
	"waymark/domain/programme"
	"waymark/domain/referral"
)

// What the brief looks at.
const (
	Back    = 2 * referral.TurnMonths // months before the day of which returns may be missing
	Ahead   = 6                       // months of pinch points
	Assured = 365                     // days for which a service is taken to be right once somebody has made sure
	Lapsing = 90                      // days before its end from which an agreement is told of
)

// Pinch is how a provider stands in the months to come.
type Pinch struct {
	Provider *programme.Provider
	forecast.Outlook
}

// Sort puts providers into their order: those that are full first, by the month from which they are and then by code.
func Sort(all []Pinch) {
	slices.SortFunc(all, func(a, b Pinch) int {
		x, y := a.FullFrom, b.FullFrom
		switch {
		case x != nil && y != nil && *x != *y:
			return x.Compare(*y)
		case (x == nil) != (y == nil) && x == nil:
			return 1
		case (x == nil) != (y == nil):
			return -1
		}
		return cmp.Compare(a.Provider.Code, b.Provider.Code)
	})
}

// Pauses gives the pauses of services that have not ended on a day, the earliest first.
func Pauses(services []*programme.Service, day calendar.Date) []*programme.Pause {
	var all []*programme.Pause
	for _, s := range services {
		for _, p := range s.AllPauses() {
			if p.Valid.To == nil || p.Valid.To.After(day) {
				all = append(all, p)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b *programme.Pause) int { return a.Valid.From.Compare(b.Valid.From) })
	return all
}

// Brief is what there is to look at.
type Brief struct {
	District     *programme.District
	Day          calendar.Date
	Late         []referral.Completeness // months that have ended of which returns are missing, the oldest first
	Waiting      []*referral.Return      // handed in and not accepted, the oldest first
	Pinches      []Pinch
	Pauses       []*programme.Pause     // of services that partnerships of the district buy, now or announced
	Stale        []*programme.Service   // of these, of which nobody has made sure for Assured days
	Lapsing      []*agreement.Agreement // in force, with nothing agreed to follow, the first to end first
	Championless []*programme.Jobcentre // open offices without drug champion, by code
	Turn         *referral.Turn         // nil when no office has had all its returns accepted
}

// NewBrief begins the brief of a district with what the programme tells of itself.
func NewBrief(g *programme.Graph, d *programme.District, day calendar.Date) *Brief {
	b := &Brief{District: d, Day: day}
	bought := bought(d, day)
	b.Pauses = Pauses(bought, day)
	b.Stale = slices.DeleteFunc(bought, func(s *programme.Service) bool { return s.AssuredOn != nil && day.DaysSince(*s.AssuredOn) <= Assured })
	for _, j := range g.Jobcentres(day) {
		if j.District(day) == d && len(j.Champions(day)) == 0 {
			b.Championless = append(b.Championless, j)
		}
	}
	return b
}

// bought gives the services that partnerships of a district buy on a day, by code.
func bought(d *programme.District, day calendar.Date) []*programme.Service {
	seen, found := map[*programme.Service]bool{}, []*programme.Service{}
	for _, k := range d.Links(day) {
		for _, c := range k.Partnership.Contracts(day) {
			if !seen[c.Service] && c.Service.Valid.Contains(day) {
				seen[c.Service] = true
				found = append(found, c.Service)
			}
		}
	}
	slices.SortFunc(found, func(a, b *programme.Service) int { return cmp.Compare(a.Code, b.Code) })
	return found
}

// Expire notes the agreements of the district, of some kinds, that end soon.
func (b *Brief) Expire(standings []agreement.Standing) {
	for _, s := range standings {
		if s.District == b.District && s.Level == agreement.Expiring {
			b.Lapsing = append(b.Lapsing, s.Agreement)
		}
	}
	slices.SortStableFunc(b.Lapsing, func(x, y *agreement.Agreement) int { return x.Valid.To.Compare(*y.Valid.To) })
}

// Months gives the months of which returns may be missing.
func (b *Brief) Months() calendar.Period {
	return calendar.Between(referral.MonthsBefore(b.Day, Back), referral.MonthOf(b.Day))
}

// Collect notes what the returns of these months tell, and gives the ids of the offices that owed one.
func (b *Brief) Collect(g *programme.Graph, returns []*referral.Return) (offices []string) {
	within := func(x *programme.District) bool { return x == b.District }
	months := b.Months()
	code := map[string]string{}
	for _, month := range referral.Months(months.From, *months.To) {
		owed := referral.OwedFor(g, month, within)
		for _, o := range owed {
			if _, known := code[o.Jobcentre.ID]; !known {
				code[o.Jobcentre.ID] = o.Jobcentre.Code
				offices = append(offices, o.Jobcentre.ID)
			}
		}
		if c := referral.Complete(month, owed, returns); len(c.Missing) > 0 {
			b.Late = append(b.Late, c)
		}
	}
	for _, r := range returns {
		if r.DistrictID == b.District.ID && r.State != referral.Accepted {
			b.Waiting = append(b.Waiting, r)
		}
	}
	slices.SortFunc(b.Waiting, func(x, y *referral.Return) int {
		return cmp.Or(x.Month.Compare(y.Month), cmp.Compare(code[x.JobcentreID], code[y.JobcentreID]))
	})
	return offices
}
