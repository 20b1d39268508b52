package view

import (
	"encoding/json"
	"fmt"
	"sync"

	"waymark/domain/allocation"
	"waymark/domain/apportion"
	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/fault"
	"waymark/domain/programme"
)

// Allocation is a stored scenario.
type Allocation struct {
	record
	lens  Lens
	a     *programme.Allocation
	terms func() (allocation.Terms, error)
	state func() (*settled, error)
}

// settled is a computed scenario, worked out from its frozen inputs.
type settled struct {
	inputs allocation.Inputs
	answer *apportion.Apportionment
	needs  *apportion.NeedTable
	result *allocation.Result
	view   *Apportionment
	posts  map[string]int64 // of the result, by code of the district
}

// allocation gives a scenario, or nil when the viewer may not know of it.
func (l Lens) allocation(a *programme.Allocation) *Allocation {
	if a == nil || !l.rights.Sees(a) {
		return nil
	}
	x := &Allocation{record: record{&a.Meta}, lens: l, a: a}
	x.terms = sync.OnceValues(func() (t allocation.Terms, err error) {
		if err := json.Unmarshal([]byte(a.Terms), &t); err != nil {
			return t, fmt.Errorf("read terms of %s: %w", a.ID, err)
		}
		return t, nil
	})
	x.state = sync.OnceValues(x.settle)
	return x
}

// settle works a computed scenario out; nil when it is not computed.
func (x *Allocation) settle() (*settled, error) {
	if x.a.Inputs == "" {
		return nil, nil
	}
	s := &settled{}
	var err error
	if s.inputs, err = allocation.ParseInputs(x.a.Inputs); err != nil {
		return nil, err
	}
	if err := x.lens.spend(solving(len(s.inputs.Districts))); err != nil {
		return nil, err
	}
	if s.result, err = allocation.ParseResult(x.a.Result); err != nil {
		return nil, err
	}
	if s.answer, s.needs, err = s.inputs.Solve(); err != nil {
		return nil, fmt.Errorf("solve %s: %w", x.a.ID, err)
	}
	s.posts, s.view = s.result.Posts(), NewApportionment(s.answer, x.lens.spend)
	return s, nil
}

// on gives the lens on the day of the scenario.
func (x *Allocation) on() Lens {
	if t, err := x.terms(); err == nil {
		return x.lens.On(t.AsOf)
	}
	return x.lens
}

// staff refuses who does not belong to the programme's own people.
func (l Lens) staff() error {
	if l.rights.Staff() {
		return nil
	}
	return fault.New(fault.Forbidden, "", "scenarios are for the programme's own staff")
}

// Allocation gives the scenario with an id, or nil when there is none that the viewer may see. It is FORBIDDEN to all but staff.
func (l Lens) Allocation(id string) (*Allocation, error) {
	if err := l.staff(); err != nil {
		return nil, err
	}
	a, _ := programme.Lookup[*programme.Allocation](l.g, id)
	return l.allocation(a), nil
}

// Name gives what it is called.
func (x *Allocation) Name() string { return x.a.Name }

// Purpose tells what it is for, or nil.
func (x *Allocation) Purpose() *string { return text(x.a.Purpose) }

// State tells how far it has come.
func (x *Allocation) State() allocation.State { return x.a.State }

// Owner gives the region whose it is, or nil.
func (x *Allocation) Owner() *Region {
	if x.a.Owner == nil {
		return nil
	}
	return x.lens.region(x.a.Owner)
}

// Shared tells whether all staff may see it.
func (x *Allocation) Shared() bool { return x.a.Shared }

// ReturnReason tells why it was returned last, or nil.
func (x *Allocation) ReturnReason() *string { return text(x.a.ReturnReason) }

// AdoptedOn gives the day from which it holds, or nil.
func (x *Allocation) AdoptedOn() *calendar.Date { return x.a.AdoptedOn }

// Digest identifies its inputs and engine, or nil.
func (x *Allocation) Digest() *string { return text(x.a.Digest) }

// EngineVersion tells what computed it, or nil.
func (x *Allocation) EngineVersion() *string { return text(x.a.Engine) }

// AllocationFilter says which scenarios. All conditions must hold; what is left out is no condition.
type AllocationFilter struct {
	State    []allocation.State
	Owner    *string
	National *bool
	Shared   *bool
	Name     *string
}

// AllocationOrderField is what scenarios can be ordered by.
type AllocationOrderField string

// The orders of scenarios.
const (
	AllocationsByName   AllocationOrderField = "NAME"
	AllocationsByUpdate AllocationOrderField = "UPDATED_AT"
)

// AllocationOrder is how scenarios are ordered.
type AllocationOrder struct {
	Field     AllocationOrderField
	Direction OrderDirection
}

// AllocationConnection is one page of scenarios.
type AllocationConnection = Page[*programme.Allocation, *Allocation]

// AllocationEdge is one entry of a page of scenarios.
type AllocationEdge = Edge[*Allocation]

// Allocations gives a page of the scenarios that the viewer may see. It is FORBIDDEN to all but staff.
func (l Lens) Allocations(first *int, after *string, last *int, before *string, filter *AllocationFilter, by *AllocationOrder) (*AllocationConnection, error) {
	if err := l.staff(); err != nil {
		return nil, err
	}
	all := keep(l.g.Allocations(), func(a *programme.Allocation) bool {
		return l.rights.Sees(a) && (filter == nil || filter.fits(a))
	})
	o := order[*programme.Allocation]{name: "allocation.name", sorted: true, key: func(a *programme.Allocation) key { return key{text: a.Name, tie: a.ID} }}
	if by != nil {
		if by.Field == AllocationsByUpdate {
			o = order[*programme.Allocation]{name: "allocation.updated", key: func(a *programme.Allocation) key {
				return key{number: a.UpdatedAt.UnixMicro(), tie: a.ID}
			}}
		}
		o = o.towards(by.Direction)
	}
	return paginate(all, o, Args{first, after, last, before}, l.allocation)
}

func (f *AllocationFilter) fits(a *programme.Allocation) bool {
	return among(f.State, a.State) && (f.Owner == nil || a.OwnerID == *f.Owner) &&
		is(f.National, func() bool { return a.OwnerID == "" }) && is(f.Shared, func() bool { return a.Shared }) &&
		(f.Name == nil || contains(a.Name, *f.Name))
}

// districtCoded gives a district by its code on the day of the lens.
func (l Lens) districtCoded(code string) *District {
	if d := l.g.District(code); d != nil {
		return l.district(d)
	}
	return nil
}

// per1000 gives posts for each 1,000 of need, rounded half up, or nil where that says nothing.
func per1000(posts int64, need decimal.Decimal, n allocation.Need) *decimal.Decimal {
	if need <= 0 || n.Combine == apportion.Shares {
		return nil
	}
	ratio, ok := apportion.PerThousand(posts, need)
	if !ok {
		return nil
	}
	return &ratio
}
