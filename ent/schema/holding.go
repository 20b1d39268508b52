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

// Holding says who holds a post, at what full-time equivalent, from when to when.
type Holding struct{ ent.Schema }

// Mixin gives what every record carries.
func (Holding) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.HoldingPrefix}}
}

// Fields lists the columns.
func (Holding) Fields() []ent.Field {
	return []ent.Field{
		field.Int64("fte").GoType(decimal.Decimal(0)),
		date("valid_from"),
		optionalDate("valid_to"),
		field.String("leaving_reason").GoType(programme.LeavingReason("")).MaxRuneLen(32).Default(""),
		field.String("post_id").Immutable(),
		field.String("coordinator_id").Immutable(),
	}
}

// Edges lists the foreign keys.
func (Holding) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("post", Post.Type).Unique().Field("post_id").Required().Immutable(),
		edge.To("coordinator", Coordinator.Type).Unique().Field("coordinator_id").Required().Immutable(),
	}
}

// Indexes lists the ways in.
func (Holding) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("post_id"),
		index.Fields("coordinator_id"),
	}
}

// Annotations names the table and its rules.
func (Holding) Annotations() []schema.Annotation {
	return table("holdings", rule{"holdings_end_after_start", `valid_to IS NULL OR valid_to > valid_from`}, rule{"holdings_fte", `fte > 0 AND fte <= 1000000`})
}
