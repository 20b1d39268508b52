package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"waymark/domain/programme"
)

// TrainingAttendance says how many of an office's staff took part in a session.
type TrainingAttendance struct{ ent.Schema }

// Mixin gives what every record carries.
func (TrainingAttendance) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.AttendancePrefix}}
}

// Fields lists the columns.
func (TrainingAttendance) Fields() []ent.Field {
	return []ent.Field{
		field.Int("attended"),
		field.String("session_id").Immutable(),
		field.String("jobcentre_id").Immutable(),
	}
}

// Edges lists the foreign keys.
func (TrainingAttendance) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("session", TrainingSession.Type).Unique().Field("session_id").Required().Immutable(),
		edge.To("jobcentre", Jobcentre.Type).Unique().Field("jobcentre_id").Required().Immutable(),
	}
}

// Indexes lists the ways in: an office counts once in a session.
func (TrainingAttendance) Indexes() []ent.Index {
	return []ent.Index{index.Fields("session_id", "jobcentre_id").Unique(), index.Fields("jobcentre_id")}
}

// Annotations names the table and its rule.
func (TrainingAttendance) Annotations() []schema.Annotation {
	return table("training_attendances", rule{"training_attendances_range", "attended BETWEEN 0 AND 100000"})
}
