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

// TrainingSession is a session in which staff of Jobcentres are trained.
type TrainingSession struct{ ent.Schema }

// Mixin gives what every record carries.
func (TrainingSession) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.SessionPrefix}}
}

// Fields lists the columns.
func (TrainingSession) Fields() []ent.Field {
	return []ent.Field{
		field.String("title").NotEmpty().MaxRuneLen(200),
		date("day"),
		field.JSON("competences", []string{}).Optional(),
		field.String("trainer").MaxRuneLen(200).Default(""),
		field.Int64("hours").GoType(decimal.Decimal(0)),
		field.String("cancel_reason").MaxRuneLen(500).Default(""),
		field.String("district_id").Immutable(),
	}
}

// Edges lists the foreign key.
func (TrainingSession) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("district", District.Type).Unique().Field("district_id").Required().Immutable(),
	}
}

// Indexes lists the ways in.
func (TrainingSession) Indexes() []ent.Index { return []ent.Index{index.Fields("district_id")} }

// Annotations names the table and its rule: more than nothing and at most 100 hours, in millionths.
func (TrainingSession) Annotations() []schema.Annotation {
	return table("training_sessions", rule{"training_sessions_hours", "hours > 0 AND hours <= 100000000"})
}
