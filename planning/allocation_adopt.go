package planning

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"waymark/domain/allocation"
	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/fault"
	"waymark/domain/programme"
)

// AllocationAdopt makes a submitted scenario true from a day on: in one transaction it opens the posts that districts lack then
// and closes those that they have too many of. It takes those that nobody holds, covers or is offered first, the newest code
// first, and closes no other without being told which and when. Outcome.ID is the scenario, Outcome.Related the posts.
func (s *Service) AllocationAdopt(ctx context.Context, id string, in AllocationAdoptInput) (Outcome, error) {
	c := call{"allocationAdopt", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		a, next, err := w.towards(id, in.ExpectedVersion, allocation.ToAdopt)
		if err != nil {
			return Outcome{}, err
		}
		plan, err := w.adoption(a, in)
		if err != nil {
			return Outcome{}, err
		}
		reason := w.text("reason", in.Reason, 1, 500)
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		done := Outcome{ID: id, On: in.On}
		for _, p := range plan.open.Posts {
			done.Related = append(done.Related, p.ID)
		}
		if err := w.insert(ctx, plan.open); err != nil {
			return Outcome{}, err
		}
		for _, x := range plan.close {
			done.Related = append(done.Related, x.post.ID)
			if err := w.close(ctx, x.post, x.on, reason); err != nil {
				return Outcome{}, err
			}
		}
		return done, w.move(a, next).SetAdoptedOn(in.On).Exec(ctx)
	})
}

// adoption is what is to happen to the posts.
type adoption struct {
	open  programme.Records
	close []closing
}

// closing is a post with the day on which it closes.
type closing struct {
	post *programme.Post
	on   calendar.Date
}

// adoption plans what has to open and close for a scenario to hold from a day on, and notes what cannot.
func (w *work) adoption(a *programme.Allocation, in AllocationAdoptInput) (*adoption, error) {
	result, err := allocation.ParseResult(a.Result)
	if err != nil {
		return nil, err
	}
	terms, err := termsOf(a)
	if err != nil {
		return nil, err
	}
	named, err := w.named(in)
	if err != nil {
		return nil, err
	}
	plan, present := &adoption{}, postsOn(w.g, terms.Grade, in.On)
	for _, share := range result.Shares {
		d := w.g.District(share.District)
		if d == nil || !d.Valid.Contains(in.On) {
			w.bad("on", "there is no district %s on %s", share.District, in.On)
			continue
		}
		has := present[d.ID]
		for range share.Posts - int64(len(has)) {
			w.open(plan, d, terms.Grade, in)
		}
		if surplus := int64(len(has)) - share.Posts; surplus > 0 {
			if err := w.giveUp(plan, d, has, int(surplus), named, in.On); err != nil {
				return nil, err
			}
		}
	}
	for i, c := range in.Closures {
		if _, left := named[c.Post]; left {
			w.bad(fmt.Sprintf("closures.%d.post", i), "it is no post of a district that has one too many")
		}
	}
	return plan, nil
}

// open plans a new post of a district.
func (w *work) open(plan *adoption, d *programme.District, grade string, in AllocationAdoptInput) {
	before := len(w.faults)
	post, stay := w.opening(PostCreateInput{Grade: grade, Role: programme.DistrictCoordinator, Home: d.ID, FTE: decimal.One,
		FundingStream: in.FundingStream, FundedFrom: in.On, FundedTo: in.FundedTo}, "on")
	if post == nil {
		said := func(f *fault.Error) bool {
			return slices.ContainsFunc(w.faults[:before], func(o *fault.Error) bool { return o.Message == f.Message })
		}
		w.faults = append(w.faults[:before:before], slices.DeleteFunc(slices.Clone(w.faults[before:]), said)...)
		return
	}
	plan.open.Posts, plan.open.Homes = append(plan.open.Posts, post), append(plan.open.Homes, stay)
}

// named finds the posts whose closing the input asks for, by id.
func (w *work) named(in AllocationAdoptInput) (map[string]closing, error) {
	found := map[string]closing{}
	for i, c := range in.Closures {
		field := fmt.Sprintf("closures.%d.", i)
		post, err := versioned[*programme.Post](w, c.Post, "input."+field+"expectedVersion", c.ExpectedVersion)
		if err != nil {
			return nil, err
		}
		if _, twice := found[c.Post]; twice {
			w.bad(field+"post", "the post is named twice")
		}
		if c.On.Before(in.On) {
			w.bad(field+"on", "%s lies before the adoption, %s", c.On, in.On)
		}
		if err := w.closable(post, c.On, field+"on"); err != nil {
			return nil, err
		}
		found[c.Post] = closing{post, c.On}
	}
	return found, nil
}

// giveUp plans which of its posts a district gives up: those named first, then such as nobody is in. Where more must go it notes
// that somebody has to say which, and when.
func (w *work) giveUp(plan *adoption, d *programme.District, has []*programme.Post, surplus int, named map[string]closing, on calendar.Date) error {
	var going []closing
	var free []*programme.Post
	for _, p := range has {
		if c, ok := named[p.ID]; ok {
			if len(going) < surplus { // else it stays among the named, and is noted there
				going = append(going, c)
				delete(named, p.ID)
			}
		} else if unused(p, on) {
			free = append(free, p)
		}
	}
	slices.SortFunc(free, func(a, b *programme.Post) int { return strings.Compare(b.Code, a.Code) })
	for _, p := range free[:min(len(free), surplus-len(going))] {
		if err := w.closable(p, on, "on"); err != nil {
			return err
		}
		going = append(going, closing{p, on})
	}
	if short := surplus - len(going); short > 0 {
		w.faults = append(w.faults, fault.New(fault.IllegalTransition, "input.closures",
			"%s has %d too many from %s and somebody is in every one that could close: name %d in closures, with the day on which each closes", d.Name(on), surplus, on, short))
	}
	plan.close = append(plan.close, going...)
	return nil
}

// unused tells whether nobody holds, covers or is offered a post on a day or after it, and it may be closed.
func unused(p *programme.Post, on calendar.Date) bool {
	from := calendar.Open(on)
	return p.ClosedReason == "" && p.Funded.From.Before(on) && len(programme.Overlapping(p.AllHoldings(), from)) == 0 &&
		len(programme.Overlapping(p.AllCovers(), from)) == 0 && !slices.ContainsFunc(p.AllOffers(), func(o *programme.Offer) bool { return o.Valid.To == nil })
}
