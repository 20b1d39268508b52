package planning

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"waymark/domain/allocation"
	"waymark/domain/fault"
	"waymark/domain/programme"
	"waymark/ent"
)

// AllocationCreate begins a scenario, which only its owner sees until it is shared. Outcome.ID is the scenario.
func (s *Service) AllocationCreate(ctx context.Context, in AllocationCreateInput) (Outcome, error) {
	c := call{"allocationCreate", "", in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		owner, err := w.owner(in.Owner)
		if err != nil {
			return Outcome{}, err
		}
		a := &programme.Allocation{Meta: programme.Meta{ID: newID(programme.AllocationPrefix)}, State: allocation.Draft,
			Name: w.text("name", in.Name, 1, 200), Purpose: w.optionalText("purpose", in.Purpose, 2000)}
		if owner != nil {
			a.OwnerID = owner.ID
		}
		if a.Terms, err = w.terms(in.Terms, owner, s.today()); err != nil {
			return Outcome{}, err
		}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: a.ID, On: s.today()}, w.insert(ctx, programme.Records{Allocations: []*programme.Allocation{a}})
	})
}

// owner finds whose a new scenario is: the organisation's of who makes it.
func (w *work) owner(id *string) (*programme.Region, error) {
	led := w.rights.Regions()
	switch {
	case id == nil && w.rights.National():
		w.asked = true
		return nil, nil
	case id == nil && len(led) == 1:
		id = &led[0]
	case id == nil:
		if err := w.allowed(); err != nil {
			return nil, err
		}
		w.bad("owner", "say which of your regions' it is")
		return nil, nil
	}
	region, ok := programme.Lookup[*programme.Region](w.g, *id)
	if ok {
		if err := w.allowed(region); err != nil {
			return nil, err
		}
	} else if err := w.allowed(); err != nil {
		return nil, err
	}
	if !slices.Contains(led, *id) {
		w.bad("owner", "a scenario belongs to the organisation of who makes it, and you do not lead this region")
	}
	return region, nil
}

// AllocationUpdate changes what a scenario asks for, which takes its result away. Outcome.ID is the scenario.
func (s *Service) AllocationUpdate(ctx context.Context, id string, in AllocationUpdateInput) (Outcome, error) {
	c := call{"allocationUpdate", id, in, in.IdempotencyKey}
	return s.step(ctx, c, in.ExpectedVersion, allocation.ToUpdate, func(w *work, a *programme.Allocation, u *ent.AllocationUpdateOne) error {
		if in.Name != nil {
			u.SetName(w.text("name", *in.Name, 1, 200))
		}
		if in.Purpose != nil {
			u.SetPurpose(w.text("purpose", *in.Purpose, 0, 2000))
		}
		if in.Terms != nil {
			terms, err := w.terms(in.Terms, a.Owner, s.today())
			if err != nil {
				return err
			}
			u.SetTerms(terms)
		}
		u.SetInputs("").SetEngine("").SetDigest("").SetResult("")
		return nil
	})
}

// AllocationShare shows a scenario to all staff, from now on. Outcome.ID is the scenario.
func (s *Service) AllocationShare(ctx context.Context, id string, in AllocationShareInput) (Outcome, error) {
	c := call{"allocationShare", id, in, in.IdempotencyKey}
	return s.step(ctx, c, in.ExpectedVersion, allocation.ToShare, func(_ *work, a *programme.Allocation, u *ent.AllocationUpdateOne) error {
		if a.Shared {
			return fault.New(fault.IllegalTransition, "", "the scenario is shared already")
		}
		u.SetShared(true).SetAudience(allocation.AudienceOf(a.State, true, a.OwnerID == ""))
		return nil
	})
}

// AllocationSubmit puts a computed scenario to the national team. Outcome.ID is the scenario.
func (s *Service) AllocationSubmit(ctx context.Context, id string, in AllocationSubmitInput) (Outcome, error) {
	c := call{"allocationSubmit", id, in, in.IdempotencyKey}
	return s.step(ctx, c, in.ExpectedVersion, allocation.ToSubmit, func(_ *work, a *programme.Allocation, _ *ent.AllocationUpdateOne) error {
		result, err := allocation.ParseResult(a.Result)
		if err == nil && result.Undecided > 0 {
			err = fault.New(fault.IllegalTransition, "", "contested posts are not given out (%d); choose a tie rule that decides, and compute again", result.Undecided)
		}
		return err
	})
}

// AllocationReturn gives a submitted scenario back to its owner, with a reason. Outcome.ID is the scenario.
func (s *Service) AllocationReturn(ctx context.Context, id string, in AllocationReturnInput) (Outcome, error) {
	c := call{"allocationReturn", id, in, in.IdempotencyKey}
	return s.step(ctx, c, in.ExpectedVersion, allocation.ToReturn, func(w *work, _ *programme.Allocation, u *ent.AllocationUpdateOne) error {
		u.SetReturnReason(w.text("reason", in.Reason, 1, 2000))
		return nil
	})
}

// AllocationWithdraw ends a scenario without posts. Outcome.ID is the scenario.
func (s *Service) AllocationWithdraw(ctx context.Context, id string, in AllocationWithdrawInput) (Outcome, error) {
	c := call{"allocationWithdraw", id, in, in.IdempotencyKey}
	return s.step(ctx, c, in.ExpectedVersion, allocation.ToWithdraw, func(w *work, _ *programme.Allocation, _ *ent.AllocationUpdateOne) error {
		w.optionalText("reason", in.Reason, 500)
		return nil
	})
}

// step takes a scenario one step on its way: it looks whether the step may be taken, lets the use case check and set more, and
// writes the state.
func (s *Service) step(ctx context.Context, c call, version int, by allocation.Action, more func(*work, *programme.Allocation, *ent.AllocationUpdateOne) error) (Outcome, error) {
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		a, next, err := w.towards(c.id, version, by)
		if err != nil {
			return Outcome{}, err
		}
		update := w.move(a, next)
		if err := more(w, a, update); err != nil {
			return Outcome{}, err
		}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: a.ID, On: s.today()}, update.Exec(ctx)
	})
}

// towards finds a scenario and the state that an action leads it to.
func (w *work) towards(id string, version int, by allocation.Action) (*programme.Allocation, allocation.State, error) {
	a, err := subject[*programme.Allocation](w, id, version)
	if err != nil {
		return nil, "", err
	}
	next, err := a.State.Next(by, w.rights.RoleIn(a))
	return a, next, err
}

// move begins an update that brings a scenario into a state, and before the eyes of those who see it there.
func (w *work) move(a *programme.Allocation, to allocation.State) *ent.AllocationUpdateOne {
	return w.tx.Allocation.UpdateOneID(a.ID).SetState(to).SetAudience(allocation.AudienceOf(to, a.Shared, a.OwnerID == ""))
}

// termsOf reads the terms of a scenario.
func termsOf(a *programme.Allocation) (t allocation.Terms, err error) {
	if err := json.Unmarshal([]byte(a.Terms), &t); err != nil {
		return t, fmt.Errorf("read terms of %s: %w", a.ID, err)
	}
	return t, nil
}
