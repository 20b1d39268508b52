package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"waymark/domain/programme"
)

// DrugChampion is an adviser's role at a jobcentre.
type DrugChampion struct{ ent.Schema }

// Mixin gives what every record carries.
func (DrugChampion) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.DrugChampionPrefix}}
}

// Fields lists the columns.
func (DrugChampion) Fields() []ent.Field {
	return []ent.Field{
		field.String("adviser").MaxRuneLen(200).Default(""),
		field.Bool("lead").Default(false),
		date("valid_from"),
		optionalDate("valid_to"),
		field.String("jobcentre_id").Immutable(),
	}
}

// Edges lists the foreign keys.
func (DrugChampion) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("jobcentre", Jobcentre.Type).Unique().Field("jobcentre_id").Required().Immutable(),
	}
}

// Indexes lists the ways in.
func (DrugChampion) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("jobcentre_id"),
	}
}

// Annotations names the table and its rules.
func (DrugChampion) Annotations() []schema.Annotation {
	return table("drug_champions", rule{"drug_champions_end_after_start", `valid_to IS NULL OR valid_to > valid_from`})
}
