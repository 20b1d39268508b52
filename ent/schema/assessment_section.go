package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"waymark/domain/assessment"
	"waymark/domain/document"
)

// AssessmentSection is a part of a needs assessment, which one person at a time changes.
type AssessmentSection struct{ ent.Schema }

// Mixin gives what every record carries.
func (AssessmentSection) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: assessment.SectionPrefix}, partnershipRow{}, assessmentPart{}}
}

// Fields lists the columns.
func (AssessmentSection) Fields() []ent.Field {
	return []ent.Field{
		field.String("code").NotEmpty().MaxRuneLen(64).Immutable(),
		field.Int("position").Immutable(),
		field.String("title").NotEmpty().MaxRuneLen(200).Immutable(),
		field.String("concerns").MaxRuneLen(64).Default("").Immutable(),
		field.Text("text").Default(""),
		field.JSON("figures", []document.Figure{}).Optional(),
		field.JSON("members", []document.Member{}).Optional(),
		field.String("status").GoType(assessment.SectionStatus("")).MaxRuneLen(16),
		field.JSON("writers", []string{}).Optional(),
		field.String("carried_from").MaxRuneLen(40).Default("").Immutable(),
	}
}

// Indexes lists the ways in.
func (AssessmentSection) Indexes() []ent.Index {
	return []ent.Index{index.Fields("assessment_id", "code").Unique()}
}

// Annotations names the table.
func (AssessmentSection) Annotations() []schema.Annotation { return table("assessment_sections") }
