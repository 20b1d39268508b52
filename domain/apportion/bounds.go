package apportion

import "strings"

// limits are what the constraints on one claimant come to: its base, which counts in both bounds, and the constraints that
// make the bounds. below is empty when nothing is secured for it, above when it may have any number.
type limits struct {
	base, low, high int64
	below, above    Constraint
}

// limitsOf reads the constraints on a claimant. It does not look at whether they contradict each other.
func limitsOf(c *Claimant) limits {
	l := limits{high: MaxPosts}
	atLeast := func(kind ConstraintKind, n int64) {
		if n > l.low {
			l.low, l.below = n, Constraint{Kind: kind, Claimant: c.Key, Posts: n}
		}
	}
	atMost := func(kind ConstraintKind, n int64) {
		if n < l.high {
			l.high, l.above = n, Constraint{Kind: kind, Claimant: c.Key, Posts: n}
		}
	}
	if c.Fixed != nil {
		atLeast(FixedSet, *c.Fixed)
		atMost(FixedSet, *c.Fixed)
	}
	if c.Cap != nil {
		atMost(CapSet, *c.Cap)
	}
	atLeast(FloorSet, c.Floor)
	l.base = c.Base
	atLeast(BaseSet, c.Base)
	switch c.Protect {
	case ProtectAsFloor:
		atLeast(ExistingKept, *c.Existing)
	case ProtectAsBase:
		l.base = *c.Existing
		atLeast(ExistingKept, *c.Existing)
	case ProtectAsFixed:
		atLeast(ExistingKept, *c.Existing)
		atMost(ExistingKept, *c.Existing)
	}
	return l
}

// ceiling is the most that the claimant may get, and the constraint that says so.
func (l limits) ceiling(c *Claimant) (int64, Constraint) {
	if c.Need == 0 && l.low < l.high {
		return l.low, Constraint{Kind: NoNeed, Claimant: c.Key}
	}
	return l.high, l.above
}

// clash gives the two constraints on the claimant that contradict each other, if there are such.
func (l limits) clash() ([]Constraint, bool) {
	if l.low <= l.high {
		return nil, false
	}
	return []Constraint{l.below, l.above}, true
}

// team is a group while bounds are examined: its members, and what their bounds add up to. A claimant without a group is
// not in a team.
type team struct {
	group     *Group
	members   []int32
	low, high int64 // the sums over the members
}

// teams gives the groups with their members, for tiers in which they matter: in the order of Groups, or of their keys.
func (p *Problem) teams(limit []limits) []team {
	if p.Tier == Flat {
		return nil
	}
	var list []team
	place := newKeySet(len(p.Groups) + len(p.Claimants))
	at := func(j int) string { return list[j].group.Key }
	for i := range p.Groups {
		list = append(list, team{group: &p.Groups[i]})
		place.add(p.Groups[i].Key, i, at)
	}
	for i := range p.Claimants {
		c := &p.Claimants[i]
		if c.Group == "" {
			continue
		}
		j := len(list)
		if slot := place.find(c.Group, at); place.slots[slot] != 0 {
			j = int(place.slots[slot] - 1)
		} else {
			list = append(list, team{group: &Group{Key: c.Group}})
			place.slots[slot] = int32(j + 1)
		}
		high, _ := limit[i].ceiling(c)
		list[j].members = append(list[j].members, int32(i))
		list[j].low += limit[i].low
		list[j].high += high
	}
	return list
}

// floor is the fewest posts that the team may get, of its own bound and its members'.
func (t *team) floor() int64 { return max(t.group.Floor, t.low) }

// ceiling is the most.
func (t *team) ceiling() int64 {
	if t.group.Cap == nil {
		return t.high
	}
	return min(*t.group.Cap, t.high)
}

func (t *team) floorConstraint() Constraint {
	return Constraint{Kind: GroupFloorSet, Group: t.group.Key, Posts: t.group.Floor}
}

func (t *team) capConstraint() Constraint {
	return Constraint{Kind: GroupCapSet, Group: t.group.Key, Posts: *t.group.Cap}
}

// byKey orders constraints of the same set, so that neither the order of the input nor of a search shows.
func byKey(a, b Constraint) int {
	if c := strings.Compare(string(a.Kind), string(b.Kind)); c != 0 {
		return c
	}
	if c := strings.Compare(a.Group, b.Group); c != 0 {
		return c
	}
	return strings.Compare(a.Claimant, b.Claimant)
}
