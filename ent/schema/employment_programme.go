package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"

	"waymark/domain/programme"
)

// EmploymentProgramme is a programme of help into work that people may be referred to.
type EmploymentProgramme struct{ ent.Schema }

// Mixin gives what every record carries.
func (EmploymentProgramme) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.EmploymentPrefix}}
}

// Fields lists the columns.
func (EmploymentProgramme) Fields() []ent.Field {
	return []ent.Field{
		field.String("code").NotEmpty().MaxRuneLen(64).Unique().Immutable(),
		field.String("name").NotEmpty().MaxRuneLen(200),
		field.String("sponsor").NotEmpty().MaxRuneLen(200),
		field.Text("description").Default(""),
		field.Text("eligibility").Default(""),
		field.Text("early_entry").Default(""),
		field.JSON("benefits", []programme.Benefit{}).Optional(),
		field.Int("minimum_age").Optional().Nillable(),
		field.Int("maximum_age").Optional().Nillable(),
		field.Int("weeks_unemployed").Optional().Nillable(),
		field.JSON("groups", []string{}).Optional(),
		date("valid_from"),
		optionalDate("valid_to"),
		field.String("source_id").Immutable(),
	}
}

// Edges lists the foreign key.
func (EmploymentProgramme) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("source", Source.Type).Unique().Field("source_id").Required().Immutable(),
	}
}

// Annotations names the table and its rules.
func (EmploymentProgramme) Annotations() []schema.Annotation {
	return table("employment_programmes", rule{"employment_programmes_end_after_start", `valid_to IS NULL OR valid_to > valid_from`},
		rule{"employment_programmes_ages", "minimum_age IS NULL OR maximum_age IS NULL OR minimum_age <= maximum_age"},
		rule{"employment_programmes_weeks", "weeks_unemployed IS NULL OR weeks_unemployed BETWEEN 0 AND 2000"})
}
