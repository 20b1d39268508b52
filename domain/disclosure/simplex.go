package disclosure

import "math"

// worlds are all the ways in which the numbers of a block can differ from the truth so that nothing that is known changes: the
// simplex method for variables with bounds, from the truth on, where each differs by 0. A tableau row writes one variable, the basic
// one, by those that are not.
type worlds struct {
	rows       [][]float64 // coefficients of all variables; 1 at the row's own basic one
	basic      []int       // variable of each row
	row        []int       // row of each basic variable, -1 for the others
	low, high  []float64   // by how much each may differ
	now        []float64   // by how much each differs in the world that is looked at
	least      []float64   // and has differed in any that was
	most       []float64
	degenerate int
	cost       []float64 // what each variable off the basis costs for each that it goes up; nil: nobody asks
}

const (
	tiny  = 1e-9
	slack = 1e-6
)

// worldsOf sets out from the truth. Sums are rows of coefficients over the variables of the block.
func worldsOf(sums [][]float64, low, high []float64) *worlds {
	n := len(low)
	w := &worlds{low: low, high: high, now: make([]float64, n), least: make([]float64, n), most: make([]float64, n), row: make([]int, n)}
	for j := range w.row {
		w.row[j] = -1
	}
	for _, r := range sums {
		for i, b := range w.basic { // bring it to the present basis
			if f := r[b]; f != 0 {
				subtract(r, w.rows[i], f)
			}
		}
		best := -1
		for j, a := range r { // the widest variable makes the best basis: it stops the fewest steps
			if math.Abs(a) > slack && (best < 0 || high[j]-low[j] > high[best]-low[best]) {
				best = j
			}
		}
		if best < 0 {
			continue // it says nothing more
		}
		scale(r, 1/r[best])
		for _, other := range w.rows {
			if f := other[best]; f != 0 {
				subtract(other, r, f)
			}
		}
		w.row[best] = len(w.rows)
		w.rows, w.basic = append(w.rows, r), append(w.basic, best)
	}
	return w
}

func subtract(from, r []float64, f float64) {
	for j, a := range r {
		if a != 0 {
			if from[j] -= f * a; math.Abs(from[j]) < tiny {
				from[j] = 0
			}
		}
	}
}

func scale(r []float64, f float64) {
	for j := range r {
		r[j] *= f
	}
}

// width gives how much lies between the least and the most that a variable has been seen to be, in whole numbers.
func (w *worlds) width(c int) int64 {
	return int64(math.Floor(w.most[c]+slack) - math.Ceil(w.least[c]-slack))
}

// stretch looks for worlds in which a variable is as large, or for up -1 as small, as it can be. With enough it ends as soon as that much
// lies between its ends. It tells whether the end has been reached: false when it was interrupted or there is none.
func (w *worlds) stretch(c int, up float64, enough int64) (end bool) {
	for range 64 * (len(w.rows) + len(w.low) + 1) {
		if enough > 0 && w.width(c) >= enough {
			return false
		}
		j, s := w.entering(c, up)
		if j < 0 {
			return true
		}
		if !w.move(j, s, float64(max(enough, 1))) {
			return false
		}
	}
	return false
}

// entering gives a variable off the basis, and the direction in which it takes c along upwards (or downwards); -1 when there is none.
func (w *worlds) entering(c int, up float64) (best int, direction float64) {
	best = -1
	rate := slack
	r := w.row[c]
	for j := range w.low {
		if w.row[j] >= 0 {
			continue
		}
		var a float64
		switch {
		case j == c:
			a = up
		case r >= 0:
			a = -up * w.rows[r][j]
		}
		s := 1.0
		if a < 0 {
			s = -1
		}
		if math.Abs(a) <= slack || s > 0 && w.now[j] >= w.high[j]-tiny || s < 0 && w.now[j] <= w.low[j]+tiny {
			continue
		}
		if w.degenerate > len(w.rows)+8 { // Bland's rule ends any circle
			return j, s
		}
		if math.Abs(a) > rate {
			best, direction, rate = j, s, math.Abs(a)
		}
	}
	return best, direction
}

// cheapen goes on to the world that costs least, each variable costing a price for each that it differs by upwards.
func (w *worlds) cheapen(price []float64) {
	w.cost = append([]float64(nil), price...)
	defer func() { w.cost = nil }()
	for i, r := range w.rows {
		if f := price[w.basic[i]]; f != 0 {
			subtract(w.cost, r, f)
		}
	}
	for range 64 * (len(w.rows) + len(w.low) + 1) {
		best, direction, rate := -1, 0.0, slack
		for j, c := range w.cost {
			s := 1.0
			if c > 0 {
				s = -1
			}
			if math.Abs(c) <= rate || w.row[j] >= 0 || s > 0 && w.now[j] >= w.high[j]-tiny || s < 0 && w.now[j] <= w.low[j]+tiny {
				continue
			}
			best, direction, rate = j, s, math.Abs(c)
			if w.degenerate > len(w.rows)+8 { // Bland's rule ends any circle
				break
			}
		}
		if best < 0 || !w.move(best, direction, 1) {
			return
		}
	}
}

// move changes a variable off the basis as far as nothing stops it; it is false when nothing does, having gone far enough to see.
func (w *worlds) move(j int, s, far float64) bool {
	t := w.high[j] - w.now[j]
	if s < 0 {
		t = w.now[j] - w.low[j]
	}
	stop, low := -1, math.Inf(1)
	for i, r := range w.rows {
		b := w.basic[i]
		d := -r[j] * s
		var room float64
		switch {
		case d > slack:
			room = (w.high[b] - w.now[b]) / d
		case d < -slack:
			room = (w.now[b] - w.low[b]) / -d
		default:
			continue
		}
		room = math.Max(room, 0)
		if room < t-tiny || room <= t+tiny && stop >= 0 && (room < low-tiny || b < w.basic[stop]) {
			t, stop, low = math.Min(t, room), i, room
		}
	}
	free := t > float64(unbounded)/2
	if free {
		t, stop = 16*far, -1
	}
	if t < tiny {
		w.degenerate++
	} else {
		w.degenerate = 0
	}
	w.now[j] += s * t
	w.see(j)
	for i, r := range w.rows {
		if r[j] != 0 {
			b := w.basic[i]
			w.now[b] -= r[j] * s * t
			w.see(b)
		}
	}
	if stop >= 0 {
		w.pivot(stop, j)
	}
	return !free
}

func (w *worlds) see(j int) {
	w.least[j], w.most[j] = math.Min(w.least[j], w.now[j]), math.Max(w.most[j], w.now[j])
}

// pivot makes a variable the basic one of a row.
func (w *worlds) pivot(i, j int) {
	r := w.rows[i]
	w.row[w.basic[i]], w.row[j], w.basic[i] = -1, i, j
	scale(r, 1/r[j])
	for k, other := range w.rows {
		if f := other[j]; k != i && f != 0 {
			subtract(other, r, f)
			other[j] = 0
		}
	}
	if w.cost != nil {
		subtract(w.cost, r, w.cost[j])
		w.cost[j] = 0
	}
}
