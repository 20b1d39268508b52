package planning

import (
	"context"
	"fmt"

	"waymark/domain/calendar"
	"waymark/domain/fault"
	"waymark/domain/programme"
)

// PostCover has a coordinator cover a post for a while. Outcome.ID is the post, Outcome.Related the cover.
func (s *Service) PostCover(ctx context.Context, id string, in PostCoverInput) (Outcome, error) {
	c := call{"postCover", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		post, err := subject[*programme.Post](w, id, in.ExpectedVersion)
		if err != nil {
			return Outcome{}, err
		}
		coordinator := reference[*programme.Coordinator](w, "coordinator", in.Coordinator, "coordinator")
		p := w.span("to", in.From, in.To)
		w.within(post, p, in.To)
		if !p.Empty() {
			if coordinator != nil && len(programme.Overlapping(programme.HeldBy(post.AllHoldings(), coordinator.ID), p)) > 0 {
				w.bad("coordinator", "this coordinator holds the post in the period %s: cover is for somebody else's post", p)
			}
			for _, other := range programme.Overlapping(post.AllCovers(), p) {
				w.bad("from", "the post is covered already, %s", other.Valid)
			}
		}
		reason := w.optionalText("reason", in.Reason, 500)
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		cover := &programme.Cover{Meta: programme.Meta{ID: newID(programme.CoverPrefix)}, PostID: id,
			CoordinatorID: coordinator.ID, Valid: p, Reason: reason}
		if err := w.insert(ctx, programme.Records{Covers: []*programme.Cover{cover}}); err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: id, On: in.From, Related: []string{cover.ID}}, w.touch(ctx, post)
	})
}

// PostEndCover ends cover on a day. Outcome.ID is the post, Outcome.Related the cover.
func (s *Service) PostEndCover(ctx context.Context, id string, in PostEndCoverInput) (Outcome, error) {
	c := call{"postEndCover", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		post, err := subject[*programme.Post](w, id, in.ExpectedVersion)
		if err != nil {
			return Outcome{}, err
		}
		for _, cover := range post.AllCovers() {
			if !programme.LivesOn(cover.Valid, in.On) {
				continue
			}
			w.over(post, in.On)
			if err := w.refused(); err != nil {
				return Outcome{}, err
			}
			if err := w.endCover(ctx, cover, in.On); err != nil {
				return Outcome{}, err
			}
			return Outcome{ID: id, On: in.On, Related: []string{cover.ID}}, w.touch(ctx, post)
		}
		if later, ok := programme.FirstFrom(post.AllCovers(), in.On); ok {
			return Outcome{}, fault.New(fault.Invalid, "input.on", "the end, %s, is not after the start, %s", in.On, later.Valid.From)
		}
		return Outcome{}, fault.New(fault.IllegalTransition, "", "nobody covers the post on the day before %s", in.On)
	})
}

// endCover ends cover on a day.
func (w *work) endCover(ctx context.Context, c *programme.Cover, on calendar.Date) error {
	if err := w.tx.Cover.UpdateOneID(c.ID).SetValidTo(on).Exec(ctx); err != nil {
		return fmt.Errorf("end cover: %w", err)
	}
	return nil
}
