package apportion

import "strings"

// limits are what the constraints on one claimant come to: its base, which counts in both bounds, and which constraints make
// the bounds: nothing when nothing is secured for it, or when it may have any number.
type limits struct {
	base, low, high int64
	lower, upper    source
}

// source is the kind of constraint that makes a bound, in a byte: there is one for every bound of every claimant.
type source uint8

const (
	nothing source = iota
	byFloor
	byCap
	byFixed
	byBase
	byExisting
)

// kind gives the source as it is told.
func (f source) kind() ConstraintKind {
	return [...]ConstraintKind{"", FloorSet, CapSet, FixedSet, BaseSet, ExistingKept}[f]
}

// limitsOf reads the constraints on a claimant. It does not look at whether they contradict each other.
func limitsOf(c *Claimant) limits {
	l := limits{high: MaxPosts}
	if c.Floor|c.Base == 0 && c.Fixed == nil && c.Cap == nil && c.Protect == Unprotected {
		return l // as most are
	}
	if c.Fixed != nil {
		l.atLeast(byFixed, *c.Fixed)
		l.atMost(byFixed, *c.Fixed)
	}
	if c.Cap != nil {
		l.atMost(byCap, *c.Cap)
	}
	l.atLeast(byFloor, c.Floor)
	l.base = c.Base
	l.atLeast(byBase, c.Base)
	switch c.Protect {
	case ProtectAsFloor:
		l.atLeast(byExisting, *c.Existing)
	case ProtectAsBase:
		l.base = *c.Existing
		l.atLeast(byExisting, *c.Existing)
	case ProtectAsFixed:
		l.atLeast(byExisting, *c.Existing)
		l.atMost(byExisting, *c.Existing)
	}
	return l
}

func (l *limits) atLeast(by source, n int64) {
	if n > l.low {
		l.low, l.lower = n, by
	}
}

func (l *limits) atMost(by source, n int64) {
	if n < l.high {
		l.high, l.upper = n, by
	}
}

// ceiling is the most that the claimant may get.
func (l *limits) ceiling(c *Claimant) int64 {
	if c.Need == 0 && l.low < l.high {
		return l.low
	}
	return l.high
}

// below is the constraint that makes the lower bound.
func (l *limits) below(c *Claimant) Constraint {
	return Constraint{Kind: l.lower.kind(), Claimant: c.Key, Posts: l.low}
}

// above is the constraint that makes the upper bound.
func (l *limits) above(c *Claimant) Constraint {
	if c.Need == 0 && l.low < l.high {
		return Constraint{Kind: NoNeed, Claimant: c.Key, Posts: l.low}
	}
	return Constraint{Kind: l.upper.kind(), Claimant: c.Key, Posts: l.high}
}

// team is a group while bounds are examined: its members, and what their bounds add up to. A claimant without a group is
// not in a team.
type team struct {
	group     *Group
	members   []int32
	low, high int64 // the sums over the members
}

// teams gives the groups with their members, for tiers in which they matter: in the order of Groups, or of their keys.
func (p *Problem) teams() []team {
	if p.Tier == Flat {
		return nil
	}
	var list []team
	place := newKeySet(len(p.Groups) + len(p.Claimants))
	defer place.release()
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
		if first, taken := place.add(c.Group, j, at); taken {
			j = first
		} else {
			list = append(list, team{group: &Group{Key: c.Group}})
		}
		list[j].members = append(list[j].members, int32(i))
		l := limitsOf(c)
		list[j].low += l.low
		list[j].high += l.ceiling(c)
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
