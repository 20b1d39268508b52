package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"waymark/domain/programme"
	"waymark/domain/viewer"
)

// Grant is a role that a subject holds for a scope and a time.
type Grant struct{ ent.Schema }

// Mixin gives what every record carries.
func (Grant) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.GrantPrefix}}
}

// Fields lists the columns.
func (Grant) Fields() []ent.Field {
	return []ent.Field{
		field.String("subject").NotEmpty().MaxRuneLen(255).Immutable(),
		field.String("role").GoType(viewer.Role("")).MaxRuneLen(32).Immutable(),
		field.String("scope").NotEmpty().MaxRuneLen(80).Immutable(),
		date("valid_from"),
		optionalDate("valid_to"),
		field.String("reason").MaxRuneLen(500).Immutable(),
		field.String("revoke_reason").MaxRuneLen(500).Default(""),
	}
}

// Indexes lists the ways in.
func (Grant) Indexes() []ent.Index { return []ent.Index{index.Fields("subject")} }

// Annotations names the table and its rules.
func (Grant) Annotations() []schema.Annotation {
	return table("grants", rule{"grants_end_not_before_start", `valid_to IS NULL OR valid_to >= valid_from`})
}
