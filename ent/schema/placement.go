package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"waymark/domain/programme"
)

// Placement says that a jobcentre belongs to a district during a period.
type Placement struct{ ent.Schema }

// Mixin gives what every record carries.
func (Placement) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.PlacementPrefix}}
}

// Fields lists the columns.
func (Placement) Fields() []ent.Field {
	return []ent.Field{
		date("valid_from"),
		optionalDate("valid_to"),
		field.String("jobcentre_id").Immutable(),
		field.String("district_id").Immutable(),
	}
}

// Edges lists the foreign keys.
func (Placement) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("jobcentre", Jobcentre.Type).Unique().Field("jobcentre_id").Required().Immutable(),
		edge.To("district", District.Type).Unique().Field("district_id").Required().Immutable(),
	}
}

// Indexes lists the ways in.
func (Placement) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("jobcentre_id", "valid_from").Unique(),
		index.Fields("district_id"),
	}
}

// Annotations names the table and its rules.
func (Placement) Annotations() []schema.Annotation {
	return table("jobcentre_placements", rule{"jobcentre_placements_end_after_start", `valid_to IS NULL OR valid_to > valid_from`})
}
