package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"

	"waymark/domain/programme"
)

// Competence is something that staff can do, by an occupational standard.
type Competence struct{ ent.Schema }

// Mixin gives what every record carries.
func (Competence) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.CompetencePrefix}}
}

// Fields lists the columns.
func (Competence) Fields() []ent.Field {
	return []ent.Field{
		field.String("code").NotEmpty().MaxRuneLen(64).Unique().Immutable(),
		field.String("title").NotEmpty().MaxRuneLen(200),
		field.String("standard").NotEmpty().MaxRuneLen(200),
		field.String("source_id").Immutable(),
	}
}

// Edges lists the foreign key.
func (Competence) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("source", Source.Type).Unique().Field("source_id").Required().Immutable(),
	}
}

// Annotations names the table.
func (Competence) Annotations() []schema.Annotation { return table("competences") }
