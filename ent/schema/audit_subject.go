package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// AuditSubject says that an entry is about something: the record that was changed, or what that record refers to.
type AuditSubject struct{ ent.Schema }

// Fields lists the columns.
func (AuditSubject) Fields() []ent.Field {
	return []ent.Field{
		field.Int64("id").Immutable(),
		field.Int64("entry_id").Immutable(),
		field.String("node_id").NotEmpty().MaxRuneLen(40).Immutable(),
	}
}

// Edges lists the foreign keys.
func (AuditSubject) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("entry", AuditEntry.Type).Unique().Field("entry_id").Required().Immutable(),
	}
}

// Indexes lists the ways in.
func (AuditSubject) Indexes() []ent.Index {
	return []ent.Index{index.Fields("node_id", "entry_id").Unique(), index.Fields("entry_id")}
}

// Policy is the rule of every record.
func (AuditSubject) Policy() ent.Policy { return policy() }

// Annotations names the table.
func (AuditSubject) Annotations() []schema.Annotation { return table("audit_subjects") }
