package planning_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"waymark/domain/fault"
	"waymark/domain/programme"
	"waymark/planning"
)

// recorded is the programme as it is recorded at a moment, in full.
type recorded struct {
	at       time.Time // when it came to be so
	revision int64
	records  []string
}

// recorded reads the programme as it is.
func (w *world) recorded() recorded {
	w.Helper()
	_, at, err := w.store.LastChange(w.ctx)
	if err != nil {
		w.Fatal(err)
	}
	r, err := w.store.Records(w.ctx)
	if err != nil {
		w.Fatal(err)
	}
	return recorded{at, r.Revision, written(r)}
}

// written gives every record as text, with all its columns.
func written(r programme.Records) []string {
	var all []string
	for _, n := range r.Nodes() {
		v := reflect.ValueOf(n).Elem()
		var text strings.Builder
		fmt.Fprint(&text, v.Type())
		for i := range v.NumField() {
			field := v.Type().Field(i)
			if !field.IsExported() || field.Type.Kind() == reflect.Pointer && field.Type.Elem().Kind() == reflect.Struct && field.Type.Elem().PkgPath() == v.Type().PkgPath() {
				continue // what it is joined with
			}
			value := v.Field(i).Interface()
			if m, ok := value.(programme.Meta); ok {
				m.CreatedAt, m.UpdatedAt = m.CreatedAt.UTC(), m.UpdatedAt.UTC()
				value = m
			}
			if f := v.Field(i); f.Kind() == reflect.Pointer && !f.IsNil() {
				value = f.Elem().Interface()
			}
			if f := v.Field(i); f.Kind() == reflect.Slice { // what it points to rather than where that lies
				if content, err := json.Marshal(value); err == nil {
					value = string(content)
				}
			}
			fmt.Fprintf(&text, " %s=%v", field.Name, value)
		}
		all = append(all, text.String())
	}
	slices.Sort(all)
	return all
}

// remembers asserts that each of the states is told again as it was: at the moment when it came to be so, or just before the next
// one did.
func (w *world) remembers(states []recorded) {
	w.Helper()
	for i, s := range states {
		at := s.at
		if i%2 == 1 && i+1 < len(states) {
			at = states[i+1].at.Add(-time.Microsecond)
		}
		r, err := w.store.RecordsAt(w.ctx, at)
		if err != nil {
			w.Fatal(err)
		}
		got := written(r)
		if r.Revision == s.revision && slices.Equal(got, s.records) {
			continue
		}
		for j := range min(len(got), len(s.records)) {
			if got[j] != s.records[j] {
				w.Fatalf("of state %d, at %s, revision %d and %d, is told\n%s\nand it was\n%s", i, at, r.Revision, s.revision, got[j], s.records[j])
			}
		}
		w.Fatalf("of state %d, at %s, revision %d, are told %d records and there were %d", i, at, r.Revision, len(got), len(s.records))
	}
}

func TestGraphAt(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		seeded := w.recorded()
		w.fill("n1", "Ann", "2009-03-02")
		filled := w.recorded()
		w.done(w.PostVacate(w.ctx, w.post("n1").ID, planning.PostVacateInput{ExpectedVersion: w.post("n1").Version, On: day("2009-04-01"), Reason: programme.Resigned}))
		left := w.recorded()
		for _, c := range []struct {
			at    time.Time
			state programme.State // on 10 April
			posts int
		}{
			{seeded.at.Add(-time.Second), "", 0}, {seeded.at, programme.Vacant, 6}, {filled.at.Add(-time.Microsecond), programme.Vacant, 6},
			{filled.at, programme.Filled, 6}, {left.at.Add(-time.Microsecond), programme.Filled, 6}, {left.at, programme.Vacant, 6},
		} {
			for range 2 { // the second time from memory
				g, err := w.GraphAt(w.ctx, c.at)
				if err != nil {
					w.Fatal(err)
				}
				if len(g.AllPosts()) != c.posts {
					w.Errorf("at %s there were %d posts, want %d", c.at, len(g.AllPosts()), c.posts)
				} else if c.posts > 0 && g.Post("n1").State(day("2009-04-10")) != c.state {
					w.Errorf("at %s the post was to be %s, want %s", c.at, g.Post("n1").State(day("2009-04-10")), c.state)
				}
			}
		}
		_, err := w.GraphAt(w.ctx, time.Now().Add(time.Hour))
		if all, ok := fault.All(err); !ok || all[0].Code != fault.Invalid || strings.Join(all[0].Path, ".") != "knownAt" {
			w.Errorf("of the future: %v", err)
		}
	})
}
