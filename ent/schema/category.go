package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"waymark/domain/programme"
)

// Category is one part of a population in a dimension.
type Category struct{ ent.Schema }

// Mixin gives what every record carries.
func (Category) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.CategoryPrefix}}
}

// Fields lists the columns.
func (Category) Fields() []ent.Field {
	return []ent.Field{
		field.String("dimension_id").Immutable(),
		field.String("code").NotEmpty().MaxRuneLen(64).Immutable(),
		field.String("name").NotEmpty().MaxRuneLen(200),
		field.Int("rank").Positive(),
	}
}

// Edges lists the foreign keys.
func (Category) Edges() []ent.Edge {
	return []ent.Edge{edge.To("dimension", Dimension.Type).Unique().Field("dimension_id").Required().Immutable()}
}

// Indexes lists the ways in.
func (Category) Indexes() []ent.Index {
	return []ent.Index{index.Fields("dimension_id", "code").Unique()}
}

// Annotations names the table.
func (Category) Annotations() []schema.Annotation { return table("categories") }
