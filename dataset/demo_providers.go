package dataset

import (
	"fmt"
	"math/rand/v2"

	"waymark/domain/calendar"
	"waymark/domain/programme"
)

// providersPerRegion is how many providers each region has, of which the last only helps into work.
const providersPerRegion = 4

// providers founds some in each region. Each partnership buys open access and structured treatment from one, and every third help into work as
// well. One site in ten is confidential; a few services are paused, and some have not been assured for a long time.
func (d *demo) providers() {
	r := random(subjectProviders)
	homes := map[string]string{} // the region of each partnership, by where most of it lies
	for _, k := range d.records.Links {
		if _, ok := homes[k.PartnershipID]; !ok {
			homes[k.PartnershipID] = k.DistrictID
		}
	}
	for _, a := range d.regions {
		var all []*programme.Provider
		for n := range providersPerRegion {
			all = append(all, d.provider(a, n))
		}
		var bought []*programme.Partnership
		for _, p := range d.records.Partnerships {
			for _, t := range a.districts {
				if homes[p.ID] == t.district.ID {
					bought = append(bought, p)
				}
			}
		}
		for i, p := range bought {
			by := all[i%(providersPerRegion-1)]
			site := d.site(r, by, p, 1)
			d.service(r, by, p, site, programme.OpenAccess)
			d.service(r, by, p, site, programme.StructuredTreatment)
			if i%3 == 0 {
				last := all[providersPerRegion-1]
				d.service(r, last, p, d.site(r, last, p, 2), programme.EmploymentSupport)
			}
		}
	}
}

func (d *demo) provider(a *area, n int) *programme.Provider {
	number := len(d.records.Providers) + 1
	kinds := []programme.ProviderKind{programme.VoluntaryProvider, programme.NHSProvider, programme.VoluntaryProvider, programme.PrivateProvider}
	p := &programme.Provider{Meta: synthetic(programme.ProviderPrefix, fmt.Sprint(number)), Code: fmt.Sprintf("syn-provider-%02d", number),
		Name: fmt.Sprintf("Synthetic Provider %02d", number), ProviderKind: kinds[n%len(kinds)], Valid: calendar.Open(placesFrom()),
		Description: "Synthetic, for demonstration, in " + a.name + "."}
	if p.ProviderKind == programme.VoluntaryProvider {
		p.CharityNumber = fmt.Sprintf("SYN%05d", number)
	}
	p.Website = fmt.Sprintf("https://provider-%02d.example", number)
	p.Email = fmt.Sprintf("hello@provider-%02d.example", number)
	d.records.Providers = append(d.records.Providers, p)
	return p
}

func (d *demo) site(r *rand.Rand, by *programme.Provider, p *programme.Partnership, n int) *programme.Site {
	number := len(d.records.Sites) + 1
	s := &programme.Site{Meta: synthetic(programme.SitePrefix, fmt.Sprint(number)), Code: fmt.Sprintf("syn-site-%03d", number), ProviderID: by.ID, PartnershipID: p.ID,
		Name: fmt.Sprintf("Synthetic Site %03d", number), Address: []string{fmt.Sprintf("%d Synthetic Street", number)}, Town: fmt.Sprintf("Synthetic Town %d", n),
		Postcode: fmt.Sprintf("ZZ%d %dZZ", number/10+1, number%10), Position: &programme.Position{Latitude: 50.5 + r.Float64()*4, Longitude: -3 + r.Float64()*4},
		Confidential: number%10 == 0, Valid: calendar.Open(placesFrom())}
	s.Position.Latitude, s.Position.Longitude = roundDegrees(s.Position.Latitude), roundDegrees(s.Position.Longitude)
	d.records.Sites = append(d.records.Sites, s)
	return s
}

// roundDegrees gives a position to some hundred metres.
func roundDegrees(x float64) float64 { return float64(int(x*1000)) / 1000 }

func (d *demo) service(r *rand.Rand, by *programme.Provider, p *programme.Partnership, at *programme.Site, kind programme.ServiceKind) {
	number := len(d.records.Services) + 1
	assured := dayIn(r, calendar.New(2008, 3, 1), calendar.New(2009, 4, 15))
	s := &programme.Service{Meta: synthetic(programme.ServicePrefix, fmt.Sprint(number)), Code: fmt.Sprintf("syn-service-%03d", number), ProviderID: by.ID,
		ServiceKind: kind, SelfReferral: kind == programme.OpenAccess, MinimumAge: new(18), Fees: "Free of charge.", AssuredOn: &assured, Assurer: by.Name,
		Description: "Synthetic, for demonstration.", Eligibility: "Whoever lives in the area.", Valid: calendar.Open(placesFrom())}
	switch kind {
	case programme.OpenAccess:
		s.Name, s.Tier = "Open access", 2
	case programme.StructuredTreatment:
		s.Name, s.Tier, s.Substances = "Structured treatment", 3, []programme.Substance{programme.HeroinCrack, programme.OtherDrugs}
	default:
		s.Name, s.Groups = "Help into work", []string{"people in treatment"}
	}
	s.Name = fmt.Sprintf("%s (synthetic %03d)", s.Name, number)
	if r.IntN(6) == 0 {
		s.Languages = []string{[]string{"pl", "pa", "so", "ur"}[r.IntN(4)]}
	}
	d.records.Services = append(d.records.Services, s)
	key := func(what string) string { return fmt.Sprint(number, "/", what) }
	d.records.ServiceSites = append(d.records.ServiceSites, &programme.ServiceSite{Meta: synthetic(programme.ServiceSitePrefix, key("at")), ServiceID: s.ID, SiteID: at.ID,
		Hours: []programme.Hours{{Weekday: "MO", Opens: "09:30", Closes: "17:00"}, {Weekday: "WE", Opens: "09:30", Closes: "19:00"}}, Valid: s.Valid})
	value := int64(between(r, 60, 900)) * 100_000
	d.records.Contracts = append(d.records.Contracts, &programme.Contract{Meta: synthetic(programme.ContractPrefix, key("by")), ServiceID: s.ID, PartnershipID: p.ID,
		Reference: "SYN-" + s.Code, YearlyValue: &value, Valid: calendar.Between(calendar.New(2008, 4, 1), calendar.New(2009+r.IntN(3), 4, 1).AddDays(91*(number%2)))})
	if number%17 == 0 {
		d.records.Pauses = append(d.records.Pauses, &programme.Pause{Meta: synthetic(programme.PausePrefix, key("pause")), ServiceID: s.ID,
			Reason: "Synthetic: a worker has left.", Valid: calendar.Between(calendar.New(2009, 4, 6), calendar.New(2009, 6, 1))})
	}
}
