package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"waymark/domain/decimal"
	"waymark/domain/figure"
)

// Figure is one number about a place in a period. The database refuses to alter or delete one; its batch is what is audited.
type Figure struct{ ent.Schema }

// Fields lists the columns. A place is named by its id alone, whatever its kind, so that one index leads to it; places are
// never deleted.
func (Figure) Fields() []ent.Field {
	return []ent.Field{
		field.Int64("id").Immutable(),
		field.String("batch_id").Immutable(),
		field.String("indicator_id").Immutable(),
		field.String("place_id").MaxRuneLen(40).Default("").Immutable(),
		field.String("period_type").GoType(figure.PeriodType("")).MaxRuneLen(16).Immutable(),
		date("period_from"),
		date("period_to"),
		field.String("breakdown").GoType(figure.Breakdown("")).MaxRuneLen(400).Default("").Immutable(),
		field.String("external_id").MaxRuneLen(200).Default("").Immutable(),
		number("value"), number("numerator"), number("denominator"),
		number("lower95"), number("upper95"), number("lower998"), number("upper998"),
		field.String("status").GoType(figure.Status("")).MaxRuneLen(16).Immutable(),
		field.String("status_reason").MaxRuneLen(500).Default("").Immutable(),
		optionalDate("released_on"),
		field.String("revision").MaxRuneLen(500).Default("").Immutable(),
		field.String("note").MaxRuneLen(2000).Default("").Immutable(),
		field.Bool("synthetic").Default(false).Immutable(),
		field.Bool("restricted").Default(false).Immutable(),
		field.String("source_id").Immutable(),
	}
}

func number(name string) ent.Field {
	return field.Int64(name).GoType(decimal.Decimal(0)).Optional().Nillable().Immutable()
}

// Edges lists the foreign keys.
func (Figure) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("batch", FigureBatch.Type).Unique().Field("batch_id").Required().Immutable(),
		edge.To("indicator", Indicator.Type).Unique().Field("indicator_id").Required().Immutable(),
		edge.To("source", Source.Type).Unique().Field("source_id").Required().Immutable(),
	}
}

// Indexes lists the ways in: by place, and by indicator over all places.
func (Figure) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("place_id", "indicator_id", "period_from"),
		index.Fields("indicator_id", "period_from"),
		index.Fields("batch_id", "indicator_id", "place_id", "period_type", "period_from", "period_to", "breakdown").Unique(),
	}
}

// Policy is the rule of every record.
func (Figure) Policy() ent.Policy { return policy() }

// Annotations names the table and its rules.
func (Figure) Annotations() []schema.Annotation {
	return table("figures",
		rule{"figures_period", `period_from < period_to`},
		rule{"figures_value", `CASE WHEN status IN ('PUBLISHED', 'PROVISIONAL', 'REVISED', 'ESTIMATED') THEN value IS NOT NULL ELSE value IS NULL END`},
		rule{"figures_withheld", `CASE WHEN status = 'WITHHELD' THEN status_reason <> '' ELSE status_reason = '' END`},
		rule{"figures_interval95", `CASE WHEN lower95 IS NULL OR upper95 IS NULL THEN lower95 IS NULL AND upper95 IS NULL ELSE value IS NOT NULL AND lower95 <= value AND value <= upper95 END`},
		rule{"figures_interval998", `CASE WHEN lower998 IS NULL OR upper998 IS NULL THEN lower998 IS NULL AND upper998 IS NULL ELSE value IS NOT NULL AND lower998 <= value AND value <= upper998 END`})
}
