package apportion

import (
	"fmt"
	"slices"
)

// Change is what one claimant would have instead.
type Change struct {
	Key      string
	From, To int64
}

// Difference is how another answer differs from one.
type Difference struct {
	Answer *Apportionment // the other one
	Gains  []Change       // in the order of the input
	Losses []Change
	Moves  int64 // posts that are new to those who would get them
}

// against tells how the answer differs from numbers of posts in the same order.
func (a *Apportionment) against(was func(i int) int64) *Difference {
	d := &Difference{Answer: a}
	for i := range a.Shares {
		switch c := (Change{a.Shares[i].Key, was(i), a.Shares[i].Posts}); {
		case c.To > c.From:
			d.Gains = append(d.Gains, c)
			d.Moves += c.To - c.From
		case c.To < c.From:
			d.Losses = append(d.Losses, c)
		}
	}
	return d
}

// instead solves a problem with the same claimants and tells how its answer differs.
func (a *Apportionment) instead(p Problem) (*Difference, error) {
	b, err := Apportion(p)
	if err != nil {
		return nil, err
	}
	return b.against(func(i int) int64 { return a.Shares[i].Posts }), nil
}

// WithPosts tells what so many posts more, or fewer, would change. With a house-monotone method nobody loses by more posts.
// The errors are those of Apportion.
func (a *Apportionment) WithPosts(more int64) (*Difference, error) {
	p := a.Problem
	p.Posts = max(-1, min(p.Posts+max(-MaxPosts-1, min(more, MaxPosts+1)), MaxPosts+1)) // beyond the range is refused, not wrapped
	return a.instead(p)
}

// AgainstExisting tells what the allocation changes for those whose existing posts are known; the others count as having none.
func (a *Apportionment) AgainstExisting() *Difference {
	return a.against(func(i int) int64 {
		if e := a.Problem.Claimants[i].Existing; e != nil {
			return *e
		}
		return 0
	})
}

// Constraints lists every constraint of the problem that can be left out, claimants first, in the order of the input.
func (p Problem) Constraints() []Constraint {
	var list []Constraint
	for i := range p.Claimants {
		c := &p.Claimants[i]
		add := func(kind ConstraintKind, n int64) {
			list = append(list, Constraint{Kind: kind, Claimant: c.Key, Posts: n})
		}
		if c.Floor > 0 {
			add(FloorSet, c.Floor)
		}
		if c.Cap != nil {
			add(CapSet, *c.Cap)
		}
		if c.Fixed != nil {
			add(FixedSet, *c.Fixed)
		}
		if c.Base > 0 {
			add(BaseSet, c.Base)
		}
		if c.Protect != Unprotected && c.Existing != nil {
			add(ExistingKept, *c.Existing)
		}
	}
	for _, g := range p.Groups {
		if g.Floor > 0 {
			list = append(list, Constraint{Kind: GroupFloorSet, Group: g.Key, Posts: g.Floor})
		}
		if g.Cap != nil {
			list = append(list, Constraint{Kind: GroupCapSet, Group: g.Key, Posts: *g.Cap})
		}
	}
	if p.MaxMoves != nil {
		list = append(list, Constraint{Kind: MovesLimit, Posts: *p.MaxMoves})
	}
	return list
}

// Without gives the problem less one of its Constraints; the error says that it has no such constraint.
func (p Problem) Without(c Constraint) (Problem, error) {
	if !slices.Contains(p.Constraints(), c) {
		return p, fmt.Errorf("leave out %s: there is no such constraint", c)
	}
	p.Claimants, p.Groups = slices.Clone(p.Claimants), slices.Clone(p.Groups)
	for i := range p.Claimants {
		if d := &p.Claimants[i]; c.Claimant != "" && d.Key == c.Claimant {
			d.leaveOut(c.Kind)
		}
	}
	for i := range p.Groups {
		if g := &p.Groups[i]; c.Group != "" && g.Key == c.Group {
			if c.Kind == GroupFloorSet {
				g.Floor = 0
			} else {
				g.Cap = nil
			}
		}
	}
	if c.Kind == MovesLimit {
		p.MaxMoves = nil
	}
	return p, nil
}

func (c *Claimant) leaveOut(kind ConstraintKind) {
	switch kind {
	case FloorSet:
		c.Floor = 0
	case CapSet:
		c.Cap = nil
	case FixedSet:
		c.Fixed = nil
	case BaseSet:
		c.Base = 0
	case ExistingKept:
		c.Protect = Unprotected
	}
}

// WithoutConstraint tells what would change if one of the problem's Constraints were left out: the gains are of those who
// pay for it, the losses of those whom it serves. The errors are those of Apportion, or that there is no such constraint.
func (a *Apportionment) WithoutConstraint(c Constraint) (*Difference, error) {
	p, err := a.Problem.Without(c)
	if err != nil {
		return nil, err
	}
	return a.instead(p)
}
