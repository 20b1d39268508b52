package planning

import (
	"context"
	"errors"
	"runtime"
	"slices"

	"waymark/domain/access"
	"waymark/domain/allocation"
	"waymark/domain/apportion"
	"waymark/domain/calendar"
	"waymark/domain/fault"
	"waymark/domain/programme"
	"waymark/domain/viewer"
)

// computed is a scenario's frozen inputs with what came of them.
type computed struct{ canonical, result string }

// AllocationCompute freezes the newest figures and computes a scenario from them. Refusals are INFEASIBLE, naming the smallest
// set of constraints in conflict, INVALID for figures that are not recorded, and CANCELLED when AllocationCancel ended it.
// Outcome.ID is the scenario.
func (s *Service) AllocationCompute(ctx context.Context, id string, in AllocationComputeInput) (_ Outcome, err error) {
	c := call{"allocationCompute", id, in, in.IdempotencyKey}
	ctx, job, ahead := s.ahead(ctx, id, in.ExpectedVersion)
	defer func() { err = job.finish(ctx, err) }()
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		a, next, err := w.towards(id, in.ExpectedVersion, allocation.ToCompute)
		if err != nil {
			return Outcome{}, err
		}
		done, err := compute(ctx, w.g, a, ahead, job)
		if err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: id, On: s.today()}, w.move(a, next).SetInputs(done.canonical).SetResult(done.result).
			SetEngine(allocation.Engine).SetDigest(allocation.Digest(allocation.Engine, done.canonical)).Exec(ctx)
	})
}

// ahead begins to compute a scenario before the change takes its turn, so that a simulation holds nobody up. It gives no job when
// the viewer may not or the scenario is not at that version, and nothing computed when it cannot be done: the change itself says
// why.
func (s *Service) ahead(ctx context.Context, id string, version int) (context.Context, *job, *computed) {
	who, ok := viewer.From(ctx)
	if !ok || !who.SignedIn() {
		return ctx, nil, nil
	}
	g, err := s.Graph(ctx)
	if err != nil {
		return ctx, nil, nil
	}
	a, ok := programme.Lookup[*programme.Allocation](g, id)
	if !ok || a.Version != version || s.rights(g, who).May(access.ActionOf("allocationCompute"), a) != nil {
		return ctx, nil, nil
	}
	terms, err := termsOf(a)
	if err != nil {
		return ctx, nil, nil
	}
	total := int64(1)
	if u := terms.Uncertainty; u != nil {
		total = int64(u.Draws)
	}
	ctx, job := s.jobs.begin(ctx, "allocationCompute", id, total)
	done, err := compute(ctx, g, a, nil, job)
	if err != nil {
		return ctx, job, nil
	}
	return ctx, job, done
}

// compute freezes what a scenario is computed from and computes it, unless that has been done from just the same.
func compute(ctx context.Context, g *programme.Graph, a *programme.Allocation, known *computed, job *job) (*computed, error) {
	inputs, err := freeze(g, a)
	if err != nil {
		return nil, err
	}
	done := &computed{}
	if done.canonical, err = inputs.Canonical(); err != nil {
		return nil, err
	}
	if known != nil && known.canonical == done.canonical {
		return known, nil
	}
	result, err := allocation.Compute(ctx, inputs, allocation.Run{Workers: runtime.GOMAXPROCS(0),
		Progress: func(done int) { job.advance(int64(done)) }})
	if err != nil {
		return nil, refusalOf(inputs, err)
	}
	done.result, err = result.Text()
	return done, err
}

// refusalOf puts what arithmetic refuses into the words of a mutation about a stored scenario, whose input has none of the fields.
func refusalOf(in allocation.Inputs, err error) error {
	var infeasible *apportion.Infeasible
	if errors.As(err, &infeasible) {
		told := apportion.Infeasible{Conflicts: slices.Clone(infeasible.Conflicts)}
		for i := range told.Conflicts {
			c := &told.Conflicts[i]
			c.Claimant, c.Group = in.Name(c.Claimant), in.Name(c.Group)
		}
		return fault.New(fault.Infeasible, "", "%s", told.Message())
	}
	refusals, ok := fault.All(err)
	if !ok {
		return err
	}
	var list fault.List
	for _, r := range refusals {
		list = append(list, fault.New(r.Code, "", "%s", r.Message))
	}
	return list
}

// freeze gathers what a scenario is computed from: the districts of its day, the posts of its grade that they have then, and of
// each measure the newest statement about that day or one before. Statements that are not published take no part.
func freeze(g *programme.Graph, a *programme.Allocation) (allocation.Inputs, error) {
	terms, err := termsOf(a)
	if err != nil {
		return allocation.Inputs{}, err
	}
	in := allocation.Inputs{Terms: terms}
	figures, existing := newest(g, terms.AsOf), postsOn(g, terms.Grade, terms.AsOf)
	var missing fault.List
	for _, d := range g.Districts(terms.AsOf) {
		if terms.Region != "" && d.Region.Code != terms.Region {
			continue
		}
		x := allocation.District{Code: d.Code, Name: d.Name(terms.AsOf), Region: d.Region.Code, RegionName: d.Region.Name(terms.AsOf),
			Existing: int64(len(existing[d.ID]))}
		for _, measure := range terms.Need.All() {
			s := figures[d.ID+measure]
			if s == nil {
				missing.Add("", "no %s of %s is recorded for %s or before", measure, x.Name, terms.AsOf)
				continue
			}
			f := allocation.Figure{Measure: measure, Statement: s.ID, Source: s.Source.Code, Value: s.Value, AsAt: s.AsAt, Synthetic: s.Synthetic}
			if s.Interval != nil {
				f.Lower, f.Upper = &s.Interval.Lower, &s.Interval.Upper
			}
			x.Figures = append(x.Figures, f)
		}
		in.Districts = append(in.Districts, x)
	}
	if len(in.Districts) == 0 {
		missing.Add("", "there is no district on %s", terms.AsOf)
	}
	return in, missing.Err()
}

// newest gives of each district and measure the statement about the latest day up to one; of several about the same day the one
// recorded last.
func newest(g *programme.Graph, upTo calendar.Date) map[string]*programme.Statement {
	found := map[string]*programme.Statement{}
	for _, s := range g.Statements() { // the oldest first
		if s.Place.DistrictID == "" || s.GradeID != "" || s.Restricted || s.AsAt.After(upTo) {
			continue
		}
		key := s.Place.DistrictID + s.Measure
		if was := found[key]; was == nil || was.AsAt.Before(s.AsAt) || !s.CreatedAt.Before(was.CreatedAt) {
			found[key] = s
		}
	}
	return found
}

// postsOn gives the posts of a grade that are funded on a day, by the district that they are at home in then.
func postsOn(g *programme.Graph, grade string, day calendar.Date) map[string][]*programme.Post {
	found := map[string][]*programme.Post{}
	for _, p := range g.Posts(day) {
		if home, ok := p.Home(day).(*programme.District); ok && p.Grade.Code == grade {
			found[home.ID] = append(found[home.ID], p)
		}
	}
	return found
}
