package view

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"waymark/domain/fault"
)

// item is an entry of a list to page through: several share a rank, none a name.
type item struct {
	rank int
	name string
}

func byRank(descending bool) order[item] {
	o := order[item]{name: "item.rank", key: func(i item) key { return key{number: int64(i.rank), tie: i.name} }}
	if descending {
		return o.towards(Descending)
	}
	return o.towards(Ascending)
}

func show(i item) string { return fmt.Sprintf("%d%s", i.rank, i.name) }

func ptr[T any](v T) *T { return &v }

func letters(s string) []item {
	var items []item
	for i, name := range strings.Split(s, "") {
		items = append(items, item{rank: i / 2, name: name})
	}
	return items
}

// cursorOf gives the cursor of an entry, which need not be in the list.
func cursorOf(o order[item], i item) *string { return ptr(encodeCursor(o.name, o.key(i))) }

func TestPage(t *testing.T) {
	up := byRank(false)
	at := func(rank int, name string) *string { return cursorOf(up, item{rank, name}) }
	tests := map[string]struct {
		args       Args
		want       string
		prev, next bool
	}{
		"all":                      {Args{}, "abcdefgh", false, false},
		"first":                    {Args{First: ptr(3)}, "abc", false, true},
		"first of exactly all":     {Args{First: ptr(8)}, "abcdefgh", false, false},
		"first none":               {Args{First: ptr(0)}, "", false, true},
		"last":                     {Args{Last: ptr(3)}, "fgh", true, false},
		"last none":                {Args{Last: ptr(0)}, "", true, false},
		"first after":              {Args{First: ptr(2), After: at(0, "b")}, "cd", true, true},
		"first after to the end":   {Args{First: ptr(5), After: at(2, "f")}, "gh", true, false},
		"after the last":           {Args{After: at(3, "h")}, "", true, false},
		"last before":              {Args{Last: ptr(2), Before: at(2, "e")}, "cd", true, true},
		"last before to the start": {Args{Last: ptr(5), Before: at(1, "c")}, "ab", false, true},
		"before the first":         {Args{Before: at(0, "a")}, "", false, true},
		"first before":             {Args{First: ptr(2), Before: at(2, "e")}, "ab", false, true},
		"first before, few":        {Args{First: ptr(9), Before: at(1, "c")}, "ab", false, true},
		"last after":               {Args{Last: ptr(2), After: at(1, "c")}, "gh", true, false},
		"last after, few":          {Args{Last: ptr(9), After: at(2, "f")}, "gh", true, false},
		"after and before":         {Args{After: at(0, "b"), Before: at(3, "g")}, "cdef", true, true},
		"first of between":         {Args{First: ptr(1), After: at(0, "b"), Before: at(3, "g")}, "c", true, true},
		"last of between":          {Args{Last: ptr(1), After: at(0, "b"), Before: at(3, "g")}, "f", true, true},
		"between the wrong way":    {Args{After: at(3, "g"), Before: at(0, "b")}, "", true, true},
		"after one that is gone":   {Args{First: ptr(2), After: at(0, "bb")}, "cd", true, true},
		"before one that is gone":  {Args{Last: ptr(2), Before: at(1, "cc")}, "bc", true, true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			p, err := paginate(letters("abcdefgh"), up, tt.args, func(i item) string { return i.name })
			if err != nil {
				t.Fatal(err)
			}
			info := p.PageInfo()
			if got := strings.Join(p.Nodes(), ""); got != tt.want || p.TotalCount() != 8 {
				t.Errorf("got %q of %d, want %q", got, p.TotalCount(), tt.want)
			}
			if info.HasPreviousPage != tt.prev || info.HasNextPage != tt.next {
				t.Errorf("previous %v, next %v; want %v, %v", info.HasPreviousPage, info.HasNextPage, tt.prev, tt.next)
			}
			edges := p.Edges()
			if len(edges) != len(tt.want) || (info.StartCursor == nil) != (tt.want == "") || (info.EndCursor == nil) != (tt.want == "") {
				t.Fatalf("%d edges from %v to %v", len(edges), info.StartCursor, info.EndCursor)
			}
			if len(edges) > 0 && (edges[0].Cursor() != *info.StartCursor || edges[len(edges)-1].Cursor() != *info.EndCursor) {
				t.Error("the cursors of the page are not those of its ends")
			}
		})
	}
}

func TestPageRefusals(t *testing.T) {
	up, down := byRank(false), byRank(true)
	good := cursorOf(up, item{1, "c"})
	tests := map[string]struct {
		args Args
		path string
	}{
		"first negative":      {Args{First: ptr(-1)}, "first"},
		"first too large":     {Args{First: ptr(501)}, "first"},
		"last negative":       {Args{Last: ptr(-1)}, "last"},
		"last too large":      {Args{Last: ptr(501)}, "last"},
		"first and last":      {Args{First: ptr(1), Last: ptr(1)}, "last"},
		"empty cursor":        {Args{After: ptr("")}, "after"},
		"no base64":           {Args{After: ptr("not a cursor!")}, "after"},
		"cut short":           {Args{After: ptr((*good)[:len(*good)-8])}, "after"},
		"padded":              {Args{Before: ptr(*good + "=")}, "before"},
		"of another order":    {Args{Before: cursorOf(down, item{1, "c"})}, "before"},
		"of another list":     {Args{After: ptr(encodeCursor("post.code", key{text: "c"}))}, "after"},
		"number not a number": {Args{After: ptr("aXRlbS5yYW5rAD8AAGM")}, "after"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := paginate(letters("abcd"), up, tt.args, show)
			var f *fault.Error
			if !errors.As(err, &f) || f.Code != fault.Invalid || !slices.Equal(f.Path, []string{tt.path}) {
				t.Errorf("got %v, want INVALID about %s", err, tt.path)
			}
		})
	}
}

// TestDefaultAndLargestPage holds for lists longer than a page.
func TestDefaultAndLargestPage(t *testing.T) {
	var items []item
	for i := range 600 {
		items = append(items, item{i, "x"})
	}
	for _, tt := range []struct {
		args Args
		want int
	}{{Args{}, 50}, {Args{First: ptr(500)}, 500}, {Args{Last: ptr(500)}, 500}} {
		if p, err := paginate(items, byRank(false), tt.args, show); err != nil || len(p.Nodes()) != tt.want || p.TotalCount() != 600 {
			t.Errorf("got %d, %v; want %d", len(p.Nodes()), err, tt.want)
		}
	}
}

// TestWalk walks random lists in pages of any size, both ways and in both directions of order, while entries come and go:
// whatever is there all the time is met exactly once, in order.
func TestWalk(t *testing.T) {
	random := rand.New(rand.NewPCG(2009, 4))
	for range 2000 {
		stable := randomItems(random, "s", random.IntN(12))
		live := append(randomItems(random, "t", random.IntN(6)), stable...)
		o, size, forward := byRank(random.IntN(2) == 0), 1+random.IntN(5), random.IntN(2) == 0

		var met []item
		args := Args{First: &size}
		if !forward {
			args = Args{Last: &size}
		}
		for range 100 {
			p, err := paginate(live, o, args, func(i item) item { return i })
			if err != nil {
				t.Fatal(err)
			}
			info := p.PageInfo()
			if forward {
				met = append(met, p.Nodes()...)
				args.After = info.EndCursor
			} else {
				met = append(p.Nodes(), met...)
				args.Before = info.StartCursor
			}
			if forward && !info.HasNextPage || !forward && !info.HasPreviousPage {
				break
			}
			live = append(randomItems(random, "t", random.IntN(3)), stable...) // others come and go
		}

		got := slices.DeleteFunc(slices.Clone(met), func(i item) bool { return !slices.Contains(stable, i) })
		want := o.sort(stable)
		if !slices.Equal(got, want) {
			t.Fatalf("pages of %d, forward %v: met %v, want %v", size, forward, got, want)
		}
		if !slices.IsSortedFunc(met, func(a, b item) int { return o.key(a).compare(o.key(b), o.descending) }) {
			t.Fatalf("pages of %d, forward %v: out of order: %v", size, forward, met)
		}
	}
}

func randomItems(random *rand.Rand, prefix string, n int) []item {
	items := make([]item, n)
	for i := range items {
		items[i] = item{rank: random.IntN(4), name: fmt.Sprintf("%s%d-%d", prefix, i, random.IntN(1000))}
	}
	return items
}

func FuzzCursor(f *testing.F) {
	f.Add(int64(-1), "Alpha", "a-1")
	f.Add(int64(0), "", "")
	f.Fuzz(func(t *testing.T, number int64, text, tie string) {
		if strings.Contains(text+tie, separator) {
			return // no name holds a NUL: the door refuses it
		}
		want := key{number, text, tie}
		got, err := decodeCursor("after", "list", encodeCursor("list", want))
		if err != nil || got != want {
			t.Errorf("got %v, %v; want %v", got, err, want)
		}
	})
}
