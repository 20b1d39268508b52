package graph_test

import (
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"testing"
)

const tableQuery = `query($in: ApportionTableInput!) { apportionTable(input: $in) { __typename
	... on ApportionedTable { cells { row column need posts or } rowMultipliers { key multiplier exact } columnMultipliers { key multiplier exact } }
	... on BlockedTable { rows columns byColumns posts room message }
	... on InvalidInput { errors { path message } } } }`

// margins gives rows or columns with their posts.
func margins(keys string, posts ...int) []variables {
	var list []variables
	for i, n := range posts {
		list = append(list, variables{"key": keys[i : i+1], "posts": n})
	}
	return list
}

// TestApportionTablePublished holds that an election comes out as it was published, and that the multipliers prove it.
func TestApportionTablePublished(t *testing.T) {
	text, err := os.ReadFile(tables + "tables.json")
	if err != nil {
		t.Fatal(err)
	}
	var published []struct {
		Name          string
		Rows, Columns []struct {
			Key   string
			Posts int
		}
		Votes, Seats [][]json.Number
	}
	if err := json.Unmarshal(text, &published); err != nil {
		t.Fatal(err)
	}
	onEngland(t, func(t *testing.T, d *door) {
		for _, p := range published {
			var rows, columns, cells []variables
			for _, r := range p.Rows {
				rows = append(rows, variables{"key": r.Key, "posts": r.Posts})
			}
			for _, c := range p.Columns {
				columns = append(columns, variables{"key": c.Key, "posts": c.Posts})
			}
			for i, r := range p.Rows {
				for j, c := range p.Columns {
					cells = append(cells, variables{"row": r.Key, "column": c.Key, "need": p.Votes[i][j].String()})
				}
			}
			got := at(t, d.anonymous.ask(t, tableQuery, variables{"in": variables{"rows": rows, "columns": columns, "cells": cells}}), "apportionTable")
			exact := func(side string, i int) *big.Rat {
				r, ok := new(big.Rat).SetString(at(t, got, side, i, "exact").(string))
				if !ok {
					t.Fatalf("%s: %v", p.Name, got)
				}
				return r
			}
			for i := range p.Rows {
				for j := range p.Columns {
					cell := at(t, got, "cells", i*len(p.Columns)+j)
					if fmt.Sprint(at(t, cell, "posts")) != p.Seats[i][j].String() || at(t, cell, "or") != at(t, cell, "posts") {
						t.Errorf("%s: %v, published are %s", p.Name, cell, p.Seats[i][j])
					}
					share, _ := new(big.Rat).SetString(p.Votes[i][j].String())
					share.Mul(share, exact("rowMultipliers", i)).Mul(share, exact("columnMultipliers", j))
					posts, _ := new(big.Rat).SetString(fmt.Sprint(at(t, cell, "posts")))
					if off := share.Sub(share, posts); share.Sign() != 0 && off.Abs(off).Cmp(big.NewRat(1, 2)) > 0 && posts.Sign() > 0 {
						t.Errorf("%s: the multipliers leave %v off by %s", p.Name, cell, off.FloatString(6))
					}
				}
			}
		}
	})
}

// TestApportionTableAnswers holds for small tables: a tie, one that cannot be filled, and what is wrong with others.
func TestApportionTableAnswers(t *testing.T) {
	cell := func(row, column, need string) variables { return variables{"row": row, "column": column, "need": need} }
	tests := []struct {
		name string
		in   variables
		want string
	}{
		{"by hand", variables{"rows": margins("ab", 3, 2), "columns": margins("xy", 4, 1), "cells": []variables{cell("a", "x", "30"), cell("b", "x", "10"), cell("b", "y", "10")}},
			"map[__typename:ApportionedTable cells:[map[column:x need:30 or:3 posts:3 row:a] map[column:y need:0 or:0 posts:0 row:a] map[column:x need:10 or:1 posts:1 row:b] map[column:y need:10 or:1 posts:1 row:b]]"},
		{"a tie", variables{"rows": margins("ab", 1, 1), "columns": margins("xy", 1, 1), "cells": []variables{cell("a", "x", "1"), cell("a", "y", "1"), cell("b", "x", "1"), cell("b", "y", "1")}},
			"map[__typename:ApportionedTable cells:[map[column:x need:1 or:0 posts:1 row:a] map[column:y need:1 or:1 posts:0 row:a] map[column:x need:1 or:1 posts:0 row:b] map[column:y need:1 or:0 posts:1 row:b]]"},
		{"blocked", variables{"rows": margins("ab", 3, 1), "columns": margins("xy", 2, 2), "cells": []variables{cell("a", "x", "1"), cell("b", "x", "1"), cell("b", "y", "1")}},
			"map[__typename:BlockedTable byColumns:false columns:[x] message:No table is possible: a must have 3 posts, and need for them is only in x, with room for 2. posts:3 room:2 rows:[a]]"},
		{"wrong", variables{"rows": margins("aa", 3, 1), "columns": margins("x", 4), "cells": []variables{cell("a", "z", "-1")}},
			"map[__typename:InvalidInput errors:[map[message:each of the rows has a key of its own path:[input rows 1 key]] map[message:there is no column \"z\" path:[input cells 0 column]] map[message:a need is not negative, as -1 is path:[input cells 0 need]]]]"},
		{"too many posts", variables{"rows": margins("a", 10_001), "columns": margins("x", 10_001), "cells": []variables{cell("a", "x", "1")}},
			"map[__typename:InvalidInput errors:[map[message:a table gives at most 10000 posts, not 10001 path:[input rows]]]]"},
		{"nothing", variables{"rows": []variables{}, "columns": []variables{}, "cells": []variables{}}, "map[__typename:ApportionedTable cells:[] columnMultipliers:[] rowMultipliers:[]]"},
	}
	onEngland(t, func(t *testing.T, d *door) {
		for _, tt := range tests {
			got := fmt.Sprint(at(t, d.anonymous.ask(t, tableQuery, variables{"in": tt.in}), "apportionTable"))
			if len(got) < len(tt.want) || got[:len(tt.want)] != tt.want && got != tt.want {
				t.Errorf("%s gives\n%s\nwant\n%s", tt.name, got, tt.want)
			}
		}
		var rows []variables
		for i := range 30 {
			rows = append(rows, variables{"key": fmt.Sprint(i), "posts": 1})
		}
		got := at(t, d.anonymous.ask(t, tableQuery, variables{"in": variables{"rows": rows, "columns": rows, "cells": []variables{}}}), "apportionTable", "errors", 0, "message")
		if got != "a table has at most 500 cells" {
			t.Errorf("900 cells are answered %v", got)
		}
	})
}
