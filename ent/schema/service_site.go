package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"waymark/domain/programme"
)

// ServiceSite says that a service is offered at a site.
type ServiceSite struct{ ent.Schema }

// Mixin gives what every record carries.
func (ServiceSite) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.ServiceSitePrefix}}
}

// Fields lists the columns.
func (ServiceSite) Fields() []ent.Field {
	return []ent.Field{
		field.JSON("hours", []programme.Hours{}).Optional(),
		date("valid_from"),
		optionalDate("valid_to"),
		field.String("service_id").Immutable(),
		field.String("site_id").Immutable(),
	}
}

// Edges lists the foreign keys.
func (ServiceSite) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("service", Service.Type).Unique().Field("service_id").Required().Immutable(),
		edge.To("site", Site.Type).Unique().Field("site_id").Required().Immutable(),
	}
}

// Indexes lists the ways in.
func (ServiceSite) Indexes() []ent.Index {
	return []ent.Index{index.Fields("service_id"), index.Fields("site_id")}
}

// Annotations names the table and its rules.
func (ServiceSite) Annotations() []schema.Annotation {
	return table("service_sites", rule{"service_sites_end_after_start", `valid_to IS NULL OR valid_to > valid_from`})
}
