package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/plan"
)

// PlanReview is what a partnership says after a quarter about how far its plan has been carried out.
type PlanReview struct{ ent.Schema }

// Mixin gives what every record carries.
func (PlanReview) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: plan.ReviewPrefix}, partnershipRow{}, planPart{}}
}

// Fields lists the columns.
func (PlanReview) Fields() []ent.Field {
	return []ent.Field{
		field.String("kind").GoType(document.Kind("")).MaxRuneLen(32).Immutable(),
		field.Int("year").GoType(calendar.FinancialYear(0)).Immutable(),
		field.Int("quarter").Immutable(),
		field.Bool("unpublished").Default(true),
		field.String("prepared_from").MaxRuneLen(40).Default("").Immutable(),
		field.Text("narrative").Default(""),
		field.JSON("decisions", []string{}).Optional(),
		field.JSON("attendance", []plan.Attendee{}).Optional(),
		field.JSON("spend", []plan.Spent{}).Optional(),
		optionalDate("completed_on"),
		field.JSON("writers", []string{}).Optional(),
	}
}

// Indexes lists the ways in.
func (PlanReview) Indexes() []ent.Index {
	return []ent.Index{index.Fields("partnership_id", "kind", "year", "quarter").Unique()}
}

// Annotations names the table and its rules.
func (PlanReview) Annotations() []schema.Annotation {
	return table("plan_reviews", rule{"plan_reviews_quarter", "quarter BETWEEN 1 AND 4"},
		rule{"plan_reviews_completed", `CASE WHEN completed_on IS NULL THEN unpublished ELSE NOT unpublished END`})
}
