package coverage

import (
	"slices"
	"strings"

	"waymark/domain/calendar"
	"waymark/domain/programme"
)

// survey walks a scope on one day and remembers which districts have a coordinator.
type survey struct {
	graph     *programme.Graph
	scope     Scope
	day       calendar.Date
	districts []*programme.District // of the scope, that exist on the day, by code
	known     map[*programme.District]bool
}

func newSurvey(g *programme.Graph, scope Scope, day calendar.Date) *survey {
	s := &survey{graph: g, scope: scope, day: day}
	switch place := scope.place.(type) {
	case nil:
		s.districts = g.Districts(day)
	case *programme.Region:
		s.districts = place.Districts(day)
	case *programme.District:
		if place.Valid.Contains(day) {
			s.districts = []*programme.District{place}
		}
	case *programme.Partnership:
		eachLinked(place, day, func(d *programme.District) {
			if d.Valid.Contains(day) {
				s.districts = append(s.districts, d)
			}
		})
	}
	s.known = make(map[*programme.District]bool, len(s.districts))
	return s
}

// staffed tells whether the district has a coordinator on the day of the survey.
func (s *survey) staffed(d *programme.District) bool {
	yes, known := s.known[d]
	if !known {
		yes = HasCoordinator(d, s.day)
		s.known[d] = yes
	}
	return yes
}

// jobcentres visits every office of the scope that is open on the day, with its district (nil if it is in none).
func (s *survey) jobcentres(visit func(*programme.Jobcentre, *programme.District)) {
	if s.scope.place == nil {
		for _, j := range s.graph.AllJobcentres() {
			if j.Valid.Contains(s.day) {
				visit(j, j.District(s.day))
			}
		}
		return
	}
	for _, d := range s.districts {
		for _, p := range d.Placements() {
			if p.Valid.Contains(s.day) && p.Jobcentre.Valid.Contains(s.day) {
				visit(p.Jobcentre, d)
			}
		}
	}
}

// partnerships visits every partnership that counts in the scope on the day, once, by code.
func (s *survey) partnerships(visit func(*programme.Partnership)) {
	if s.scope.place == nil {
		for _, p := range s.graph.AllPartnerships() {
			if p.Valid.Contains(s.day) {
				visit(p)
			}
		}
		return
	}
	var found []*programme.Partnership
	for _, d := range s.districts {
		for _, l := range d.AllLinks() {
			if l.Valid.Contains(s.day) && l.Partnership.Valid.Contains(s.day) {
				found = append(found, l.Partnership)
			}
		}
	}
	slices.SortFunc(found, func(a, b *programme.Partnership) int { return strings.Compare(a.Code, b.Code) })
	for _, p := range slices.Compact(found) {
		visit(p)
	}
}

// reach counts the districts that the partnership is linked with, and those of them that have a coordinator.
func (s *survey) reach(p *programme.Partnership) (links, staffed int) {
	return reach(p, s.day, s.staffed)
}

func reach(p *programme.Partnership, day calendar.Date, has func(*programme.District) bool) (links, staffed int) {
	eachLinked(p, day, func(d *programme.District) {
		links++
		if has(d) {
			staffed++
		}
	})
	return links, staffed
}

// HasCoordinator tells whether a coordinator's post at home in the district is filled or covered on the day.
func HasCoordinator(d *programme.District, day calendar.Date) bool {
	found := false
	residents(d.Homes(), d, day, func(p *programme.Post) {
		found = found || p.Role == programme.DistrictCoordinator && manned(p, day)
	})
	return found
}

// hasLead tells whether a strategic lead's post at home anywhere in the region is filled or covered on the day.
func hasLead(g *programme.Graph, r *programme.Region, day calendar.Date) bool {
	found := false
	Of(r).posts(g, day, func(p *programme.Post) {
		found = found || p.Role == programme.StrategicLead && manned(p, day)
	})
	return found
}

func manned(p *programme.Post, day calendar.Date) bool {
	state := p.State(day)
	return state == programme.Filled || state == programme.Covered
}

func hasChampion(j *programme.Jobcentre, day calendar.Date) bool {
	for _, c := range j.AllChampions() {
		if c.Valid.Contains(day) {
			return true
		}
	}
	return false
}
