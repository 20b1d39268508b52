package planning

import (
	"context"

	"waymark/domain/fault"
	"waymark/domain/programme"
	"waymark/domain/viewer"
)

const maxSubject = 255

// GrantGive gives a role to a subject, in addition to what they hold already. Outcome.ID is the grant.
func (s *Service) GrantGive(ctx context.Context, in GrantGiveInput) (Outcome, error) {
	c := call{"grantGive", "", in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		subject := w.text("subject", in.Subject, 1, maxSubject)
		held := w.held(in)
		reason := w.text("reason", in.Reason, 1, 500)
		from := w.now
		if in.From != nil {
			from = *in.From
		}
		p := w.span("to", from, in.To)
		for _, other := range w.g.Grants() {
			if other.Subject == subject && other.Held() == held && !p.Empty() && other.Valid.Overlaps(p) {
				w.bad("from", "the subject holds this role for %s already, %s", held.Scope, other.Valid)
			}
		}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		grant := &programme.Grant{Meta: programme.Meta{ID: newID(programme.GrantPrefix)}, Subject: subject,
			Role: held.Role, Scope: held.Scope, Valid: p, Reason: reason}
		return Outcome{ID: grant.ID, On: s.today()}, w.insert(ctx, programme.Records{Grants: []*programme.Grant{grant}})
	})
}

// held reads the role and the scope of a new grant, which must go together, and notes a place that is not there.
func (w *work) held(in GrantGiveInput) viewer.Grant {
	scope, err := viewer.ParseScope(in.Scope)
	if err != nil {
		w.bad("scope", "%s", err)
		return viewer.Grant{}
	}
	held, err := viewer.NewGrant(in.Role, scope)
	if err != nil {
		w.bad("scope", "%s", err)
	}
	there := true
	switch scope.Kind {
	case viewer.Region:
		there = w.g.Region(scope.Code) != nil
	case viewer.District:
		there = w.g.District(scope.Code) != nil
	case viewer.Partnership:
		there = w.g.Partnership(scope.Code) != nil
	}
	if !there {
		w.bad("scope", "there is no %s with the code %s", scope.Kind, scope.Code)
	}
	return held
}

// GrantRevoke ends a grant on a day: from then on it gives no right, also to who holds a token that is still valid.
// Outcome.ID is the grant.
func (s *Service) GrantRevoke(ctx context.Context, id string, in GrantRevokeInput) (Outcome, error) {
	c := call{"grantRevoke", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		grant, err := subject[*programme.Grant](w, id, in.ExpectedVersion)
		if err != nil {
			return Outcome{}, err
		}
		on := w.now
		if in.On != nil {
			on = *in.On
		}
		if grant.RevokeReason != "" || grant.Valid.To != nil && !on.Before(*grant.Valid.To) {
			return Outcome{}, fault.New(fault.IllegalTransition, "", "the grant ends on %s already", grant.Valid.To)
		}
		reason := w.text("reason", in.Reason, 1, 500)
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		if on.Before(grant.Valid.From) { // it never began
			on = grant.Valid.From
		}
		return Outcome{ID: id, On: s.today()}, w.tx.Grant.UpdateOneID(id).SetValidTo(on).SetRevokeReason(reason).Exec(ctx)
	})
}
