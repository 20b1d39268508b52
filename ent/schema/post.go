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

// Post is a funded position, with or without a holder.
type Post struct{ ent.Schema }

// Mixin gives what every record carries.
func (Post) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.PostPrefix}}
}

// Fields lists the columns.
func (Post) Fields() []ent.Field {
	return []ent.Field{
		field.String("code").NotEmpty().MaxRuneLen(64).Unique().Immutable(),
		field.String("role").GoType(programme.Role("")).MaxRuneLen(32),
		field.Int64("fte").GoType(decimal.Decimal(0)),
		field.String("funding_stream").MaxRuneLen(200),
		date("funded_from"),
		optionalDate("funded_to"),
		field.String("closed_reason").MaxRuneLen(500).Default(""),
		field.String("grade_id"),
	}
}

// Edges lists the foreign keys.
func (Post) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("grade", Grade.Type).Unique().Field("grade_id").Required(),
	}
}

// Indexes lists the ways in.
func (Post) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("grade_id"),
	}
}

// Annotations names the table and its rules.
func (Post) Annotations() []schema.Annotation {
	return table("posts", rule{"posts_end_after_start", `funded_to IS NULL OR funded_to >= funded_from`}, rule{"posts_fte", `fte > 0 AND fte <= 1000000`})
}
