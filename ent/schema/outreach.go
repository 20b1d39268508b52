package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"waymark/domain/decimal"
	"waymark/domain/programme"
)

// Outreach is sessions that a provider holds in an office, or an office at a provider.
type Outreach struct{ ent.Schema }

// Mixin gives what every record carries.
func (Outreach) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.OutreachPrefix}}
}

// Fields lists the columns.
func (Outreach) Fields() []ent.Field {
	return []ent.Field{
		field.String("kind").GoType(programme.OutreachKind("")).MaxRuneLen(30).Immutable(),
		field.Int64("sessions").GoType(decimal.Decimal(0)),
		field.Text("restrictions").Default(""),
		field.String("risk").GoType(programme.Risk("")).MaxRuneLen(30),
		optionalDate("assessed_on"),
		date("valid_from"),
		optionalDate("valid_to"),
		field.String("service_id").Immutable(),
		field.String("jobcentre_id").Immutable(),
		field.String("site_id").Optional().Nillable(),
	}
}

// Edges lists the foreign keys.
func (Outreach) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("service", Service.Type).Unique().Field("service_id").Required().Immutable(),
		edge.To("jobcentre", Jobcentre.Type).Unique().Field("jobcentre_id").Required().Immutable(),
		edge.To("site", Site.Type).Unique().Field("site_id"),
	}
}

// Indexes lists the ways in.
func (Outreach) Indexes() []ent.Index {
	return []ent.Index{index.Fields("service_id"), index.Fields("jobcentre_id"), index.Fields("site_id")}
}

// Annotations names the table and its rules: more than none and at most 100 sessions a week, in millionths; an assessment has a day.
func (Outreach) Annotations() []schema.Annotation {
	return table("outreach", rule{"outreach_end_after_start", `valid_to IS NULL OR valid_to > valid_from`},
		rule{"outreach_sessions", "sessions > 0 AND sessions <= 100000000"},
		rule{"outreach_assessed", "CASE WHEN risk = 'NOT_ASSESSED' THEN assessed_on IS NULL ELSE assessed_on IS NOT NULL END"})
}
