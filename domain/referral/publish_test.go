package referral_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"waymark/domain/calendar"
	"waymark/domain/disclosure"
	"waymark/domain/disclosure/disclosuretest"
	"waymark/domain/programme"
	"waymark/domain/referral"
)

// books makes a book of random counts, of which a share of the returns has come.
func books(seed uint64, regions, districts, offices, providers int, come float64) *referral.Book {
	r := rand.New(rand.NewPCG(seed, 5))
	b := &referral.Book{Months: referral.Months(calendar.New(2009, 10, 1), calendar.New(2010, 1, 1)), Owed: map[referral.Slot]bool{}, Held: map[referral.Slot]int{}}
	for p := range providers {
		b.Providers = append(b.Providers, fmt.Sprint("p", p))
	}
	for i := range regions {
		region := fmt.Sprint("r", i)
		b.Regions = append(b.Regions, region)
		for j := range districts {
			district := fmt.Sprint(region, "d", j)
			b.Districts = append(b.Districts, referral.Inside{ID: district, In: region})
			for k := range offices {
				office := fmt.Sprint(district, "o", k)
				b.Offices = append(b.Offices, referral.Inside{ID: office, In: district})
				for _, month := range b.Months {
					slot := referral.Slot{Office: office, Month: month}
					b.Owed[slot] = true
					if r.Float64() >= come {
						continue
					}
					b.Held[slot] = 1
					fill(r, b, slot)
				}
			}
		}
	}
	return b
}

func fill(r *rand.Rand, b *referral.Book, slot referral.Slot) {
	for _, s := range programme.Substances() {
		for _, benefit := range referral.Benefits()[:3] {
			provider := ""
			if len(b.Providers) > 0 && r.IntN(4) > 0 {
				provider = b.Providers[r.IntN(len(b.Providers))]
			}
			row := referral.Row{Key: referral.Key{Provider: provider, Substance: s, Benefit: benefit, Direction: referral.Directions()[r.IntN(2)]}}
			for m, measure := range referral.Measures() {
				d, _ := referral.DefinitionOf(measure, slot.Month)
				if d.Covers(row.Key) && r.IntN(3) > 0 {
					row.Counts[m] = int64(r.ExpFloat64() * 4 / float64(1+m/4))
				}
			}
			b.Entries = append(b.Entries, referral.Entry{Slot: slot, Row: row})
		}
	}
}

// reader is somebody who has nothing but the rows of releases, and knows how tables add up.
func reader(rows []*referral.ReleaseRow, b *referral.Book, m referral.Measure, release string) *disclosuretest.Attacker {
	a := disclosuretest.New()
	readInto(a, rows, b, m, func(referral.Subject) string { return release })
	a.Propagate()
	return a
}

func subject(s referral.Subject) string {
	month := ""
	if s.Month != nil {
		month = s.Month.String()
	}
	return fmt.Sprint(s.Place, "|", s.Provider, "|", s.Substance, "|", s.Benefit, "|", s.Direction, "|", month)
}

// readInto notes what rows show. A subject of the same tag is the same number.
func readInto(a *disclosuretest.Attacker, rows []*referral.ReleaseRow, b *referral.Book, m referral.Measure, tag func(referral.Subject) string) {
	name := func(s referral.Subject) string { return tag(s) + " " + subject(s) }
	there := map[string]bool{}
	for _, r := range rows {
		there[subject(r.Subject)] = true
		switch cell := r.Cells[m.Index()]; cell.Status {
		case disclosure.NotApplicable, disclosure.NotAvailable:
			a.Sees(name(r.Subject), 0, 0)
		case disclosure.Confidential:
			a.Misses(name(r.Subject))
		default:
			a.Sees(name(r.Subject), *cell.Lower, *cell.Upper)
		}
	}
	adds := func(total referral.Subject, parts []referral.Subject) {
		var names []string
		for _, p := range parts {
			if there[subject(p)] {
				names = append(names, name(p))
			}
		}
		if len(names) > 0 {
			a.Adds(name(total), names...)
		}
	}
	inside := map[string][]string{"": b.Regions}
	for _, d := range b.Districts {
		inside[d.In] = append(inside[d.In], d.ID)
	}
	for _, o := range b.Offices {
		inside[o.In] = append(inside[o.In], o.ID)
	}
	seen := map[string]bool{}
	for _, r := range rows {
		s := r.Subject
		if seen[subject(s)] {
			continue
		}
		seen[subject(s)] = true
		var parts []referral.Subject
		split := func(part func(i int) referral.Subject, n int) {
			parts = nil
			for i := range n {
				parts = append(parts, part(i))
			}
			adds(s, parts)
		}
		if s.Provider == "" {
			list := inside[s.Place]
			split(func(i int) referral.Subject { p := s; p.Place = list[i]; return p }, len(list))
		}
		if s.Substance == "" {
			split(func(i int) referral.Subject { p := s; p.Substance = programme.Substances()[i]; return p }, 3)
		}
		if s.Benefit == "" && s.Provider == "" {
			split(func(i int) referral.Subject { p := s; p.Benefit = referral.Benefits()[i]; return p }, len(referral.Benefits()))
		}
		if s.Direction == "" && s.Substance == "" && s.Benefit == "" && s.Month == nil && s.Provider == "" {
			split(func(i int) referral.Subject { p := s; p.Direction = referral.Directions()[i]; return p }, 2)
		}
		if s.Month == nil && s.Substance == "" && s.Benefit == "" && s.Direction == "" && s.Provider == "" {
			split(func(i int) referral.Subject { p := s; p.Month = &b.Months[i]; return p }, len(b.Months))
		}
		if s.Place == "" && s.Provider == "" && s.Benefit == "" && s.Direction == "" && s.Month == nil {
			all := append([]string{referral.WithoutProvider}, b.Providers...)
			split(func(i int) referral.Subject { p := s; p.Provider = all[i]; return p }, len(all))
		}
	}
}

// TestAReleaseGivesNobodyAway publishes random books and has all that is shown attacked.
func TestAReleaseGivesNobodyAway(t *testing.T) {
	for _, p := range disclosure.Profiles() {
		for seed := range uint64(1) {
			b := books(seed, 2, 2, 2, 3, 0.9)
			rows, loss, err := referral.Publish(p, b, nil)
			if err != nil {
				t.Fatal(err)
			}
			hidden := 0
			for _, m := range referral.Measures() {
				a := reader(rows, b, m, "")
				for _, name := range a.Hidden() {
					hidden++
					if r := a.Range(name); r.Impossible || r.Width() < p.Tolerance {
						t.Errorf("%s, seed %d, %s: %+v", p.Key, seed, m, r)
					}
				}
			}
			t.Logf("%s: %d numbers hidden, %+v", p.Key, hidden, loss)
			if hidden == 0 || loss.Secondary == 0 {
				t.Error("nothing is hidden")
			}
		}
	}
}

// behind tells which returns stand behind a subject: two releases tell the same number when these are the same.
func behind(b *referral.Book) func(referral.Subject) string {
	in := map[string]string{}
	for _, x := range append(slices.Clone(b.Offices), b.Districts...) {
		in[x.ID] = x.In
	}
	return func(s referral.Subject) string {
		var held []string
		for slot, edition := range b.Held {
			if (s.Month == nil || *s.Month == slot.Month) && (s.Place == "" || s.Place == slot.Office || s.Place == in[slot.Office] || s.Place == in[in[slot.Office]]) {
				held = append(held, fmt.Sprint(slot, edition))
			}
		}
		slices.Sort(held)
		return fmt.Sprint(held)
	}
}

// TestTwoReleasesOfTheSameMonths publishes a quarter when most returns have come, and again when one more has and one was mended. Beside
// each other they give nobody away; published each by itself, they do.
func TestTwoReleasesOfTheSameMonths(t *testing.T) {
	p := disclosure.Profiles()[0]
	r := rand.New(rand.NewPCG(9, 9))
	first := books(4, 1, 2, 3, 2, 0.85)
	second := *first
	second.Held, second.Entries = maps.Clone(first.Held), slices.Clone(first.Entries)
	changes := 0
	for _, o := range first.Offices {
		for _, month := range first.Months {
			slot := referral.Slot{Office: o.ID, Month: month}
			if first.Held[slot] == 0 && changes == 0 {
				second.Held[slot] = 1
				fill(r, &second, slot)
				changes++
			}
		}
	}
	if changes == 0 {
		t.Fatal("every return had come")
	}
	attack := func(one, two []*referral.ReleaseRow) (found, hidden int) {
		for _, m := range referral.Measures() {
			a := disclosuretest.New()
			readInto(a, one, first, m, behind(first))
			readInto(a, two, &second, m, behind(&second))
			a.Propagate()
			for _, name := range a.Hidden() {
				hidden++
				if r := a.Range(name); !r.Impossible && r.Width() < p.Tolerance {
					found++
				}
			}
		}
		return found, hidden
	}
	one, _, err := referral.Publish(p, first, nil)
	if err != nil {
		t.Fatal(err)
	}
	alone, _, err := referral.Publish(p, &second, nil)
	if err != nil {
		t.Fatal(err)
	}
	if found, hidden := attack(one, alone); found == 0 {
		t.Errorf("of %d numbers none is found, though the releases do not know of each other", hidden)
	}
	two, _, err := referral.Publish(p, &second, []referral.Earlier{{Book: first, Rows: one}})
	if err != nil {
		t.Fatal(err)
	}
	if found, hidden := attack(one, two); found != 0 {
		t.Errorf("%d of %d numbers are found", found, hidden)
	}
}

// BenchmarkPublish publishes a quarter of a region and of England.
func BenchmarkPublish(b *testing.B) {
	p := disclosure.Profiles()[0]
	for _, size := range []struct {
		name                        string
		regions, districts, offices int
		providers                   int
	}{{"region", 1, 5, 12, 20}, {"two regions", 2, 5, 12, 30}, {"England", 9, 5, 16, 150}} {
		b.Run(size.name, func(b *testing.B) {
			book := books(1, size.regions, size.districts, size.offices, size.providers, 1)
			for b.Loop() {
				if _, _, err := referral.Publish(p, book, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
