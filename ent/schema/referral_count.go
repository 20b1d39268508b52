package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"waymark/domain/programme"
)

// ReferralCount is one row of an edition of a return. The database refuses to alter or delete one: what is handed in again is another
// edition. It is of people by the handful, and read by those alone who collect it or may see what is restricted.
type ReferralCount struct{ ent.Schema }

// Fields lists the columns: what the row is about, and a count for each measure.
func (ReferralCount) Fields() []ent.Field {
	fields := []ent.Field{
		field.Int64("id").Immutable(),
		field.String("return_id").Immutable(),
		field.Int("edition").Immutable(),
		field.String("jobcentre_id").MaxRuneLen(40).Immutable(),
		date("month"),
		field.String("provider_id").MaxRuneLen(40).Default("").Immutable(),
		field.String("substance").GoType(programme.Substance("")).MaxRuneLen(16).Immutable(),
		field.String("benefit").GoType(programme.Benefit("")).MaxRuneLen(20).Immutable(),
		field.String("direction").GoType(programme.Direction("")).MaxRuneLen(24).Immutable(),
		field.Bool("synthetic").Default(false).Immutable(),
	}
	for _, name := range referralCounts {
		fields = append(fields, field.Int64(name).Default(0).Immutable())
	}
	return fields
}

// referralCounts are the columns of the measures, in the order of referral.Measures.
var referralCounts = []string{"disclosures", "markers_in_treatment", "markers_not_in_treatment", "referrals", "self_referrals", "discussion_starts_known",
	"treatment_starts_known", "exits_planned", "exits_unplanned", "job_starts", "sustained_13_weeks"}

// Edges lists the foreign key.
func (ReferralCount) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("referral_return", ReferralReturn.Type).Unique().Field("return_id").Required().Immutable(),
	}
}

// Indexes lists the ways in: by return, and by month over all offices.
func (ReferralCount) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("return_id", "edition", "provider_id", "substance", "benefit", "direction").Unique(),
		index.Fields("month", "jobcentre_id"),
	}
}

// Policy is the rule of every record.
func (ReferralCount) Policy() ent.Policy { return policy() }

// Annotations names the table and its rules.
func (ReferralCount) Annotations() []schema.Annotation {
	all := ""
	for _, name := range referralCounts {
		if all != "" {
			all += " AND "
		}
		all += name + " BETWEEN 0 AND 100000"
	}
	return table("referral_counts", rule{"referral_counts_range", all})
}
