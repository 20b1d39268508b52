package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"

	"waymark/domain/programme"
)

// Family is a group of partnerships that are alike enough to be compared.
type Family struct{ ent.Schema }

// Mixin gives what every record carries.
func (Family) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.FamilyPrefix}}
}

// Fields lists the columns.
func (Family) Fields() []ent.Field {
	return []ent.Field{
		field.String("code").NotEmpty().MaxRuneLen(64).Immutable().Unique(),
		field.String("name").NotEmpty().MaxRuneLen(200),
		field.String("description").MaxRuneLen(2000).Default(""),
	}
}

// Annotations names the table.
func (Family) Annotations() []schema.Annotation { return table("families") }
