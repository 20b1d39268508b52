package apportion_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"os"
	"reflect"
	"strings"
	"testing"

	"waymark/domain/apportion"
	"waymark/domain/decimal"
	"waymark/domain/fault"
)

type publishedMargin struct {
	Key     string
	Posts   int64
	Divisor string
}

type published struct {
	Name          string
	Rows, Columns []publishedMargin
	Votes         [][]string
	Seats         [][]int64
	Proved        bool // by the divisors as printed
}

func readPublished(t *testing.T) []published {
	data, err := os.ReadFile("testdata/tables.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []published
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

func (p published) table() apportion.Table {
	var table apportion.Table
	for _, r := range p.Rows {
		table.Rows = append(table.Rows, apportion.Margin{Key: r.Key, Posts: r.Posts})
	}
	for _, c := range p.Columns {
		table.Columns = append(table.Columns, apportion.Margin{Key: c.Key, Posts: c.Posts})
	}
	for i, row := range p.Votes {
		for j, votes := range row {
			table.Cells = append(table.Cells, apportion.Cell{Row: p.Rows[i].Key, Column: p.Columns[j].Key, Need: dec(votes)})
		}
	}
	return table
}

func seats(a *apportion.TableAnswer, rows int) [][]int64 {
	result := make([][]int64, rows)
	for n, c := range a.Cells {
		i := n / (len(a.Cells) / rows)
		result[i] = append(result[i], c.Posts)
	}
	return result
}

// The seats of real elections come out as they were published, and divisors that were published prove them where enough of their digits were printed.
func TestBiproportionalReproducesPublishedTables(t *testing.T) {
	for _, p := range readPublished(t) {
		table := p.table()
		a, err := apportion.Biproportional(table)
		if err != nil {
			t.Fatalf("%s: %v", p.Name, err)
		}
		if got := seats(a, len(p.Rows)); !reflect.DeepEqual(got, p.Seats) {
			t.Errorf("%s: got %v, want %v", p.Name, got, p.Seats)
		}
		for _, c := range a.Cells {
			if c.Or != c.Posts {
				t.Errorf("%s: %s in %s may also get %d", p.Name, c.Row, c.Column, c.Or)
			}
		}
		if err := a.Verify(table); err != nil {
			t.Errorf("%s: %v", p.Name, err)
		}
		if p.Rows[0].Divisor == "" {
			continue
		}
		theirs := &apportion.TableAnswer{Cells: a.Cells}
		inverse := func(divisor string) *big.Rat {
			r, _ := new(big.Rat).SetString(divisor)
			return r.Inv(r)
		}
		for _, r := range p.Rows {
			theirs.RowMultipliers = append(theirs.RowMultipliers, inverse(r.Divisor))
		}
		for _, c := range p.Columns {
			theirs.ColumnMultipliers = append(theirs.ColumnMultipliers, inverse(c.Divisor))
		}
		if err := theirs.Verify(table); (err == nil) != p.Proved {
			t.Errorf("%s, by the published divisors: %v", p.Name, err)
		}
		theirs.RowMultipliers[0] = big.NewRat(2, 1)
		if theirs.Verify(table) == nil {
			t.Errorf("%s: multipliers that are wrong prove it", p.Name)
		}
	}
}

// randomTable makes a small table whose margins are those of some table with posts only where there is need, or any.
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

// bruteForce gives the tables with the margins for which the product of need/(k-1/2) over all posts k is largest, in the
// order of their first cell, the most first, then the second, and so on.
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

// checkBlocked recounts the proof: the need of those named lies only where it is said, and the sums are what they are.
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
}

// alternate is the second way: rows and columns in turn are given their posts by Webster's method, each cell's need scaled
// by what the other side needed last, until both margins hold. It is right when it ends; it may not end on a tie.
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

func TestBiproportionalDoesNotDependOnOrderOrScale(t *testing.T) {
	rng := rand.New(rand.NewPCG(15, 16))
	for range 500 {
		table := randomTable(rng, 5, 6)
		first, err := apportion.Biproportional(table)
		if err != nil {
			continue
		}
		byPlace := map[string]int64{}
		for _, c := range first.Cells {
			byPlace[c.Row+c.Column] = c.Posts
		}
		rng.Shuffle(len(table.Rows), func(i, j int) { table.Rows[i], table.Rows[j] = table.Rows[j], table.Rows[i] })
		rng.Shuffle(len(table.Columns), func(i, j int) { table.Columns[i], table.Columns[j] = table.Columns[j], table.Columns[i] })
		rng.Shuffle(len(table.Cells), func(i, j int) { table.Cells[i], table.Cells[j] = table.Cells[j], table.Cells[i] })
		for n := range table.Cells {
			table.Cells[n].Need *= 7_000_003
		}
		second, err := apportion.Biproportional(table)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range second.Cells {
			if byPlace[c.Row+c.Column] != c.Posts {
				t.Fatalf("%+v: %s in %s got %d and then %d", table, c.Row, c.Column, byPlace[c.Row+c.Column], c.Posts)
			}
		}
	}
}

func margins(posts ...int64) (result []apportion.Margin) {
	for i, n := range posts {
		result = append(result, apportion.Margin{Key: string(rune('A' + i)), Posts: n})
	}
	return result
}

func TestBiproportionalRefuses(t *testing.T) {
	tests := map[string]apportion.Table{
		"INFEASIBLE: No table is possible: B must have 2 posts, and need for them is only in C, with room for 1.": {
			Rows: margins(2, 2, 1), Columns: margins(3, 2),
			Cells: []apportion.Cell{{"A", "A", 1}, {"B", "A", 1}, {"C", "A", 1}, {"C", "B", 1}},
		},
		"INFEASIBLE: No table is possible: B must have 1 posts, and need for them is nowhere.": {
			Rows: margins(1, 1, 1), Columns: margins(2, 1), Cells: []apportion.Cell{{"A", "A", 1}, {"B", "A", 1}, {"C", "A", 1}},
		},
		"invalid apportionment: INVALID: columns: the rows add up to 3 posts and the columns to 4": {Rows: margins(3), Columns: margins(4)},
		"invalid apportionment: INVALID: rows.0.posts: a margin is from 0 to 1000000 posts, not -1; INVALID: columns.1.key: each of the columns has a key " +
			"of its own; INVALID: cells.0.row: there is no row \"Z\"; INVALID: cells.0.column: there is no column \"Y\"; " +
			"INVALID: cells.0.need: a need is not negative, as -0.000001 is; INVALID: cells.1.row: there is no row \"Z\"; INVALID: " +
			"cells.1.column: there is no column \"Y\"; INVALID: cells.1.row: the need of Z in Y is told already": {
			Rows: margins(-1), Columns: []apportion.Margin{{"A", 1}, {"A", 1}}, Cells: []apportion.Cell{{"Z", "Y", -1}, {"Z", "Y", 0}},
		},
	}
	for want, table := range tests {
		if _, err := apportion.Biproportional(table); err == nil || err.Error() != want {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	}
	for _, table := range []apportion.Table{{}, {Rows: margins(0)}, {Columns: margins(0, 0)}, {Rows: margins(0, 0), Columns: margins(0)}} {
		if a, err := apportion.Biproportional(table); err != nil || a.Verify(table) != nil {
			t.Errorf("%+v: %v", table, err)
		}
	}
}

// A table in which a zero forces a cell to nought: the multipliers have no limit there, and the answer must come all the same.
func TestBiproportionalWhereZerosForceTheAnswer(t *testing.T) {
	table := apportion.Table{
		Rows: margins(1000, 1000), Columns: margins(1000, 1000), Cells: []apportion.Cell{{"A", "A", 900}, {"A", "B", 100}, {"B", "A", 5}},
	}
	a, err := apportion.Biproportional(table)
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(seats(a, 2)); got != "[[0 1000] [1000 0]]" || a.Verify(table) != nil {
		t.Errorf("got %s, %v", got, a.Verify(table))
	}
}

// A region for each grade, as large as England and larger: 60 rows and 12 columns, 20,000 posts.
func TestBiproportionalOfALargeTable(t *testing.T) {
	rng := rand.New(rand.NewPCG(17, 18))
	var table apportion.Table
	columns := make([]int64, 12)
	for i := range 60 {
		row := apportion.Margin{Key: fmt.Sprintf("r%02d", i)}
		for j := range columns {
			table.Cells = append(table.Cells, apportion.Cell{Row: row.Key, Column: fmt.Sprintf("c%02d", j), Need: decimal.Decimal(1 + rng.Int64N(1<<40))})
			n := rng.Int64N(56)
			row.Posts += n
			columns[j] += n
		}
		table.Rows = append(table.Rows, row)
	}
	for j, n := range columns {
		table.Columns = append(table.Columns, apportion.Margin{Key: fmt.Sprintf("c%02d", j), Posts: n})
	}
	a, err := apportion.Biproportional(table)
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Verify(table); err != nil {
		t.Error(err)
	}
}

func FuzzBiproportional(f *testing.F) {
	f.Add([]byte{2, 2, 1, 2, 3, 4, 1, 1, 2, 2})
	f.Add([]byte{3, 3, 0, 255, 0, 7, 7, 7, 1, 0, 9, 4, 5, 6, 7, 8, 9})
	f.Fuzz(func(t *testing.T, data []byte) {
		next := func() int64 {
			if len(data) == 0 {
				return 0
			}
			b := data[0]
			data = data[1:]
			return int64(b)
		}
		rows, columns := int(next()%5), int(next()%5)
		var table apportion.Table
		var inRows, inColumns int64
		for range rows {
			table.Rows = append(table.Rows, apportion.Margin{Key: string(rune('A' + len(table.Rows))), Posts: next() % 16})
			inRows += table.Rows[len(table.Rows)-1].Posts
		}
		for j := range columns {
			posts := next() % 16
			if j == columns-1 {
				posts = inRows - inColumns
			}
			table.Columns = append(table.Columns, apportion.Margin{Key: string(rune('a' + j)), Posts: posts})
			inColumns += posts
		}
		for i := range rows {
			for j := range columns {
				table.Cells = append(table.Cells, apportion.Cell{Row: table.Rows[i].Key, Column: table.Columns[j].Key, Need: decimal.Decimal(next() << (next() % 54))})
			}
		}
		a, err := apportion.Biproportional(table)
		if err != nil {
			if strings.Contains(err.Error(), "No table") {
				checkBlocked(t, table, err)
			}
			return
		}
		if err := a.Verify(table); err != nil {
			t.Errorf("%+v: %v", table, err)
		}
	})
}
