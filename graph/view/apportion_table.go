package view

import (
	"errors"
	"math/big"

	"waymark/domain/apportion"
	"waymark/domain/fault"
)

// The largest table that is filled for anybody who asks.
const (
	MaxTableCells = 500
	MaxTablePosts = 10_000
)

// ApportionTableInput is a table as a client puts it.
type ApportionTableInput struct {
	Rows, Columns []*apportion.Margin
	Cells         []*apportion.Cell
}

// ApportionTableResult is what comes of a table: *ApportionedTable, *BlockedTable or *InvalidInput.
type ApportionTableResult interface{ IsApportionTableResult() }

// IsApportionTableResult says that an InvalidInput may come of a table.
func (*InvalidInput) IsApportionTableResult() {}

// ApportionedTable is a table that is filled.
type ApportionedTable struct {
	Cells                             []apportion.TableCell
	RowMultipliers, ColumnMultipliers []TableMultiplier
}

// IsApportionTableResult says that an ApportionedTable may come of a table.
func (*ApportionedTable) IsApportionTableResult() {}

// BlockedTable is the refusal of a table that no posts can fill.
type BlockedTable struct{ *apportion.Blocked }

// IsApportionTableResult says that a BlockedTable may come of a table.
func (BlockedTable) IsApportionTableResult() {}

// TableMultiplier is what the needs of a row or a column are multiplied by.
type TableMultiplier struct {
	Key        string
	multiplier *big.Rat
}

// Multiplier gives it as a number.
func (m TableMultiplier) Multiplier() string { return apportion.NewNumber(m.multiplier).String() }

// Exact gives it as a quotient.
func (m TableMultiplier) Exact() string { return m.multiplier.String() }

// ApportionTable fills a table.
func ApportionTable(in *ApportionTableInput, spend Spend) (ApportionTableResult, error) {
	t := apportion.Table{Rows: values(in.Rows), Columns: values(in.Columns), Cells: values(in.Cells)}
	var faults fault.List
	if len(t.Rows)*len(t.Columns) > MaxTableCells || len(t.Cells) > MaxTableCells {
		faults.Add("cells", "a table has at most %d cells", MaxTableCells)
	}
	var posts int64
	for _, m := range t.Rows {
		posts += m.Posts
	}
	if posts > MaxTablePosts {
		faults.Add("rows", "a table gives at most %d posts, not %d", MaxTablePosts, posts)
	}
	if len(faults) > 0 {
		return refusedInput(faults, "input"), nil
	}
	if err := spend(filling * len(t.Rows) * len(t.Columns)); err != nil {
		return nil, err
	}
	answer, err := apportion.Biproportional(t)
	var invalid *apportion.InvalidInput
	var blocked *apportion.Blocked
	switch {
	case errors.As(err, &invalid):
		return refusedInput(invalid.Errors, "input"), nil
	case errors.As(err, &blocked):
		return &BlockedTable{blocked}, nil
	case err != nil:
		return nil, err
	}
	return &ApportionedTable{answer.Cells, multipliers(t.Rows, answer.RowMultipliers), multipliers(t.Columns, answer.ColumnMultipliers)}, nil
}

// filling is what one cell costs, in fields.
const filling = 20

func multipliers(margins []apportion.Margin, of []*big.Rat) []TableMultiplier {
	told := make([]TableMultiplier, len(margins))
	for i, m := range margins {
		told[i] = TableMultiplier{m.Key, of[i]}
	}
	return told
}

// values gives what a list points to.
func values[T any](list []*T) []T {
	plain := make([]T, len(list))
	for i, p := range list {
		plain[i] = *p
	}
	return plain
}
