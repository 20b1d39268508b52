package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"

	"waymark/domain/programme"
)

// Provider is an organisation that treats drug or alcohol users, or helps them into work.
type Provider struct{ ent.Schema }

// Mixin gives what every record carries.
func (Provider) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.ProviderPrefix}}
}

// Fields lists the columns.
func (Provider) Fields() []ent.Field {
	return []ent.Field{
		field.String("code").NotEmpty().MaxRuneLen(64).Unique().Immutable(),
		field.String("name").NotEmpty().MaxRuneLen(200),
		field.String("kind").GoType(programme.ProviderKind("")).MaxRuneLen(20),
		field.Text("description").Default(""),
		field.String("website").MaxRuneLen(2000).Default(""),
		field.String("email").MaxRuneLen(254).Default(""),
		field.String("telephone").MaxRuneLen(40).Default(""),
		field.String("charity_number").MaxRuneLen(20).Default(""),
		field.String("company_number").MaxRuneLen(20).Default(""),
		field.String("ods_code").MaxRuneLen(20).Default(""),
		field.String("cqc_id").MaxRuneLen(20).Default(""),
		date("valid_from"),
		optionalDate("valid_to"),
	}
}

// Annotations names the table and its rules.
func (Provider) Annotations() []schema.Annotation {
	return table("providers", rule{"providers_end_after_start", `valid_to IS NULL OR valid_to > valid_from`})
}
