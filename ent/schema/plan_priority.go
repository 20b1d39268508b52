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

// PlanPriority is something that a plan puts first in one of its grids.
type PlanPriority struct{ ent.Schema }

// Mixin gives what every record carries.
func (PlanPriority) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: plan.PriorityPrefix}, partnershipRow{}, planPart{}, planRow{}}
}

// Fields lists the columns. The rank sorts byte by byte, whatever the collation of the database: it is sorted by the program.
func (PlanPriority) Fields() []ent.Field {
	return []ent.Field{
		field.String("part_id"),
		field.String("rank").NotEmpty().MaxRuneLen(document.MaxRank),
		field.Text("statement").NotEmpty(),
		field.JSON("findings", []string{}).Optional(),
	}
}

// Edges lists the foreign keys.
func (PlanPriority) Edges() []ent.Edge {
	return []ent.Edge{edge.To("part", PlanPart.Type).Unique().Field("part_id").Required()}
}

// Indexes lists the ways in.
func (PlanPriority) Indexes() []ent.Index { return []ent.Index{index.Fields("plan_id")} }

// Annotations names the table.
func (PlanPriority) Annotations() []schema.Annotation { return table("plan_priorities") }
