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

// PlanReviewItem is what a review says about one action.
type PlanReviewItem struct{ ent.Schema }

// Mixin gives what every record carries.
func (PlanReviewItem) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: plan.ItemPrefix}, partnershipRow{}}
}

// Fields lists the columns.
func (PlanReviewItem) Fields() []ent.Field {
	return []ent.Field{
		field.String("review_id").Immutable(),
		field.String("action_id").Immutable(),
		field.String("origin").MaxRuneLen(40).Immutable(),
		field.String("rag").GoType(plan.RAG("")).MaxRuneLen(8).Default(""),
		field.String("progress").GoType(plan.Progress("")).MaxRuneLen(16),
		field.Text("narrative").Default(""),
		field.JSON("evidence", []document.Figure{}).Optional(),
		field.JSON("writers", []string{}).Optional(),
	}
}

// Edges lists the foreign keys.
func (PlanReviewItem) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("review", PlanReview.Type).Unique().Field("review_id").Required().Immutable(),
		edge.To("action", PlanAction.Type).Unique().Field("action_id").Required().Immutable(),
	}
}

// Indexes lists the ways in.
func (PlanReviewItem) Indexes() []ent.Index {
	return []ent.Index{index.Fields("review_id", "action_id").Unique(), index.Fields("origin")}
}

// Annotations names the table.
func (PlanReviewItem) Annotations() []schema.Annotation { return table("plan_review_items") }
