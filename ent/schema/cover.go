package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"waymark/domain/programme"
)

// Cover says that a coordinator looks after a post that is not theirs for a while.
type Cover struct{ ent.Schema }

// Mixin gives what every record carries.
func (Cover) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.CoverPrefix}}
}

// Fields lists the columns.
func (Cover) Fields() []ent.Field {
	return []ent.Field{
		date("valid_from"),
		optionalDate("valid_to"),
		field.String("reason").MaxRuneLen(500).Default(""),
		field.String("post_id").Immutable(),
		field.String("coordinator_id").Immutable(),
	}
}

// Edges lists the foreign keys.
func (Cover) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("post", Post.Type).Unique().Field("post_id").Required().Immutable(),
		edge.To("coordinator", Coordinator.Type).Unique().Field("coordinator_id").Required().Immutable(),
	}
}

// Indexes lists the ways in.
func (Cover) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("post_id"),
		index.Fields("coordinator_id"),
	}
}

// Annotations names the table and its rules.
func (Cover) Annotations() []schema.Annotation {
	return table("covers", rule{"covers_end_after_start", `valid_to IS NULL OR valid_to > valid_from`})
}
