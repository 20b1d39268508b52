package dataset

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"waymark/domain/decimal"
	"waymark/domain/programme"
)

// figureModel draws the numbers of all places, one year after the other.
type figureModel struct {
	r            *rand.Rand
	indicators   map[string]string // ids by code
	source       string
	districts    []*locality
	partnerships []*locality
	above        []*locality // partnerships whose estimate lies below those known in the last years; the one after each has the difference
}

// locality is a district or a partnership with the numbers of one year.
type locality struct {
	id          string
	number      int                              // from 1, of partnerships; 0 for a district
	partnership *programme.Partnership           // nil: a district
	need        map[string]*programme.Statement  // of a district, by measure
	parts       []*cell                          // where the one lies in the other
	growth      struct{ treated, unknown int64 } // of a district: in a hundred of the last year's, a year
	factor      int64                            // of a partnership: how large it is, in a thousand of the others
	rates       rates                            // of a partnership
	drift       struct{ planned, starts, employed int64 }
	tally       tally
	budget      int64 // pounds
	correction  int64 // by how many those in contact in the revised year were first too few
}

// cell is where a partnership lies in a district. Numbers of both are sums of their cells, so that they fit.
type cell struct {
	in, of           *locality
	share            decimal.Decimal
	treated, unknown int64
	settled          int64
	tally            tally
}

// known gives how many problem drug users are known.
func (x *locality) known() int64 { return x.tally[contact] + x.tally[earlier] + x.tally[others] }

func (m *figureModel) places() []*locality { return slices.Concat(m.districts, m.partnerships) }

// smallest is the number of a partnership with very few of a group.
const smallest = 30

func newFigureModel(reference, demo programme.Records) (*figureModel, error) {
	m := &figureModel{r: random(subjectFigures), indicators: make(map[string]string), source: figureSource().ID}
	for _, i := range reference.Indicators {
		m.indicators[i.Code] = i.ID
	}
	for _, i := range items {
		if m.indicators[i.indicator] == "" {
			return nil, fmt.Errorf("there is no indicator %s", i.indicator)
		}
	}
	byID := make(map[string]*locality)
	for _, d := range sorted(reference.Districts, func(d *programme.District) string { return d.Code }) {
		x := &locality{id: d.ID, need: make(map[string]*programme.Statement)}
		x.growth.treated, x.growth.unknown = int64(between(m.r, -3, 11)), int64(between(m.r, -7, 4))
		byID[d.ID], m.districts = x, append(m.districts, x)
	}
	for i, p := range sorted(demo.Partnerships, func(p *programme.Partnership) string { return p.Code }) {
		x := &locality{id: p.ID, number: i + 1, partnership: p, factor: int64(between(m.r, 500, 900))}
		m.draw(x)
		byID[p.ID], m.partnerships = x, append(m.partnerships, x)
	}
	for _, s := range demo.Statements {
		if x := byID[s.Place.DistrictID]; x != nil && s.AsAt == needAsAt() {
			x.need[s.Measure] = s
		}
	}
	for _, k := range sorted(demo.Links, func(k *programme.Link) string { return k.ID }) {
		in, of := byID[k.DistrictID], byID[k.PartnershipID]
		if in != nil && of != nil && k.Valid.Contains(needAsAt()) {
			c := &cell{in: in, of: of, share: k.Share}
			in.parts, of.parts = append(in.parts, c), append(of.parts, c)
		}
	}
	for _, x := range m.districts {
		if len(x.parts) == 0 || x.need[programme.MeasureInTreatment] == nil || x.need[programme.MeasureTreatmentNaive] == nil || x.need[programme.MeasureClaimingShare] == nil {
			return nil, fmt.Errorf("district %s has no partnership, or no need is stated of it", x.id)
		}
	}
	m.special()
	return m, nil
}

// draw gives a partnership what its numbers are made by.
func (m *figureModel) draw(x *locality) {
	in := func(low, high int) int64 { return int64(between(m.r, low, high)) }
	x.rates = rates{
		effective: in(900, 960), now: in(600, 720), earlier: in(120, 250), others: in(50, 120), opiate: in(820, 930), crack: in(400, 600),
		female: in(220, 300), young: in(80, 180), middle: in(330, 420), minority: in(20, 350), parents: in(200, 400), justice: in(150, 350),
		injecting: in(280, 420), adults: in(120, 250), adultsEffective: in(750, 930), starts: in(330, 450), planned: in(350, 500),
		unplanned: in(300, 400), due: in(600, 850), completed: in(805, 970), employed: in(100, 260),
		jsa: in(220, 300), is: in(500, 600), ib: in(300, 400), dla: in(80, 110), esa: in(3, 25),
	}
	x.drift.planned, x.drift.starts, x.drift.employed = in(-20, 20), in(-15, 15), in(-15, 15)
	switch {
	case x.number%12 == 4:
		x.rates.completed = in(550, 790) // below the gate
	case x.number == 10:
		x.rates.completed = 800 // at it
	case x.number%37 == smallest:
		x.rates.minority = in(1, 3)
	}
}

// special chooses the partnerships whose estimates lie below those known, and those whose numbers are revised: in districts that
// have others that lie wholly in them, so that the districts stay as they are.
func (m *figureModel) special() {
	for _, d := range m.districts {
		if inside := within(d); len(inside) > 1 && len(m.above) < 4 {
			m.above = append(m.above, inside[0].of, inside[1].of)
		}
	}
	for _, x := range m.partnerships {
		if x.number%25 == 1 && len(x.parts) == 1 {
			x.correction = int64(between(m.r, 3, 9))
			x.parts[0].in.correction += x.correction
		}
	}
}

// populate draws the numbers of a year.
func (m *figureModel) populate(year int) {
	back := int64(lastYear - year)
	m.settle(func(x *locality) int64 {
		return whole(x.need[programme.MeasureInTreatment].Value) * (100 - x.growth.treated*back) / 100
	}, func(c *cell, n int64) { c.treated = n })
	m.settle(func(x *locality) int64 {
		return whole(x.need[programme.MeasureTreatmentNaive].Value) * (100 - x.growth.unknown*back) / 100
	}, func(c *cell, n int64) { c.unknown = n })
	if back < 2 {
		for i := 0; i < len(m.above); i += 2 {
			from, to := m.above[i].parts[0], m.above[i+1].parts[0]
			below := -from.treated/50 - 1
			from.unknown, to.unknown = below, to.unknown+from.unknown-below
		}
	}
	for _, x := range m.places() {
		x.tally, x.budget = tally{}, 0
	}
	for _, x := range m.partnerships {
		r := x.rates
		r.planned, r.starts, r.employed = r.planned-x.drift.planned*back, r.starts-x.drift.starts*back, max(20, r.employed-x.drift.employed*back)
		if x.number == 20 && year == profilesFrom {
			r.due = 0 // it had none yet
		}
		for _, c := range x.parts {
			c.tally = count(r, c.treated, c.unknown)
		}
	}
	for _, d := range m.districts {
		m.claims(d)
		for _, c := range d.parts {
			for i, n := range c.tally {
				c.in.tally[i] += n
				c.of.tally[i] += n
			}
		}
	}
	m.budget(budgets()[year-firstYear])
}

// claims shares those of a district who claim benefits, as Demo states them, over its cells by their problem drug users.
func (m *figureModel) claims(d *locality) {
	var users []int64
	var all int64
	for _, c := range d.parts {
		users, all = append(users, c.tally[pdu]), all+c.tally[pdu]
	}
	share := int64(d.need[programme.MeasureClaimingShare].Value / (decimal.One / 1000))
	for i, n := range portions((all*share+500)/1000, users) {
		d.parts[i].tally.claim(d.parts[i].of.rates, n)
	}
}

// budgets are the pounds of each year.
func budgets() []int64 {
	return []int64{300_000_000, 335_000_000, 385_000_000, 398_000_000, 398_000_000}
}

func (m *figureModel) budget(pounds int64) {
	var treated []int64
	for _, x := range m.partnerships {
		treated = append(treated, x.tally[effective])
	}
	for i, n := range portions(pounds, treated) {
		m.partnerships[i].budget = n
	}
}
