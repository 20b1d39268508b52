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

// FundingLine is money of a plan from one stream, in whole pence.
type FundingLine struct{ ent.Schema }

// Mixin gives what every record carries.
func (FundingLine) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: plan.LinePrefix}, partnershipRow{}, planPart{}, planRow{}}
}

// Fields lists the columns. The rank sorts byte by byte, whatever the collation of the database: it is sorted by the program.
func (FundingLine) Fields() []ent.Field {
	return []ent.Field{
		field.String("part_id").Immutable(),
		field.String("rank").NotEmpty().MaxRuneLen(document.MaxRank),
		field.String("stream").NotEmpty().MaxRuneLen(64),
		field.String("name").NotEmpty().MaxRuneLen(200),
		field.Int64("planned"),
		field.Int64("committed"),
		field.Int64("spent"),
		field.Text("note").Default(""),
	}
}

// Edges lists the foreign keys.
func (FundingLine) Edges() []ent.Edge {
	return []ent.Edge{edge.To("part", PlanPart.Type).Unique().Field("part_id").Required().Immutable()}
}

// Indexes lists the ways in.
func (FundingLine) Indexes() []ent.Index { return []ent.Index{index.Fields("plan_id")} }

// Annotations names the table and its rules.
func (FundingLine) Annotations() []schema.Annotation {
	return table("funding_lines", rule{"funding_lines_pence", "planned >= 0 AND committed >= 0 AND spent >= 0"})
}
