package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"waymark/domain/audit"
)

// AuditEntry is one change of one record. The database refuses to alter or delete one.
type AuditEntry struct{ ent.Schema }

// Fields lists the columns. Ids are given by the store, under the lock of the revision: in the order of commits, without gaps.
func (AuditEntry) Fields() []ent.Field {
	return []ent.Field{
		field.Int64("id").Immutable(),
		field.Time("recorded_at").Immutable(),
		field.Int64("revision").Immutable(),
		field.String("subject").MaxRuneLen(255).Immutable(),
		field.String("operation").NotEmpty().MaxRuneLen(64).Immutable(),
		field.String("request_id").MaxRuneLen(200).Default("").Immutable(),
		field.String("reason").MaxRuneLen(500).Default("").Immutable(),
		field.String("action").GoType(audit.Action("")).MaxRuneLen(16).Immutable(),
		field.String("record_type").NotEmpty().MaxRuneLen(32).Immutable(),
		field.String("record_id").NotEmpty().MaxRuneLen(40).Immutable(),
		field.Int("version").Immutable(),
		field.Bool("restricted").Default(false).Immutable(),
		field.JSON("changes", []audit.Change{}).Immutable(),
	}
}

// Indexes lists the ways in.
func (AuditEntry) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("recorded_at"),
		index.Fields("record_id"),
		index.Fields("subject"),
		index.Fields("operation"),
	}
}

// Policy is the rule of every record.
func (AuditEntry) Policy() ent.Policy { return policy() }

// Annotations names the table.
func (AuditEntry) Annotations() []schema.Annotation { return table("audit_entries") }
