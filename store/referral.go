package store

import (
	"context"
	"fmt"
	"strings"

	"waymark/domain/calendar"
	"waymark/domain/referral"
	"waymark/ent"
	"waymark/ent/referralcount"
	"waymark/ent/referralreturn"
)

// ReturnFilter says which returns. What is empty is no condition.
type ReturnFilter struct {
	IDs        []string
	Jobcentres []string         // ids
	Months     *calendar.Period // in which the month begins
	States     []referral.State
}

// Returns gives the returns that the rights of the context show, without their counts, in no order. It is one statement.
func (s *Store) Returns(ctx context.Context, f ReturnFilter) ([]*referral.Return, error) {
	found, err := returns(ctx, s.client, f)
	return found, translate(err)
}

// Returns gives those of the transaction.
func (tx *Tx) Returns(ctx context.Context, f ReturnFilter) ([]*referral.Return, error) {
	return returns(ctx, tx.Client(), f)
}

func returns(ctx context.Context, c *ent.Client, f ReturnFilter) ([]*referral.Return, error) {
	q := c.ReferralReturn.Query()
	if f.IDs != nil {
		q.Where(referralreturn.IDIn(f.IDs...))
	}
	if f.Jobcentres != nil {
		q.Where(referralreturn.JobcentreIDIn(f.Jobcentres...))
	}
	if f.Months != nil {
		q.Where(referralreturn.MonthGTE(f.Months.From))
		if f.Months.To != nil {
			q.Where(referralreturn.MonthLT(*f.Months.To))
		}
	}
	if f.States != nil {
		q.Where(referralreturn.StateIn(f.States...))
	}
	rows, err := q.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read returns: %w", err)
	}
	found := make([]*referral.Return, len(rows))
	for i, row := range rows {
		found[i] = returnOf(row)
	}
	return found, nil
}

// Return gives a return, or nil when there is none that the rights of the context show; no statement for an id of another kind.
func (s *Store) Return(ctx context.Context, id string) (*referral.Return, error) {
	if !strings.HasPrefix(id, referral.Prefix+"_") {
		return nil, nil
	}
	return first(s.Returns(ctx, ReturnFilter{IDs: []string{id}}))
}

func first[T any](found []*T, err error) (*T, error) {
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return found[0], nil
}

// Counted is a row of counts with the return, office and month that it belongs to.
type Counted struct {
	Return, Jobcentre string // ids
	Edition           int
	Month             calendar.Date
	referral.Row
}

// CountFilter says which counts. What is empty is no condition.
type CountFilter struct {
	Returns    []string         // ids
	Jobcentres []string         // ids
	Providers  []string         // ids
	Months     *calendar.Period // in which the month begins
}

// Counts gives rows of counts in all editions, as far as the rights of the context show them, in no order. It is one statement.
func (s *Store) Counts(ctx context.Context, f CountFilter) ([]Counted, error) {
	found, err := counts(ctx, s.client, f)
	return found, translate(err)
}

// Counts gives those of the transaction.
func (tx *Tx) Counts(ctx context.Context, f CountFilter) ([]Counted, error) {
	return counts(ctx, tx.Client(), f)
}

func counts(ctx context.Context, c *ent.Client, f CountFilter) ([]Counted, error) {
	q := c.ReferralCount.Query()
	if f.Returns != nil {
		q.Where(referralcount.ReturnIDIn(f.Returns...))
	}
	if f.Jobcentres != nil {
		q.Where(referralcount.JobcentreIDIn(f.Jobcentres...))
	}
	if f.Providers != nil {
		q.Where(referralcount.ProviderIDIn(f.Providers...))
	}
	if f.Months != nil {
		q.Where(referralcount.MonthGTE(f.Months.From))
		if f.Months.To != nil {
			q.Where(referralcount.MonthLT(*f.Months.To))
		}
	}
	rows, err := q.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read counts: %w", err)
	}
	found := make([]Counted, len(rows))
	for i, x := range rows {
		found[i] = Counted{x.ReturnID, x.JobcentreID, x.Edition, x.Month, referral.Row{
			Key: referral.Key{Provider: x.ProviderID, Substance: x.Substance, Benefit: x.Benefit, Direction: x.Direction},
			Counts: referral.Counts{x.Disclosures, x.MarkersInTreatment, x.MarkersNotInTreatment, x.Referrals, x.SelfReferrals, x.DiscussionStartsKnown,
				x.TreatmentStartsKnown, x.ExitsPlanned, x.ExitsUnplanned, x.JobStarts, x.Sustained13Weeks}}}
	}
	return found, nil
}

// InsertReturns writes new returns in few statements. The records' versions and times are the store's to stamp.
func (tx *Tx) InsertReturns(ctx context.Context, returns ...*referral.Return) error {
	c := tx.Client()
	err := insert(ctx, returns, func(x *referral.Return) *ent.ReferralReturnCreate {
		return c.ReferralReturn.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetJobcentreID(x.JobcentreID).SetDistrictID(x.DistrictID).
			SetMonth(x.Month).SetState(x.State).SetEdition(x.Edition).SetNote(x.Note).SetFollowUps(x.FollowUps).SetSteps(x.Steps)
	}, c.ReferralReturn.CreateBulk)
	if err != nil {
		return fmt.Errorf("insert returns: %w", err)
	}
	return nil
}

// InsertCounts writes the rows of an edition of a return.
func (tx *Tx) InsertCounts(ctx context.Context, of *referral.Return, rows []referral.Row) error {
	c := tx.Client()
	err := insert(ctx, rows, func(x referral.Row) *ent.ReferralCountCreate {
		n := &x.Counts
		return c.ReferralCount.Create().SetReturnID(of.ID).SetEdition(of.Edition).SetJobcentreID(of.JobcentreID).SetMonth(of.Month).SetSynthetic(of.Synthetic).
			SetProviderID(x.Provider).SetSubstance(x.Substance).SetBenefit(x.Benefit).SetDirection(x.Direction).
			SetDisclosures(n[0]).SetMarkersInTreatment(n[1]).SetMarkersNotInTreatment(n[2]).SetReferrals(n[3]).SetSelfReferrals(n[4]).
			SetDiscussionStartsKnown(n[5]).SetTreatmentStartsKnown(n[6]).SetExitsPlanned(n[7]).SetExitsUnplanned(n[8]).SetJobStarts(n[9]).SetSustained13Weeks(n[10])
	}, c.ReferralCount.CreateBulk)
	if err != nil {
		return fmt.Errorf("insert counts: %w", err)
	}
	return nil
}

func returnOf(x *ent.ReferralReturn) *referral.Return {
	return &referral.Return{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), JobcentreID: x.JobcentreID, DistrictID: x.DistrictID,
		Month: x.Month, State: x.State, Edition: x.Edition, Note: x.Note, FollowUps: x.FollowUps, Steps: x.Steps}
}
