package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/plan"
	"waymark/domain/signoff"
)

// Plan is one edition of the plan of a partnership for a financial year. It is a document: audited, under rows of access, and not a part
// of the graph in memory.
type Plan struct{ ent.Schema }

// Mixin gives what every record carries.
func (Plan) Mixin() []ent.Mixin { return []ent.Mixin{record{prefix: plan.Prefix}, partnershipRow{}} }

// Fields lists the columns.
func (Plan) Fields() []ent.Field {
	return []ent.Field{
		field.String("kind").GoType(document.Kind("")).MaxRuneLen(32).Immutable(),
		field.Int("year").GoType(calendar.FinancialYear(0)).Immutable(),
		field.Int("edition").Immutable(),
		field.String("state").GoType(signoff.State("")).MaxRuneLen(16),
		field.Bool("unpublished").Default(true),
		field.JSON("steps", signoff.Steps{}),
		field.String("carried_from").MaxRuneLen(40).Default("").Immutable(),
		field.String("template_id").Immutable(),
	}
}

// Edges lists the foreign keys.
func (Plan) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("template", DocumentTemplate.Type).Unique().Field("template_id").Required().Immutable(),
	}
}

// Indexes lists the ways in.
func (Plan) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("partnership_id", "kind", "year", "edition").Unique(),
		index.Fields("year"),
	}
}

// Annotations names the table and its rules.
func (Plan) Annotations() []schema.Annotation {
	return table("plans", rule{"plans_edition", "edition > 0"}, rule{"plans_year", "year BETWEEN 1900 AND 2198"},
		rule{"plans_published", `CASE WHEN state IN ('AGREED', 'IN_DELIVERY', 'CLOSED', 'SUPERSEDED') THEN NOT unpublished ELSE unpublished END`})
}
