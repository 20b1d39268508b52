package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"entgo.io/ent/schema/mixin"

	"waymark/domain/programme"
	"waymark/domain/referral"
)

// ReferralReleaseRow is one row of a table of a release, as it is shown to everybody. What is hidden in it is not in it.
type ReferralReleaseRow struct{ ent.Schema }

// Mixin gives what both kinds of row carry.
func (ReferralReleaseRow) Mixin() []ent.Mixin { return []ent.Mixin{releasePart{}} }

// Fields lists the columns: what the row is about, and a cell for each measure.
func (ReferralReleaseRow) Fields() []ent.Field {
	return []ent.Field{
		field.String("breakdown").GoType(referral.Breakdown("")).MaxRuneLen(48).Immutable(),
		field.Int("number").Immutable(),
		field.String("place_id").MaxRuneLen(40).Default("").Immutable(),
		field.String("provider_id").MaxRuneLen(40).Default("").Immutable(),
		field.String("substance").GoType(programme.Substance("")).MaxRuneLen(16).Default("").Immutable(),
		field.String("benefit").GoType(programme.Benefit("")).MaxRuneLen(20).Default("").Immutable(),
		field.String("direction").GoType(programme.Direction("")).MaxRuneLen(24).Default("").Immutable(),
		optionalDate("month"),
		field.JSON("cells", referral.Cells{}).Immutable(),
		field.Bool("provisional").Default(false).Immutable(),
	}
}

// Indexes lists the ways in.
func (ReferralReleaseRow) Indexes() []ent.Index {
	return []ent.Index{index.Fields("release_id", "breakdown", "number").Unique()}
}

// Annotations names the table.
func (ReferralReleaseRow) Annotations() []schema.Annotation { return table("referral_release_rows") }

// ReferralReleaseExact is what the row with the same release, table and number would be without disclosure control. It is read by those
// alone who may see what is restricted, and every such reading is logged.
type ReferralReleaseExact struct{ ent.Schema }

// Mixin gives what both kinds of row carry.
func (ReferralReleaseExact) Mixin() []ent.Mixin { return []ent.Mixin{releasePart{}} }

// Fields lists the columns.
func (ReferralReleaseExact) Fields() []ent.Field {
	return []ent.Field{
		field.String("breakdown").GoType(referral.Breakdown("")).MaxRuneLen(48).Immutable(),
		field.Int("number").Immutable(),
		field.JSON("counts", referral.Counts{}).Immutable(),
	}
}

// Indexes lists the ways in.
func (ReferralReleaseExact) Indexes() []ent.Index {
	return []ent.Index{index.Fields("release_id", "breakdown", "number").Unique()}
}

// Annotations names the table.
func (ReferralReleaseExact) Annotations() []schema.Annotation {
	return table("referral_release_exacts")
}

// releasePart hangs on a release.
type releasePart struct{ mixin.Schema }

// Fields lists the common columns.
func (releasePart) Fields() []ent.Field {
	return []ent.Field{field.Int64("id").Immutable(), field.String("release_id").Immutable()}
}

// Edges lists the foreign key.
func (releasePart) Edges() []ent.Edge {
	return []ent.Edge{edge.To("release", ReferralRelease.Type).Unique().Field("release_id").Required().Immutable()}
}

// Policy is the rule of every record.
func (releasePart) Policy() ent.Policy { return policy() }
