package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"waymark/domain/plan"
)

// PlanPart is a part of a plan: a text, money, or a grid.
type PlanPart struct{ ent.Schema }

// Mixin gives what every record carries.
func (PlanPart) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: plan.PartPrefix}, partnershipRow{}, planPart{}, planRow{}}
}

// Fields lists the columns.
func (PlanPart) Fields() []ent.Field {
	return []ent.Field{
		field.String("code").NotEmpty().MaxRuneLen(64).Immutable(),
		field.Int("position").Immutable(),
		field.String("title").NotEmpty().MaxRuneLen(200).Immutable(),
		field.Text("text").Default(""),
		field.String("status").GoType(plan.PartStatus("")).MaxRuneLen(16),
	}
}

// Indexes lists the ways in.
func (PlanPart) Indexes() []ent.Index { return []ent.Index{index.Fields("plan_id", "code").Unique()} }

// Annotations names the table.
func (PlanPart) Annotations() []schema.Annotation { return table("plan_parts") }
