package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"waymark/domain/programme"
)

// Identifier is the code of a place in a scheme during a period.
type Identifier struct{ ent.Schema }

// Mixin gives what every record carries.
func (Identifier) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.IdentifierPrefix}, placeRef{}}
}

// Fields lists the columns.
func (Identifier) Fields() []ent.Field {
	return []ent.Field{
		field.String("scheme").NotEmpty().MaxRuneLen(32),
		field.String("value").NotEmpty().MaxRuneLen(64),
		date("valid_from"),
		optionalDate("valid_to"),
	}
}

// Indexes lists the ways in.
func (Identifier) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("scheme", "value"),
	}
}

// Annotations names the table and its rules.
func (Identifier) Annotations() []schema.Annotation {
	return table("identifiers", rule{"identifiers_end_after_start", `valid_to IS NULL OR valid_to > valid_from`}, rule{"identifiers_one_place", onePlace + " = 1"})
}
