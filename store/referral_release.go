package store

import (
	"context"
	"fmt"

	"entgo.io/ent/dialect/sql"

	"waymark/domain/calendar"
	"waymark/domain/referral"
	"waymark/ent"
	"waymark/ent/referralrelease"
	"waymark/ent/referralreleaseexact"
	"waymark/ent/referralreleaserow"
)

// Releases gives every release, the last published first. It is one statement.
func (s *Store) Releases(ctx context.Context) ([]*referral.Release, error) {
	found, err := releases(ctx, s.client)
	return found, translate(err)
}

// Releases gives those of the transaction.
func (tx *Tx) Releases(ctx context.Context) ([]*referral.Release, error) {
	return releases(ctx, tx.Client())
}

func releases(ctx context.Context, c *ent.Client) ([]*referral.Release, error) {
	rows, err := c.ReferralRelease.Query().
		Order(referralrelease.ByPublishedOn(sql.OrderDesc()), referralrelease.ByMonthFrom(sql.OrderDesc()), referralrelease.ByID()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read releases: %w", err)
	}
	found := make([]*referral.Release, len(rows))
	for i, x := range rows {
		found[i] = &referral.Release{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), Title: x.Title,
			Months: calendar.Between(x.MonthFrom, x.MonthTo), PublishedOn: x.PublishedOn, Profile: x.Profile, Due: x.Due, Accepted: x.Accepted,
			Used: x.Used, Loss: x.Loss}
	}
	return found, nil
}

// ReleaseRows gives all rows of a table of a release in their order, as they are shown to everybody. It is one statement.
func (s *Store) ReleaseRows(ctx context.Context, release string, b referral.Breakdown) ([]*referral.ReleaseRow, error) {
	found, err := releaseRows(ctx, s.client, release, b)
	return found, translate(err)
}

// ReleaseRows gives those of the transaction.
func (tx *Tx) ReleaseRows(ctx context.Context, release string, b referral.Breakdown) ([]*referral.ReleaseRow, error) {
	return releaseRows(ctx, tx.Client(), release, b)
}

func releaseRows(ctx context.Context, c *ent.Client, release string, b referral.Breakdown) ([]*referral.ReleaseRow, error) {
	rows, err := c.ReferralReleaseRow.Query().Where(referralreleaserow.ReleaseID(release), referralreleaserow.BreakdownEQ(b)).
		Order(referralreleaserow.ByNumber()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read release: %w", err)
	}
	found := make([]*referral.ReleaseRow, len(rows))
	for i, x := range rows {
		found[i] = &referral.ReleaseRow{Breakdown: x.Breakdown, Number: x.Number, Cells: x.Cells, Provisional: x.Provisional,
			Subject: referral.Subject{Place: x.PlaceID, Provider: x.ProviderID, Substance: x.Substance, Benefit: x.Benefit, Direction: x.Direction, Month: x.Month}}
	}
	return found, nil
}

// ReleaseExact gives the counts behind rows of a table of a release, by their numbers. It is FORBIDDEN to who may not see what is restricted,
// and one statement; that it is shown is for the caller to log first.
func (s *Store) ReleaseExact(ctx context.Context, release string, b referral.Breakdown, numbers []int) (map[int]referral.Counts, error) {
	rows, err := s.client.ReferralReleaseExact.Query().Where(referralreleaseexact.ReleaseID(release), referralreleaseexact.BreakdownEQ(b),
		referralreleaseexact.NumberIn(numbers...)).All(ctx)
	if err != nil {
		return nil, translate(fmt.Errorf("read exact counts: %w", err))
	}
	found := make(map[int]referral.Counts, len(rows))
	for _, x := range rows {
		found[x.Number] = x.Counts
	}
	return found, nil
}

// InsertRelease writes a release with its rows, whose counts are known.
func (tx *Tx) InsertRelease(ctx context.Context, r *referral.Release, rows []*referral.ReleaseRow) error {
	c := tx.Client()
	err := c.ReferralRelease.Create().SetID(r.ID).SetSynthetic(r.Synthetic).SetTitle(r.Title).SetMonthFrom(r.Months.From).SetMonthTo(*r.Months.To).
		SetPublishedOn(r.PublishedOn).SetProfile(r.Profile).SetDue(r.Due).SetAccepted(r.Accepted).SetUsed(r.Used).SetLoss(r.Loss).Exec(ctx)
	if err == nil {
		err = insert(ctx, rows, func(x *referral.ReleaseRow) *ent.ReferralReleaseRowCreate {
			return c.ReferralReleaseRow.Create().SetReleaseID(r.ID).SetBreakdown(x.Breakdown).SetNumber(x.Number).SetPlaceID(x.Place).SetProviderID(x.Provider).
				SetSubstance(x.Substance).SetBenefit(x.Benefit).SetDirection(x.Direction).SetNillableMonth(x.Month).SetCells(x.Cells).SetProvisional(x.Provisional)
		}, c.ReferralReleaseRow.CreateBulk)
	}
	if err == nil {
		err = insert(ctx, rows, func(x *referral.ReleaseRow) *ent.ReferralReleaseExactCreate {
			return c.ReferralReleaseExact.Create().SetReleaseID(r.ID).SetBreakdown(x.Breakdown).SetNumber(x.Number).SetCounts(*x.Exact)
		}, c.ReferralReleaseExact.CreateBulk)
	}
	if err != nil {
		return fmt.Errorf("insert release: %w", err)
	}
	return nil
}
