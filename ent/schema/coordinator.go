package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"

	"waymark/domain/programme"
)

// Coordinator is a person who can hold and cover posts.
type Coordinator struct{ ent.Schema }

// Mixin gives what every record carries.
func (Coordinator) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.CoordinatorPrefix}}
}

// Fields lists the columns.
func (Coordinator) Fields() []ent.Field {
	return []ent.Field{
		field.String("name").NotEmpty().MaxRuneLen(200),
	}
}

// Annotations names the table and its rules.
func (Coordinator) Annotations() []schema.Annotation {
	return table("coordinators")
}
