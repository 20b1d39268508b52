package planning

import (
	"context"
	"fmt"

	"waymark/domain/fault"
	"waymark/domain/programme"
)

// ServicePause says that a service takes no more people from a day on. Outcome.ID is the service, Outcome.Related the pause.
func (s *Service) ServicePause(ctx context.Context, id string, in ServicePauseInput) (Outcome, error) {
	c := call{"servicePause", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		service, err := subject[*programme.Service](w, id, in.ExpectedVersion)
		if err != nil {
			return Outcome{}, err
		}
		reason := w.text("reason", in.Reason, 1, 500)
		p := w.span("to", in.From, in.To)
		if p.To == nil && service.Valid.To != nil { // it takes nobody after its end anyway
			p.To = service.Valid.To
		}
		w.inside("from", "the pause", p, "the service", service.Valid)
		for _, other := range programme.Overlapping(service.AllPauses(), p) {
			w.bad("from", "it takes nobody already, %s", other.Valid)
		}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		pause := &programme.Pause{Meta: programme.Meta{ID: newID(programme.PausePrefix)}, ServiceID: id, Reason: reason, Valid: p}
		if err := w.insert(ctx, programme.Records{Pauses: []*programme.Pause{pause}}); err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: id, On: in.From, Related: []string{pause.ID}}, w.tx.Service.UpdateOneID(id).Exec(ctx)
	})
}

// ServiceResume ends a pause: the service takes people again from a day on. Outcome.ID is the service, Outcome.Related the pause.
func (s *Service) ServiceResume(ctx context.Context, id string, in ServiceResumeInput) (Outcome, error) {
	c := call{"serviceResume", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		service, err := subject[*programme.Service](w, id, in.ExpectedVersion)
		if err != nil {
			return Outcome{}, err
		}
		pause := service.Pause(in.On)
		if pause == nil {
			return Outcome{}, fault.New(fault.IllegalTransition, "input.on", "the service is not paused on %s", in.On)
		}
		if !in.On.After(pause.Valid.From) {
			w.bad("on", "the end, %s, is not after the start, %s", in.On, pause.Valid.From)
		}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		if err := w.tx.Pause.UpdateOneID(pause.ID).SetValidTo(in.On).Exec(ctx); err != nil {
			return Outcome{}, fmt.Errorf("end pause: %w", err)
		}
		return Outcome{ID: id, On: in.On, Related: []string{pause.ID}}, w.tx.Service.UpdateOneID(id).Exec(ctx)
	})
}
