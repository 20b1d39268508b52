package referral

import (
	"cmp"
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/programme"
)

// Book is all that has been accepted for some months, and what was owed.
type Book struct {
	Months    []calendar.Date
	Offices   []Inside // jobcentres that owed a return, by code, each in its district as of the last month for which it did
	Districts []Inside // in their regions
	Regions   []string // ids
	Providers []string // ids
	Entries   []Entry
	Owed      map[Slot]bool
	Held      map[Slot]int // editions of the returns that were accepted
}

// Narrow leaves out the regions in which nothing has been accepted: England then is what has been, and all that was owed.
func (b *Book) Narrow() {
	region, held := map[string]string{}, map[string]bool{}
	for _, o := range b.Offices {
		region[o.ID] = in(b.Districts, o.In)
	}
	for slot := range b.Held {
		held[region[slot.Office]] = true
	}
	b.Offices = slices.DeleteFunc(b.Offices, func(o Inside) bool { return !held[region[o.ID]] })
	b.Districts = slices.DeleteFunc(b.Districts, func(d Inside) bool { return !held[d.In] })
	b.Regions = slices.DeleteFunc(b.Regions, func(r string) bool { return !held[r] })
}

// Inside is a place in a larger one.
type Inside struct{ ID, In string }

// Slot is what one return is for.
type Slot struct {
	Office string // id
	Month  calendar.Date
}

// Entry is one row of an accepted return.
type Entry struct {
	Slot
	Row
}

// NewBook opens a book for the months of a period: the structure, and nothing in it yet.
func NewBook(g *programme.Graph, months calendar.Period) *Book {
	b := &Book{Months: Months(months.From, *months.To), Owed: map[Slot]bool{}, Held: map[Slot]int{}}
	district, at := map[string]*programme.District{}, map[string]*programme.Jobcentre{}
	for _, month := range b.Months {
		for _, o := range OwedFor(g, month, nil) {
			b.Owed[Slot{o.Jobcentre.ID, month}] = true
			district[o.Jobcentre.ID], at[o.Jobcentre.ID] = o.District, o.Jobcentre
		}
	}
	offices := make([]*programme.Jobcentre, 0, len(at))
	for _, j := range at {
		offices = append(offices, j)
	}
	slices.SortFunc(offices, func(x, y *programme.Jobcentre) int { return cmp.Compare(x.Code, y.Code) })
	districts, regions := map[*programme.District]bool{}, map[*programme.Region]bool{}
	for _, j := range offices {
		d := district[j.ID]
		b.Offices = append(b.Offices, Inside{j.ID, d.ID})
		districts[d], regions[d.Region] = true, true
	}
	for _, d := range sorted(districts, func(d *programme.District) string { return d.Code }) {
		b.Districts = append(b.Districts, Inside{d.ID, d.Region.ID})
	}
	for _, r := range sorted(regions, func(r *programme.Region) string { return r.Code }) {
		b.Regions = append(b.Regions, r.ID)
	}
	last := Structure(b.Months[len(b.Months)-1])
	for _, p := range g.AllProviders() {
		if p.Valid.Overlaps(calendar.Between(b.Months[0], last.AddDays(1))) {
			b.Providers = append(b.Providers, p.ID)
		}
	}
	return b
}

func sorted[T comparable](set map[T]bool, code func(T) string) []T {
	all := make([]T, 0, len(set))
	for x := range set {
		all = append(all, x)
	}
	slices.SortFunc(all, func(x, y T) int { return cmp.Compare(code(x), code(y)) })
	return all
}

func in(list []Inside, id string) string {
	for _, x := range list {
		if x.ID == id {
			return x.In
		}
	}
	return ""
}
