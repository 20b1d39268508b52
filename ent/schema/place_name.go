package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"

	"waymark/domain/programme"
)

// PlaceName is what a place is called in a period.
type PlaceName struct{ ent.Schema }

// Mixin gives what every record carries.
func (PlaceName) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.NamePrefix}, placeRef{}}
}

// Fields lists the columns.
func (PlaceName) Fields() []ent.Field {
	return []ent.Field{
		field.String("text").NotEmpty().MaxRuneLen(200),
		date("valid_from"),
		optionalDate("valid_to"),
	}
}

// Annotations names the table and its rules.
func (PlaceName) Annotations() []schema.Annotation {
	return table("place_names", rule{"place_names_end_after_start", `valid_to IS NULL OR valid_to > valid_from`}, rule{"place_names_one_place", onePlace + " = 1"})
}
