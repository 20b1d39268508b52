package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"waymark/domain/capacity"
)

// Capacity is what a service reports about one month: how many people it could take, and had. It is no part of the graph.
type Capacity struct{ ent.Schema }

// Mixin gives what every record carries.
func (Capacity) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: capacity.Prefix}}
}

// Fields lists the columns.
func (Capacity) Fields() []ent.Field {
	return []ent.Field{
		date("month"),
		field.Int("places"),
		field.Int("in_use"),
		field.Int("waiting"),
		field.Float("weeks_to_wait").Optional().Nillable(),
		field.String("service_id").Immutable(),
		field.String("provider_id").Immutable(),
	}
}

// Edges lists the foreign keys.
func (Capacity) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("service", Service.Type).Unique().Field("service_id").Required().Immutable(),
		edge.To("provider", Provider.Type).Unique().Field("provider_id").Required().Immutable(),
	}
}

// Indexes lists the ways in.
func (Capacity) Indexes() []ent.Index {
	return []ent.Index{index.Fields("service_id", "month").Unique(), index.Fields("month")}
}

// Annotations names the table and its rules.
func (Capacity) Annotations() []schema.Annotation {
	return table("capacities", rule{"capacities_range", "places BETWEEN 0 AND 100000 AND in_use BETWEEN 0 AND 100000 AND waiting BETWEEN 0 AND 100000"})
}
