package apportion_test

import (
	"errors"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"waymark/domain/apportion"
	"waymark/domain/decimal"
	"waymark/domain/fault"
)

func randomTable(rng *rand.Rand, side int, need int64) apportion.Table {
	var t apportion.Table
	rows, columns := 1+rng.IntN(side), 1+rng.IntN(side)
	rowPosts, columnPosts := make([]int64, rows), make([]int64, columns)
	for i := range rows {
		for j := range columns {
			w := 1 + rng.Int64N(need)
			if rng.IntN(5) == 0 {
				w = 0
			}
			t.Cells = append(t.Cells, apportion.Cell{Row: string(rune('A' + i)), Column: string(rune('a' + j)), Need: decimal.Decimal(w)})
			if posts := rng.Int64N(3); w > 0 || rng.IntN(12) == 0 {
				rowPosts[i] += posts
				columnPosts[j] += posts
			}
		}
	}
	for i, posts := range rowPosts {
		t.Rows = append(t.Rows, apportion.Margin{Key: string(rune('A' + i)), Posts: posts})
	}
	for j, posts := range columnPosts {
		t.Columns = append(t.Columns, apportion.Margin{Key: string(rune('a' + j)), Posts: posts})
	}
	return t
}

func bruteForce(t apportion.Table) (best [][]int64) {
	var most *big.Rat
	posts := make([]int64, len(t.Cells))
	left := make([]int64, len(t.Columns))
	for j, c := range t.Columns {
		left[j] = c.Posts
	}
	var try func(n int, inRow int64, product *big.Rat)
	try = func(n int, inRow int64, product *big.Rat) {
		if n == len(t.Cells) {
			order := 1
			if most != nil {
				order = product.Cmp(most)
			}
			if order > 0 {
				best, most = nil, product
			}
			if order >= 0 {
				best = append(best, append([]int64(nil), posts...))
			}
			return
		}
		j, last := n%len(t.Columns), n/len(t.Columns) == len(t.Rows)-1
		for k := min(inRow, left[j]); k >= 0; k-- {
			if j == len(t.Columns)-1 && k != inRow || last && k != left[j] || k > 0 && t.Cells[n].Need == 0 {
				continue
			}
			next := new(big.Rat).Set(product)
			for m := int64(1); m <= k; m++ {
				next.Mul(next, big.NewRat(2*int64(t.Cells[n].Need), 2*m-1))
			}
			posts[n] = k
			left[j] -= k
			rest := inRow - k
			if j == len(t.Columns)-1 && !last {
				rest = t.Rows[n/len(t.Columns)+1].Posts
			}
			try(n+1, rest, next)
			left[j] += k
		}
		posts[n] = 0
	}
	try(0, t.Rows[0].Posts, big.NewRat(1, 1))
	return best
}

func TestBiproportionalAgainstBruteForce(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 12))
	solved, blocked, tied := 0, 0, 0
	for range 4000 {
		table := randomTable(rng, 3, []int64{1, 2, 4, 1000}[rng.IntN(4)])
		best := bruteForce(table)
		a, err := apportion.Biproportional(table)
		if (err != nil) != (best == nil) {
			t.Fatalf("%+v: %v, but brute force finds %v", table, err, best)
		}
		if err != nil {
			blocked++
			checkBlocked(t, table, err)
			continue
		}
		solved++
		if err := a.Verify(table); err != nil {
			t.Fatalf("%+v: %v", table, err)
		}
		for n, c := range a.Cells {
			if c.Posts != best[0][n] {
				t.Fatalf("%+v: got %+v, want %v", table, a.Cells, best)
			}
			other := c.Posts
			for _, b := range best {
				if b[n] != c.Posts {
					other = b[n]
				}
			}
			if other != c.Or {
				t.Fatalf("%+v: %s in %s may be %d too, not %d: %v", table, c.Row, c.Column, other, c.Or, best)
			}
		}
		if len(best) > 1 {
			tied++
		}
	}
	if solved < 1000 || blocked < 100 || tied < 100 {
		t.Errorf("%d tables solved, %d blocked and %d tied are too few to tell", solved, blocked, tied)
	}
}

func checkBlocked(t *testing.T, table apportion.Table, err error) {
	t.Helper()
	var e *apportion.Blocked
	if !errors.As(err, &e) {
		t.Fatalf("%+v: %v", table, err)
	}
	if list, ok := fault.All(err); !ok || list[0].Code != fault.Infeasible {
		t.Fatalf("%v is no fault", err)
	}
	give, take := map[string]bool{}, map[string]bool{}
	for _, r := range e.Rows {
		give[r] = true
	}
	for _, c := range e.Columns {
		take[c] = true
	}
	var rows, columns int64
	for _, r := range table.Rows {
		if give[r.Key] {
			rows += r.Posts
		}
	}
	for _, c := range table.Columns {
		if take[c.Key] {
			columns += c.Posts
		}
	}
	if e.ByColumns {
		give, take, rows, columns = take, give, columns, rows
	}
	if rows <= columns || e.Posts != rows || e.Room != columns {
		t.Fatalf("%+v: %+v proves nothing: %d and %d", table, e, rows, columns)
	}
	for _, c := range table.Cells {
		from, to := c.Row, c.Column
		if e.ByColumns {
			from, to = to, from
		}
		if c.Need > 0 && give[from] && !take[to] {
			t.Fatalf("%+v: %+v forgets %+v", table, e, c)
		}
	}
	for without := range give { // a smallest proof: with any one fewer there would be room
		open, room := map[string]int64{}, int64(0)
		placed, taken := table.Rows, table.Columns
		if e.ByColumns {
			placed, taken = taken, placed
		}
		var left int64
		for _, m := range placed {
			if give[m.Key] && m.Key != without {
				left += m.Posts
			}
		}
		for _, c := range table.Cells {
			from, to := c.Row, c.Column
			if e.ByColumns {
				from, to = to, from
			}
			if c.Need > 0 && give[from] && from != without {
				open[to] = 1
			}
		}
		for _, m := range taken {
			room += open[m.Key] * m.Posts
		}
		if left > room {
			t.Fatalf("%+v: %+v proves as much without %s", table, e, without)
		}
	}
}

func alternate(t apportion.Table) (posts []int64, ended bool) {
	rows, columns := len(t.Rows), len(t.Columns)
	row, column := make([]float64, rows), make([]float64, columns)
	for j := range column {
		column[j] = 1
	}
	posts = make([]int64, rows*columns)
	webster := func(total int64, cells []int, scale func(n int) float64) float64 {
		need := func(n int) float64 { return float64(t.Cells[n].Need) * scale(n) }
		for _, n := range cells {
			posts[n] = 0
		}
		low, high := math.Inf(1), 0.0
		for ; total > 0; total-- {
			best := cells[0]
			for _, n := range cells {
				if need(n)/(float64(posts[n])+0.5) > need(best)/(float64(posts[best])+0.5) {
					best = n
				}
			}
			low = need(best) / (float64(posts[best]) + 0.5)
			posts[best]++
		}
		for _, n := range cells {
			high = max(high, need(n)/(float64(posts[n])+0.5))
		}
		switch {
		case high == 0:
			return 1
		case math.IsInf(low, 1):
			return 0.5 / high
		}
		return 2 / (low + high)
	}
	for range 5000 {
		for i := range row {
			var cells []int
			for j := range column {
				cells = append(cells, i*columns+j)
			}
			row[i] = webster(t.Rows[i].Posts, cells, func(n int) float64 { return column[n%columns] })
		}
		for j := range column {
			var cells []int
			for i := range row {
				cells = append(cells, i*columns+j)
			}
			column[j] = webster(t.Columns[j].Posts, cells, func(n int) float64 { return row[n/columns] })
		}
		ended = true
		for i, r := range t.Rows {
			for j := range column {
				r.Posts -= posts[i*columns+j]
			}
			ended = ended && r.Posts == 0
		}
		if ended {
			return posts, true
		}
	}
	return nil, false
}

func TestBiproportionalAgainstAlternatingScaling(t *testing.T) {
	rng := rand.New(rand.NewPCG(13, 14))
	ended := 0
	for range 300 {
		table := randomTable(rng, 12, 1_000_000)
		a, err := apportion.Biproportional(table)
		if err != nil {
			checkBlocked(t, table, err)
			continue
		}
		if err := a.Verify(table); err != nil {
			t.Fatal(err)
		}
		want, ok := alternate(table)
		if !ok {
			continue
		}
		ended++
		for n, c := range a.Cells {
			if c.Posts != want[n] && c.Or == c.Posts {
				t.Fatalf("%+v: got %+v, want %v", table, a.Cells, want)
			}
		}
	}
	if ended < 100 {
		t.Errorf("scaling ended only %d times", ended)
	}
}
