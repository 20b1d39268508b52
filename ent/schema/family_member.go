package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"waymark/domain/programme"
)

// FamilyMember says that a partnership belongs to a family during a period.
type FamilyMember struct{ ent.Schema }

// Mixin gives what every record carries.
func (FamilyMember) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.FamilyMemberPrefix}}
}

// Fields lists the columns.
func (FamilyMember) Fields() []ent.Field {
	return []ent.Field{
		date("valid_from"),
		optionalDate("valid_to"),
		field.String("family_id").Immutable(),
		field.String("partnership_id").Immutable(),
	}
}

// Edges lists the foreign keys.
func (FamilyMember) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("family", Family.Type).Unique().Field("family_id").Required().Immutable(),
		edge.To("partnership", Partnership.Type).Unique().Field("partnership_id").Required().Immutable(),
	}
}

// Indexes lists the ways in.
func (FamilyMember) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("partnership_id", "valid_from").Unique(),
		index.Fields("family_id"),
	}
}

// Annotations names the table and its rules.
func (FamilyMember) Annotations() []schema.Annotation {
	return table("family_members", rule{"family_members_end_after_start", `valid_to IS NULL OR valid_to > valid_from`})
}
