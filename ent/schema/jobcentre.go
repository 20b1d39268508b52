package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"

	"waymark/domain/programme"
)

// Jobcentre is an office of Jobcentre Plus, from its opening to its closing.
type Jobcentre struct{ ent.Schema }

// Mixin gives what every record carries.
func (Jobcentre) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.JobcentrePrefix}}
}

// Fields lists the columns.
func (Jobcentre) Fields() []ent.Field {
	return []ent.Field{
		field.String("code").NotEmpty().MaxRuneLen(64).Unique().Immutable(),
		date("valid_from"),
		optionalDate("valid_to"),
	}
}

// Annotations names the table and its rules.
func (Jobcentre) Annotations() []schema.Annotation {
	return table("jobcentres", rule{"jobcentres_end_after_start", `valid_to IS NULL OR valid_to > valid_from`})
}
