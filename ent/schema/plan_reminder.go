package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/plan"
)

// PlanReminder tells those who work for a partnership that something of its plan is due, late or stuck.
type PlanReminder struct{ ent.Schema }

// Mixin gives what every record carries.
func (PlanReminder) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: plan.ReminderPrefix}, partnershipRow{}}
}

// Fields lists the columns.
func (PlanReminder) Fields() []ent.Field {
	return []ent.Field{
		field.String("kind").GoType(document.Kind("")).MaxRuneLen(32).Immutable(),
		field.Int("year").GoType(calendar.FinancialYear(0)).Immutable(),
		field.String("about").GoType(plan.ReminderKind("")).MaxRuneLen(16).Immutable(),
		field.String("matter").MaxRuneLen(64).Immutable(),
		field.Other("due", calendar.Date{}).SchemaType(dateType()).Immutable(),
		field.Other("made_on", calendar.Date{}).SchemaType(dateType()).Immutable(),
	}
}

// Indexes lists the ways in.
func (PlanReminder) Indexes() []ent.Index {
	return []ent.Index{index.Fields("partnership_id", "kind", "year", "about", "matter", "due").Unique()}
}

// Annotations names the table.
func (PlanReminder) Annotations() []schema.Annotation { return table("plan_reminders") }
