package openreferral

import (
	"net/http"
	"slices"
	"strings"

	"waymark/domain/access"
	"waymark/domain/calendar"
	"waymark/domain/programme"
)

// directory is one state of the programme on a day, with the rights of somebody who has not signed in.
type directory struct {
	graph  *programme.Graph
	rights *access.Rights
	day    calendar.Date
}

// placed gives where a service is offered on the day, as far as anybody may know, by code of the site.
func (d *directory) placed(s *programme.Service) []*programme.ServiceSite {
	return slices.DeleteFunc(slices.Clone(s.Sites(d.day)), func(x *programme.ServiceSite) bool { return !d.rights.Sees(x) })
}

// allPlaced gives where services of the day are offered, by codes of the service and of the site.
func (d *directory) allPlaced() []*programme.ServiceSite {
	var all []*programme.ServiceSite
	for _, s := range d.graph.Services(d.day) {
		all = append(all, d.placed(s)...)
	}
	return all
}

// bought gives the contracts under which a service is bought on the day, as far as anybody may know.
func (d *directory) bought(s *programme.Service) []*programme.Contract {
	return slices.DeleteFunc(slices.Clone(s.Contracts(d.day)), func(c *programme.Contract) bool { return !d.rights.Sees(c) })
}

func services(d *directory, r *http.Request) (any, error) {
	q, err := asked(r, ofServices...)
	if err != nil {
		return nil, err
	}
	schemes := d.taxonomies()
	var found []*programme.Service
	for _, s := range d.graph.Services(d.day) {
		if at := d.placed(s); d.fits(q, schemes, s, at) && (!q.timed() || slices.ContainsFunc(at, q.openThen)) {
			found = append(found, s)
		}
	}
	return paged(q, found, d.listed), nil
}

func serviceByID(d *directory, r *http.Request) (any, error) {
	return byID(r, d.graph.AllServices(), serviceID, func(s *programme.Service) any { return d.whole(s) })
}

func placements(d *directory, r *http.Request) (any, error) {
	q, err := asked(r, ofPlaces...)
	if err != nil {
		return nil, err
	}
	schemes := d.taxonomies()
	var found []*programme.ServiceSite
	for _, x := range d.allPlaced() {
		if d.fits(q, schemes, x.Service, []*programme.ServiceSite{x}) && (!q.timed() || q.openThen(x)) {
			found = append(found, x)
		}
	}
	if found, err = d.near(q, found); err != nil {
		return nil, err
	}
	return paged(q, found, d.placementListed), nil
}

func placementByID(d *directory, r *http.Request) (any, error) {
	return byID(r, d.allPlaced(), placementID, func(x *programme.ServiceSite) any { return d.placementWhole(x) })
}

// byID shows the one among all that has the id of the address.
func byID[N any](r *http.Request, all []N, id func(N) string, show func(N) any) (any, error) {
	if _, err := asked(r); err != nil {
		return nil, err
	}
	wanted := strings.ToLower(r.PathValue("id"))
	for _, n := range all {
		if id(n) == wanted {
			return show(n), nil
		}
	}
	return nil, nowhere()
}

// fits tells whether a service meets the conditions of a query that are about more than hours and places. At is where it is offered.
func (d *directory) fits(q query, schemes []taxonomy, s *programme.Service, at []*programme.ServiceSite) bool {
	return q.fitsAges(s) && q.fitsWords(s, at) && q.fitsTerms(schemes, s) &&
		(q.modifiedAfter == nil || !d.modified(s, at).Before(*q.modifiedAfter))
}

// fitsAges follows the words of the profile: a minimum of at least one bound, a maximum of at most the other. Who has no minimum takes
// people from birth; who has no maximum takes people of any age, which is above each bound.
func (q query) fitsAges(s *programme.Service) bool {
	youngest := 0
	if s.MinimumAge != nil {
		youngest = *s.MinimumAge
	}
	return (q.minimumAge == nil || float64(youngest) >= *q.minimumAge) &&
		(q.maximumAge == nil || s.MaximumAge != nil && float64(*s.MaximumAge) <= *q.maximumAge)
}

// fitsWords tells whether each word occurs in what is said of the service, of who offers it, or of where.
func (q query) fitsWords(s *programme.Service, at []*programme.ServiceSite) bool {
	if len(q.words) == 0 {
		return true
	}
	said := []string{s.Name, s.Description, s.Eligibility, s.Provider.Name, s.Provider.Description}
	for _, x := range at {
		said = append(said, x.Site.Name, x.Site.Town, x.Site.Postcode)
	}
	said = append(said, s.Groups...)
	text := strings.ToLower(strings.Join(said, "\n"))
	return !slices.ContainsFunc(q.words, func(w string) bool { return !strings.Contains(text, w) })
}

func (q query) fitsTerms(schemes []taxonomy, s *programme.Service) bool {
	if q.term == "" && q.taxonomy == "" {
		return true
	}
	has := termsOf(schemes, s)
	return (q.term == "" || slices.ContainsFunc(has, func(t term) bool { return t.ID == q.term })) &&
		(q.taxonomy == "" || slices.ContainsFunc(has, func(t term) bool { return t.TaxonomyID == q.taxonomy }))
}

// timed tells whether it is asked when a service is open.
func (q query) timed() bool { return q.opens != "" || q.closes != "" || q.day != "" }

// openThen tells whether a service has hours somewhere that are on the day and within the times asked for.
func (q query) openThen(x *programme.ServiceSite) bool {
	return slices.ContainsFunc(x.Hours, func(h programme.Hours) bool {
		return (q.day == "" || h.Weekday == q.day) && (q.opens == "" || h.Opens >= q.opens) && (q.closes == "" || h.Closes <= q.closes)
	})
}
