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

// Indicator says what a figure counts.
type Indicator struct{ ent.Schema }

// Mixin gives what every record carries.
func (Indicator) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.IndicatorPrefix}}
}

// Fields lists the columns.
func (Indicator) Fields() []ent.Field {
	return []ent.Field{
		field.String("code").NotEmpty().MaxRuneLen(64).Immutable().Unique(),
		field.String("title").NotEmpty().MaxRuneLen(300),
		field.String("definition_id").NotEmpty().MaxRuneLen(64),
		field.String("definition").MaxRuneLen(4000).Default(""),
		field.String("numerator").NotEmpty().MaxRuneLen(1000),
		field.String("denominator").MaxRuneLen(1000).Default(""),
		field.String("unit").NotEmpty().MaxRuneLen(64),
		date("valid_from"),
		optionalDate("valid_to"),
		field.String("kind").GoType(programme.IndicatorKind("")).MaxRuneLen(16).Immutable(),
		field.String("polarity").GoType(programme.Polarity("")).MaxRuneLen(16),
		field.Int("multiplier").Default(1).Positive(),
		field.Strings("additive_over"),
		field.String("not_additive").MaxRuneLen(500).Default(""),
		field.String("confidence").GoType(programme.ConfidenceMethod("")).MaxRuneLen(16),
		field.String("gate_id").Optional().Nillable(),
		field.Int64("gate_percent").GoType(decimal.Decimal(0)).Optional().Nillable(),
		field.String("disclosure").NotEmpty().MaxRuneLen(64),
		field.String("caveats").MaxRuneLen(4000).Default(""),
		field.String("source_id"),
	}
}

// Edges lists the foreign keys.
func (Indicator) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("gates", Indicator.Type).From("gate").Unique().Field("gate_id"),
		edge.To("source", Source.Type).Unique().Field("source_id").Required(),
	}
}

// Indexes lists the ways in.
func (Indicator) Indexes() []ent.Index { return []ent.Index{index.Fields("source_id")} }

// Annotations names the table and its rules.
func (Indicator) Annotations() []schema.Annotation {
	return table("indicators", rule{"indicators_gate", `CASE WHEN gate_id IS NULL THEN gate_percent IS NULL ELSE gate_percent IS NOT NULL END`},
		rule{"indicators_period", `valid_to IS NULL OR valid_to > valid_from`})
}
