package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"waymark/domain/allocation"
	"waymark/domain/programme"
)

// Allocation is a stored scenario of who gets how many posts. Its documents (terms, inputs, result) are JSON, kept as text so
// that not a byte of them changes.
type Allocation struct{ ent.Schema }

// Mixin gives what every record carries.
func (Allocation) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.AllocationPrefix}}
}

// Fields lists the columns.
func (Allocation) Fields() []ent.Field {
	return []ent.Field{
		field.String("name").NotEmpty().MaxRuneLen(200),
		field.String("purpose").MaxRuneLen(2000).Default(""),
		field.String("state").GoType(allocation.State("")).MaxRuneLen(16),
		field.Bool("shared").Default(false),
		field.String("audience").GoType(allocation.Audience("")).MaxRuneLen(16),
		field.String("return_reason").MaxRuneLen(2000).Default(""),
		field.Text("terms"),
		field.Text("inputs").Default(""),
		field.String("engine").MaxRuneLen(64).Default(""),
		field.String("digest").MaxRuneLen(64).Default(""),
		field.Text("result").Default(""),
		optionalDate("adopted_on"),
		field.String("region_id").Optional().Nillable().Immutable(),
	}
}

// Edges lists the foreign keys.
func (Allocation) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("region", Region.Type).Unique().Field("region_id").Immutable(),
	}
}

// Indexes lists the ways in.
func (Allocation) Indexes() []ent.Index { return []ent.Index{index.Fields("region_id")} }

// Annotations names the table and its rules.
func (Allocation) Annotations() []schema.Annotation {
	return table("allocations", rule{"allocations_computed", `CASE WHEN inputs = '' THEN result = '' AND digest = '' AND engine = '' ELSE result <> '' AND digest <> '' AND engine <> '' END`})
}
