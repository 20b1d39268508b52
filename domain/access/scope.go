package access

import (
	"waymark/domain/programme"
	"waymark/domain/viewer"
)

// kinds of place by the kinds of scope.
var kinds = map[viewer.ScopeKind]programme.Kind{
	viewer.Region: programme.KindRegion, viewer.District: programme.KindDistrict, viewer.Partnership: programme.KindPartnership,
}

// within tells whether a record lies in a scope on the planning date. A person does unless they hold, cover or are offered a
// post elsewhere, then or later: whoever is nobody's is everybody's to look after. So is a provider that has no site in anybody's area and that
// nobody buys from, with what belongs to it.
func (r *Rights) within(s viewer.Scope, n programme.Node) bool {
	if s.Kind == viewer.Nation {
		return true
	}
	if r.g == nil {
		return false
	}
	if c, ok := n.(*programme.Coordinator); ok {
		return r.theirs(s, c)
	}
	if s.Kind == viewer.ProviderScope {
		p := programme.ProviderOf(n)
		return p != nil && p.Code == s.Code
	}
	places := r.g.Whereabouts(n, r.day)
	if len(places) == 0 && programme.ProviderOf(n) != nil { // a new one, of which nobody has said where it works
		return true
	}
	for _, place := range places {
		if place.Kind() == kinds[s.Kind] && place.PlaceCode() == s.Code {
			return true
		}
	}
	return false
}

func (r *Rights) theirs(s viewer.Scope, c *programme.Coordinator) bool {
	for _, h := range c.AllHoldings() {
		if (h.Valid.To == nil || h.Valid.To.After(r.day)) && !r.within(s, h.Post) {
			return false
		}
	}
	for _, v := range c.AllCovers() {
		if (v.Valid.To == nil || v.Valid.To.After(r.day)) && !r.within(s, v.Post) {
			return false
		}
	}
	for _, o := range c.AllOffers() {
		if o.Valid.To == nil && !r.within(s, o.Post) {
			return false
		}
	}
	return true
}

// reachOf works out once what lies in the scope of a grant, by id.
func (r *Rights) reachOf(g viewer.Grant) map[string]bool {
	r.reach.mutex.Lock()
	defer r.reach.mutex.Unlock()
	if known := r.reach.known[g]; known != nil {
		return known
	}
	found := map[string]bool{}
	if r.g != nil {
		for _, n := range r.g.Anchors() {
			if r.within(g.Scope, n) {
				found[n.Identity().ID] = true
			}
		}
	}
	if r.reach.known == nil {
		r.reach.known = map[viewer.Grant]map[string]bool{}
	}
	r.reach.known[g] = found
	return found
}

// Made notes that this transaction has made a record itself, so that it may go on to write what belongs to it.
func (r *Rights) Made(id string) {
	if r.made == nil {
		r.made = map[string]bool{}
	}
	r.made[id] = true
}
