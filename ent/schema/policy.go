package schema

import (
	"context"

	"entgo.io/ent"
	"entgo.io/ent/privacy"

	"waymark/domain/viewer"
)

// policy lets a known viewer read and one who may change things change them. Whatever no rule allows is denied: the last
// rule of both lists is deny, and a context without a viewer meets only that one.
func policy() ent.Policy {
	return privacy.Policy{
		Query:    privacy.QueryPolicy{knownMayRead{}, denyQuery{}},
		Mutation: privacy.MutationPolicy{trustedMayChange{}, denyMutation{}},
	}
}

type knownMayRead struct{}

func (knownMayRead) EvalQuery(ctx context.Context, _ ent.Query) error {
	if _, ok := viewer.From(ctx); ok {
		return privacy.Allow
	}
	return privacy.Skip
}

type trustedMayChange struct{}

func (trustedMayChange) EvalMutation(ctx context.Context, _ ent.Mutation) error {
	if v, ok := viewer.From(ctx); ok && v.MayChange() {
		return privacy.Allow
	}
	return privacy.Skip
}

type denyQuery struct{}

func (denyQuery) EvalQuery(context.Context, ent.Query) error { return privacy.Deny }

type denyMutation struct{}

func (denyMutation) EvalMutation(context.Context, ent.Mutation) error { return privacy.Deny }
