package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
)

// Revision is one row whose number grows with every transaction that changes the programme. Writers take its row lock
// first, so that they change the programme one after another; readers compare it to know whether what they hold is current. Beside the
// number stand the moment and the newest audit entry of the last transaction that changed a record, and the number of the last one
// that changed a record of the graph: documents change without it.
type Revision struct{ ent.Schema }

// Fields lists the columns.
func (Revision) Fields() []ent.Field {
	return []ent.Field{
		field.Int("id").Immutable(),
		field.Int64("number"),
		field.Time("changed_at").Optional().Nillable(),
		field.Int64("last_entry").Default(0),
		field.Int64("graph_number").Default(0),
	}
}

// Policy is the rule of every record.
func (Revision) Policy() ent.Policy { return policy() }

// Annotations names the table and its rules.
func (Revision) Annotations() []schema.Annotation {
	return table("revisions", rule{"revisions_one_row", "id = 1"})
}
