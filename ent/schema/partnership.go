package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"

	"waymark/domain/programme"
)

// Partnership is a drug partnership.
type Partnership struct{ ent.Schema }

// Mixin gives what every record carries.
func (Partnership) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.PartnershipPrefix}}
}

// Fields lists the columns.
func (Partnership) Fields() []ent.Field {
	return []ent.Field{
		field.String("code").NotEmpty().MaxRuneLen(64).Unique().Immutable(),
		date("valid_from"),
		optionalDate("valid_to"),
	}
}

// Annotations names the table and its rules.
func (Partnership) Annotations() []schema.Annotation {
	return table("partnerships", rule{"partnerships_end_after_start", `valid_to IS NULL OR valid_to > valid_from`})
}
