package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"

	"waymark/domain/programme"
)

// Grade is a pay band for posts.
type Grade struct{ ent.Schema }

// Mixin gives what every record carries.
func (Grade) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.GradePrefix}}
}

// Fields lists the columns.
func (Grade) Fields() []ent.Field {
	return []ent.Field{
		field.String("code").NotEmpty().MaxRuneLen(64).Unique().Immutable(),
		field.String("name").NotEmpty().MaxRuneLen(200),
		field.Strings("other_names").Optional(),
		field.Int("rank"),
		field.Int64("yearly_cost").Optional().Nillable(),
	}
}

// Annotations names the table and its rules.
func (Grade) Annotations() []schema.Annotation {
	return table("grades", rule{"grades_cost_not_negative", `yearly_cost IS NULL OR yearly_cost >= 0`})
}
