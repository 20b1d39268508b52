package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"waymark/domain/plan"
)

// PlanSuggestion is a change of a row of a plan that somebody asks its owner to make.
type PlanSuggestion struct{ ent.Schema }

// Mixin gives what every record carries.
func (PlanSuggestion) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: plan.SuggestionPrefix}, partnershipRow{}, planPart{}}
}

// Fields lists the columns. The fields to change are JSON, kept as the text that was written.
func (PlanSuggestion) Fields() []ent.Field {
	return []ent.Field{
		field.String("row_id").MaxRuneLen(40).Immutable(),
		field.Text("fields").NotEmpty().Immutable(),
		field.Text("reason").Default("").Immutable(),
		field.String("author").MaxRuneLen(255).Immutable(),
		field.String("state").GoType(plan.SuggestionState("")).MaxRuneLen(16),
		field.String("decided_by").MaxRuneLen(255).Default(""),
		field.Text("answer").Default(""),
	}
}

// Indexes lists the ways in.
func (PlanSuggestion) Indexes() []ent.Index { return []ent.Index{index.Fields("plan_id")} }

// Annotations names the table.
func (PlanSuggestion) Annotations() []schema.Annotation { return table("plan_suggestions") }
