package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"

	"waymark/domain/programme"
)

// FigureBatch is a set of figures that were recorded together.
type FigureBatch struct{ ent.Schema }

// Mixin gives what every record carries.
func (FigureBatch) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.FigureBatchPrefix}}
}

// Fields lists the columns.
func (FigureBatch) Fields() []ent.Field {
	return []ent.Field{
		field.Int64("number").Positive().Immutable().Unique(),
		field.String("external_id").NotEmpty().MaxRuneLen(200).Immutable().Unique(),
		field.String("title").NotEmpty().MaxRuneLen(300).Immutable(),
		field.String("digest").NotEmpty().MaxRuneLen(64).Immutable(),
		field.Int("rows").NonNegative().Immutable(),
		field.Int64("first").Positive().Immutable(),
		field.String("subject").MaxRuneLen(255).Immutable(),
		field.String("reason").MaxRuneLen(500).Default("").Immutable(),
		field.Time("publish_at").Optional().Nillable(),
		field.Time("reversed_at").Optional().Nillable(),
		field.String("reverse_reason").MaxRuneLen(500).Default(""),
	}
}

// Annotations names the table and its rules.
func (FigureBatch) Annotations() []schema.Annotation {
	return table("figure_batches", rule{"figure_batches_reversed", `CASE WHEN reversed_at IS NULL THEN reverse_reason = '' ELSE reverse_reason <> '' END`})
}
