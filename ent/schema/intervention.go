package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"

	"waymark/domain/intervention"
	"waymark/domain/programme"
)

// Intervention is something that was tried in offices for a while, with what they counted.
type Intervention struct{ ent.Schema }

// Mixin gives what every record carries.
func (Intervention) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.InterventionPrefix}}
}

// Fields lists the columns.
func (Intervention) Fields() []ent.Field {
	return []ent.Field{
		field.String("code").NotEmpty().MaxRuneLen(64).Unique().Immutable(),
		field.String("name").NotEmpty().MaxRuneLen(200),
		field.Text("description").Default(""),
		field.Text("scope").Default(""),
		field.JSON("offices", []intervention.Office{}),
		field.String("source_id").Immutable(),
	}
}

// Edges lists the foreign key.
func (Intervention) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("source", Source.Type).Unique().Field("source_id").Required().Immutable(),
	}
}

// Annotations names the table.
func (Intervention) Annotations() []schema.Annotation { return table("interventions") }
