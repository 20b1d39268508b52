package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"

	"waymark/domain/programme"
)

// ReferralCode is a form, a marker or an opportunity that referrals go by.
type ReferralCode struct{ ent.Schema }

// Mixin gives what every record carries.
func (ReferralCode) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.ReferralCodePrefix}}
}

// Fields lists the columns.
func (ReferralCode) Fields() []ent.Field {
	return []ent.Field{
		field.String("code").NotEmpty().MaxRuneLen(64).Unique().Immutable(),
		field.String("kind").GoType(programme.ReferralCodeKind("")).MaxRuneLen(20),
		field.String("meaning").NotEmpty().MaxRuneLen(500),
		field.String("rule").MaxRuneLen(500).Default(""),
		field.String("source_id").Immutable(),
	}
}

// Edges lists the foreign key.
func (ReferralCode) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("source", Source.Type).Unique().Field("source_id").Required().Immutable(),
	}
}

// Annotations names the table.
func (ReferralCode) Annotations() []schema.Annotation { return table("referral_codes") }
