package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"

	"waymark/domain/programme"
)

// Region is one of the English government office regions.
type Region struct{ ent.Schema }

// Mixin gives what every record carries.
func (Region) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.RegionPrefix}}
}

// Fields lists the columns.
func (Region) Fields() []ent.Field {
	return []ent.Field{
		field.String("code").NotEmpty().MaxRuneLen(64).Unique().Immutable(),
		date("valid_from"),
		optionalDate("valid_to"),
	}
}

// Annotations names the table and its rules.
func (Region) Annotations() []schema.Annotation {
	return table("regions", rule{"regions_end_after_start", `valid_to IS NULL OR valid_to > valid_from`})
}
