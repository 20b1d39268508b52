package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/mixin"
)

// planPart hangs on a plan, by whose state it is told.
type planPart struct{ mixin.Schema }

// Fields lists the foreign key.
func (planPart) Fields() []ent.Field { return []ent.Field{field.String("plan_id").Immutable()} }

// Edges lists the foreign key.
func (planPart) Edges() []ent.Edge {
	return []ent.Edge{edge.To("plan", Plan.Type).Unique().Field("plan_id").Required().Immutable()}
}

// planRow is a row of a plan: it is signed with it, carried from one to the next, and taken out with a reason.
type planRow struct{ mixin.Schema }

// Fields lists the common columns.
func (planRow) Fields() []ent.Field {
	return []ent.Field{
		field.Int("changed").NonNegative(),
		field.JSON("writers", []string{}).Optional(),
		field.String("carried_from").MaxRuneLen(40).Default("").Immutable(),
		field.String("origin").MaxRuneLen(40).Immutable(),
		field.Text("removed").Default(""),
	}
}
