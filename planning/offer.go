package planning

import (
	"context"
	"fmt"

	"waymark/domain/calendar"
	"waymark/domain/fault"
	"waymark/domain/programme"
)

// PostOffer records that somebody has accepted an offer of a post and has yet to start. Outcome.ID is the post,
// Outcome.Related the offer.
func (s *Service) PostOffer(ctx context.Context, id string, in PostOfferInput) (Outcome, error) {
	c := call{"postOffer", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		post, err := subject[*programme.Post](w, id, in.ExpectedVersion)
		if err != nil {
			return Outcome{}, err
		}
		offer := &programme.Offer{Meta: programme.Meta{ID: newID(programme.OfferPrefix)}, PostID: id,
			StartsOn: in.StartsOn, Valid: calendar.Open(in.AcceptedOn)}
		if in.Coordinator != nil {
			reference[*programme.Coordinator](w, "coordinator", *in.Coordinator, "coordinator")
			offer.CoordinatorID = *in.Coordinator
		}
		if in.StartsOn.Before(in.AcceptedOn) {
			w.bad("startsOn", "the start, %s, lies before the acceptance, %s", in.StartsOn, in.AcceptedOn)
		}
		w.on("startsOn", "the post's funding", in.StartsOn, post.Funded)
		w.freeFTE("startsOn", post, calendar.Between(in.StartsOn, in.StartsOn.AddDays(1)))
		for _, o := range programme.Overlapping(post.AllOffers(), offer.Valid) {
			w.faults = append(w.faults, fault.New(fault.IllegalTransition, "input.acceptedOn", "another offer is pending %s", o.Valid))
		}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		if err := w.insert(ctx, programme.Records{Offers: []*programme.Offer{offer}}); err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: id, On: in.AcceptedOn, Related: []string{offer.ID}}, w.touch(ctx, post)
	})
}

// PostWithdrawOffer withdraws the offer that is pending on a day. Outcome.ID is the post, Outcome.Related the offer.
func (s *Service) PostWithdrawOffer(ctx context.Context, id string, in PostWithdrawOfferInput) (Outcome, error) {
	c := call{"postWithdrawOffer", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		post, err := subject[*programme.Post](w, id, in.ExpectedVersion)
		if err != nil {
			return Outcome{}, err
		}
		offer := post.Offer(in.On)
		if offer == nil || offer.Valid.To != nil {
			return Outcome{}, fault.New(fault.IllegalTransition, "input.on", "no offer is pending on %s", in.On)
		}
		if err := w.conclude(ctx, offer, in.On, true); err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: id, On: in.On, Related: []string{offer.ID}}, w.touch(ctx, post)
	})
}

// conclude ends an offer: its holder starts, or it is withdrawn. One accepted later than that ends on its own first day.
func (w *work) conclude(ctx context.Context, offer *programme.Offer, on calendar.Date, withdrawn bool) error {
	if on.Before(offer.Valid.From) {
		on = offer.Valid.From
	}
	if err := w.tx.Offer.UpdateOneID(offer.ID).SetValidTo(on).SetWithdrawn(withdrawn).Exec(ctx); err != nil {
		return fmt.Errorf("conclude offer: %w", err)
	}
	return nil
}
