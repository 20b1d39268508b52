package apportion

import (
	"fmt"

	"waymark/domain/fault"
)

// InvalidInput is the refusal of a problem that breaks rules before any arithmetic: all of them at once, each with the path
// of its field from the problem down, such as claimants.3.need.
type InvalidInput struct{ Errors fault.List }

func (e *InvalidInput) Error() string { return "invalid apportionment: " + e.Errors.Error() }

// Unwrap gives the errors as a fault.List.
func (e *InvalidInput) Unwrap() error { return e.Errors }

// check gives all errors of the problem, whose defaults are filled in.
func (p *Problem) check() error {
	var list fault.List
	p.checkChoices(&list)
	count(&list, "posts", p.Posts)
	if p.MaxMoves != nil {
		count(&list, "maxMoves", *p.MaxMoves)
		if p.Tier != Flat {
			list.Add("maxMoves", "the number of moves can be limited only in a FLAT apportionment")
		}
	}
	groups := newKeySet(len(p.Groups))
	defer groups.release()
	for i := range p.Groups {
		p.checkGroup(&list, i, groups)
	}
	keys := newKeySet(len(p.Claimants))
	defer keys.release()
	var needs uint64
	for i := range p.Claimants {
		c := &p.Claimants[i]
		p.checkClaimant(&list, i, groups)
		if first, taken := keys.add(c.Key, i, func(j int) string { return p.Claimants[j].Key }); taken {
			list.Add(fmt.Sprintf("claimants.%d.key", i), "the key %.64q is that of claimants.%d already", c.Key, first)
		}
		if c.Need > 0 {
			needs = min(needs+uint64(c.Need), 1<<63)
		}
	}
	if needs > maxNeed {
		list.Add("claimants", "the needs add up to at most 4,000,000,000,000")
	}
	if len(list) > 0 {
		return &InvalidInput{list}
	}
	return nil
}

func (p *Problem) checkChoices(list *fault.List) {
	if !p.Method.Valid() {
		list.Add("method", "there is no method %.64q", string(p.Method))
	}
	if p.Tier != Flat && p.Tier != TwoStage && p.Tier != Nested {
		list.Add("tier", "a tier is FLAT, TWO_STAGE or NESTED, not %.64q", string(p.Tier))
	}
	if p.HamiltonBounds != Rebased && p.HamiltonBounds != Raw {
		list.Add("hamiltonBounds", "bounds on Hamilton's method are REBASED or RAW, not %.64q", string(p.HamiltonBounds))
	}
	if !p.Ties.Valid() {
		list.Add("tieRule", "there is no tie rule %.64q", string(p.Ties))
	}
}

func (p *Problem) checkGroup(list *fault.List, i int, groups *keySet) {
	g := &p.Groups[i]
	if g.Key == "" {
		list.Add(fmt.Sprintf("groups.%d.key", i), "a group has a key")
	} else if first, taken := groups.add(g.Key, i, func(j int) string { return p.Groups[j].Key }); taken {
		list.Add(fmt.Sprintf("groups.%d.key", i), "the key %.64q is that of groups.%d already", g.Key, first)
	}
	if !inRange(g.Floor) {
		count(list, fmt.Sprintf("groups.%d.floor", i), g.Floor)
	}
	if g.Cap != nil && !inRange(*g.Cap) {
		count(list, fmt.Sprintf("groups.%d.cap", i), *g.Cap)
	}
	if p.Tier == Flat && (g.Floor != 0 || g.Cap != nil) {
		list.Add(fmt.Sprintf("groups.%d", i), "a FLAT apportionment has no bounds on groups; choose NESTED or TWO_STAGE")
	}
}

func (p *Problem) checkClaimant(list *fault.List, i int, groups *keySet) {
	c := &p.Claimants[i]
	path := func(field string) string { return fmt.Sprintf("claimants.%d.%s", i, field) }
	if c.Key == "" {
		list.Add(path("key"), "a claimant has a key")
	}
	if c.Need < 0 {
		list.Add(path("need"), "a need is not negative")
	}
	if !inRange(c.Floor) {
		count(list, path("floor"), c.Floor)
	}
	if !inRange(c.Base) {
		count(list, path("base"), c.Base)
	}
	if c.Cap != nil && !inRange(*c.Cap) {
		count(list, path("cap"), *c.Cap)
	}
	if c.Fixed != nil && !inRange(*c.Fixed) {
		count(list, path("fixed"), *c.Fixed)
	}
	if c.Existing != nil && !inRange(*c.Existing) {
		count(list, path("existing"), *c.Existing)
	}
	if c.Existing == nil && (p.MaxMoves != nil || c.Protect != Unprotected) {
		list.Add(path("existing"), "moves are counted, and posts protected, from the number that exists; it is missing")
	}
	if c.Base > 0 && c.Protect == ProtectAsBase {
		list.Add(path("base"), "a base and existing posts protected as one say two things; give one of them")
	}
	if c.Group == "" && p.Tier == TwoStage && groups.has(c.Key, func(j int) string { return p.Groups[j].Key }) {
		list.Add(path("key"), "the key %.64q is that of a group, and the claimant is a group of its own", c.Key)
	}
	switch c.Protect {
	case Unprotected, ProtectAsFloor, ProtectAsBase, ProtectAsFixed:
	default:
		list.Add(path("protect"), "existing posts are protected AS_FLOOR, AS_BASE or AS_FIXED, not %.64q", string(c.Protect))
	}
	if c.Group != "" && len(p.Groups) > 0 && !groups.has(c.Group, func(j int) string { return p.Groups[j].Key }) {
		list.Add(path("group"), "there is no group %.64q", c.Group)
	}
}

func inRange(n int64) bool { return n >= 0 && n <= MaxPosts }

func count(list *fault.List, path string, n int64) {
	if !inRange(n) {
		list.Add(path, "a number of posts lies between 0 and %d", MaxPosts)
	}
}
