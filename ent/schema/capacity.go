package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"waymark/domain/capacity"
	"waymark/domain/decimal"
)

// Capacity is how a service stood in a month.
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
		field.Int("in_use").Optional().Nillable(),
		field.Int("waiting").Optional().Nillable(),
		field.Int64("weeks_to_wait").GoType(decimal.Decimal(0)).Optional().Nillable(),
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
	return []ent.Index{index.Fields("service_id", "month").Unique(), index.Fields("provider_id", "month")}
}

// Annotations names the table and its rules.
func (Capacity) Annotations() []schema.Annotation {
	return table("capacities",
		rule{"capacities_places_range", "places BETWEEN 0 AND 100000"},
		rule{"capacities_in_use_range", "in_use IS NULL OR in_use BETWEEN 0 AND 100000"},
		rule{"capacities_waiting_range", "waiting IS NULL OR waiting BETWEEN 0 AND 100000"},
		rule{"capacities_weeks", "weeks_to_wait IS NULL OR weeks_to_wait BETWEEN 0 AND 2000000000"},
		rule{"capacities_together", "in_use IS NULL AND waiting IS NULL OR in_use IS NOT NULL AND waiting IS NOT NULL"})
}
