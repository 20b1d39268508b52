package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"waymark/domain/programme"
)

// Home says that a post is at home in a region or in a district during a period.
type Home struct{ ent.Schema }

// Mixin gives what every record carries.
func (Home) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.HomePrefix}}
}

// Fields lists the columns.
func (Home) Fields() []ent.Field {
	return []ent.Field{
		date("valid_from"),
		optionalDate("valid_to"),
		field.String("post_id").Immutable(),
		field.String("region_id").Optional().Nillable().Immutable(),
		field.String("district_id").Optional().Nillable().Immutable(),
	}
}

// Edges lists the foreign keys.
func (Home) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("post", Post.Type).Unique().Field("post_id").Required().Immutable(),
		edge.To("region", Region.Type).Unique().Field("region_id").Immutable(),
		edge.To("district", District.Type).Unique().Field("district_id").Immutable(),
	}
}

// Indexes lists the ways in.
func (Home) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("post_id", "valid_from").Unique(),
		index.Fields("region_id"),
		index.Fields("district_id"),
	}
}

// Annotations names the table and its rules.
func (Home) Annotations() []schema.Annotation {
	return table("post_homes", rule{"post_homes_end_after_start", `valid_to IS NULL OR valid_to > valid_from`}, rule{"post_homes_one_place", `CASE WHEN region_id IS NULL THEN 0 ELSE 1 END + CASE WHEN district_id IS NULL THEN 0 ELSE 1 END = 1`})
}
