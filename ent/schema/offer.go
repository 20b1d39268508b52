package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"waymark/domain/programme"
)

// Offer is an accepted offer of a post whose holder has yet to start.
type Offer struct{ ent.Schema }

// Mixin gives what every record carries.
func (Offer) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.OfferPrefix}}
}

// Fields lists the columns.
func (Offer) Fields() []ent.Field {
	return []ent.Field{
		date("starts_on"),
		date("valid_from"),
		optionalDate("valid_to"),
		field.Bool("withdrawn").Default(false),
		field.String("post_id").Immutable(),
		field.String("coordinator_id").Optional().Nillable().Immutable(),
	}
}

// Edges lists the foreign keys.
func (Offer) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("post", Post.Type).Unique().Field("post_id").Required().Immutable(),
		edge.To("coordinator", Coordinator.Type).Unique().Field("coordinator_id").Immutable(),
	}
}

// Indexes lists the ways in.
func (Offer) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("post_id"),
		index.Fields("coordinator_id"),
	}
}

// Annotations names the table and its rules.
func (Offer) Annotations() []schema.Annotation {
	return table("offers", rule{"offers_end_after_start", `valid_to IS NULL OR valid_to >= valid_from`})
}
