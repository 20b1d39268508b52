package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"waymark/domain/programme"
)

// Service is one kind of help that a provider offers.
type Service struct{ ent.Schema }

// Mixin gives what every record carries.
func (Service) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.ServicePrefix}}
}

// Fields lists the columns.
func (Service) Fields() []ent.Field {
	return []ent.Field{
		field.String("code").NotEmpty().MaxRuneLen(64).Unique().Immutable(),
		field.String("name").NotEmpty().MaxRuneLen(200),
		field.Text("description").Default(""),
		field.String("kind").GoType(programme.ServiceKind("")).MaxRuneLen(24),
		field.Int("tier").Default(0),
		field.JSON("substances", []programme.Substance{}).Optional(),
		field.JSON("groups", []string{}).Optional(),
		field.Text("eligibility").Default(""),
		field.Int("minimum_age").Optional().Nillable(),
		field.Int("maximum_age").Optional().Nillable(),
		field.JSON("languages", []string{}).Optional(),
		field.String("fees").MaxRuneLen(500).Default(""),
		field.Bool("self_referral").Default(false),
		field.String("website").MaxRuneLen(2000).Default(""),
		field.String("email").MaxRuneLen(254).Default(""),
		field.String("telephone").MaxRuneLen(40).Default(""),
		optionalDate("assured_on"),
		field.String("assurer").MaxRuneLen(200).Default(""),
		date("valid_from"),
		optionalDate("valid_to"),
		field.String("provider_id").Immutable(),
	}
}

// Edges lists the foreign keys.
func (Service) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("provider", Provider.Type).Unique().Field("provider_id").Required().Immutable(),
	}
}

// Indexes lists the ways in.
func (Service) Indexes() []ent.Index {
	return []ent.Index{index.Fields("provider_id")}
}

// Annotations names the table and its rules.
func (Service) Annotations() []schema.Annotation {
	return table("services", rule{"services_end_after_start", `valid_to IS NULL OR valid_to > valid_from`},
		rule{"services_tier", "tier BETWEEN 0 AND 4"},
		rule{"services_ages", "minimum_age IS NULL OR maximum_age IS NULL OR minimum_age <= maximum_age"})
}
