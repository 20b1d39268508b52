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

// Statement is one published figure about a place, or about England, at a date.
type Statement struct{ ent.Schema }

// Mixin gives what every record carries.
func (Statement) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.StatementPrefix}, placeRef{}}
}

// Fields lists the columns.
func (Statement) Fields() []ent.Field {
	return []ent.Field{
		field.String("measure").NotEmpty().MaxRuneLen(64).Immutable(),
		field.Int64("value").GoType(decimal.Decimal(0)).Immutable(),
		field.Int64("lower").GoType(decimal.Decimal(0)).Optional().Nillable().Immutable(),
		field.Int64("upper").GoType(decimal.Decimal(0)).Optional().Nillable().Immutable(),
		field.String("unit").NotEmpty().MaxRuneLen(64).Immutable(),
		date("as_at"),
		field.String("note").MaxRuneLen(2000).Default(""),
		field.Bool("restricted").Default(false).Immutable(),
		field.String("grade_id").Optional().Nillable().Immutable(),
		field.String("source_id").Immutable(),
	}
}

// Edges lists the foreign keys.
func (Statement) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("grade", Grade.Type).Unique().Field("grade_id").Immutable(),
		edge.To("source", Source.Type).Unique().Field("source_id").Required().Immutable(),
	}
}

// Indexes lists the ways in.
func (Statement) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("source_id"),
		index.Fields("measure"),
	}
}

// Annotations names the table and its rules.
func (Statement) Annotations() []schema.Annotation {
	return table("statements", rule{"statements_at_most_one_place", onePlace + " <= 1"},
		rule{"statements_interval", `lower IS NULL AND upper IS NULL OR lower IS NOT NULL AND upper IS NOT NULL AND lower <= value AND value <= upper`})
}
