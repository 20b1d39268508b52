package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"waymark/domain/referral"
)

// ReferralReturn is what an office hands in for a month: how far it has come. Its counts lie beside it, so that the audit, which keeps
// what a record was, keeps none.
type ReferralReturn struct{ ent.Schema }

// Mixin gives what every record carries.
func (ReferralReturn) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: referral.Prefix}}
}

// Fields lists the columns.
func (ReferralReturn) Fields() []ent.Field {
	return []ent.Field{
		date("month"),
		field.String("state").GoType(referral.State("")).MaxRuneLen(16),
		field.Int("edition").Default(1),
		field.Text("note").Default(""),
		field.JSON("follow_ups", []referral.FollowUp{}).Optional(),
		field.JSON("steps", referral.Steps{}).Optional(),
		field.String("jobcentre_id").Immutable(),
		field.String("district_id").Immutable(),
	}
}

// Edges lists the foreign keys.
func (ReferralReturn) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("jobcentre", Jobcentre.Type).Unique().Field("jobcentre_id").Required().Immutable(),
		edge.To("district", District.Type).Unique().Field("district_id").Required().Immutable(),
	}
}

// Indexes lists the ways in.
func (ReferralReturn) Indexes() []ent.Index {
	return []ent.Index{index.Fields("jobcentre_id", "month").Unique(), index.Fields("month", "district_id")}
}

// Annotations names the table and its rules.
func (ReferralReturn) Annotations() []schema.Annotation {
	return table("referral_returns", rule{"referral_returns_edition", "edition > 0"})
}
