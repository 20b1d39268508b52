package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"waymark/domain/agreement"
	"waymark/domain/document"
	"waymark/domain/signoff"
)

// Agreement is one edition of what a district and a partnership agree on for a period. It is a document: audited, under rows of access, and
// not a part of the graph in memory.
type Agreement struct{ ent.Schema }

// Mixin gives what every record carries.
func (Agreement) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: agreement.Prefix}, partnershipRow{}}
}

// Fields lists the columns.
func (Agreement) Fields() []ent.Field {
	return []ent.Field{
		field.String("kind").GoType(document.Kind("")).MaxRuneLen(40).Immutable(),
		field.String("series").MaxRuneLen(40).Immutable(),
		field.Int("edition").Immutable(),
		field.String("state").GoType(signoff.State("")).MaxRuneLen(16),
		field.Bool("unpublished").Default(true),
		field.JSON("steps", signoff.Steps{}),
		field.Int("changed").Default(0),
		field.JSON("writers", []string{}).Optional(),
		field.String("carried_from").MaxRuneLen(40).Default("").Immutable(),
		date("valid_from"),
		optionalDate("valid_to"),
		optionalDate("review_on"),
		field.JSON("reviews", []agreement.Review{}).Optional(),
		field.String("title").MaxRuneLen(200).Default(""),
		field.JSON("parties", []document.Member{}).Optional(),
		field.JSON("shared", []agreement.Item{}).Optional(),
		field.Text("consent_form").Default(""),
		field.Text("legal_basis").Default(""),
		field.Text("terms").Default(""),
		field.String("district_id").Immutable(),
		field.String("template_id").Immutable(),
	}
}

// Edges lists the foreign keys.
func (Agreement) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("district", District.Type).Unique().Field("district_id").Required().Immutable(),
		edge.To("template", DocumentTemplate.Type).Unique().Field("template_id").Required().Immutable(),
	}
}

// Indexes lists the ways in.
func (Agreement) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("series", "edition").Unique(),
		index.Fields("partnership_id", "district_id", "kind"),
	}
}

// Annotations names the table and its rules.
func (Agreement) Annotations() []schema.Annotation {
	return table("agreements", rule{"agreements_edition", "edition > 0"},
		rule{"agreements_end_after_start", "valid_to IS NULL OR valid_to > valid_from"},
		rule{"agreements_review", "review_on IS NULL OR (review_on > valid_from AND (valid_to IS NULL OR review_on <= valid_to))"},
		rule{"agreements_published", `CASE WHEN state IN ('AGREED', 'IN_DELIVERY', 'CLOSED', 'SUPERSEDED') THEN NOT unpublished ELSE unpublished END`})
}
