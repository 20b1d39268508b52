package planning

import (
	"encoding/json"
	"fmt"

	"waymark/domain/allocation"
	"waymark/domain/apportion"
	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/fault"
	"waymark/domain/programme"
)

// MaxDraws is the largest simulation of a scenario: it is computed while the caller waits.
const MaxDraws = 100_000

// The most that the terms of a scenario list.
const (
	maxBounds   = 500
	maxMeasures = 20
)

// terms checks what a scenario asks for and gives it as it is stored. Of what only computing can tell, such as whether the bounds
// can hold together, it says nothing.
func (w *work) terms(in *AllocationTermsInput, owner *programme.Region, today calendar.Date) (string, error) {
	if in == nil {
		w.bad("terms", "a scenario asks for something")
		return "", nil
	}
	t := allocation.Terms{AsOf: today, Method: in.Method, Tier: in.Tier, HamiltonBounds: in.HamiltonBounds, Ties: in.TieRule, Bounds: []allocation.Bound{}}
	if in.AsOf != nil {
		t.AsOf = *in.AsOf
	}
	grade := w.grade("terms.grade", in.Grade)
	t.Grade = in.Grade
	if in.Region != nil {
		if region := reference[*programme.Region](w, "terms.region", *in.Region, "region"); region != nil {
			t.Region = region.Code
			if !w.rights.National() && region != owner {
				w.bad("terms.region", "a region's scenario is about its own districts or about those of England")
			}
		}
	}
	w.money(in, grade, &t)
	switch {
	case in.TieRule == apportion.SeededLot && in.LotSeed == nil:
		w.bad("terms.lotSeed", "a lot is drawn from a seed")
	case in.LotSeed != nil:
		w.count("terms.lotSeed", in.LotSeed)
		t.LotSeed = int64(*in.LotSeed)
	}
	t.Need = w.need(in.Need)
	w.bounds(in, &t)
	if in.Protect != nil {
		t.Protect, t.ProtectReason = *in.Protect, w.because("terms.protectReason", in.ProtectReason)
	}
	if t.MaxMoves = w.count("terms.maxMoves", in.MaxMoves); in.MaxMoves != nil {
		t.MovesReason = w.because("terms.movesReason", in.MovesReason)
	}
	t.Uncertainty = w.uncertainty(in.Uncertainty)
	text, err := json.Marshal(t)
	if err != nil {
		return "", fmt.Errorf("write terms: %w", err)
	}
	return string(text), nil
}

// money sets how many posts there are: so many, or so many as a budget pays.
func (w *work) money(in *AllocationTermsInput, grade *programme.Grade, t *allocation.Terms) {
	switch {
	case (in.Posts == nil) == (in.Budget == nil):
		w.bad("terms.posts", "exactly one of posts and budget is given")
	case in.Posts != nil:
		if n := w.count("terms.posts", in.Posts); n != nil {
			t.Posts = *n
		}
	default:
		cost := in.Budget.Cost
		if cost == nil && grade != nil {
			cost = grade.YearlyCost
		}
		if cost == nil {
			w.bad("terms.budget.cost", "no yearly cost of the grade is recorded, so say what a post costs")
			return
		}
		t.Budget = &allocation.Budget{Pence: in.Budget.Pence, Cost: *cost, Committed: in.Budget.Committed}
		pays, err := apportion.Budget{Pence: in.Budget.Pence, Committed: in.Budget.Committed}.Posts(*cost)
		w.refuses("terms.budget", err)
		t.Posts = pays.Posts
	}
}

// refuses notes what pure arithmetic refuses, under the field whose it is.
func (w *work) refuses(field string, err error) {
	refusals, _ := fault.All(err)
	for _, r := range refusals {
		w.faults = append(w.faults, fault.New(r.Code, "input."+field, "%s", r.Message))
	}
}

// count notes a number of posts that is negative.
func (w *work) count(field string, n *int) *int64 {
	if n == nil {
		return nil
	}
	if *n < 0 {
		w.bad(field, "it is not negative, unlike %d", *n)
	}
	return new(int64(*n))
}

// because checks a reason that something hangs on.
func (w *work) because(field string, reason *string) string {
	if reason == nil {
		w.bad(field, "say why, in 1 to 500 characters")
		return ""
	}
	return w.text(field, *reason, 1, 500)
}

func (w *work) need(in *AllocationNeedInput) allocation.Need {
	if in == nil || len(in.Measures) == 0 || len(in.Measures) > maxMeasures {
		w.bad("terms.need.measures", "need is made of 1 to %d measures", maxMeasures)
		return allocation.Need{}
	}
	n := allocation.Need{Combine: in.Combine}
	for i, m := range in.Measures {
		field := fmt.Sprintf("terms.need.measures.%d.", i)
		w.code(field+"measure", m.Measure, symbol, false)
		if m.Weight < 0 {
			w.bad(field+"weight", "a weight is not negative, unlike %s", m.Weight)
		}
		n.Measures = append(n.Measures, allocation.Weight{Measure: m.Measure, Weight: m.Weight})
	}
	if in.ClaimingShare != nil {
		w.code("terms.need.claimingShare", *in.ClaimingShare, symbol, false)
		n.ClaimingShare = *in.ClaimingShare
	}
	if (n.Combine == apportion.ClaimingNeed) != (in.ClaimingShare != nil) {
		w.bad("terms.need.claimingShare", "%s has a claiming share, and nothing else has", apportion.ClaimingNeed)
	}
	return n
}

func (w *work) bounds(in *AllocationTermsInput, t *allocation.Terms) {
	if len(in.Bounds) > maxBounds {
		w.bad("terms.bounds", "there are at most %d bounds, not %d", maxBounds, len(in.Bounds))
		return
	}
	known := map[string]bool{}
	for i, b := range in.Bounds {
		field := fmt.Sprintf("terms.bounds.%d.", i)
		bound := allocation.Bound{Floor: w.count(field+"floor", b.Floor), Cap: w.count(field+"cap", b.Cap),
			Fixed: w.count(field+"fixed", b.Fixed), Base: w.count(field+"base", b.Base), Reason: w.text(field+"reason", b.Reason, 1, 500)}
		switch {
		case b.District != nil && b.Region != nil:
			w.bad(field+"region", "a bound is on a district or on a region, not on both")
		case b.District != nil:
			if d := reference[*programme.District](w, field+"district", *b.District, "district"); d != nil {
				bound.District = d.Code
			}
		case b.Region != nil:
			if r := reference[*programme.Region](w, field+"region", *b.Region, "region"); r != nil {
				bound.Region = r.Code
			}
			if b.Fixed != nil || b.Base != nil {
				w.bad(field+"region", "a region has a floor and a cap, and no other bound")
			}
			if in.Tier == apportion.Flat {
				w.bad(field+"region", "with FLAT a region has no bounds; choose NESTED or TWO_STAGE")
			}
		case b.Fixed != nil:
			w.bad(field+"fixed", "an exact number is for one district")
		}
		if b.Floor == nil && b.Cap == nil && b.Fixed == nil && b.Base == nil {
			w.bad(field+"floor", "a bound has a floor, a cap, an exact number or a base")
		}
		if known[bound.Key()] {
			w.bad(field+"reason", "this place has a bound already; give all its numbers in one")
		}
		known[bound.Key()] = true
		t.Bounds = append(t.Bounds, bound)
	}
}

func (w *work) uncertainty(in *AllocationUncertaintyInput) *allocation.Uncertainty {
	if in == nil {
		return nil
	}
	if in.Draws < 1 || in.Draws > MaxDraws {
		w.bad("terms.uncertainty.draws", "a simulation has from 1 to %d draws, not %d", MaxDraws, in.Draws)
	}
	w.count("terms.uncertainty.seed", &in.Seed)
	if in.National < 0 || in.Regional < 0 || in.National > decimal.One || in.Regional > decimal.One-in.National {
		w.bad("terms.uncertainty.regional", "shared parts of the error are not negative and at most 1 together, unlike %s and %s", in.National, in.Regional)
	}
	return &allocation.Uncertainty{Draws: in.Draws, Seed: int64(in.Seed), Counts: in.Counts, Share: in.Share,
		National: in.National, Regional: in.Regional}
}
