package programmetest

import (
	"fmt"
	"math/rand/v2"

	"waymark/domain/calendar"
	"waymark/domain/programme"
)

// Random builds a small graph of two or three regions over the days of Window: districts that merge, posts that move, are
// shared, covered, offered and closed, partnerships across regions, offices with and without champions. The same random
// numbers give the same records, and they violate nothing.
func Random(rng *rand.Rand) *Builder {
	m := &maker{Builder: New(), rng: rng, merges: make(map[*programme.District]merge)}
	grades := []*programme.Grade{m.Grade("GRADE_7", "Grade 7", 1), m.Grade("SEO", "SEO", 2), m.Grade("BAND_D", "Band D", 3)}
	for i := range 2 + rng.IntN(2) {
		m.region(i, grades)
	}
	for i := range 4 {
		m.partnership(i)
	}
	return m.Builder
}

// Window is the period in which all of a random graph happens; some of it goes on for ever.
func Window() calendar.Period { return Days("2009-01-01", "2009-06-01") }

type merge struct {
	into *programme.District
	on   calendar.Date
}

type maker struct {
	*Builder
	rng       *rand.Rand
	merges    map[*programme.District]merge
	districts []*programme.District
}

func (m *maker) day() calendar.Date {
	w := Window()
	return w.From.AddDays(1 + m.rng.IntN(w.Days(*w.To)-1))
}

func (m *maker) chance(percent int) bool { return m.rng.IntN(100) < percent }

// spell gives a period from the start of the window or later, without end or until later.
func (m *maker) spell() calendar.Period {
	p := calendar.Open(Window().From)
	if m.chance(40) {
		p.From = m.day()
	}
	if to := m.day(); m.chance(40) && to.After(p.From) {
		p.To = &to
	}
	return p
}

func (m *maker) region(i int, grades []*programme.Grade) {
	always := calendar.Open(Window().From)
	r := m.Region(fmt.Sprintf("R%d", i), always)
	var local []*programme.District
	for j := range 1 + m.rng.IntN(3) {
		d := m.District(r, fmt.Sprintf("R%d-D%d", i, j), always)
		if j > 0 && m.chance(40) {
			on := m.day()
			d.Valid.To = &on
			m.merges[d] = merge{into: local[0], on: on}
		}
		local = append(local, d)
	}
	m.districts = append(m.districts, local...)
	m.post(r.Code+"-lead", grades[0], programme.StrategicLead, r, r)
	for k := range 1 + m.rng.IntN(4) {
		home, next := programme.Place(local[m.rng.IntN(len(local))]), programme.Place(m.districts[m.rng.IntN(len(m.districts))])
		if m.chance(15) {
			next = r
		}
		m.post(fmt.Sprintf("%s-post-%d", r.Code, k), grades[1+m.rng.IntN(2)], programme.DistrictCoordinator, home, next)
	}
	for k := range m.rng.IntN(5) {
		j := m.Jobcentre(fmt.Sprintf("%s-office-%d", r.Code, k), m.spell())
		m.pieces(local[m.rng.IntN(len(local))], j.Valid, func(p programme.Place, valid calendar.Period) {
			m.Place(j, p.(*programme.District), valid)
		})
		m.lane(j.Valid, 50, func(p calendar.Period, _ int) { m.Champion(j, p) })
	}
}

// pieces cuts a stay in a place where the place merges into another.
func (m *maker) pieces(p programme.Place, stay calendar.Period, add func(programme.Place, calendar.Period)) {
	d, _ := p.(*programme.District)
	joined, merges := m.merges[d]
	if !merges {
		add(p, stay)
		return
	}
	if before, ok := stay.Intersect(calendar.Between(d.Valid.From, joined.on)); ok {
		add(p, before)
	}
	if after, ok := stay.Intersect(calendar.Open(joined.on)); ok {
		add(joined.into, after)
	}
}

// lane cuts a period at random days and adds about so many in a hundred of the parts.
func (m *maker) lane(whole calendar.Period, percent int, add func(part calendar.Period, number int)) {
	start := whole.From
	for n := 0; ; n++ {
		next := start.AddDays(1 + m.rng.IntN(60))
		part, ok := whole.Intersect(calendar.Between(start, next))
		if !ok {
			return
		}
		last := !next.Before(*Window().To)
		if last && whole.To == nil {
			part.To = nil
		}
		if m.chance(percent) {
			add(part, n)
		}
		if last {
			return
		}
		start = next
	}
}

func (m *maker) post(code string, grade *programme.Grade, role programme.Role, home, next programme.Place) {
	p := m.Post(code, grade, role, m.spell())
	stay := func(in programme.Place, valid calendar.Period) { m.Home(p, in, valid) }
	if move := m.day(); next != home && m.chance(40) && p.Funded.Contains(move) && move.After(p.Funded.From) {
		m.pieces(home, calendar.Between(p.Funded.From, move), stay)
		m.pieces(next, calendar.Period{From: move, To: p.Funded.To}, stay)
	} else {
		m.pieces(home, p.Funded, stay)
	}
	lanes, fte := 1, []string{"1", "0.6"}[m.rng.IntN(2)]
	if m.chance(30) {
		lanes, fte = 2, "0.5"
	}
	for lane := range lanes {
		m.lane(p.Funded, 60, func(part calendar.Period, n int) {
			m.Hold(p, fmt.Sprintf("%s-%d-%d", code, lane, n/2), fte, part) // the same person twice in a row
		})
	}
	m.lane(p.Funded, 30, func(part calendar.Period, _ int) { m.Cover(p, code+"-cover", part) })
	m.lane(p.Funded, 40, func(part calendar.Period, _ int) {
		if on := m.day(); p.Funded.Contains(on) {
			m.Offer(p, on, part)
		}
	})
}

func (m *maker) partnership(i int) {
	p := m.Partnership(fmt.Sprintf("P%d", i), calendar.Open(Window().From))
	first, second := m.districts[m.rng.IntN(len(m.districts))], m.districts[m.rng.IntN(len(m.districts))]
	from := p.Valid
	if m.chance(30) {
		from.From = m.day()
	}
	shares := map[*programme.District]string{first: "0.5", second: "0.5"}
	if m.last(first) == m.last(second) {
		shares = map[*programme.District]string{first: "1"}
	}
	for _, d := range m.districts { // in their order, so that the same numbers give the same records
		if share, linked := shares[d]; linked {
			m.pieces(d, from, func(in programme.Place, valid calendar.Period) { m.Link(p, in.(*programme.District), share, valid) })
		}
	}
}

func (m *maker) last(d *programme.District) *programme.District {
	if joined, merges := m.merges[d]; merges {
		return joined.into
	}
	return d
}
