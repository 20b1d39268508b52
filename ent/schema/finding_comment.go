package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"waymark/domain/assessment"
)

// FindingComment is something said about a finding.
type FindingComment struct{ ent.Schema }

// Mixin gives what every record carries.
func (FindingComment) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: assessment.CommentPrefix}, partnershipRow{}, assessmentPart{}}
}

// Fields lists the columns.
func (FindingComment) Fields() []ent.Field {
	return []ent.Field{
		field.String("finding_id").Immutable(),
		field.Text("text").NotEmpty().Immutable(),
		field.String("author").MaxRuneLen(255).Immutable(),
		field.Bool("resolved").Default(false),
		field.String("resolved_by").MaxRuneLen(255).Default(""),
	}
}

// Edges lists the foreign keys.
func (FindingComment) Edges() []ent.Edge {
	return []ent.Edge{edge.To("finding", Finding.Type).Unique().Field("finding_id").Required().Immutable()}
}

// Indexes lists the ways in.
func (FindingComment) Indexes() []ent.Index { return []ent.Index{index.Fields("assessment_id")} }

// Annotations names the table.
func (FindingComment) Annotations() []schema.Annotation { return table("finding_comments") }
