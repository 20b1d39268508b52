package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"

	"waymark/domain/programme"
)

// Source is a document that figures come from.
type Source struct{ ent.Schema }

// Mixin gives what every record carries.
func (Source) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.SourcePrefix}}
}

// Fields lists the columns.
func (Source) Fields() []ent.Field {
	return []ent.Field{
		field.String("code").NotEmpty().MaxRuneLen(64).Unique().Immutable(),
		field.String("title").NotEmpty().MaxRuneLen(500),
		field.String("publisher").NotEmpty().MaxRuneLen(200),
		optionalDate("published_on"),
		field.String("address").MaxRuneLen(2000).Default(""),
		field.String("licence").MaxRuneLen(200).Default(""),
	}
}

// Annotations names the table and its rules.
func (Source) Annotations() []schema.Annotation {
	return table("sources")
}
