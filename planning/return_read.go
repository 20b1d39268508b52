package planning

import (
	"context"
	"slices"

	"waymark/domain/access"
	"waymark/domain/calendar"
	"waymark/domain/fault"
	"waymark/domain/programme"
	"waymark/domain/referral"
	"waymark/store"
)

// ReturnFilter says which returns.
type ReturnFilter = store.ReturnFilter

// Returns gives the returns that somebody may see, without their counts, in no order. It is FORBIDDEN to who sees none, and one statement.
func (s *Service) Returns(ctx context.Context, rights *access.Rights, f ReturnFilter) ([]*referral.Return, error) {
	if !rights.SeesReturns() {
		return nil, fault.New(fault.Forbidden, "", "returns are for those who collect them")
	}
	return s.store.Returns(access.With(ctx, rights), f)
}

// Return gives a return, or nil when there is none that somebody may see. It is one statement.
func (s *Service) Return(ctx context.Context, rights *access.Rights, id string) (*referral.Return, error) {
	if !rights.SeesReturns() {
		return nil, nil
	}
	return s.store.Return(access.With(ctx, rights), id)
}

// ReturnRows gives what was counted, by id of the return, in the editions that hold and in the order of the keys. It is one statement.
func (s *Service) ReturnRows(ctx context.Context, rights *access.Rights, returns []*referral.Return) (map[string][]referral.Row, error) {
	ids, edition := make([]string, len(returns)), make(map[string]int, len(returns))
	for i, r := range returns {
		ids[i], edition[r.ID] = r.ID, r.Edition
	}
	counted, err := s.store.Counts(access.With(ctx, rights), store.CountFilter{Returns: ids})
	if err != nil {
		return nil, err
	}
	rows := make(map[string][]referral.Row, len(returns))
	for _, c := range counted {
		if c.Edition == edition[c.Return] {
			rows[c.Return] = append(rows[c.Return], c.Row)
		}
	}
	for _, list := range rows {
		slices.SortFunc(list, func(a, b referral.Row) int { return a.Compare(b.Key) })
	}
	return rows, nil
}

// MaxCompleteness is for how many months completeness can be asked at once.
const MaxCompleteness = 24

// Completeness tells for each month from that of one day to that of another how many of the returns of an area have come, as of the structure
// of that month. Within tells which districts belong to it; nil: all. It is one statement.
// It is INVALID for more than MaxCompleteness months.
func (s *Service) Completeness(ctx context.Context, at Reading, from, to calendar.Date, within func(*programme.District) bool) ([]referral.Completeness, error) {
	if !at.Rights.Staff() && !at.Rights.SeesReturns() {
		return nil, fault.New(fault.Forbidden, "", "which returns have come is for the programme's staff and for analysts")
	}
	months := calendar.Between(referral.MonthOf(from), referral.NextMonth(to))
	if n := len(referral.Months(months.From, *months.To)); n < 1 || n > MaxCompleteness {
		return nil, fault.New(fault.Invalid, "to", "it is asked for 1 to %d months", MaxCompleteness)
	}
	returns, err := s.store.Returns(access.With(ctx, at.Rights.Reader()), store.ReturnFilter{Months: &months})
	if err != nil {
		return nil, err
	}
	var all []referral.Completeness
	for _, month := range referral.Months(months.From, *months.To) {
		all = append(all, referral.Complete(month, referral.OwedFor(at.Graph, month, within), returns))
	}
	return all, nil
}
