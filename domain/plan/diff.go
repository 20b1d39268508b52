package plan

import "slices"

// DiffKind is what lies between two versions of a row.
type DiffKind string

// What lies between.
const (
	RowAdded   DiffKind = "ADDED"   // only the second version has it
	RowRemoved DiffKind = "REMOVED" // only the first version has it
	RowChanged DiffKind = "CHANGED" // it says something else
	RowMoved   DiffKind = "MOVED"   // it lies in something else, or in another order
)

// DiffKinds gives every kind.
func DiffKinds() []DiffKind { return []DiffKind{RowAdded, RowRemoved, RowChanged, RowMoved} }

// Edit is a field with what it says in both versions, as text; empty for nothing.
type Edit struct{ Field, Before, After string }

// Difference is one thing that lies between two versions of a plan. A row that has been changed and moved has two.
type Difference struct {
	Kind   DiffKind
	Before Row    // in the first version; nil for one that was added
	After  Row    // in the second; nil for one that was removed
	Edits  []Edit // of what was changed; empty otherwise
	// Above is whether something moved lies in something else by now, and not only in another order.
	Above bool
	// Reason is why it was taken out of the second version; empty when that has never had it or what it lay in was taken out.
	Reason string
}

// Diff is all that lies between two versions of a plan.
type Diff struct {
	Head []Edit // of the plan itself
	Rows []Difference
}

// Compare gives what lies between two documents of any editions, years or moments: rows are the same when they are of one line, and parts when they
// have one code. Of an order that has changed it says of as few rows as can be that they were moved. It is in the order of the second document, with what only the
// first has where it was. Both documents are sorted. What lies between them the other way round is the same, with before and after exchanged.
func Compare(from, to *Document) Diff {
	a, b := from.under(), to.under()
	before, after := byKey(a), byKey(b)
	moved := map[string]bool{} // keys of what lies in another order
	for above := range b {
		for _, k := range rearranged(a[above], b[above]) {
			moved[k] = true
		}
	}
	diff := Diff{Head: edits(head(from.Plan), head(to.Plan)), Rows: []Difference{}}
	seen := map[string]bool{}
	var walk func(string)
	walk = func(above string) {
		for _, key := range merged(a[above], b[above]) {
			was, is := before[key], after[key]
			if is.row != nil && is.above != above || seen[key] {
				continue // it is told where it lies by now
			}
			seen[key] = true
			switch {
			case was.row == nil:
				diff.Rows = append(diff.Rows, Difference{Kind: RowAdded, After: is.row})
			case is.row == nil:
				diff.Rows = append(diff.Rows, Difference{Kind: RowRemoved, Before: was.row, Reason: to.why(key)})
			default:
				if e := edits(fields(was.row), fields(is.row)); len(e) > 0 {
					diff.Rows = append(diff.Rows, Difference{Kind: RowChanged, Before: was.row, After: is.row, Edits: e})
				}
				if was.above != is.above || moved[key] {
					diff.Rows = append(diff.Rows, Difference{Kind: RowMoved, Before: was.row, After: is.row, Above: was.above != is.above})
				}
			}
			walk(key)
		}
	}
	walk("")
	return diff
}

// placed is a row with the key of what it lies in.
type placed struct {
	row   Row
	above string
}

func byKey(lie map[string][]Row) map[string]placed {
	all := map[string]placed{}
	for above, rows := range lie {
		for _, r := range rows {
			all[Key(r)] = placed{r, above}
		}
	}
	return all
}

// why gives why the row with a key was taken out.
func (d *Document) why(key string) string {
	for _, r := range d.Rows() {
		if Key(r) == key {
			return r.Row().Removed
		}
	}
	return ""
}

// rearranged gives the keys of rows that have lain in one place all along but in another order: the fewest that, once put elsewhere, make the one order
// the other. Among as few it prefers those that were given another place by somebody, and then those with the later keys, so that it does not
// matter which order is the first.
func rearranged(a, b []Row) []string {
	place := map[string]int{} // in b
	rank := map[string]string{}
	for i, r := range b {
		place[Key(r)], rank[Key(r)] = i, Rank(r)
	}
	var common []string // in the order of a
	kept := map[string]bool{}
	for _, r := range a {
		if key := Key(r); slices.ContainsFunc(b, func(x Row) bool { return Key(x) == key }) {
			common = append(common, key)
			kept[key] = Rank(r) == rank[key]
		}
	}
	// The heaviest sequence that is in order in both stays; its weight is that of the row, and the most that can come after it.
	weight := make([]int, len(common))
	after := func(i, j int) bool { return j > i && place[common[j]] > place[common[i]] }
	for i := len(common) - 1; i >= 0; i-- {
		best := 0
		for j := range common {
			if after(i, j) {
				best = max(best, weight[j])
			}
		}
		weight[i] = best + len(common) + 1
		if kept[common[i]] {
			weight[i]++
		}
	}
	stays := map[string]bool{}
	for at := -1; ; {
		next := -1
		for j := range common {
			if at >= 0 && !after(at, j) {
				continue
			}
			if next < 0 || weight[j] > weight[next] || weight[j] == weight[next] && common[j] < common[next] {
				next = j
			}
		}
		if next < 0 {
			break
		}
		stays[common[next]], at = true, next
	}
	return slices.DeleteFunc(common, func(key string) bool { return stays[key] })
}

// edits gives the fields that differ, in their order.
func edits(before, after []field) []Edit {
	changed := []Edit{}
	for i := range min(len(before), len(after)) { // rows of one line are of one kind
		if before[i].text != after[i].text {
			changed = append(changed, Edit{before[i].name, before[i].text, after[i].text})
		}
	}
	return changed
}
