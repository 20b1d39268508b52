package capacity

import (
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/programme"
	"waymark/domain/referral"
)

// Book is what is recorded of the services of one provider, added up.
type Book struct {
	services []*programme.Service
	by       map[string][]*Record // of each service, the oldest first
}

// NewBook opens the book of a provider: of all that is recorded, what is of its services counts.
func NewBook(p *programme.Provider, records []*Record) *Book {
	b := &Book{by: map[string][]*Record{}}
	for _, r := range records {
		if r.ProviderID == p.ID {
			b.by[r.ServiceID] = append(b.by[r.ServiceID], r)
		}
	}
	for _, s := range p.AllServices() {
		if len(b.by[s.ID]) > 0 {
			b.services = append(b.services, s)
		}
	}
	for _, list := range b.by {
		slices.SortFunc(list, func(x, y *Record) int { return x.Month.Compare(y.Month) })
	}
	return b
}

// offered gives the services of the book that are offered at the end of a month.
func (b *Book) offered(month calendar.Date) []*programme.Service {
	end := referral.Structure(month)
	return slices.DeleteFunc(slices.Clone(b.services), func(s *programme.Service) bool { return !s.Valid.Contains(end) })
}

// Places gives how many places there are in a month: of each service offered at its end as many as were last recorded by then. Services of which nothing
// had been recorded are left out; ok is false when that is all of them.
func (b *Book) Places(month calendar.Date) (n int64, ok bool) {
	for _, s := range b.offered(month) {
		var last *Record
		for _, r := range b.by[s.ID] {
			if !r.Month.After(month) {
				last = r
			}
		}
		if last != nil {
			n, ok = n+int64(last.Places), true
		}
	}
	return n, ok
}

// People gives how many people were in treatment and waiting at the end of a month, in all services offered then whose people had been counted by then at all. Ok is
// false unless each of them was counted in the month.
func (b *Book) People(month calendar.Date) (inUse, waiting int64, ok bool) {
	for _, s := range b.offered(month) {
		began, here := false, false
		for _, r := range b.by[s.ID] {
			if r.InUse == nil || r.Month.After(month) {
				continue
			}
			began = true
			if r.Month == month {
				inUse, waiting, here = inUse+int64(*r.InUse), waiting+int64(*r.Waiting), true
			}
		}
		if began && !here {
			return 0, 0, false
		}
		ok = ok || here
	}
	return inUse, waiting, ok
}
