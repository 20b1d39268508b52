package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"waymark/domain/document"
	"waymark/domain/plan"
)

// PlanObjective is something that a plan wants to reach.
type PlanObjective struct{ ent.Schema }

// Mixin gives what every record carries.
func (PlanObjective) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: plan.ObjectivePrefix}, partnershipRow{}, planPart{}, planRow{}}
}

// Fields lists the columns. The rank sorts byte by byte, whatever the collation of the database: it is sorted by the program.
func (PlanObjective) Fields() []ent.Field {
	return []ent.Field{
		field.String("priority_id"),
		field.String("rank").NotEmpty().MaxRuneLen(document.MaxRank),
		field.Text("statement").NotEmpty(),
		field.JSON("findings", []string{}).Optional(),
		field.JSON("funding", []plan.Allotment{}).Optional(),
	}
}

// Edges lists the foreign keys.
func (PlanObjective) Edges() []ent.Edge {
	return []ent.Edge{edge.To("priority", PlanPriority.Type).Unique().Field("priority_id").Required()}
}

// Indexes lists the ways in.
func (PlanObjective) Indexes() []ent.Index { return []ent.Index{index.Fields("plan_id")} }

// Annotations names the table.
func (PlanObjective) Annotations() []schema.Annotation { return table("plan_objectives") }
