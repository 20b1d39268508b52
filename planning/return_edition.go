package planning

import (
	"context"
	"fmt"
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/fault"
	"waymark/domain/programme"
	"waymark/domain/referral"
	"waymark/store"
)

// handedIn is what an office hands in.
type handedIn struct {
	office   *programme.Jobcentre
	district *programme.District
	month    calendar.Date
	rows     []referral.Row
	note     string
	expected *int // the version that was read; nil for a month of which nothing has been handed in
}

// owing gives the district that an office belonged to at the end of a month, or why it owes no return for it.
func owing(office *programme.Jobcentre, month, today calendar.Date) (district *programme.District, why string) {
	end := referral.Structure(month)
	if !end.Before(today) {
		return nil, month.Time().Format("January 2006") + " has not ended"
	}
	district = office.District(end)
	if !office.Valid.Contains(end) || district == nil {
		why = fmt.Sprintf("%s was not open on %s, the day by which a return is owed for the month", office.Code, end)
	}
	return district, why
}

// slot is what one return is about.
type slot struct {
	office string // id
	month  calendar.Date
}

// collected is what has been handed in.
type collected struct {
	returns map[slot]*referral.Return
	sums    map[slot]referral.Counts // of the editions that hold
}

// maxIDs is how many ids one statement names.
const maxIDs = 10_000

// collected reads what offices have handed in for the months from one to another.
func (w *work) collected(ctx context.Context, offices []string, first, last calendar.Date) (*collected, error) {
	ctx = w.reading(ctx)
	c := &collected{returns: map[slot]*referral.Return{}, sums: map[slot]referral.Counts{}}
	months := calendar.Between(first, referral.NextMonth(last))
	found, err := w.tx.Returns(ctx, store.ReturnFilter{Jobcentres: offices, Months: &months})
	if err != nil {
		return nil, err
	}
	ids, by := make([]string, len(found)), make(map[string]*referral.Return, len(found))
	for i, r := range found {
		ids[i], by[r.ID] = r.ID, r
		at := slot{r.JobcentreID, r.Month}
		c.returns[at], c.sums[at] = r, referral.Counts{}
	}
	for some := range slices.Chunk(ids, maxIDs) {
		counted, err := w.tx.Counts(ctx, store.CountFilter{Returns: some})
		if err != nil {
			return nil, err
		}
		for _, row := range counted {
			if r := by[row.Return]; row.Edition == r.Edition {
				at := slot{r.JobcentreID, r.Month}
				sum := c.sums[at]
				sum.Add(&row.Counts)
				c.sums[at] = sum
			}
		}
	}
	return c, nil
}

// before gives the sums of what an office handed in for the months before one, the last one last.
func (c *collected) before(office string, month calendar.Date) []referral.Counts {
	var all []referral.Counts
	for _, m := range referral.Months(referral.MonthsBefore(month, referral.History), month) {
		if sum, ok := c.sums[slot{office, m}]; ok {
			all = append(all, sum)
		}
	}
	return all
}

// edition makes the return that an office hands in of what is there, if anything, and notes it among what is collected. It writes
// nothing. It is a CONFLICT when the return has been handed in or changed since it was read, and an ILLEGAL_TRANSITION once it is accepted.
func (w *work) edition(h handedIn, c *collected, today calendar.Date) (*referral.Return, error) {
	at := slot{h.office.ID, h.month}
	r, there := c.returns[at]
	switch {
	case !there && h.expected != nil:
		return nil, fault.New(fault.Conflict, "input.expectedVersion", "nothing has been handed in for this month: leave the version out")
	case there && h.expected == nil:
		return nil, fault.New(fault.Conflict, "input.expectedVersion", "%s has handed this month in already: read it, and say which version you change", r.LastBy())
	case there:
		if err := currentReturn(r, *h.expected); err != nil {
			return nil, err
		}
	default:
		r = &referral.Return{Meta: programme.Meta{ID: newID(referral.Prefix)}, JobcentreID: h.office.ID, DistrictID: h.district.ID, Month: h.month, State: referral.Due}
	}
	next, err := referral.Rules.Next(r.State, referral.ToReturn, w.returning(h.office), r.Steps)
	if err != nil {
		return nil, err
	}
	r.State, r.Note, r.FollowUps = next, h.note, referral.Notice(h.rows, c.before(h.office.ID, h.month))
	r.Edition++
	r.Steps = append(r.Steps, w.returned(referral.ToReturn, "", today))
	var sum referral.Counts
	for _, row := range h.rows {
		sum.Add(&row.Counts)
	}
	c.returns[at], c.sums[at] = r, sum
	return r, nil
}

// edition is what is written of a return that is handed in.
type edition struct {
	*referral.Return
	rows []referral.Row
}

// keep writes editions of returns.
func (w *work) keep(ctx context.Context, editions ...edition) error {
	var first []*referral.Return
	for _, r := range editions {
		if r.Edition == 1 {
			first = append(first, r.Return)
			continue
		}
		err := w.tx.ReferralReturn.UpdateOneID(r.ID).SetState(r.State).SetEdition(r.Edition).SetNote(r.Note).SetFollowUps(r.FollowUps).SetSteps(r.Steps).Exec(ctx)
		if err != nil {
			return err
		}
	}
	if err := w.tx.InsertReturns(ctx, first...); err != nil {
		return err
	}
	for _, r := range editions {
		if err := w.tx.InsertCounts(ctx, r.Return, r.rows); err != nil {
			return err
		}
	}
	return nil
}
