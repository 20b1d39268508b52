package planning

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"waymark/domain/fault"
	"waymark/domain/plan"
	"waymark/domain/programme"
	"waymark/domain/signoff"
	"waymark/ent"
)

// SuggestionMake asks who writes a row to change it. The fields are checked as if they were written. Outcome.ID is the suggestion.
func (s *Service) SuggestionMake(ctx context.Context, in SuggestionMakeInput) (Outcome, error) {
	c := call{"suggestionMake", "", in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		d, err := s.planOf(ctx, w, "input.row", in.Row)
		if err != nil {
			return Outcome{}, err
		}
		r, err := row[plan.Row](d, "input.row", in.Row)
		if err != nil {
			return Outcome{}, err
		}
		if err := d.may(signoff.ToDiscuss); err != nil {
			return Outcome{}, err
		}
		if len(d.Suggestions) >= maxSaid {
			w.bad("row", "a plan has at most %d suggestions", maxSaid)
		}
		at, fields := in.fields(w, r)
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		x := &plan.Suggestion{Meta: programme.Meta{ID: newID(plan.SuggestionPrefix)}, PlanID: d.ID, PartnershipID: d.PartnershipID, RowID: in.Row,
			Reason: w.optionalText("reason", in.Reason, 500), Author: d.by.Subject, State: plan.Open}
		text, err := json.Marshal(fields)
		if err != nil {
			return Outcome{}, fmt.Errorf("write suggestion: %w", err)
		}
		x.Fields = string(text)
		e, err := w.suggested(ctx, at+".", d, r, x.Fields)
		if err != nil {
			return Outcome{}, err
		}
		if len(e.fields) == 0 {
			w.bad(at, "it suggests nothing")
		}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		return onPlan(d, x.ID), w.tx.InsertPlanRows(ctx, plan.Document{Suggestions: []*plan.Suggestion{x}})
	})
}

// fields gives what is suggested of a row, and the name of the input field that it is in: there is one, of the row's kind.
func (in SuggestionMakeInput) fields(w *work, r plan.Row) (at string, fields any) {
	given := 0
	for _, f := range []struct {
		name  string
		there bool
		of    any
	}{{"part", in.Part != nil, in.Part}, {"line", in.Line != nil, in.Line}, {"priority", in.Priority != nil, in.Priority},
		{"objective", in.Objective != nil, in.Objective}, {"action", in.Action != nil, in.Action}} {
		if !f.there {
			continue
		}
		if given++; f.name == suggestible(r) {
			at, fields = f.name, f.of
		}
	}
	if given != 1 || fields == nil {
		w.bad("row", "what is suggested of this row is given in the field %q and no other", suggestible(r))
	}
	return at, fields
}

// suggestible names the field of what is suggested of a row.
func suggestible(r plan.Row) string {
	switch r.(type) {
	case *plan.Part:
		return "part"
	case *plan.Line:
		return "line"
	case *plan.Priority:
		return "priority"
	case *plan.Objective:
		return "objective"
	}
	return "action"
}

// suggested gives the edit of a row that a suggestion is.
func (w *work) suggested(ctx context.Context, at string, d *planned, r plan.Row, fields string) (*edit, error) {
	switch x := r.(type) {
	case *plan.Part:
		in, err := read[PlanPartFields](fields)
		if err != nil {
			return nil, err
		}
		return w.editPart(at, x, in)
	case *plan.Line:
		in, err := read[LineFields](fields)
		if err != nil {
			return nil, err
		}
		return w.editLine(at, d, x, in)
	case *plan.Priority:
		in, err := read[PriorityFields](fields)
		if err != nil {
			return nil, err
		}
		return w.editPriority(ctx, at, d, x, in)
	case *plan.Objective:
		in, err := read[ObjectiveFields](fields)
		if err != nil {
			return nil, err
		}
		return w.editObjective(ctx, at, d, x, in)
	case *plan.Action:
		in, err := read[ActionFields](fields)
		if err != nil {
			return nil, err
		}
		return w.editAction(ctx, at, x, in)
	}
	return nil, fmt.Errorf("suggest a change of %T", r)
}

func read[T any](text string) (value T, err error) {
	if err := json.Unmarshal([]byte(text), &value); err != nil {
		return value, fmt.Errorf("read suggestion: %w", err)
	}
	return value, nil
}

// SuggestionAccept makes the change that was suggested, for who may write the row. Outcome.ID is the suggestion.
func (s *Service) SuggestionAccept(ctx context.Context, id string, in SuggestionAcceptInput) (Outcome, error) {
	c := call{"suggestionAccept", id, in, in.IdempotencyKey}
	return s.decideSuggestion(ctx, c, in.ExpectedVersion, func(ctx context.Context, w *work, d *planned, x *plan.Suggestion, u *ent.PlanSuggestionUpdateOne) error {
		r, err := row[plan.Row](d, "id", x.RowID)
		if err != nil {
			return err
		}
		if err := d.writable(r, coordinators(r)); err != nil {
			return err
		}
		e, err := w.suggested(ctx, "", d, r, x.Fields)
		if err != nil {
			return err
		}
		u.SetState(plan.Accepted)
		_, err = w.write(ctx, d, r, in.RowVersion, e)
		return err
	})
}

// SuggestionDecline says no to a suggestion, with a reason, for who may write the row. Outcome.ID is the suggestion.
func (s *Service) SuggestionDecline(ctx context.Context, id string, in SuggestionDeclineInput) (Outcome, error) {
	c := call{"suggestionDecline", id, in, in.IdempotencyKey}
	return s.decideSuggestion(ctx, c, in.ExpectedVersion, func(_ context.Context, w *work, d *planned, x *plan.Suggestion, u *ent.PlanSuggestionUpdateOne) error {
		r, err := row[plan.Row](d, "id", x.RowID)
		if err != nil {
			return err
		}
		if !w.owns(d, r) {
			return fault.New(fault.Forbidden, "", "a suggestion is for who writes the row to decline; its author retracts it")
		}
		u.SetState(plan.Declined).SetAnswer(w.prose("answer", in.Answer, 1, 500))
		return nil
	})
}

// owns tells whether a row is the viewer's to write, in whatever state the plan is.
func (w *work) owns(d *planned, r plan.Row) bool {
	return slices.ContainsFunc(d.by.Roles, func(role signoff.Role) bool {
		return role == signoff.Author || role == signoff.National || role == signoff.Contributor && coordinators(r)
	})
}

// SuggestionRetract takes a suggestion back, for who made it. Outcome.ID is the suggestion.
func (s *Service) SuggestionRetract(ctx context.Context, id string, in SuggestionRetractInput) (Outcome, error) {
	c := call{"suggestionRetract", id, in, in.IdempotencyKey}
	return s.decideSuggestion(ctx, c, in.ExpectedVersion, func(_ context.Context, _ *work, d *planned, x *plan.Suggestion, u *ent.PlanSuggestionUpdateOne) error {
		if x.Author != d.by.Subject {
			return fault.New(fault.Forbidden, "", "a suggestion is for who made it to retract")
		}
		u.SetState(plan.Retracted)
		return nil
	})
}

// decideSuggestion says what becomes of an open suggestion.
func (s *Service) decideSuggestion(ctx context.Context, c call, version int, decide func(context.Context, *work, *planned, *plan.Suggestion, *ent.PlanSuggestionUpdateOne) error) (Outcome, error) {
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		d, err := s.planOf(ctx, w, "id", c.id)
		if err != nil {
			return Outcome{}, err
		}
		i := slices.IndexFunc(d.Suggestions, func(x *plan.Suggestion) bool { return x.ID == c.id })
		if i < 0 {
			return Outcome{}, fault.New(fault.NotFound, "id", "there is nothing with this id")
		}
		x := d.Suggestions[i]
		if err := d.may(signoff.ToDiscuss); err != nil {
			return Outcome{}, err
		}
		last := []string{x.Author}
		if x.DecidedBy != "" {
			last = append(last, x.DecidedBy)
		}
		if err := unchanged(x.Meta, version, last); err != nil {
			return Outcome{}, err
		}
		if x.State != plan.Open {
			return Outcome{}, fault.New(fault.IllegalTransition, "", "the suggestion is %s; to decide on it, it must be %s", x.State, plan.Open)
		}
		update := w.tx.PlanSuggestion.UpdateOneID(x.ID).SetDecidedBy(d.by.Subject)
		if err := decide(ctx, w, d, x, update); err != nil {
			return Outcome{}, err
		}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		return onPlan(d, x.ID), update.Exec(ctx)
	})
}
