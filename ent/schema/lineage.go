package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"waymark/domain/programme"
)

// Lineage records how one district went over into another.
type Lineage struct{ ent.Schema }

// Mixin gives what every record carries.
func (Lineage) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.LineagePrefix}}
}

// Fields lists the columns.
func (Lineage) Fields() []ent.Field {
	return []ent.Field{
		field.String("kind").MaxRuneLen(32).Immutable(),
		date("happened_on"),
		field.String("predecessor_id").Immutable(),
		field.String("successor_id").Immutable(),
	}
}

// Edges lists the foreign keys.
func (Lineage) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("predecessor", District.Type).Unique().Field("predecessor_id").Required().Immutable(),
		edge.To("successor", District.Type).Unique().Field("successor_id").Required().Immutable(),
	}
}

// Indexes lists the ways in.
func (Lineage) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("predecessor_id"),
		index.Fields("successor_id"),
	}
}

// Annotations names the table and its rules.
func (Lineage) Annotations() []schema.Annotation {
	return table("lineages")
}
