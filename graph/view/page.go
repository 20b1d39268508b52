package view

import (
	"slices"
	"sort"

	"waymark/domain/fault"
)

// How many entries a page has.
const (
	DefaultPage = 50  // without first and last
	MaxPage     = 500 // at most
)

// OrderDirection says which way a list runs.
type OrderDirection string

// The directions.
const (
	Ascending  OrderDirection = "ASC"
	Descending OrderDirection = "DESC"
)

// order is one way for a list to run.
type order[R any] struct {
	name       string      // stands in cursors, so that one of another order can be refused
	key        func(R) key // where a record stands; no two records of a list share one
	descending bool
	sorted     bool // the records come in this order as they are
}

// towards gives the order under a direction, which becomes part of its name.
func (o order[R]) towards(d OrderDirection) order[R] {
	if d == Descending {
		o.name, o.descending, o.sorted = o.name+"-", true, false
	}
	return o
}

// sort gives the records in this order and leaves the given slice as it is.
func (o order[R]) sort(records []R) []R {
	if o.sorted || len(records) < 2 {
		return records
	}
	type entry struct {
		key    key
		record R
	}
	entries := make([]entry, len(records))
	for i, r := range records {
		entries[i] = entry{o.key(r), r}
	}
	slices.SortFunc(entries, func(a, b entry) int { return a.key.compare(b.key, o.descending) })
	out := make([]R, len(records))
	for i, e := range entries {
		out[i] = e.record
	}
	return out
}

// Page is one page of a list: of all its records R, those that are shown, each as an N.
type Page[R, N any] struct {
	records  []R
	order    order[R]
	show     func(R) N
	total    int
	preceded bool
	followed bool
}

// PageInfo says where a page stands. Both flags are facts about the whole list, whichever way it is walked.
type PageInfo struct {
	HasNextPage     bool
	HasPreviousPage bool
	StartCursor     *string
	EndCursor       *string
}

// Edge is one entry of a page.
type Edge[N any] struct {
	Node  N
	order string
	key   key
}

// Cursor gives the opaque position of the entry, valid for the same order only.
func (e Edge[N]) Cursor() string { return encodeCursor(e.order, e.key) }

// Edges gives the entries of the page with their cursors; never nil.
func (p *Page[R, N]) Edges() []Edge[N] {
	edges := make([]Edge[N], len(p.records))
	for i, r := range p.records {
		edges[i] = Edge[N]{Node: p.show(r), order: p.order.name, key: p.order.key(r)}
	}
	return edges
}

// Nodes gives the entries of the page; never nil.
func (p *Page[R, N]) Nodes() []N { return shown(p.records, p.show) }

// TotalCount gives the number of entries on all pages together.
func (p *Page[R, N]) TotalCount() int { return p.total }

// PageInfo tells where the page stands; its cursors are nil when the page is empty.
func (p *Page[R, N]) PageInfo() PageInfo {
	info := PageInfo{HasNextPage: p.followed, HasPreviousPage: p.preceded}
	if n := len(p.records); n > 0 {
		start := encodeCursor(p.order.name, p.order.key(p.records[0]))
		end := encodeCursor(p.order.name, p.order.key(p.records[n-1]))
		info.StartCursor, info.EndCursor = &start, &end
	}
	return info
}

// Args are the four arguments that every connection takes.
type Args struct {
	First  *int
	After  *string
	Last   *int
	Before *string
}

// size gives how many entries the page may have and whether they are counted from the end.
func (a Args) size() (n int, fromEnd bool, err error) {
	switch {
	case a.First != nil && a.Last != nil:
		return 0, false, fault.New(fault.Invalid, "last", "first and last cannot be given together")
	case a.First != nil:
		n, err = *a.First, within("first", *a.First)
	case a.Last != nil:
		n, fromEnd, err = *a.Last, true, within("last", *a.Last)
	default:
		n = DefaultPage
	}
	return n, fromEnd, err
}

func within(argument string, n int) error {
	if n < 0 || n > MaxPage {
		return fault.New(fault.Invalid, argument, "%s lies between 0 and %d, not %d", argument, MaxPage, n)
	}
	return nil
}

// paginate cuts the page out of a list: what stands after the one cursor and before the other, of that the first or the
// last so many. Malformed arguments are INVALID, with the argument's name as path.
func paginate[R, N any](records []R, o order[R], args Args, show func(R) N) (*Page[R, N], error) {
	n, fromEnd, err := args.size()
	if err != nil {
		return nil, err
	}
	records = o.sort(records)
	low, high := 0, len(records)
	if args.After != nil {
		after, err := decodeCursor("after", o.name, *args.After)
		if err != nil {
			return nil, err
		}
		low = sort.Search(high, func(i int) bool { return o.key(records[i]).compare(after, o.descending) > 0 })
	}
	if args.Before != nil {
		before, err := decodeCursor("before", o.name, *args.Before)
		if err != nil {
			return nil, err
		}
		first := sort.Search(high, func(i int) bool { return o.key(records[i]).compare(before, o.descending) >= 0 })
		high = max(low, first)
	}
	if fromEnd {
		low = max(low, high-n)
	} else {
		high = min(high, low+n)
	}
	return &Page[R, N]{
		records: records[low:high:high], order: o, show: show, total: len(records),
		preceded: low > 0, followed: high < len(records),
	}, nil
}
