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

// PlanAction is something that somebody will do, by when.
type PlanAction struct{ ent.Schema }

// Mixin gives what every record carries.
func (PlanAction) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: plan.ActionPrefix}, partnershipRow{}, planPart{}, planRow{}}
}

// Fields lists the columns. The rank sorts byte by byte, whatever the collation of the database: it is sorted by the program.
func (PlanAction) Fields() []ent.Field {
	return []ent.Field{
		field.String("objective_id"),
		field.String("rank").NotEmpty().MaxRuneLen(document.MaxRank),
		field.Text("text").NotEmpty(),
		field.JSON("by_when", plan.When{}),
		field.JSON("owner", plan.Owner{}),
		field.Text("resources").Default(""),
		field.JSON("target", &plan.Target{}).Optional(),
		field.Bool("pathway").Immutable(),
		field.String("rag").GoType(plan.RAG("")).MaxRuneLen(8).Default(""),
		field.String("progress").GoType(plan.Progress("")).MaxRuneLen(16),
		field.JSON("evidence", []document.Figure{}).Optional(),
	}
}

// Edges lists the foreign keys.
func (PlanAction) Edges() []ent.Edge {
	return []ent.Edge{edge.To("objective", PlanObjective.Type).Unique().Field("objective_id").Required()}
}

// Indexes lists the ways in.
func (PlanAction) Indexes() []ent.Index {
	return []ent.Index{index.Fields("plan_id"), index.Fields("origin")}
}

// Annotations names the table.
func (PlanAction) Annotations() []schema.Annotation { return table("plan_actions") }
