package coverage

import (
	"waymark/domain/calendar"
	"waymark/domain/programme"
)

// Scope is the part of the country that a figure is about. The zero Scope is England.
type Scope struct {
	place programme.Place // nil: England
}

// England gives the scope of everything that is recorded.
func England() Scope { return Scope{} }

// Of gives the scope of one place; nil gives England. A region has its own posts and those of its districts; a district
// has what lies in it; a partnership has the districts that it is linked with on the day. A jobcentre has nothing: no
// post is at home there.
func Of(place programme.Place) Scope { return Scope{place: place} }

// Place gives the place that the scope is about, or nil for England.
func (s Scope) Place() programme.Place { return s.place }

// Includes tells whether the post is at home in the scope on the day, funded then or not.
func (s Scope) Includes(post *programme.Post, day calendar.Date) bool {
	switch place := s.place.(type) {
	case nil:
		return true
	case *programme.Region:
		return post.Region(day) == place
	case *programme.District:
		home, ok := post.Home(day).(*programme.District)
		return ok && home == place
	case *programme.Partnership:
		home, ok := post.Home(day).(*programme.District)
		return ok && linked(place, home, day)
	}
	return false
}

func linked(p *programme.Partnership, d *programme.District, day calendar.Date) bool {
	for _, l := range p.AllLinks() {
		if l.District == d && l.Valid.Contains(day) {
			return true
		}
	}
	return false
}

// posts visits every post at home in the scope on the day once, funded or not.
func (s Scope) posts(g *programme.Graph, day calendar.Date, visit func(*programme.Post)) {
	switch place := s.place.(type) {
	case nil:
		for _, p := range g.AllPosts() {
			visit(p)
		}
	case *programme.Region:
		residents(place.Homes(), place, day, visit)
		for _, d := range place.AllDistricts() {
			residents(d.Homes(), d, day, visit)
		}
	case *programme.District:
		residents(place.Homes(), place, day, visit)
	case *programme.Partnership:
		eachLinked(place, day, func(d *programme.District) { residents(d.Homes(), d, day, visit) })
	}
}

// residents visits the posts that are at home in the place on the day; homes are the place's own, ordered by post.
func residents(homes []*programme.Home, place programme.Place, day calendar.Date, visit func(*programme.Post)) {
	for i, h := range homes {
		if i > 0 && homes[i-1].Post == h.Post { // moved away and came back
			continue
		}
		if h.Post.Home(day) == place {
			visit(h.Post)
		}
	}
}

// eachLinked visits the districts that the partnership is linked with on the day, each once, by code.
func eachLinked(p *programme.Partnership, day calendar.Date, visit func(*programme.District)) {
	var last *programme.District
	for _, l := range p.AllLinks() { // ordered by district
		if l.District != last && l.Valid.Contains(day) {
			last = l.District
			visit(last)
		}
	}
}
