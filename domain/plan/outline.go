package plan

import "slices"

// Key names a row by the line that it is in, so that it is the same in another edition or year: a part by its code in the form, and another row by
// its origin.
func Key(r Row) string {
	if p, ok := r.(*Part); ok {
		return PartPrefix + ":" + p.Code
	}
	return r.Row().Origin
}

// under gives the rows that are in the plan by the key of what they lie in, "" for parts, each list in its order.
func (d *Document) under() map[string][]Row {
	lie := map[string][]Row{}
	for _, r := range d.Rows() {
		if d.There(r) {
			above := ""
			if in := d.Find(r.Parent()); in != nil {
				above = Key(in)
			}
			lie[above] = append(lie[above], r)
		}
	}
	return lie
}

// Outline gives the rows that are in the plan in the order in which it is read: each part with what lies in it, and so on down.
func (d *Document) Outline() []Row {
	lie, rows := d.under(), []Row{}
	var walk func(string)
	walk = func(key string) {
		for _, r := range lie[key] {
			rows = append(rows, r)
			walk(Key(r))
		}
	}
	walk("")
	return rows
}

// merged gives the keys of what lies in one place in either of two documents: in the order of the second, and what only the first has after what it
// came after there.
func merged(first, second []Row) []string {
	keys := make([]string, 0, len(first)+len(second))
	for _, r := range second {
		keys = append(keys, Key(r))
	}
	at := 0 // where the next one goes that only the first has
	for _, r := range first {
		if i := slices.Index(keys, Key(r)); i >= 0 {
			at = i + 1
			continue
		}
		keys = slices.Insert(keys, at, Key(r))
		at++
	}
	return keys
}
