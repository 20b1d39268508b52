package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"waymark/domain/processmap"
	"waymark/domain/programme"
)

// Pathway is how people of an area come from Jobcentres to a service, or from it to Jobcentres.
type Pathway struct{ ent.Schema }

// Mixin gives what every record carries.
func (Pathway) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.PathwayPrefix}}
}

// Fields lists the columns.
func (Pathway) Fields() []ent.Field {
	return []ent.Field{
		field.String("code").NotEmpty().MaxRuneLen(64).Unique().Immutable(),
		field.String("name").NotEmpty().MaxRuneLen(200),
		field.String("direction").GoType(programme.Direction("")).MaxRuneLen(30).Immutable(),
		field.String("contact_role").NotEmpty().MaxRuneLen(200),
		field.String("contact_name").MaxRuneLen(200).Default(""),
		field.String("contact_telephone").MaxRuneLen(40).Default(""),
		field.String("contact_email").MaxRuneLen(254).Default(""),
		field.String("protocol_reference").MaxRuneLen(500).Default(""),
		field.JSON("substances", []programme.Substance{}).Optional(),
		field.JSON("benefits", []programme.Benefit{}).Optional(),
		field.Text("eligibility").Default(""),
		field.JSON("languages", []string{}).Optional(),
		field.JSON("steps", []processmap.Step{}),
		date("valid_from"),
		optionalDate("valid_to"),
		field.String("district_id").Optional().Nillable().Immutable(),
		field.String("jobcentre_id").Optional().Nillable().Immutable(),
		field.String("service_id").Immutable(),
		field.String("template_id").Immutable(),
		field.String("protocol_id").Optional().Nillable(),
	}
}

// Edges lists the foreign keys.
func (Pathway) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("district", District.Type).Unique().Field("district_id").Immutable(),
		edge.To("jobcentre", Jobcentre.Type).Unique().Field("jobcentre_id").Immutable(),
		edge.To("service", Service.Type).Unique().Field("service_id").Required().Immutable(),
		edge.To("template", PathwayTemplate.Type).Unique().Field("template_id").Required().Immutable(),
		edge.To("protocol", Agreement.Type).Unique().Field("protocol_id"),
	}
}

// Indexes lists the ways in.
func (Pathway) Indexes() []ent.Index {
	return []ent.Index{index.Fields("district_id"), index.Fields("jobcentre_id"), index.Fields("service_id"), index.Fields("protocol_id")}
}

// Annotations names the table and its rules.
func (Pathway) Annotations() []schema.Annotation {
	return table("pathways", rule{"pathways_end_after_start", `valid_to IS NULL OR valid_to > valid_from`},
		rule{"pathways_one_area", "(CASE WHEN district_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN jobcentre_id IS NULL THEN 0 ELSE 1 END) = 1"})
}
