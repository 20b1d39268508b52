package apportion

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"waymark/domain/decimal"
)

// The largest table that Biproportional takes.
const (
	MaxTableSide  = 2_000     // rows, and columns
	MaxTableCells = 100_000   // rows times columns
	MaxTablePosts = 1_000_000 // posts in all
)

// Margin is a row or a column of a table, and the posts that it gets in all.
type Margin struct {
	Key   string
	Posts int64
}

// Cell is the need where a row and a column meet.
type Cell struct {
	Row, Column string
	Need        decimal.Decimal // not negative; what is not told is nought, and gets nothing
}

// Table asks for posts by row (a region) and column (a grade), with both margins given, as Pukelsheim's double
// proportional divisor method with standard rounding shares them: need times a multiplier of the row and one of the
// column, rounded to the nearest whole number.
type Table struct {
	Rows, Columns []Margin // both sums are equal
	Cells         []Cell   // each place once at most
}

// TableCell is the answer at one place.
type TableCell struct {
	Row, Column string
	Need        decimal.Decimal
	Posts       int64
	Or          int64 // the number here in another table just as good; Posts when there is none
}

// TableAnswer is the answer to a Table. It is the only one, unless a cell has another number in Or. Among tables equally good it is the
// one with the most posts in the first cell by row key and column key, then in the second, and so on, so that it does not
// depend on the order of the input.
type TableAnswer struct {
	Cells []TableCell // every row with every column, in the order of Rows and then of Columns
	// RowMultipliers and ColumnMultipliers prove the answer: posts - 1/2 <= row x column x need <= posts + 1/2 in every cell
	// with need, where posts - 1/2 is nought when posts are. They are exact, above nought, and as short as they can be found.
	RowMultipliers, ColumnMultipliers []*big.Rat
}

// Biproportional fills a table exactly. The error is *InvalidInput, with everything that is wrong, or *Blocked.
func Biproportional(t Table) (*TableAnswer, error) {
	if err := t.check(); err != nil {
		return nil, err
	}
	g := newGrid(t)
	if err := g.blocked(); err != nil {
		return nil, err
	}
	g.scale()
	g.fill()
	row, column := g.multipliers(g.improve())
	other := g.settle(row, column)
	answer := &TableAnswer{RowMultipliers: byInput(t.Rows, g.rows, row), ColumnMultipliers: byInput(t.Columns, g.columns, column)}
	for _, r := range t.Rows {
		i := find(g.rows, r.Key)
		for _, c := range t.Columns {
			j := find(g.columns, c.Key)
			answer.Cells = append(answer.Cells, TableCell{
				Row: r.Key, Column: c.Key, Need: decimal.Decimal(g.need[i][j]), Posts: g.posts[i][j], Or: other[i][j],
			})
		}
	}
	return answer, nil
}

// Verify checks the proof of an answer by its inequalities and sums alone, and tells the first that fails.
func (a *TableAnswer) Verify(t Table) error {
	rows, columns := map[string]int64{}, map[string]int64{}
	half := big.NewRat(1, 2)
	for n, c := range a.Cells {
		rows[c.Row] += c.Posts
		columns[c.Column] += c.Posts
		if c.Need == 0 {
			if c.Posts != 0 {
				return fmt.Errorf("verify table: %s in %s has no need and gets %d", c.Row, c.Column, c.Posts)
			}
			continue
		}
		share := exactly(c.Need)
		share.Mul(share, a.RowMultipliers[n/len(t.Columns)]).Mul(share, a.ColumnMultipliers[n%len(t.Columns)])
		off := share.Sub(share, new(big.Rat).SetInt64(c.Posts))
		if off.Cmp(half) > 0 || c.Posts > 0 && off.Cmp(new(big.Rat).Neg(half)) < 0 {
			return fmt.Errorf("verify table: %s in %s is off by %s", c.Row, c.Column, off.FloatString(6))
		}
	}
	for _, margins := range []struct {
		want []Margin
		got  map[string]int64
	}{{t.Rows, rows}, {t.Columns, columns}} {
		for _, m := range margins.want {
			if margins.got[m.Key] != m.Posts {
				return fmt.Errorf("verify table: %s gets %d and not %d", m.Key, margins.got[m.Key], m.Posts)
			}
		}
	}
	return nil
}

// byInput gives values that are by sorted key in the order of the input.
func byInput(margins, sorted []Margin, values []*big.Rat) []*big.Rat {
	result := make([]*big.Rat, len(margins))
	for i, m := range margins {
		result[i] = values[find(sorted, m.Key)]
	}
	return result
}

func find(sorted []Margin, key string) int {
	i, _ := slices.BinarySearchFunc(sorted, key, func(m Margin, key string) int { return strings.Compare(m.Key, key) })
	return i
}
