package programme

import "waymark/domain/calendar"

// Whereabouts gives the places that a record lies in on a day, itself first when it is a place: of a post its home and the
// region of that, of an office its district, of a partnership its districts, of a provider, a service and a site the partnerships that buy it or in whose
// area it lies, of what hangs on these the same. A service that nobody buys and that is offered nowhere, and a site of which it is not known in whose area
// it lies, are where their provider is. Where nothing is
// recorded for the day, the nearest period counts, so that nothing is ever nowhere because it is over. A record that is about
// England as a whole, a person, and a provider that nobody buys from and that has no site, are in no place.
func (g *Graph) Whereabouts(n Node, day calendar.Date) []Place {
	var found []Place
	switch x := n.(type) {
	case *Region:
		found = append(found, x)
	case *District:
		found = append(found, x, x.Region)
	case *Partnership:
		found = append(found, x)
		for _, k := range nearest(x.links, day) {
			found = append(found, g.Whereabouts(k.District, day)...)
		}
	case *Jobcentre:
		found = append(found, x)
		for _, p := range nearest(x.placements, day) {
			found = append(found, g.Whereabouts(p.District, day)...)
		}
	case *Post:
		for _, h := range nearest(x.homes, day) {
			if place := h.Place(); place != nil {
				found = append(found, g.Whereabouts(place, day)...)
			}
		}
	case *Home:
		return g.Whereabouts(x.Post, day)
	case *Holding:
		return g.Whereabouts(x.Post, day)
	case *Offer:
		return g.Whereabouts(x.Post, day)
	case *Cover:
		return g.Whereabouts(x.Post, day)
	case *Placement:
		return g.Whereabouts(x.Jobcentre, day)
	case *DrugChampion:
		return g.Whereabouts(x.Jobcentre, day)
	case *Link:
		found = append(g.Whereabouts(x.Partnership, day), g.Whereabouts(x.District, day)...)
	case *FamilyMember:
		return g.Whereabouts(x.Partnership, day)
	case *Provider:
		for _, k := range nearest(x.contracts(), day) {
			found = append(found, g.Whereabouts(k.Partnership, day)...)
		}
		for _, site := range x.sites {
			if site.Partnership != nil {
				found = append(found, g.Whereabouts(site.Partnership, day)...)
			}
		}
	case *Service:
		for _, k := range nearest(x.contracts, day) {
			found = append(found, g.Whereabouts(k.Partnership, day)...)
		}
		for _, at := range x.sites {
			if at.Site.Partnership != nil {
				found = append(found, g.Whereabouts(at.Site.Partnership, day)...)
			}
		}
		if len(found) == 0 {
			return g.Whereabouts(x.Provider, day)
		}
	case *Site:
		if x.Partnership == nil {
			return g.Whereabouts(x.Provider, day)
		}
		found = append(found, g.Whereabouts(x.Partnership, day)...)
	case *ServiceSite:
		return append(g.Whereabouts(x.Service, day), g.Whereabouts(x.Site, day)...)
	case *Contract:
		return g.Whereabouts(x.Partnership, day)
	case *Pause:
		return g.Whereabouts(x.Service, day)
	case *TrainingSession:
		return g.Whereabouts(x.District, day)
	case *TrainingAttendance:
		return g.Whereabouts(x.Session, day)
	case *Pathway:
		return g.Whereabouts(x.Area(), day)
	case *Outreach:
		return g.Whereabouts(x.Jobcentre, day)
	case *Lineage:
		found = append(g.Whereabouts(x.From, day), g.Whereabouts(x.To, day)...)
	case *PlaceName:
		return g.of(x.Place, day)
	case *Identifier:
		return g.of(x.Place, day)
	case *Statement:
		return g.of(x.Place, day)
	case *Allocation:
		if x.Owner != nil {
			found = append(found, x.Owner)
		}
	}
	return found
}

func (g *Graph) of(ref PlaceRef, day calendar.Date) []Place {
	if place := g.Place(ref.ID()); place != nil {
		return g.Whereabouts(place, day)
	}
	return nil
}

// nearest gives the records that hold on a day, or, when none does, those that hold on the nearest day on which one does.
func nearest[T lasting](records []T, day calendar.Date) []T {
	if now := at(records, day); len(now) > 0 || len(records) == 0 {
		return now
	}
	var when calendar.Date
	best := -1
	for _, r := range records {
		p := r.Period()
		on, away := p.From, p.From.DaysSince(day)
		if away < 0 { // it is over, for it does not hold on the day
			on = p.To.AddDays(-1)
			away = day.DaysSince(on)
		}
		if best < 0 || away < best {
			best, when = away, on
		}
	}
	return at(records, when)
}

// Anchors gives every record that others are recorded about: places, posts, people, providers, services, sites and sessions of training.
func (g *Graph) Anchors() []Node {
	var all []Node
	for _, x := range g.AllPlaces() {
		all = append(all, x)
	}
	for _, x := range g.posts {
		all = append(all, x)
	}
	for _, x := range g.coordinators {
		all = append(all, x)
	}
	for _, x := range g.providers {
		all = append(all, x)
	}
	for _, x := range g.services {
		all = append(all, x)
	}
	for _, x := range g.sites {
		all = append(all, x)
	}
	for _, x := range g.sessions {
		all = append(all, x)
	}
	return all
}
