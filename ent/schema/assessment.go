package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"waymark/domain/assessment"
	"waymark/domain/calendar"
)

// Assessment is one edition of the needs assessment of a partnership for a financial year. It is a document: audited, under rows of
// access, and not a part of the graph in memory.
type Assessment struct{ ent.Schema }

// Mixin gives what every record carries.
func (Assessment) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: assessment.Prefix}, partnershipRow{}}
}

// Fields lists the columns. What was frozen when it was agreed is JSON, kept as the text that was written.
func (Assessment) Fields() []ent.Field {
	return []ent.Field{
		field.Int("year").GoType(calendar.FinancialYear(0)).Immutable(),
		field.Int("edition").Immutable(),
		field.String("state").GoType(assessment.State("")).MaxRuneLen(16),
		field.Bool("unpublished").Default(true),
		field.JSON("steps", assessment.Steps{}),
		field.String("carried_from").MaxRuneLen(40).Default("").Immutable(),
		field.Text("frozen").Default(""),
		field.String("template_id").Immutable(),
	}
}

// Edges lists the foreign keys.
func (Assessment) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("template", DocumentTemplate.Type).Unique().Field("template_id").Required().Immutable(),
	}
}

// Indexes lists the ways in.
func (Assessment) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("partnership_id", "year", "edition").Unique(),
		index.Fields("year"),
	}
}

// Annotations names the table and its rules.
func (Assessment) Annotations() []schema.Annotation {
	return table("assessments", rule{"assessments_edition", "edition > 0"}, rule{"assessments_year", "year BETWEEN 1900 AND 2198"},
		rule{"assessments_published", `CASE WHEN state IN ('AGREED', 'SUPERSEDED') THEN NOT unpublished ELSE unpublished END`})
}
