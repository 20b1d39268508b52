package planning

import (
	"context"
	"slices"
	"strings"

	"waymark/domain/access"
	"waymark/domain/calendar"
	"waymark/domain/capacity"
	"waymark/domain/fault"
	"waymark/domain/forecast"
	"waymark/domain/programme"
	"waymark/domain/referral"
	"waymark/domain/watching"
	"waymark/store"
)

// PinchPoints tells how providers stand in the months from that of a day on: of a provider itself, and of a district or a region those that partnerships of it buy from or that have a site
// there, and those to which its offices have referred. Those that are full come first. It is read from all accepted returns, whoever asks; what is told is never a count of one office. It is at most four
// statements.
//
// Faults: FORBIDDEN to who neither collects returns there nor is the provider nor is shown what is not published; INVALID for months outside 1 to forecast.MostAhead.
func (s *Service) PinchPoints(ctx context.Context, at Reading, of programme.Node, day calendar.Date, months int) ([]watching.Pinch, error) {
	if !at.Rights.Watches(of) {
		return nil, fault.New(fault.Forbidden, "", "what is to come of a provider is for those who refer to it, and for itself")
	}
	if months < 1 || months > forecast.MostAhead {
		return nil, fault.New(fault.Invalid, "months", "it looks 1 to %d months ahead", forecast.MostAhead)
	}
	ctx = access.With(ctx, at.Rights.Reader())
	providers, err := s.watched(ctx, at.Graph, of, day)
	if err != nil || len(providers) == 0 {
		return nil, err
	}
	ids := make([]string, len(providers))
	for i, p := range providers {
		ids[i] = p.ID
	}
	window := calendar.Between(referral.MonthsBefore(day, forecast.Window-1), referral.MonthOf(day))
	accepted, err := s.accepted(ctx, window, store.CountFilter{Providers: ids})
	if err != nil {
		return nil, err
	}
	records, err := s.store.Capacities(ctx, store.CapacityFilter{Providers: ids})
	if err != nil {
		return nil, err
	}
	found := make([]watching.Pinch, len(providers))
	for i, p := range providers {
		book := capacity.NewBook(p, records)
		found[i] = watching.Pinch{Provider: p, Outlook: forecast.Look(accepted.past(at.Graph, p, book, window, day), book.Places, day, months)}
	}
	watching.Sort(found)
	return found, nil
}

// watched gives the providers that are to be looked at, by code.
func (s *Service) watched(ctx context.Context, g *programme.Graph, of programme.Node, day calendar.Date) ([]*programme.Provider, error) {
	if p, ok := of.(*programme.Provider); ok {
		return []*programme.Provider{p}, nil
	}
	place, _ := of.(programme.Place)
	in := func(n programme.Node) bool { return slices.Contains(g.Whereabouts(n, day), place) }
	offices := []string{}
	for _, j := range g.AllJobcentres() {
		if in(j) {
			offices = append(offices, j.ID)
		}
	}
	months := calendar.Between(referral.MonthsBefore(day, 12), referral.MonthOf(day))
	accepted, err := s.accepted(ctx, months, store.CountFilter{Jobcentres: offices})
	if err != nil {
		return nil, err
	}
	named := map[string]bool{}
	for _, e := range accepted.entries {
		named[e.Provider] = named[e.Provider] || e.Direction == referral.ToTreatment
	}
	var found []*programme.Provider
	for _, p := range g.Providers(day) {
		if named[p.ID] || in(p) {
			found = append(found, p)
		}
	}
	slices.SortFunc(found, func(a, b *programme.Provider) int { return strings.Compare(a.Code, b.Code) })
	return found, nil
}

// accepted is what has been accepted of some months.
type accepted struct {
	entries []referral.Entry
	held    map[referral.Slot]bool
}

// accepted reads the returns of some months that have been accepted, and of them the counts that the filter lets by. It is two statements.
func (s *Service) accepted(ctx context.Context, months calendar.Period, f store.CountFilter) (accepted, error) {
	returns, err := s.store.Returns(ctx, store.ReturnFilter{Months: &months, States: []referral.State{referral.Accepted}})
	if err != nil {
		return accepted{}, err
	}
	a := accepted{held: map[referral.Slot]bool{}}
	edition := make(map[string]int, len(returns))
	for _, r := range returns {
		edition[r.ID], a.held[referral.Slot{Office: r.JobcentreID, Month: r.Month}] = r.Edition, true
	}
	f.Months = &months
	counted, err := s.store.Counts(ctx, f)
	if err != nil {
		return accepted{}, err
	}
	for _, c := range counted {
		if held, ok := edition[c.Return]; ok && held == c.Edition {
			a.entries = append(a.entries, referral.Entry{Slot: referral.Slot{Office: c.Jobcentre, Month: c.Month}, Row: c.Row})
		}
	}
	return a, nil
}

// past puts together what is known of each month of a provider, that of the day included.
func (a accepted) past(g *programme.Graph, p *programme.Provider, book *capacity.Book, window calendar.Period, day calendar.Date) []forecast.Past {
	months := referral.Months(window.From, referral.NextMonth(day))
	past := make([]forecast.Past, len(months))
	for i, f := range referral.Flows(g, p.ID, a.entries, a.held, months) {
		past[i] = forecast.Past{Month: f.Month, Referrals: f.Referrals, Share: f.Share}
		past[i].InUse, past[i].Waiting, past[i].Known = book.People(f.Month)
	}
	return past
}
