package planning

import (
	"context"
	"fmt"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/fault"
	"waymark/domain/programme"
)

// PostFill puts a coordinator into a post. It concludes the offer that it follows and ends the cover of the vacancy.
// Outcome.ID is the post, Outcome.Related the holding.
func (s *Service) PostFill(ctx context.Context, id string, in PostFillInput) (Outcome, error) {
	c := call{"postFill", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		post, err := subject[*programme.Post](w, id, in.ExpectedVersion)
		if err != nil {
			return Outcome{}, err
		}
		coordinator := reference[*programme.Coordinator](w, "coordinator", in.Coordinator, "coordinator")
		p := w.span("to", in.From, in.To)
		w.within(post, p, in.To)
		fte := w.share(post, coordinator, p, in.FTE)
		offer := w.answered(post, in, fte)
		stopgap := relieved(post, in.From)
		for _, cover := range programme.Overlapping(post.AllCovers(), p) {
			if cover != stopgap && cover.CoordinatorID == in.Coordinator {
				w.bad("coordinator", "this coordinator covers the post %s: cover is for somebody else's post", cover.Valid)
			}
		}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		holding := &programme.Holding{Meta: programme.Meta{ID: newID(programme.HoldingPrefix)}, PostID: id,
			CoordinatorID: coordinator.ID, FTE: fte, Valid: p}
		if in.To != nil {
			holding.LeavingReason = programme.TermEnded
		}
		if err := w.insert(ctx, programme.Records{Holdings: []*programme.Holding{holding}}); err != nil {
			return Outcome{}, err
		}
		if offer != nil {
			if err := w.conclude(ctx, offer, in.From, false); err != nil {
				return Outcome{}, err
			}
		}
		if stopgap != nil {
			if err := w.endCover(ctx, stopgap, in.From); err != nil {
				return Outcome{}, err
			}
		}
		return Outcome{ID: id, On: in.From, Related: []string{holding.ID}}, w.touch(ctx, post)
	})
}

// within notes a start or an end that lies outside the post's funding.
func (w *work) within(post *programme.Post, p calendar.Period, to *calendar.Date) {
	w.on("from", "the post's funding", p.From, post.Funded)
	if to != nil && post.Funded.To != nil && to.After(*post.Funded.To) {
		w.bad("to", "%s lies after the end of the post's funding, %s", to, post.Funded.To)
	}
}

// share decides what of a post a coordinator is to hold, and notes when the post or the person has no room for it.
func (w *work) share(post *programme.Post, who *programme.Coordinator, p calendar.Period, asked *decimal.Decimal) decimal.Decimal {
	if p.Empty() {
		return decimal.Zero // has been noted
	}
	free := w.freeFTE("from", post, p)
	fte := free
	if asked != nil {
		fte = *asked
		w.fraction("fte", "full-time equivalent", fte)
		if free > decimal.Zero && fte > free {
			w.bad("fte", "%s of the post is free in the period %s, not %s", free, p, fte)
		}
	}
	if who == nil {
		return fte
	}
	if theirs := programme.Overlapping(programme.HeldBy(post.AllHoldings(), who.ID), p); len(theirs) > 0 {
		w.bad("coordinator", "this coordinator holds the post already, %s", theirs[0].Valid)
	} else if held := programme.PeakFTE(who.AllHoldings(), p); fte > decimal.Zero && held+fte > decimal.One {
		w.bad("coordinator", "this coordinator holds %s full-time equivalent already in the period %s and cannot take %s more", held, p, fte)
	}
	return fte
}

// answered gives the pending offer that a fill is the answer to, and notes one to somebody else for whom no room would be left.
func (w *work) answered(post *programme.Post, in PostFillInput, fte decimal.Decimal) *programme.Offer {
	for _, o := range post.AllOffers() {
		if o.Valid.To != nil || o.Valid.From.After(in.From) {
			continue
		}
		if o.CoordinatorID == "" || o.CoordinatorID == in.Coordinator {
			return o
		}
		over := in.To != nil && !in.To.After(o.StartsOn) // the fill is, by the time of the start
		if !over && post.FreeFTE(calendar.Open(o.StartsOn)) <= fte {
			w.faults = append(w.faults, fault.New(fault.IllegalTransition, "input.coordinator",
				"an offer to another coordinator is pending since %s; withdraw it first", o.Valid.From))
		}
	}
	return nil
}

// relieved gives the cover of a vacancy that is over on the day on which a holder starts, or nil.
func relieved(post *programme.Post, on calendar.Date) *programme.Cover {
	before := on.AddDays(-1)
	if c := post.Cover(before); c != nil && len(post.Holdings(before)) == 0 && programme.LivesOn(c.Valid, on) {
		return c
	}
	return nil
}

// over notes an end that lies after the end of the post's funding.
func (w *work) over(post *programme.Post, on calendar.Date) {
	if to := post.Funded.To; to != nil && on.After(*to) {
		w.bad("on", "%s lies after the end of the post's funding, %s", on, to)
	}
}

// PostVacate ends a holding. Outcome.ID is the post, Outcome.Related the holding.
func (s *Service) PostVacate(ctx context.Context, id string, in PostVacateInput) (Outcome, error) {
	c := call{"postVacate", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		post, err := subject[*programme.Post](w, id, in.ExpectedVersion)
		if err != nil {
			return Outcome{}, err
		}
		holding, err := w.leaving(post, in)
		if err != nil {
			return Outcome{}, err
		}
		if err := w.endHolding(ctx, holding, in.On, in.Reason); err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: id, On: in.On, Related: []string{holding.ID}}, w.touch(ctx, post)
	})
}

// leaving finds the one holding that a vacation is about.
func (w *work) leaving(post *programme.Post, in PostVacateInput) (*programme.Holding, error) {
	holdings := post.AllHoldings()
	if in.Coordinator != nil {
		reference[*programme.Coordinator](w, "coordinator", *in.Coordinator, "coordinator")
		if err := w.refused(); err != nil {
			return nil, err
		}
		holdings = programme.HeldBy(holdings, *in.Coordinator)
	}
	var found []*programme.Holding
	for _, h := range holdings {
		if programme.LivesOn(h.Valid, in.On) {
			found = append(found, h)
		}
	}
	switch {
	case len(found) == 1:
		w.over(post, in.On)
		return found[0], w.refused()
	case len(found) > 1:
		return nil, fault.New(fault.Invalid, "input.coordinator", "%d coordinators share the post then: say who leaves", len(found))
	}
	if later, ok := programme.FirstFrom(holdings, in.On); ok {
		return nil, fault.New(fault.Invalid, "input.on", "the end, %s, is not after the start, %s", in.On, later.Valid.From)
	}
	return nil, fault.New(fault.IllegalTransition, "", "nobody who could leave on %s holds the post then", in.On)
}

// endHolding ends a holding on a day, for a reason.
func (w *work) endHolding(ctx context.Context, h *programme.Holding, on calendar.Date, reason programme.LeavingReason) error {
	if err := w.tx.Holding.UpdateOneID(h.ID).SetValidTo(on).SetLeavingReason(reason).Exec(ctx); err != nil {
		return fmt.Errorf("end holding: %w", err)
	}
	return nil
}
