package apportion_test

import (
	"encoding/json"
	"fmt"
	"math/big"
	"math/rand/v2"
	"os"
	"reflect"
	"strings"
	"testing"

	"waymark/domain/apportion"
	"waymark/domain/decimal"
)

type publishedMargin struct {
	Key     string
	Posts   int64
	Divisor string
}

type publishedTable struct {
	Name          string
	Rows, Columns []publishedMargin
	Votes         [][]string
	Seats         [][]int64
	Proved        bool // by the divisors as printed
}

func readTables(t *testing.T) []publishedTable {
	data, err := os.ReadFile("testdata/tables.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []publishedTable
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

func (p publishedTable) table() apportion.Table {
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
	for _, p := range readTables(t) {
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

// bruteForce gives the tables with the margins for which the product of need/(k-1/2) over all posts k is largest, in the

// order of their first cell, the most first, then the second, and so on.

// checkBlocked recounts the proof: the need of those named lies only where it is said, and the sums are what they are.

// alternate is the second way: rows and columns in turn are given their posts by Webster's method, each cell's need scaled

// by what the other side needed last, until both margins hold. It is right when it ends; it may not end on a tie.

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
		"INFEASIBLE: No table is possible: B must have 5 posts, and need for them is only in A, with room for 2.": {
			Rows: margins(1, 5, 0), Columns: margins(2, 4), Cells: []apportion.Cell{{"A", "A", 1}, {"B", "A", 1}, {"C", "B", 1}},
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
