package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"waymark/domain/programme"
)

// District is a Jobcentre Plus district in a region.
type District struct{ ent.Schema }

// Mixin gives what every record carries.
func (District) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.DistrictPrefix}}
}

// Fields lists the columns.
func (District) Fields() []ent.Field {
	return []ent.Field{
		field.String("code").NotEmpty().MaxRuneLen(64).Unique().Immutable(),
		field.String("region_id").Immutable(),
		date("valid_from"),
		optionalDate("valid_to"),
	}
}

// Edges lists the foreign keys.
func (District) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("region", Region.Type).Unique().Field("region_id").Required().Immutable(),
	}
}

// Indexes lists the ways in.
func (District) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("region_id"),
	}
}

// Annotations names the table and its rules.
func (District) Annotations() []schema.Annotation {
	return table("districts", rule{"districts_end_after_start", `valid_to IS NULL OR valid_to > valid_from`})
}
