package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/mixin"
)

// partnershipRow belongs to a partnership, by which access to documents and their parts is decided.
type partnershipRow struct{ mixin.Schema }

// Fields lists the foreign key.
func (partnershipRow) Fields() []ent.Field {
	return []ent.Field{field.String("partnership_id").Immutable()}
}

// Edges lists the foreign key.
func (partnershipRow) Edges() []ent.Edge {
	return []ent.Edge{edge.To("partnership", Partnership.Type).Unique().Field("partnership_id").Required().Immutable()}
}

// assessmentPart hangs on a needs assessment, by whose state it is told.
type assessmentPart struct{ mixin.Schema }

// Fields lists the foreign key.
func (assessmentPart) Fields() []ent.Field {
	return []ent.Field{field.String("assessment_id").Immutable()}
}

// Edges lists the foreign key.
func (assessmentPart) Edges() []ent.Edge {
	return []ent.Edge{edge.To("assessment", Assessment.Type).Unique().Field("assessment_id").Required().Immutable()}
}
