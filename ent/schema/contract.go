package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"waymark/domain/programme"
)

// Contract says that a partnership buys a service.
type Contract struct{ ent.Schema }

// Mixin gives what every record carries.
func (Contract) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.ContractPrefix}}
}

// Fields lists the columns.
func (Contract) Fields() []ent.Field {
	return []ent.Field{
		field.String("reference").MaxRuneLen(100).Default(""),
		field.Int64("yearly_value").Optional().Nillable(),
		date("valid_from"),
		optionalDate("valid_to"),
		field.String("service_id").Immutable(),
		field.String("partnership_id").Immutable(),
	}
}

// Edges lists the foreign keys.
func (Contract) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("service", Service.Type).Unique().Field("service_id").Required().Immutable(),
		edge.To("partnership", Partnership.Type).Unique().Field("partnership_id").Required().Immutable(),
	}
}

// Indexes lists the ways in.
func (Contract) Indexes() []ent.Index {
	return []ent.Index{index.Fields("service_id"), index.Fields("partnership_id")}
}

// Annotations names the table and its rules.
func (Contract) Annotations() []schema.Annotation {
	return table("contracts", rule{"contracts_end_after_start", `valid_to IS NULL OR valid_to > valid_from`},
		rule{"contracts_pence", "yearly_value IS NULL OR yearly_value >= 0"})
}
