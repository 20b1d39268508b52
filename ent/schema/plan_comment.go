package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"waymark/domain/plan"
)

// PlanComment is something said about a row of a plan.
type PlanComment struct{ ent.Schema }

// Mixin gives what every record carries.
func (PlanComment) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: plan.CommentPrefix}, partnershipRow{}, planPart{}}
}

// Fields lists the columns.
func (PlanComment) Fields() []ent.Field {
	return []ent.Field{
		field.String("row_id").MaxRuneLen(40).Immutable(),
		field.Text("text").NotEmpty().Immutable(),
		field.String("author").MaxRuneLen(255).Immutable(),
		field.Bool("resolved").Default(false),
		field.String("resolved_by").MaxRuneLen(255).Default(""),
	}
}

// Indexes lists the ways in.
func (PlanComment) Indexes() []ent.Index { return []ent.Index{index.Fields("plan_id")} }

// Annotations names the table.
func (PlanComment) Annotations() []schema.Annotation { return table("plan_comments") }
