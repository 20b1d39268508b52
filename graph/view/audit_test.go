package view_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"waymark/domain/access"
	"waymark/domain/audit"
	"waymark/domain/viewer"
	"waymark/graph/view"
)

// What tells who a person is is withheld from who is told no names, and said to be; everything else is told.
func TestChangesWithoutNames(t *testing.T) {
	g := fixture(t)
	text := func(s string) json.RawMessage { return json.RawMessage(`"` + s + `"`) }
	entries := []audit.Entry{
		{ID: 1, Type: "Coordinator", RecordID: "coo_1", Action: audit.Update, By: "somebody", Changes: []audit.Change{{Field: "name", Before: text("Old Name"), After: text("New Name")}, {Field: "version", After: json.RawMessage("2")}}},
		{ID: 2, Type: "DrugChampion", RecordID: "chm_1", Action: audit.Create, By: "somebody", Changes: []audit.Change{{Field: "adviser", After: text("New Name")}, {Field: "lead", After: json.RawMessage("true")}}},
		{ID: 3, Type: "Holding", RecordID: "hol_1", Action: audit.Create, By: "somebody", Changes: []audit.Change{{Field: "coordinator_id", After: text("coo_9")}, {Field: "fte", After: text("0.5")}}},
	}
	told := map[bool][]string{
		true:  {"[name:Old Name:New Name:false]", "[adviser:-:New Name:false lead:-:true:false]", "[coordinator:-:coo_9:false fte:-:0.5:false]"},
		false: {"[name:-:-:true]", "[adviser:-:-:true lead:-:true:false]", "[coordinator:-:-:true fte:-:0.5:false]"},
	}
	for names, want := range told {
		who := viewer.Anonymous()
		if names {
			who = viewer.Operator("op")
		}
		lens := view.Look(g, today, access.Of(g, who, today, today)).Telling(&view.Shown{})
		for i, e := range entries {
			shown := lens.Entry(e)
			var changes []string
			for _, c := range shown.Changes() {
				value := func(v *string) string {
					if v == nil {
						return "-"
					}
					return *v
				}
				changes = append(changes, fmt.Sprintf("%s:%s:%s:%t", c.Field, value(c.Before), value(c.After), c.Withheld))
			}
			if got := fmt.Sprint(changes); got != want[i] {
				t.Errorf("names told: %t: %s, want %s", names, got, want[i])
			}
			if by := shown.By(); (by != nil) != names || strings.Contains(shown.Sentence(), "somebody, by") || strings.Contains(shown.Sentence(), ", by somebody") != names {
				t.Errorf("names told: %t: by %v: %s", names, by, shown.Sentence())
			}
			if shown.ID() != fmt.Sprint("aud_", i+1) {
				t.Errorf("id %s", shown.ID())
			}
		}
	}
}

// A lens that tells nobody shows nothing that is restricted, whoever looks.
func TestARestrictedStatementIsSeenOnlyByWhoIsNoted(t *testing.T) {
	r := records()
	for _, s := range r.Statements[:1] {
		s.Restricted = true
	}
	id, g := r.Statements[0].ID, graphOf(t, r)
	rights := access.Of(g, viewer.Operator("op"), today, today)
	if n := view.Look(g, today, rights).Node(id); n != nil {
		t.Errorf("without being noted is seen %v", n)
	}
	var shown view.Shown
	lens := view.Look(g, today, rights).Telling(&shown)
	if n := lens.Node(id); n == nil || fmt.Sprint(shown.Take()) != "map[:["+id+"]]" || len(shown.Take()) != 0 {
		t.Errorf("seen is %v", n)
	}
	anonymous := view.Look(g, today, access.Of(g, viewer.Anonymous(), today, today)).Telling(&shown)
	if n := anonymous.Node(id); n != nil || len(shown.Take()) != 0 {
		t.Errorf("anonymous sees %v", n)
	}
}

// The pages of a list in the database say where they stand as all pages do.
func TestLedger(t *testing.T) {
	one := &view.ReadEntry{ID: "rea_7", At: time.Time{}}
	page := view.NewLedger("reads", []*view.ReadEntry{one}, []int64{7}, true, false, func(context.Context) (int, error) { return 9, nil })
	info := page.PageInfo()
	if n, err := page.TotalCount(t.Context()); n != 9 || err != nil || !info.HasPreviousPage || info.HasNextPage || *info.StartCursor != page.Edges()[0].Cursor() || *info.EndCursor != *info.StartCursor {
		t.Errorf("%+v, %d, %v", info, n, err)
	}
	after, before, most, fromEnd, err := view.Args{Last: ptr(3), Before: info.StartCursor}.Window("reads")
	if after != 0 || before != 7 || most != 3 || !fromEnd || err != nil {
		t.Errorf("window %d, %d, %d, %t, %v", after, before, most, fromEnd, err)
	}
	if _, _, _, _, err := (view.Args{Before: info.StartCursor}).Window("audit"); err == nil {
		t.Error("a cursor of another list is taken")
	}
}
