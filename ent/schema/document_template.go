package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/programme"
)

// DocumentTemplate is the form of a kind of document from a financial year on.
type DocumentTemplate struct{ ent.Schema }

// Mixin gives what every record carries.
func (DocumentTemplate) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: programme.TemplatePrefix}}
}

// Fields lists the columns. The content is JSON, kept as the text that was written.
func (DocumentTemplate) Fields() []ent.Field {
	return []ent.Field{
		field.String("code").NotEmpty().MaxRuneLen(64).Unique().Immutable(),
		field.String("document").GoType(document.Kind("")).MaxRuneLen(32).Immutable(),
		field.String("name").NotEmpty().MaxRuneLen(200),
		field.Int("from_year").GoType(calendar.FinancialYear(0)),
		field.Text("content"),
	}
}

// Indexes lists the ways in.
func (DocumentTemplate) Indexes() []ent.Index {
	return []ent.Index{index.Fields("document", "from_year").Unique()}
}

// Annotations names the table and its rules.
func (DocumentTemplate) Annotations() []schema.Annotation {
	return table("document_templates", rule{"document_templates_year", "from_year BETWEEN 1900 AND 2198"})
}
