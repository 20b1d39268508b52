package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"waymark/domain/programme"
)

// Site is a building in which a provider works.
type Site struct{ ent.Schema }

// Mixin gives what every record carries.
func (Site) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.SitePrefix}}
}

// Fields lists the columns.
func (Site) Fields() []ent.Field {
	return []ent.Field{
		field.String("code").NotEmpty().MaxRuneLen(64).Unique().Immutable(),
		field.String("name").NotEmpty().MaxRuneLen(200),
		field.JSON("address", []string{}).Optional(),
		field.String("town").MaxRuneLen(100).Default(""),
		field.String("postcode").MaxRuneLen(10).Default(""),
		field.Float("latitude").Optional().Nillable(),
		field.Float("longitude").Optional().Nillable(),
		field.Bool("confidential").Default(false),
		date("valid_from"),
		optionalDate("valid_to"),
		field.String("provider_id").Immutable(),
		field.String("partnership_id").Optional().Nillable(),
	}
}

// Edges lists the foreign keys.
func (Site) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("provider", Provider.Type).Unique().Field("provider_id").Required().Immutable(),
		edge.To("partnership", Partnership.Type).Unique().Field("partnership_id"),
	}
}

// Indexes lists the ways in.
func (Site) Indexes() []ent.Index {
	return []ent.Index{index.Fields("provider_id"), index.Fields("partnership_id")}
}

// Annotations names the table and its rules.
func (Site) Annotations() []schema.Annotation {
	return table("sites", rule{"sites_end_after_start", `valid_to IS NULL OR valid_to > valid_from`},
		rule{"sites_position", "CASE WHEN latitude IS NULL THEN longitude IS NULL ELSE longitude IS NOT NULL AND latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180 END"})
}
