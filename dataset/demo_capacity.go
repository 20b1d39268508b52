package dataset

import (
	"fmt"
	"math"
	"math/rand/v2"

	"waymark/domain/calendar"
	"waymark/domain/capacity"
	"waymark/domain/decimal"
	"waymark/domain/programme"
	"waymark/domain/referral"
	"waymark/planning"
)

// demoLeaving is the share of a provider's people who leave in a month, in the demonstration.
const demoLeaving = 0.1

// DemoCapacities gives synthetic capacity by month of the structured treatment of providers to which offices refer in the returns: from October 2008 to March 2009, and a few
// places to come. Of each three providers one fills up about June 2009, one has room and one is full, with more places from July 2009 on; the last one that has room has
// not been heard of since November 2008. They depend on the records and the returns alone, and are marked synthetic.
func DemoCapacities(r programme.Records, returns []planning.SeedReturn) []*capacity.Record {
	referred := map[string]map[calendar.Date]int64{}
	for _, x := range returns {
		for _, row := range x.Rows {
			if row.Direction != referral.ToTreatment || row.Provider == "" {
				continue
			}
			if referred[row.Provider] == nil {
				referred[row.Provider] = map[calendar.Date]int64{}
			}
			referred[row.Provider][x.Month] += row.Counts.Of(referral.Referrals)
		}
	}
	services := map[string][]*programme.Service{}
	for _, s := range sorted(r.Services, func(s *programme.Service) string { return s.Code }) {
		if s.ServiceKind == programme.StructuredTreatment {
			services[s.ProviderID] = append(services[s.ProviderID], s)
		}
	}
	var providers []*programme.Provider
	for _, p := range sorted(r.Providers, func(p *programme.Provider) string { return p.Code }) {
		if referred[p.ID] != nil && services[p.ID] != nil {
			providers = append(providers, p)
		}
	}
	random, all, silent := random(subjectCapacity), []*capacity.Record{}, (len(providers)-2)/3*3+1
	for i, p := range providers {
		house := &demoHouse{services: services[p.ID], months: referral.Months(demoMonths().From, *demoMonths().To)}
		house.fill(random, referred[p.ID])
		switch i % 3 {
		case 0:
			house.places = house.full(3)
		case 1:
			house.places = house.people[len(house.people)-1] * int64(between(random, 150, 180)) / 100
		default:
			house.places = house.people[len(house.people)-1] * 97 / 100
			house.coming = house.places / 5
		}
		if i == silent {
			house.months = house.months[:2]
		}
		all = append(all, house.records(random)...)
	}
	return all
}

// demoHouse is the structured treatment of a provider.
type demoHouse struct {
	services []*programme.Service
	months   []calendar.Date
	people   []int64 // at the end of each month
	referred float64 // a month, on average
	places   int64
	coming   int64 // places more, from July 2009 on
}

// fill lets people come, as they are referred, and leave. It begins with fewer than there will be.
func (h *demoHouse) fill(r *rand.Rand, referred map[calendar.Date]int64) {
	for _, n := range referred {
		h.referred += float64(n) / float64(len(h.months))
	}
	people := int64(0.4 * h.referred / demoLeaving)
	for _, month := range h.months {
		people += referred[month]
		for range people - referred[month] {
			if r.Float64() < demoLeaving {
				people--
			}
		}
		h.people = append(h.people, people)
	}
}

// full gives how many places are taken so many months after the last, and not a month before.
func (h *demoHouse) full(months int) int64 {
	before, people := 0.0, float64(h.people[len(h.people)-1])
	for range months {
		before, people = people, (1-demoLeaving)*people+h.referred
	}
	return int64(math.Round((before + people) / 2))
}

func (h *demoHouse) records(r *rand.Rand) []*capacity.Record {
	var all []*capacity.Record
	for i, s := range h.services {
		share := func(n int64) int {
			of := int64(len(h.services))
			part := n / of
			if int64(i) < n%of {
				part++
			}
			return int(part)
		}
		record := func(month calendar.Date, places int64) *capacity.Record {
			x := &capacity.Record{Meta: synthetic(capacity.Prefix, fmt.Sprint(s.Code, "/", month)), ServiceID: s.ID, ProviderID: s.ProviderID, Month: month, Places: share(places)}
			all = append(all, x)
			return x
		}
		for m, month := range h.months {
			x := record(month, h.places)
			x.Waiting = new(share(h.people[m] / 20))
			x.InUse = new(share(h.people[m] - h.people[m]/20))
			x.Wait = new(decimal.Decimal(between(r, 2, 8)) * decimal.One / 2)
		}
		if h.coming > 0 {
			record(calendar.New(2009, 7, 1), h.places+h.coming)
		}
	}
	return all
}
