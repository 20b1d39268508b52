package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// Request remembers the answer to a mutation that came with an idempotency key, so that a repeated one is not done twice.
type Request struct{ ent.Schema }

// Fields lists the columns.
func (Request) Fields() []ent.Field {
	return []ent.Field{
		field.String("subject").MaxRuneLen(200).Immutable(),
		field.String("key").NotEmpty().MaxRuneLen(200).Immutable(),
		field.String("operation").NotEmpty().MaxRuneLen(64).Immutable(),
		field.String("input_digest").NotEmpty().MaxRuneLen(64).Immutable(),
		field.String("answer").MaxRuneLen(65536).Immutable(),
		field.Time("created_at").Immutable(),
	}
}

// Indexes lists the ways in.
func (Request) Indexes() []ent.Index {
	return []ent.Index{index.Fields("subject", "key").Unique()}
}

// Policy is the rule of every record.
func (Request) Policy() ent.Policy { return policy() }

// Annotations names the table.
func (Request) Annotations() []schema.Annotation { return table("requests") }
