package audit_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"waymark/domain/audit"
	"waymark/domain/fault"
)

// randomRow gives a row of some of five fields.
func randomRow(r *rand.Rand) audit.Row {
	row := audit.Row{}
	for _, field := range []string{"a", "b", "c", "d", "e"} {
		if n := r.IntN(4); n > 0 {
			row[field] = json.RawMessage(fmt.Sprint(n))
		}
	}
	return row
}

func clone(row audit.Row) audit.Row {
	c := audit.Row{}
	for field, value := range row {
		c[field] = value
	}
	return c
}

func text(row audit.Row) string { return fmt.Sprint(row) }

// What is undone from the last to the first leads back through every state, and the difference of two versions is that of the states.
func TestUndoAndDiff(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	for range 500 {
		states := []audit.Row{randomRow(r)}
		entries := []audit.Entry{{Action: audit.Create, Version: 1, Changes: audit.Between(nil, states[0])}}
		for version := 2; version < 7; version++ {
			next := randomRow(r)
			entries = append(entries, audit.Entry{Action: audit.Update, Version: version, Changes: audit.Between(states[len(states)-1], next)})
			states = append(states, next)
		}
		gone := audit.Entry{Action: audit.Delete, Changes: audit.Between(states[len(states)-1], nil)}
		row := gone.Undo(nil)
		for i := len(states) - 1; i >= 0; i-- {
			if text(row) != text(states[i]) {
				t.Fatalf("version %d was %s and is told as %s", i+1, text(states[i]), text(row))
			}
			row = entries[i].Undo(clone(row))
		}
		if row != nil {
			t.Fatalf("before it was made it was %s", text(row))
		}
		from, to := 1+r.IntN(6), 1+r.IntN(6)
		got, err := audit.Diff(entries, from, to)
		if want := audit.Between(states[from-1], states[to-1]); err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("versions %d and %d differ by %v, want %v, %v", from, to, got, want, err)
		}
	}
}

func TestDiffKnowsItsVersions(t *testing.T) {
	since := []audit.Entry{{Action: audit.Update, Version: 5}, {Action: audit.Update, Version: 6}} // from before the audit
	for _, c := range []struct {
		from, to int
		want     string
	}{
		{4, 6, ""}, {5, 5, ""}, {3, 6, "INVALID: from: what version 3 was is not recorded: the audit begins with version 4"},
		{4, 7, "INVALID: to: there is no version 7: the versions go from 1 to 6"}, {0, 2, "INVALID: from: there is no version 0: the versions go from 1 to 6; INVALID: to: what version 2 was is not recorded: the audit begins with version 4"},
	} {
		_, err := audit.Diff(since, c.from, c.to)
		if _, ok := fault.All(err); err != nil && (!ok || err.Error() != c.want) || err == nil && c.want != "" {
			t.Errorf("%d to %d: %v, want %s", c.from, c.to, err, c.want)
		}
	}
}

func TestPersonal(t *testing.T) {
	for what, want := range map[string]bool{"Coordinator.name": true, "DrugChampion.adviser": true, "Holding.coordinator_id": true, "Grade.name": false, "Post.code": false} {
		entity, field, _ := strings.Cut(what, ".")
		if got := audit.Personal(entity, field); got != want {
			t.Errorf("%s is personal: %t", what, got)
		}
	}
}
