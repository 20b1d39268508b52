package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// ReadSubject says what somebody was shown: one restricted record.
type ReadSubject struct{ ent.Schema }

// Fields lists the columns.
func (ReadSubject) Fields() []ent.Field {
	return []ent.Field{
		field.Int64("id").Immutable(),
		field.Int64("entry_id").Immutable(),
		field.String("node_id").NotEmpty().MaxRuneLen(40).Immutable(),
	}
}

// Edges lists the foreign keys.
func (ReadSubject) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("entry", ReadEntry.Type).Unique().Field("entry_id").Required().Immutable(),
	}
}

// Indexes lists the ways in.
func (ReadSubject) Indexes() []ent.Index {
	return []ent.Index{index.Fields("node_id", "entry_id").Unique()}
}

// Policy is the rule of every record.
func (ReadSubject) Policy() ent.Policy { return policy() }

// Annotations names the table.
func (ReadSubject) Annotations() []schema.Annotation { return table("read_subjects") }
