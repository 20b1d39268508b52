package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"waymark/domain/referral"
)

// ReferralRelease is what is made public of the returns of some months, once and for all: the database refuses to alter or delete it.
type ReferralRelease struct{ ent.Schema }

// Mixin gives what every record carries.
func (ReferralRelease) Mixin() []ent.Mixin {
	return []ent.Mixin{record{prefix: referral.ReleasePrefix}}
}

// Fields lists the columns.
func (ReferralRelease) Fields() []ent.Field {
	return []ent.Field{
		field.String("title").MaxRuneLen(200).Immutable(),
		date("month_from"),
		date("month_to"),
		date("published_on"),
		field.String("profile").MaxRuneLen(40).Immutable(),
		field.Int("due").Immutable(),
		field.Int("accepted").Immutable(),
		field.JSON("used", []referral.Used{}).Immutable(),
		field.JSON("loss", referral.Loss{}).Immutable(),
	}
}

// Indexes lists the ways in.
func (ReferralRelease) Indexes() []ent.Index {
	return []ent.Index{index.Fields("month_from", "published_on")}
}

// Annotations names the table and its rules.
func (ReferralRelease) Annotations() []schema.Annotation {
	return table("referral_releases", rule{"referral_releases_months", "month_from < month_to"},
		rule{"referral_releases_complete", "accepted >= 0 AND due >= accepted"})
}
