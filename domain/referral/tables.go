package referral

import (
	"fmt"
	"hash/fnv"
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/disclosure"
	"waymark/domain/programme"
)

// WithoutProvider is the subject of what has to do with no provider.
const WithoutProvider = "-"

// tables are what a release shows of a book: each row by its subject, in the order in which they are listed, and which are the sum of which.
// Of two tables one margin is the same, so that together they are a tree.
type tables struct {
	book *Book
	rows []*ReleaseRow
	sums []adding
	ways map[string][]string // from each office up to England: itself and all that it lies in
	// behind tells what stands behind a subject: how many returns are owed and held, and which.
	behind map[scope]*behind
}

type adding struct {
	total Subject
	parts []Subject
}

type scope struct {
	place string
	month calendar.Date // the first of the book for all together
	all   bool
}

type behind struct {
	owed, held int
	tag        string // of the returns that are held, in their editions
}

// tablesOf lays out the tables of a book.
func tablesOf(b *Book) *tables {
	t := &tables{book: b, ways: map[string][]string{}}
	for _, o := range b.Offices {
		t.ways[o.ID] = []string{o.ID, o.In, in(b.Districts, o.In), ""}
	}
	t.look()
	offices, districts := map[string][]string{}, map[string][]string{}
	for _, o := range b.Offices {
		offices[o.In] = append(offices[o.In], o.ID)
	}
	for _, d := range b.Districts {
		districts[d.In] = append(districts[d.In], d.ID)
	}
	t.areas(ByOffice, bySubstance, func(id string) []string { return offices[id] }, districts)
	t.areas(ByBenefit, bySubstanceAndBenefit, nil, districts)
	t.areas(ByDirection, byDirection, nil, districts)
	t.areas(ByMonth, b.byMonth, nil, districts)
	t.providers()
	return t
}

// split gives the parts of a subject by each of its dimensions that is still together.
type split func(Subject) [][]Subject

func bySubstance(s Subject) [][]Subject {
	if s.Substance != "" {
		return nil
	}
	return [][]Subject{each(programme.Substances(), func(x programme.Substance) Subject { p := s; p.Substance = x; return p })}
}

func bySubstanceAndBenefit(s Subject) [][]Subject {
	all := bySubstance(s)
	if s.Benefit == "" {
		all = append(all, each(Benefits(), func(x Benefit) Subject { p := s; p.Benefit = x; return p }))
	}
	return all
}

func byDirection(s Subject) [][]Subject {
	if s.Direction != "" {
		return nil
	}
	return [][]Subject{each(Directions(), func(x Direction) Subject { p := s; p.Direction = x; return p })}
}

func (b *Book) byMonth(s Subject) [][]Subject {
	if s.Month != nil {
		return nil
	}
	return [][]Subject{each(b.Months, func(x calendar.Date) Subject { p := s; p.Month = &x; return p })}
}

func each[T any](list []T, of func(T) Subject) []Subject {
	all := make([]Subject, len(list))
	for i, x := range list {
		all[i] = of(x)
	}
	return all
}

// areas adds a table of places, from England down to districts, or to what lies in them.
func (t *tables) areas(b Breakdown, by split, below func(district string) []string, districts map[string][]string) {
	t.place(b, by, "", t.book.Regions)
	for _, region := range t.book.Regions {
		t.place(b, by, region, districts[region])
		for _, district := range districts[region] {
			var offices []string
			if below != nil {
				offices = below(district)
			}
			t.place(b, by, district, offices)
			for _, office := range offices {
				t.place(b, by, office, nil)
			}
		}
	}
}

// place adds the rows of one place, and says of what they are the sums.
func (t *tables) place(b Breakdown, by split, place string, inside []string) {
	t.expand(b, by, Subject{Place: place}, map[string]bool{}, func(s Subject) {
		if len(inside) > 0 {
			t.sums = append(t.sums, adding{s, each(inside, func(id string) Subject { p := s; p.Place = id; return p })})
		}
	})
}

// expand adds a row for a subject and for all that it can be split into.
func (t *tables) expand(b Breakdown, by split, s Subject, seen map[string]bool, also func(Subject)) {
	if seen[s.key()] {
		return
	}
	seen[s.key()] = true
	t.rows = append(t.rows, &ReleaseRow{Breakdown: b, Number: t.next(b), Subject: s})
	also(s)
	for _, parts := range by(s) {
		t.sums = append(t.sums, adding{s, parts})
		for _, p := range parts {
			t.expand(b, by, p, seen, also)
		}
	}
}

func (t *tables) next(b Breakdown) int {
	if n := len(t.rows); n > 0 && t.rows[n-1].Breakdown == b {
		return t.rows[n-1].Number + 1
	}
	return 1
}

// providers adds the table of providers.
func (t *tables) providers() {
	all := append(slices.Clone(t.book.Providers), WithoutProvider)
	t.expand(ByProvider, bySubstance, Subject{}, map[string]bool{}, func(s Subject) {
		t.sums = append(t.sums, adding{s, each(all, func(id string) Subject { p := s; p.Provider = id; return p })})
	})
	for _, id := range all {
		t.expand(ByProvider, bySubstance, Subject{Provider: id}, map[string]bool{}, func(Subject) {})
	}
}

// key names a subject.
func (s Subject) key() string {
	month := ""
	if s.Month != nil {
		month = s.Month.String()
	}
	return s.Place + "|" + s.Provider + "|" + string(s.Substance) + "|" + string(s.Benefit) + "|" + string(s.Direction) + "|" + month
}

// name names the number of a subject: by itself, and by the returns that stand behind it, so that it is the same number in two releases
// exactly when these are the same.
func (t *tables) name(s Subject) string { return s.key() + "#" + t.of(s).tag }

// of gives what stands behind a subject.
func (t *tables) of(s Subject) *behind {
	k := scope{place: s.Place, all: s.Month == nil}
	if s.Month != nil {
		k.month = *s.Month
	}
	return t.behind[k]
}

// look finds out what stands behind each place and month.
func (t *tables) look() {
	t.behind = map[scope]*behind{}
	returns := map[scope][]string{}
	at := func(k scope) *behind {
		if t.behind[k] == nil {
			t.behind[k] = &behind{}
		}
		return t.behind[k]
	}
	for _, way := range t.ways {
		for _, place := range way {
			at(scope{place: place, all: true})
			for _, month := range t.book.Months {
				at(scope{place: place, month: month})
			}
		}
	}
	for slot := range t.book.Owed {
		edition, held := t.book.Held[slot]
		way, ok := t.ways[slot.Office]
		if !ok {
			way = []string{""} // it lies where nothing has been accepted
		}
		for _, place := range way {
			for _, k := range []scope{{place: place, all: true}, {place: place, month: slot.Month}} {
				b := at(k)
				b.owed++
				if held {
					b.held++
					returns[k] = append(returns[k], fmt.Sprint(slot.Office, slot.Month, edition))
				}
			}
		}
	}
	for k, list := range returns {
		slices.Sort(list)
		h := fnv.New64a()
		for _, x := range list {
			_, _ = h.Write([]byte(x)) // which cannot fail
		}
		t.behind[k].tag = fmt.Sprintf("%x", h.Sum64())
	}
}

// counts gives the exact numbers of every subject, by key.
func (t *tables) counts() map[string]*Counts {
	wanted := make(map[string]*Counts, len(t.rows))
	for _, r := range t.rows {
		if wanted[r.key()] == nil {
			wanted[r.key()] = &Counts{}
		}
	}
	add := func(s Subject, c *Counts) {
		if sum := wanted[s.key()]; sum != nil {
			sum.Add(c)
		}
	}
	for i := range t.book.Entries {
		e := &t.book.Entries[i]
		for _, place := range t.ways[e.Office] {
			for _, s := range []Subject{{}, {Substance: e.Substance}, {Benefit: e.Benefit}, {Substance: e.Substance, Benefit: e.Benefit},
				{Direction: e.Direction}, {Month: &e.Month}} {
				s.Place = place
				add(s, &e.Counts)
			}
		}
		provider := e.Provider
		if provider == "" {
			provider = WithoutProvider
		}
		add(Subject{Provider: provider}, &e.Counts)
		add(Subject{Provider: provider, Substance: e.Substance}, &e.Counts)
	}
	return wanted
}

// possible tells whether a measure can be counted for a subject in one of its months.
func (t *tables) possible(m Measure, s Subject) bool {
	for _, month := range t.book.Months {
		if s.Month != nil && *s.Month != month {
			continue
		}
		d, ok := DefinitionOf(m, month)
		if ok && (s.Substance == "" || len(d.Substances) == 0 || slices.Contains(d.Substances, s.Substance)) &&
			(s.Benefit == "" || len(d.Benefits) == 0 || slices.Contains(d.Benefits, s.Benefit)) &&
			(s.Direction == "" || d.Direction == "" || d.Direction == s.Direction) {
			return true
		}
	}
	return false
}

// into writes the numbers of a measure, and their sums, into a system.
func (t *tables) into(system *disclosure.System, m Measure, counts map[string]*Counts) {
	for _, r := range t.rows {
		i := system.Add(t.name(r.Subject), counts[r.key()].Of(m))
		if !t.possible(m, r.Subject) || t.of(r.Subject).held == 0 {
			system.Impossible[i] = true
		}
	}
	for _, a := range t.sums {
		sum := disclosure.Sum{}
		sum.Total, _ = system.Find(t.name(a.total))
		for _, p := range a.parts {
			i, _ := system.Find(t.name(p))
			sum.Parts = append(sum.Parts, i)
		}
		system.Sums = append(system.Sums, sum)
	}
}
