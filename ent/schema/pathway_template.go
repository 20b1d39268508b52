package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"

	"waymark/domain/processmap"
	"waymark/domain/programme"
)

// PathwayTemplate is a process map that pathways begin with.
type PathwayTemplate struct{ ent.Schema }

// Mixin gives what every record carries.
func (PathwayTemplate) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.PathwayFormPrefix}}
}

// Fields lists the columns.
func (PathwayTemplate) Fields() []ent.Field {
	return []ent.Field{
		field.String("code").NotEmpty().MaxRuneLen(64).Unique().Immutable(),
		field.String("name").NotEmpty().MaxRuneLen(200),
		field.Text("description").Default(""),
		field.String("direction").GoType(programme.Direction("")).MaxRuneLen(30),
		field.JSON("steps", []processmap.Step{}),
		field.String("source_id").Immutable(),
	}
}

// Edges lists the foreign key.
func (PathwayTemplate) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("source", Source.Type).Unique().Field("source_id").Required().Immutable(),
	}
}

// Annotations names the table.
func (PathwayTemplate) Annotations() []schema.Annotation { return table("pathway_templates") }
