package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"

	"waymark/domain/programme"
)

// Dimension is a way to break a population down.
type Dimension struct{ ent.Schema }

// Mixin gives what every record carries.
func (Dimension) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.DimensionPrefix}}
}

// Fields lists the columns.
func (Dimension) Fields() []ent.Field {
	return []ent.Field{
		field.String("code").NotEmpty().MaxRuneLen(64).Immutable().Unique(),
		field.String("name").NotEmpty().MaxRuneLen(200),
		field.String("description").MaxRuneLen(2000).Default(""),
	}
}

// Annotations names the table.
func (Dimension) Annotations() []schema.Annotation { return table("dimensions") }
