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

// Link says that a share of a partnership lies in a district during a period.
type Link struct{ ent.Schema }

// Mixin gives what every record carries.
func (Link) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.LinkPrefix}}
}

// Fields lists the columns.
func (Link) Fields() []ent.Field {
	return []ent.Field{
		field.Int64("share").GoType(decimal.Decimal(0)),
		date("valid_from"),
		optionalDate("valid_to"),
		field.String("partnership_id").Immutable(),
		field.String("district_id").Immutable(),
	}
}

// Edges lists the foreign keys.
func (Link) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("partnership", Partnership.Type).Unique().Field("partnership_id").Required().Immutable(),
		edge.To("district", District.Type).Unique().Field("district_id").Required().Immutable(),
	}
}

// Indexes lists the ways in.
func (Link) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("partnership_id", "district_id", "valid_from").Unique(),
		index.Fields("district_id"),
	}
}

// Annotations names the table and its rules.
func (Link) Annotations() []schema.Annotation {
	return table("partnership_links", rule{"partnership_links_end_after_start", `valid_to IS NULL OR valid_to > valid_from`}, rule{"partnership_links_share", `share > 0 AND share <= 1000000`})
}
