package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"waymark/domain/programme"
)

// Pause says that a service takes no more people.
type Pause struct{ ent.Schema }

// Mixin gives what every record carries.
func (Pause) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.PausePrefix}}
}

// Fields lists the columns.
func (Pause) Fields() []ent.Field {
	return []ent.Field{
		field.String("reason").NotEmpty().MaxRuneLen(500),
		date("valid_from"),
		optionalDate("valid_to"),
		field.String("service_id").Immutable(),
	}
}

// Edges lists the foreign key.
func (Pause) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("service", Service.Type).Unique().Field("service_id").Required().Immutable(),
	}
}

// Indexes lists the ways in.
func (Pause) Indexes() []ent.Index { return []ent.Index{index.Fields("service_id")} }

// Annotations names the table and its rules.
func (Pause) Annotations() []schema.Annotation {
	return table("pauses", rule{"pauses_end_after_start", `valid_to IS NULL OR valid_to > valid_from`})
}
