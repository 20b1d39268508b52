package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// ReadEntry says who was shown what is restricted. The database refuses to alter or delete one.
type ReadEntry struct{ ent.Schema }

// Fields lists the columns.
func (ReadEntry) Fields() []ent.Field {
	return []ent.Field{
		field.Int64("id").Immutable(),
		field.Time("read_at").Immutable(),
		field.String("subject").MaxRuneLen(255).Immutable(),
		field.String("request_id").MaxRuneLen(200).Default("").Immutable(),
		field.String("operation").MaxRuneLen(200).Default("").Immutable(),
		field.String("reason").MaxRuneLen(500).Default("").Immutable(),
	}
}

// Indexes lists the ways in.
func (ReadEntry) Indexes() []ent.Index {
	return []ent.Index{index.Fields("subject"), index.Fields("read_at")}
}

// Policy is the rule of every record.
func (ReadEntry) Policy() ent.Policy { return policy() }

// Annotations names the table.
func (ReadEntry) Annotations() []schema.Annotation { return table("read_entries") }
