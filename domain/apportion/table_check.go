package apportion

import (
	"fmt"
	"slices"
	"strings"

	"waymark/domain/fault"
)

func (t Table) check() error {
	var faults fault.List
	if len(t.Rows) > MaxTableSide || len(t.Columns) > MaxTableSide || len(t.Rows)*len(t.Columns) > MaxTableCells {
		faults.Add("rows", "a table has at most %d rows, %d columns and %d cells", MaxTableSide, MaxTableSide, MaxTableCells)
	}
	rows, rowPosts := checkMargins(&faults, "rows", t.Rows)
	columns, columnPosts := checkMargins(&faults, "columns", t.Columns)
	if len(faults) == 0 && rowPosts != columnPosts {
		faults.Add("columns", "the rows add up to %d posts and the columns to %d", rowPosts, columnPosts)
	}
	seen := map[[2]string]bool{}
	for i, c := range t.Cells {
		at := func(field string) []string { return []string{"cells", itoa(i), field} }
		if !rows[c.Row] {
			refuse(&faults, at("row"), "there is no row %.64q", c.Row)
		}
		if !columns[c.Column] {
			refuse(&faults, at("column"), "there is no column %.64q", c.Column)
		}
		if c.Need < 0 {
			refuse(&faults, at("need"), "a need is not negative, as %s is", c.Need)
		}
		if place := [2]string{c.Row, c.Column}; seen[place] {
			refuse(&faults, at("row"), "the need of %s in %s is told already", c.Row, c.Column)
		} else {
			seen[place] = true
		}
	}
	if len(faults) > 0 {
		return &InvalidInput{faults}
	}
	return nil
}

func checkMargins(faults *fault.List, field string, margins []Margin) (keys map[string]bool, posts int64) {
	keys = map[string]bool{}
	for i, m := range margins {
		if m.Key == "" || keys[m.Key] {
			refuse(faults, []string{field, itoa(i), "key"}, "each of the %s has a key of its own", field)
		}
		keys[m.Key] = true
		if m.Posts < 0 || m.Posts > MaxTablePosts {
			refuse(faults, []string{field, itoa(i), "posts"}, "a margin is from 0 to %d posts, not %d", MaxTablePosts, m.Posts)
			continue
		}
		posts += m.Posts
	}
	if posts > MaxTablePosts {
		faults.Add(field, "a table gives %d posts at most, not %d", MaxTablePosts, posts)
	}
	return keys, posts
}

// Blocked is the refusal of a table that no posts can fill: the rows named must have more posts than there is room for in
// the columns named, and have need in no others. With ByColumns it is told of columns, which have need in too few rows. Of
// both it is the shorter, and without any one of its rows (or columns) it would prove nothing.
type Blocked struct {
	Rows, Columns []string // sorted
	ByColumns     bool
	Posts, Room   int64 // what must be placed, and where there is need for it
}

func (e *Blocked) Error() string { return fmt.Sprintf("%s: %s", fault.Infeasible, e.Message()) }

// Message tells the conflict in a sentence.
func (e *Blocked) Message() string {
	placed, where := e.Rows, e.Columns
	if e.ByColumns {
		placed, where = where, placed
	}
	in := "nowhere"
	if len(where) > 0 {
		in = fmt.Sprintf("only in %s, with room for %d", strings.Join(where, ", "), e.Room)
	}
	return fmt.Sprintf("No table is possible: %s must have %d posts, and need for them is %s.", strings.Join(placed, ", "), e.Posts, in)
}

// Unwrap gives the refusal as a fault.
func (e *Blocked) Unwrap() error { return fault.New(fault.Infeasible, "cells", "%s", e.Message()) }

// transport moves posts from those who give to those who take, where the way is open.
type transport struct {
	give, take []int64
	open       func(i, j int) bool
	flow       [][]int64
}

// blocked gives the proof that a grid cannot be filled, or nil.
func (g *grid) blocked() error {
	byRow := transport{give: amounts(g.rows), take: amounts(g.columns), open: func(i, j int) bool { return g.need[i][j] > 0 }}
	rows, columns := byRow.stuck()
	if rows == nil {
		return nil
	}
	byColumn := transport{give: byRow.take, take: byRow.give, open: func(j, i int) bool { return g.need[i][j] > 0 }}
	otherColumns, otherRows := byColumn.stuck()
	e := &Blocked{}
	if len(otherRows)+len(otherColumns) < len(rows)+len(columns) {
		rows, columns, e.ByColumns = otherRows, otherColumns, true
	}
	var inRows, inColumns int64
	for _, i := range rows {
		e.Rows = append(e.Rows, g.rows[i].Key)
		inRows += g.rows[i].Posts
	}
	for _, j := range columns {
		e.Columns = append(e.Columns, g.columns[j].Key)
		inColumns += g.columns[j].Posts
	}
	e.Posts, e.Room = inRows, inColumns
	if e.ByColumns {
		e.Posts, e.Room = inColumns, inRows
	}
	return e
}

func amounts(margins []Margin) []int64 {
	posts := make([]int64, len(margins))
	for i, m := range margins {
		posts[i] = m.Posts
	}
	return posts
}

// stuck gives some who cannot give all and everybody who could take from them, both in order; or nil if all can be given.
func (t *transport) stuck() (givers, takers []int) {
	left, room := slices.Clone(t.give), slices.Clone(t.take)
	t.flow = make([][]int64, len(left))
	for i := range left {
		t.flow[i] = make([]int64, len(room))
		for j := range room {
			if n := min(left[i], room[j]); n > 0 && t.open(i, j) {
				t.flow[i][j] = n
				left[i] -= n
				room[j] -= n
			}
		}
	}
	for i := range left {
		for left[i] > 0 {
			if givers := t.push(i, left, room); givers != nil {
				return t.smallest(givers)
			}
		}
	}
	return nil, nil
}

// push gives more from i along the shortest way; if there is none it gives everybody whom the search reached.
func (t *transport) push(from int, left, room []int64) (reached []int) {
	viaTaker, viaGiver := make([]int, len(left)), make([]int, len(room)) // how each was reached, plus 1
	viaTaker[from] = -1
	reached = []int{from}
	for at := 0; at < len(reached); at++ {
		i := reached[at]
		for j := range room {
			if viaGiver[j] != 0 || !t.open(i, j) {
				continue
			}
			viaGiver[j] = i + 1
			if room[j] > 0 {
				t.shift(from, j, viaTaker, viaGiver, left, room)
				return nil
			}
			for k := range left {
				if viaTaker[k] == 0 && t.flow[k][j] > 0 {
					viaTaker[k] = j + 1
					reached = append(reached, k)
				}
			}
		}
	}
	return reached
}

// shift gives as much as the way that was found to taker j allows.
func (t *transport) shift(from, j int, viaTaker, viaGiver []int, left, room []int64) {
	amount := min(left[from], room[j])
	for at := j; ; {
		i := viaGiver[at] - 1
		if i == from {
			break
		}
		at = viaTaker[i] - 1
		amount = min(amount, t.flow[i][at])
	}
	left[from] -= amount
	room[j] -= amount
	for at := j; ; {
		i := viaGiver[at] - 1
		t.flow[i][at] += amount
		if i == from {
			return
		}
		at = viaTaker[i] - 1
		t.flow[i][at] -= amount
	}
}

// smallest leaves out givers as long as the rest still cannot give all.
func (t *transport) smallest(givers []int) (kept, takers []int) {
	slices.Sort(givers)
	takersOf := func(givers []int) (takers []int, lacking bool) {
		var posts, room int64
		for j, n := range t.take {
			if slices.ContainsFunc(givers, func(i int) bool { return t.open(i, j) }) {
				takers = append(takers, j)
				room += n
			}
		}
		for _, i := range givers {
			posts += t.give[i]
		}
		return takers, posts > room
	}
	for again := true; again; {
		again = false
		for n := len(givers) - 1; n >= 0; n-- {
			fewer := slices.Delete(slices.Clone(givers), n, n+1)
			if _, lacking := takersOf(fewer); lacking {
				givers, again = fewer, true
			}
		}
	}
	takers, _ = takersOf(givers)
	return givers, takers
}
