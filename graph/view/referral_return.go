package view

import (
	"context"
	"strings"

	"waymark/domain/calendar"
	"waymark/domain/fault"
	"waymark/domain/programme"
	"waymark/domain/referral"
	"waymark/domain/workflow"
)

// ReferralReturn is what one office hands in for one month. Its counts are read when they are asked for.
type ReferralReturn struct {
	record
	lens   Lens
	r      *referral.Return
	office *programme.Jobcentre
	with   []*referral.Return // all that are shown along with it, whose counts are read together
}

// Return gives a return, or nil for none.
func (l Lens) Return(r *referral.Return) *ReferralReturn {
	if r == nil {
		return nil
	}
	return l.returnAmong([]*referral.Return{r})(r)
}

func (l Lens) returnAmong(all []*referral.Return) func(*referral.Return) *ReferralReturn {
	return func(r *referral.Return) *ReferralReturn {
		j, _ := programme.Lookup[*programme.Jobcentre](l.g, r.JobcentreID) // which a foreign key promises
		return &ReferralReturn{record{&r.Meta}, l, r, j, all}
	}
}

// Node gives the return as an object with an id; nil for none.
func (r *ReferralReturn) Node() Node {
	if r == nil {
		return nil
	}
	return r
}

// ReferralReturnConnection is one page of returns.
type ReferralReturnConnection = Page[*referral.Return, *ReferralReturn]

// ReferralReturnEdge is one entry of a page of returns.
type ReferralReturnEdge = Edge[*ReferralReturn]

// ReferralReturnFilter says which returns. All conditions must hold; what is left out is no condition.
type ReferralReturnFilter struct {
	State                       []referral.State
	Jobcentre, District, Region []string
	From, To                    *calendar.Date
}

func (l Lens) matchReturn(f *ReferralReturnFilter, r *referral.Return) bool {
	if f == nil {
		return true
	}
	j, _ := programme.Lookup[*programme.Jobcentre](l.g, r.JobcentreID)
	d, _ := programme.Lookup[*programme.District](l.g, r.DistrictID)
	return j != nil && d != nil && among(f.State, r.State) && among(f.Jobcentre, j.Code) && among(f.District, d.Code) && among(f.Region, d.Region.Code) &&
		(f.From == nil || !r.Month.Before(referral.MonthOf(*f.From))) && (f.To == nil || !r.Month.After(*f.To))
}

// Returns gives a page of returns.
func (l Lens) Returns(all []*referral.Return, args Args, filter *ReferralReturnFilter) (*ReferralReturnConnection, error) {
	all = keep(all, func(r *referral.Return) bool { return l.matchReturn(filter, r) })
	page, err := paginate(all, order[*referral.Return]{name: "return.month", key: func(r *referral.Return) key {
		j, _ := programme.Lookup[*programme.Jobcentre](l.g, r.JobcentreID)
		return key{number: -dayNumber(r.Month), text: j.Code, tie: r.ID}
	}}, args, l.Return)
	if err == nil {
		page.show = l.returnAmong(page.records)
	}
	return page, err
}

// Jobcentre gives the office, as of the end of the month.
func (r *ReferralReturn) Jobcentre() *Jobcentre {
	return r.lens.On(referral.Structure(r.r.Month)).jobcentre(r.office)
}

// District gives the district that the office belonged to, as of the end of the month.
func (r *ReferralReturn) District() *District {
	d, _ := programme.Lookup[*programme.District](r.lens.g, r.r.DistrictID) // which a foreign key promises
	return r.lens.On(referral.Structure(r.r.Month)).district(d)
}

// Month gives the first day of the month.
func (r *ReferralReturn) Month() calendar.Date { return r.r.Month }

// State tells how far it has come.
func (r *ReferralReturn) State() referral.State { return r.r.State }

// Edition tells how often it has been handed in.
func (r *ReferralReturn) Edition() int { return r.r.Edition }

// Note gives what the office says about it, or nil.
func (r *ReferralReturn) Note() *string { return text(r.r.Note) }

// maxReason is how long a reason is.
const maxReason = 500

// Rows gives what was counted. To who does not collect it, it is shown for a reason.
func (r *ReferralReturn) Rows(ctx context.Context, reason *string) ([]*ReferralReturnRow, error) {
	why := ""
	if reason != nil {
		why = strings.TrimSpace(*reason)
	}
	if len([]rune(why)) > maxReason {
		return nil, fault.New(fault.Invalid, "reason", "a reason has at most %d characters", maxReason)
	}
	if !r.lens.rights.Collects(r.office) && why == "" {
		return nil, fault.New(fault.Invalid, "reason", "say why you look at the counts of an office that you do not collect them from: it is logged")
	}
	shelf, err := ShelfOf(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := shelf.ReturnRows(ctx, r.with, r.r.ID)
	if err != nil {
		return nil, err
	}
	if why != "" {
		r.lens.shown.add(r.r.ID, why)
	}
	return shown(rows, func(x referral.Row) *ReferralReturnRow { return &ReferralReturnRow{r.lens, x} }), nil
}

// FollowUps gives what was noticed in it.
func (r *ReferralReturn) FollowUps() []*ReferralFollowUp {
	all := make([]*ReferralFollowUp, len(r.r.FollowUps))
	for i, f := range r.r.FollowUps {
		all[i] = &ReferralFollowUp{r.lens, i + 1, f}
	}
	return all
}

// Steps gives what has been done to it.
func (r *ReferralReturn) Steps() []*ReferralReturnStep {
	return shown(r.r.Steps, func(s workflow.Step[referral.Action]) *ReferralReturnStep { return &ReferralReturnStep{s} })
}

// ReferralReturnRow is what was counted about one combination.
type ReferralReturnRow struct {
	lens Lens
	row  referral.Row
}

// Provider gives the provider, or nil.
func (r *ReferralReturnRow) Provider() *Provider { return r.lens.providerWith(r.row.Provider) }

// providerWith gives the provider with an id, or nil.
func (l Lens) providerWith(id string) *Provider {
	if p, ok := programme.Lookup[*programme.Provider](l.g, id); ok {
		return l.provider(p)
	}
	return nil
}

// Substance gives the substance.
func (r *ReferralReturnRow) Substance() programme.Substance { return r.row.Substance }

// Benefit gives the benefit.
func (r *ReferralReturnRow) Benefit() programme.Benefit { return r.row.Benefit }

// Direction gives the direction.
func (r *ReferralReturnRow) Direction() programme.Direction { return r.row.Direction }

// Counts gives what was counted.
func (r *ReferralReturnRow) Counts() *ReferralCounts { return exactly(&r.row.Counts) }

// ReferralFollowUp is something in a return that asks for a word.
type ReferralFollowUp struct {
	lens   Lens
	number int
	f      referral.FollowUp
}

// Number gives its number, from 1.
func (f *ReferralFollowUp) Number() int { return f.number }

// Check gives the check.
func (f *ReferralFollowUp) Check() referral.Check { return f.f.Check }

// Text gives the check in a sentence.
func (f *ReferralFollowUp) Text() string { return f.f.Check.Words() }

// Provider gives the provider of the row, or nil.
func (f *ReferralFollowUp) Provider() *Provider {
	if f.f.Row == nil {
		return nil
	}
	return f.lens.providerWith(f.f.Row.Provider)
}

// Substance gives the substance of the row, or nil.
func (f *ReferralFollowUp) Substance() *programme.Substance {
	if f.f.Row == nil {
		return nil
	}
	return &f.f.Row.Substance
}

// Benefit gives the benefit of the row, or nil.
func (f *ReferralFollowUp) Benefit() *programme.Benefit {
	if f.f.Row == nil {
		return nil
	}
	return &f.f.Row.Benefit
}

// Direction gives the direction of the row, or nil.
func (f *ReferralFollowUp) Direction() *programme.Direction {
	if f.f.Row == nil {
		return nil
	}
	return &f.f.Row.Direction
}

// Answer gives what was answered, or nil.
func (f *ReferralFollowUp) Answer() *string { return text(f.f.Answer) }

// ReferralReturnStep is something that has been done to a return.
type ReferralReturnStep struct {
	s workflow.Step[referral.Action]
}

// Action tells what.
func (s *ReferralReturnStep) Action() referral.Action { return s.s.Do }

// By tells who.
func (s *ReferralReturnStep) By() string { return s.s.By }

// On tells when.
func (s *ReferralReturnStep) On() calendar.Date { return s.s.On }

// Reason tells why, or nil.
func (s *ReferralReturnStep) Reason() *string { return text(s.s.Reason) }
