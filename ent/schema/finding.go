package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"waymark/domain/assessment"
	"waymark/domain/document"
)

// Finding is something that a needs assessment has found.
type Finding struct{ ent.Schema }

// Mixin gives what every record carries.
func (Finding) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: assessment.FindingPrefix}, partnershipRow{}, assessmentPart{}}
}

// Fields lists the columns. The rank sorts byte by byte, whatever the collation of the database: it is sorted by the program.
func (Finding) Fields() []ent.Field {
	return []ent.Field{
		field.Text("statement").NotEmpty(),
		field.JSON("evidence", []document.Figure{}).Optional(),
		field.String("priority").GoType(assessment.Priority("")).MaxRuneLen(16),
		field.String("rank").NotEmpty().MaxRuneLen(document.MaxRank),
		field.JSON("groups", []string{}).Optional(),
		field.String("status").GoType(assessment.FindingStatus("")).MaxRuneLen(16),
		field.Text("answer").Default(""),
		field.Text("withdraw_reason").Default(""),
		field.JSON("writers", []string{}).Optional(),
		field.String("carried_from").MaxRuneLen(40).Default("").Immutable(),
	}
}

// Indexes lists the ways in.
func (Finding) Indexes() []ent.Index { return []ent.Index{index.Fields("assessment_id")} }

// Annotations names the table and its rules.
func (Finding) Annotations() []schema.Annotation {
	return table("findings", rule{"findings_withdrawn", `CASE WHEN status = 'WITHDRAWN' THEN withdraw_reason <> '' ELSE withdraw_reason = '' END`},
		rule{"findings_answered", `CASE WHEN status = 'ANSWERED' THEN answer <> '' ELSE answer = '' END`})
}
