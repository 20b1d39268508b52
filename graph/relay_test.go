package graph_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// TestSweepWalks walks every connection of the schema, root and nested, forwards and backwards, by small pages and by large ones:
// each entry comes exactly once, in one order, and pageInfo and totalCount are right on every page.
func TestSweepWalks(t *testing.T) {
	sweep(t, func(t *testing.T, d *door) {
		for _, c := range connections(t, d.operator) {
			for _, k := range c.samples(t, d.operator) {
				whole := k.page(t, d.operator, "first: 500")
				all := whole.ids()
				for len(all) < whole.TotalCount {
					whole = k.page(t, d.operator, fmt.Sprintf("first: 500, after: %q", *whole.PageInfo.EndCursor))
					all = append(all, whole.ids()...)
				}
				if distinct := sorted(all); len(slices.Compact(distinct)) != whole.TotalCount || len(all) != whole.TotalCount {
					t.Errorf("%s has %d entries, %d of them different, and says %d", k.name, len(all), len(distinct), whole.TotalCount)
				}
				small := 1
				if len(all) > 12 {
					small = 7
				}
				if len(all) > 1000 { // the audit
					small = 97
				}
				for _, size := range []int{small, 50} {
					k.walk(t, d.operator, all, size, true)
					k.walk(t, d.operator, all, size, false)
				}
			}
		}
	})
}

// walk goes through a connection by pages of a size and holds each against the whole list.
func (k connection) walk(t *testing.T, c client, all []string, size int, forwards bool) {
	t.Helper()
	low, high := 0, min(size, len(all))
	arguments := fmt.Sprintf("first: %d", size)
	if !forwards {
		low, high = max(0, len(all)-size), len(all)
		arguments = fmt.Sprintf("last: %d", size)
	}
	for {
		p := k.page(t, c, arguments)
		if got := p.ids(); !slices.Equal(got, all[low:high]) {
			t.Errorf("%s(%.80s) gives %v, want %v", k.name, arguments, got, all[low:high])
			return
		}
		if p.TotalCount != len(all) || p.PageInfo.HasPreviousPage != (low > 0) || p.PageInfo.HasNextPage != (high < len(all)) {
			t.Errorf("%s(%.80s), entries %d to %d of %d: says %+v of %d", k.name, arguments, low, high, len(all), p.PageInfo, p.TotalCount)
		}
		switch {
		case forwards && high < len(all):
			low, high = high, min(high+size, len(all))
			arguments = fmt.Sprintf("first: %d, after: %q", size, *p.PageInfo.EndCursor)
		case !forwards && low > 0:
			low, high = max(0, low-size), low
			arguments = fmt.Sprintf("last: %d, before: %q", size, *p.PageInfo.StartCursor)
		default:
			return
		}
	}
}

// TestSweepPageArguments holds every connection to the rules of its four arguments.
func TestSweepPageArguments(t *testing.T) {
	garbage := []string{"", "garbage", "%%%", "🗺", strings.Repeat("A", 100_000), base64.RawURLEncoding.EncodeToString([]byte("a\x00b\x00c\x00d")),
		base64.RawURLEncoding.EncodeToString([]byte("nothing.code\x000\x00a\x00b")), base64.StdEncoding.EncodeToString([]byte("post.code\x000\x00a\x00"))}
	sweep(t, func(t *testing.T, d *door) {
		seen := map[string]string{} // the connection that gave a cursor, by type
		list := connections(t, d.operator)
		for _, c := range list {
			k := c.samples(t, d.operator)[0]
			all := k.page(t, d.operator, "")
			if want := min(50, all.TotalCount); len(all.Edges) != want {
				t.Errorf("%s gives %d entries without being asked for a number, want %d", k.name, len(all.Edges), want)
			}
			if none := k.page(t, d.operator, "first: 0"); len(none.Edges)+len(none.Nodes) > 0 || none.PageInfo.StartCursor != nil || none.PageInfo.EndCursor != nil ||
				none.TotalCount != all.TotalCount || none.PageInfo.HasNextPage != (all.TotalCount > 0) {
				t.Errorf("%s(first: 0) gives %+v", k.name, none)
			}
			if n := len(all.Edges); n > 2 {
				between := k.page(t, d.operator, fmt.Sprintf("after: %q, before: %q", all.Edges[0].Cursor, all.Edges[n-1].Cursor))
				if !slices.Equal(between.ids(), all.ids()[1:n-1]) || !between.PageInfo.HasPreviousPage || !between.PageInfo.HasNextPage {
					t.Errorf("%s between two cursors gives %v", k.name, between)
				}
				if back := k.page(t, d.operator, fmt.Sprintf("after: %q, before: %q", all.Edges[n-1].Cursor, all.Edges[0].Cursor)); len(back.Edges) > 0 {
					t.Errorf("%s between the last and the first gives %v", k.name, back.ids())
				}
			}
			refusals := map[string]string{
				"first: 1, last: 1": "last", "first: 501": "first", "first: -1": "first", "last: 501": "last", "last: -1": "last",
				"first: 2147483648": "first",
			}
			for _, text := range garbage {
				literal, err := json.Marshal(text)
				if err != nil {
					t.Fatal(err)
				}
				refusals["after: "+string(literal)] = "after"
			}
			refusals[`before: "garbage"`] = "before"
			for other, cursor := range seen {
				if other != k.order {
					refusals[fmt.Sprintf("after: %q", cursor)] = "after"
				}
			}
			for arguments, field := range refusals {
				r := d.operator.send(t, k.query(arguments), nil)
				if len(r.Errors) != 1 || r.Errors[0].Extensions.Code != "INVALID" || r.Errors[0].Extensions.Field != field {
					t.Errorf("%s(%.80s): got %d %.300s, want INVALID of %s", k.name, arguments, r.Status, r.Body, field)
				}
			}
			if len(all.Edges) > 0 {
				seen[k.order] = all.Edges[0].Cursor
			}
		}
	})
}

// TestOrders walks every order of every list both ways, and holds that a cursor is refused by every other order.
func TestOrders(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		for _, name := range []string{"One", "Another"} {
			scenario(t, d.operator, name, terms)
		}
		for _, c := range connections(t, d.operator) {
			if c.parent != "" || len(c.orders) == 0 {
				continue
			}
			k, cursors := c.samples(t, d.operator)[0], map[string]string{}
			var want []string
			for _, order := range c.orders {
				for _, direction := range []string{"ASC", "DESC"} {
					by := fmt.Sprintf("orderBy: {field: %s, direction: %s}", order, direction)
					p := k.page(t, d.operator, by+", first: 200")
					got := p.ids()
					for p.PageInfo.HasNextPage {
						p = k.page(t, d.operator, fmt.Sprintf("%s, first: 200, after: %q", by, *p.PageInfo.EndCursor))
						got = append(got, p.ids()...)
					}
					if got = sorted(got); want == nil {
						want = got
					}
					if !slices.Equal(got, want) || len(want) != p.TotalCount {
						t.Errorf("%s(%s) gives %d entries of %d", k.name, by, len(got), p.TotalCount)
					}
					for other, cursor := range cursors {
						r := d.operator.send(t, k.query(fmt.Sprintf("%s, after: %q", by, cursor)), nil)
						if len(r.Errors) != 1 || r.Errors[0].Extensions.Code != "INVALID" || r.Errors[0].Extensions.Field != "after" {
							t.Errorf("%s(%s) takes a cursor of %s: %.300s", k.name, by, other, r.Body)
						}
					}
					cursors[by] = *p.PageInfo.EndCursor
				}
			}
		}
	})
}

// TestPagesStayPut holds that what is added while somebody walks shifts nothing.
func TestPagesStayPut(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		k := connection{name: "coordinators", before: "{ it: coordinators", after: " }", node: "id"}
		before := k.page(t, d.operator, "first: 500").ids()
		page := k.page(t, d.operator, "first: 10")
		walked := page.ids()
		for i := 0; page.PageInfo.HasNextPage; i++ {
			changer{d, map[string]bool{}}.hire(t, fmt.Sprint("AAA, before everybody ", i))
			page = k.page(t, d.operator, fmt.Sprintf("first: 10, after: %q", *page.PageInfo.EndCursor))
			walked = append(walked, page.ids()...)
		}
		if !reflect.DeepEqual(walked, before) {
			t.Errorf("walked %d entries of %d", len(walked), len(before))
		}
	})
}
