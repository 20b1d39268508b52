package view

import (
	"errors"
	"slices"
	"testing"
	"unicode/utf8"

	"waymark/domain/access"
	"waymark/domain/calendar"
	"waymark/domain/fault"
	"waymark/domain/programme"
	"waymark/domain/viewer"
)

// FuzzMalformedCursor holds that a cursor is either one that a list gave, and then written again as it was, or INVALID by its argument's
// name and in UTF-8; and that what is read from it never takes a page out of its list.
func FuzzMalformedCursor(f *testing.F) {
	for _, k := range []key{{}, {number: -1, text: "Zoë", tie: "x"}, {number: 1 << 62, tie: "dis_a"}} {
		f.Add(encodeCursor("item.rank", k))
		f.Add(encodeCursor("item.rank-", k))
	}
	for _, text := range []string{"", "x", "====", "AAAA", "aXRlbS5yYW5rADEAAGI=", "\x00", "\xff", "0AA0Y20AAA00", "aXRlbS5yYW5rACswMQAAYg"} {
		f.Add(text)
	}
	records := letters("abcdefgh")
	f.Fuzz(func(t *testing.T, cursor string) {
		o := byRank(false)
		k, err := decodeCursor("after", o.name, cursor)
		if err == nil && encodeCursor(o.name, k) != cursor {
			t.Errorf("%q is read as %+v, which is written %q", cursor, k, encodeCursor(o.name, k))
		}
		for _, args := range []Args{{After: &cursor}, {Before: &cursor}, {After: &cursor, Before: &cursor, Last: ptr(3)}} {
			page, paged := paginate(records, o, args, show)
			if (paged == nil) != (err == nil) {
				t.Fatalf("%q is read with %v and paged with %v", cursor, err, paged)
			}
			if paged != nil {
				var f *fault.Error
				if !errors.As(paged, &f) || f.Code != fault.Invalid || len(f.Path) != 1 || !utf8.ValidString(f.Message) || len(f.Message) > 500 {
					t.Errorf("%q is refused with %q", cursor, paged)
				}
				continue
			}
			for _, shown := range page.Nodes() {
				if !slices.ContainsFunc(records, func(i item) bool { return show(i) == shown }) {
					t.Errorf("%q shows %s, which is not in the list", cursor, shown)
				}
			}
		}
	})
}

// FuzzID holds that an id finds the object that has it, and nothing else finds one.
func FuzzID(f *testing.F) {
	for _, id := range []string{"reg_a", "dis_a", "pos_a", "", "_", "reg_", "REG_A", "reg_a ", "reg_a\x00", "🗺", "\xff"} {
		f.Add(id)
	}
	valid := calendar.Open(calendar.MustParse("2008-01-01"))
	g, err := programme.New(programme.Records{
		Regions:   []*programme.Region{{Meta: programme.Meta{ID: "reg_a", Version: 1}, Code: "a", Valid: valid}},
		Districts: []*programme.District{{Meta: programme.Meta{ID: "dis_a", Version: 1}, Code: "a", RegionID: "reg_a", Valid: valid}},
	})
	if err != nil {
		f.Fatal(err)
	}
	look := Look(g, calendar.MustParse("2009-04-30"), access.Of(g, viewer.Anonymous(), valid.From, valid.From))
	f.Fuzz(func(t *testing.T, id string) {
		n := look.Node(id)
		if exists := id == "reg_a" || id == "dis_a"; exists != (n != nil) || exists && n.ID() != id {
			t.Errorf("%q finds %v", id, n)
		}
		if list, err := look.Nodes(t.Context(), []string{id, "dis_a", id}); err != nil || len(list) != 3 || list[1] == nil || (list[0] == nil) != (n == nil) {
			t.Errorf("%q among others finds %v, %v", id, list, err)
		}
	})
}
