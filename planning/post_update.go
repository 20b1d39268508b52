package planning

import (
	"context"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/fault"
	"waymark/domain/programme"
)

// PostUpdate corrects what is recorded of a post, for all dates. Outcome.ID is the post.
func (s *Service) PostUpdate(ctx context.Context, id string, in PostUpdateInput) (Outcome, error) {
	c := call{"postUpdate", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		post, err := subject[*programme.Post](w, id, in.ExpectedVersion)
		if err != nil {
			return Outcome{}, err
		}
		update := w.tx.Post.UpdateOneID(id)
		if in.Grade != nil {
			if grade := w.grade("grade", *in.Grade); grade != nil {
				update.SetGradeID(grade.ID)
			}
		}
		if in.FTE != nil {
			w.fraction("fte", "full-time equivalent", *in.FTE)
			if held := programme.PeakFTE(post.AllHoldings(), post.Funded); *in.FTE < held {
				w.bad("fte", "%s of the post is held at some time, so it cannot be %s", held, *in.FTE)
			}
			update.SetFte(*in.FTE)
		}
		if in.FundingStream != nil {
			update.SetFundingStream(w.text("fundingStream", *in.FundingStream, 1, 200))
		}
		funded := w.refund(post, in)
		update.SetFundedFrom(funded.From).SetNillableFundedTo(funded.To)
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		if err := w.rehome(ctx, stays(post, funded)); err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: id, On: s.today()}, update.Exec(ctx)
	})
}

// refund gives the period of funding after a correction and notes what no longer fits into it.
func (w *work) refund(post *programme.Post, in PostUpdateInput) calendar.Period {
	funded := post.Funded
	if in.FundedFrom != nil {
		funded.From = *in.FundedFrom
	}
	if in.FundedTo != nil {
		funded.To = in.FundedTo
		if post.ClosedReason != "" {
			w.faults = append(w.faults, fault.New(fault.IllegalTransition, "input.fundedTo", "the post was closed on %s", post.Funded.To))
		}
	}
	if in.FundedFrom == nil && in.FundedTo == nil {
		return funded
	}
	if funded.Empty() {
		w.bad("fundedTo", "the end, %s, is not after the start, %s", funded.To, funded.From)
		return funded
	}
	for _, h := range post.AllHoldings() {
		w.fits("held", h.Valid, funded)
	}
	for _, c := range post.AllCovers() {
		w.fits("covered", c.Valid, funded)
	}
	w.fitOffers(post, funded)
	w.fitHomes(post, funded)
	if in.FundedTo != nil && post.Funded.To != nil && funded.To.After(*post.Funded.To) {
		w.fitHolders(post, calendar.Between(*post.Funded.To, *funded.To))
	}
	return funded
}

// fits notes a use of a post that starts, or is known to end, when the post is not funded.
func (w *work) fits(used string, p, funded calendar.Period) {
	if p.From.Before(funded.From) {
		w.bad("fundedFrom", "the post is %s from %s", used, p.From)
	}
	if funded.To == nil {
		return
	}
	switch {
	case !p.From.Before(*funded.To):
		w.bad("fundedTo", "the post is %s from %s", used, p.From)
	case p.To != nil && p.To.After(*funded.To):
		w.bad("fundedTo", "the post is %s until %s; end that first, or close the post", used, p.To)
	}
}

// fitOffers notes pending offers of a start on which the post would not be funded.
func (w *work) fitOffers(post *programme.Post, funded calendar.Period) {
	for _, o := range post.AllOffers() {
		if o.Valid.To != nil || funded.Contains(o.StartsOn) {
			continue
		}
		field := "fundedTo"
		if o.StartsOn.Before(funded.From) {
			field = "fundedFrom"
		}
		w.bad(field, "the post is offered to somebody who starts on %s; withdraw the offer first", o.StartsOn)
	}
}

// fitHomes notes days of funding on which the post's home does not exist.
func (w *work) fitHomes(post *programme.Post, funded calendar.Period) {
	for _, stay := range stays(post, funded) {
		place := stay.home.Place()
		if stay.gone || stay.valid.Within(place.Period()) {
			continue
		}
		field := "fundedTo"
		if stay.valid.From.Before(place.Period().From) {
			field = "fundedFrom"
		}
		w.bad(field, "the post is at home in %s, which exists %s", place.Name(stay.valid.From), place.Period())
	}
}

// fitHolders notes holders without a known end who have no room for the post in the days that are added to its funding.
func (w *work) fitHolders(post *programme.Post, more calendar.Period) {
	for _, h := range post.AllHoldings() {
		if h.Valid.To != nil {
			continue
		}
		var elsewhere []*programme.Holding
		for _, other := range h.Coordinator.AllHoldings() {
			if other.Post != post {
				elsewhere = append(elsewhere, other)
			}
		}
		if held := programme.PeakFTE(elsewhere, more); held+h.FTE > decimal.One {
			w.bad("fundedTo", "a coordinator holds %s full-time equivalent of the post without a known end and %s elsewhere in the period %s; end one first",
				h.FTE, held, more)
		}
	}
}
