package planning_test

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"waymark/domain/audit"
	"waymark/domain/fault"
	"waymark/domain/plan"
	"waymark/planning"
	"waymark/store/storetest"
)

var editorsFor = flag.Duration("editors-for", time.Minute, "how long 200 editors of one plan write")

// shared is how many rows all editors of a plan write, beside one of their own.
const shared = 10

// acknowledged is an edit that somebody was told is done.
type acknowledged struct {
	row, by, text string
	version       int // of the row, after it
}

// conflict is an edit that somebody was told came too late.
type conflict struct {
	row, by  string
	read     int // version
	now      int
	lastEdit string // subject
}

// desk is what the editors have been told.
type desk struct {
	mutex     sync.Mutex
	done      []acknowledged
	conflicts []conflict
	replayed  int
	failed    []error
}

// TestSweepOfEditors has 200 people write one plan for a minute, which needs little of the machine: each makes an edit every six seconds.
func TestSweepOfEditors(t *testing.T) { editing(t, 200, *editorsFor, 6*time.Second) }

// TestEditorsOfOnePlan has 20 of them hurry, under watch.
func TestEditorsOfOnePlan(t *testing.T) { editing(t, 20, 4*time.Second, 500*time.Millisecond) }

// editing has people write one plan, each a row of their own and rows that all of them write; who comes too late merges and goes on, and who lost
// the answer asks again with the same key. Then it replays the audit: every edit that somebody was told of is there, on top of what they had
// read, and nobody was told of a conflict who was alone on a row. Both engines are written at once.
func editing(t *testing.T, editors int, during, pace time.Duration) {
	t.Helper()
	t.Parallel()
	small.RunAtOnce(t, func(t *testing.T, db storetest.Database) {
		w := open(t, db)
		by := w.people()
		id, _, objective, _, _ := w.written(by)
		rows := make([]string, editors+shared)
		for i := range rows {
			rows[i] = w.done(w.PlanActionAdd(by.officer, planning.PlanActionAddInput{Objective: objective, Text: "Empty.", ByWhen: planning.ByWhenInput{Words: new("Soon")}})).ID
		}
		processes := []*planning.Service{w.Service, open(t, db).Service}
		ctx, cancel := context.WithTimeout(w.ctx, during)
		defer cancel()
		var d desk
		var all sync.WaitGroup
		for n := range editors {
			who := w.with(fmt.Sprintf("editor-%d", n), "partnership_officer@partnership:P1")
			all.Go(func() { d.edit(ctx, who, processes[n%2], n, rows, pace) })
		}
		all.Wait()
		for _, err := range d.failed {
			t.Error(err)
		}
		d.check(w, id, rows, editors)
	})
}

// edit writes, once in a while, until the time is over.
func (d *desk) edit(ctx, who context.Context, s *planning.Service, n int, rows []string, pace time.Duration) {
	random := rand.New(rand.NewPCG(uint64(n), 1))
	tick := time.NewTicker(pace)
	defer tick.Stop()
	subject := fmt.Sprintf("editor-%d", n)
	versions := map[string]int{}
	for edit := 0; ; edit++ {
		row := rows[n]
		if random.IntN(5) == 0 {
			row = rows[len(rows)-1-random.IntN(shared)]
		}
		if !d.write(who, s, row, subject, fmt.Sprintf("%s wrote %d.", subject, edit), versions, random) {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// write makes one edit, on top of what others have written meanwhile if need be. It is false once something failed.
func (d *desk) write(who context.Context, s *planning.Service, row, subject, text string, versions map[string]int, random *rand.Rand) bool {
	for attempt := 0; ; attempt++ {
		read := max(versions[row], 1)
		key := fmt.Sprintf("%s/%s/%d", row, text, attempt)
		in := planning.PlanActionUpdateInput{ExpectedVersion: read, ActionFields: planning.ActionFields{Text: &text}, IdempotencyKey: &key}
		out, err := s.PlanActionUpdate(who, row, in)
		refused, _ := fault.All(err)
		d.mutex.Lock()
		switch {
		case err == nil:
			versions[row] = read + 1
			d.done = append(d.done, acknowledged{row, subject, text, read + 1})
		case len(refused) == 1 && refused[0].Code == fault.Conflict && refused[0].Edit != nil:
			e := refused[0].Edit
			d.conflicts = append(d.conflicts, conflict{row, subject, read, e.Version, e.ChangedBy})
			versions[row] = e.Version // what they wrote has been read and merged
		default:
			d.failed = append(d.failed, fmt.Errorf("%s: %w", subject, err))
		}
		d.mutex.Unlock()
		if err != nil && (len(refused) != 1 || refused[0].Edit == nil) {
			return false
		}
		if err == nil && random.IntN(10) == 0 { // the answer was lost on the way
			again, err := s.PlanActionUpdate(who, row, in)
			d.mutex.Lock()
			if d.replayed++; err != nil || again.ID != out.ID {
				d.failed = append(d.failed, fmt.Errorf("%s asks again: %v, %w", subject, again, err))
			}
			d.mutex.Unlock()
		}
		if err == nil {
			return true
		}
	}
}

// check replays the audit against what the editors were told.
func (d *desk) check(w *world, id string, rows []string, editors int) {
	w.Helper()
	entries := map[string][]audit.Entry{} // of each row, the oldest first
	for last := int64(0); ; {
		some, err := w.store.EntriesAfter(w.ctx, last, 1_000)
		if err != nil {
			w.Fatal(err)
		}
		for _, e := range some {
			if last = e.ID; e.Type == "PlanAction" {
				entries[e.RecordID] = append(entries[e.RecordID], e)
			}
		}
		if len(some) == 0 {
			break
		}
	}
	told := map[string]acknowledged{} // by row and version
	for _, x := range d.done {
		key := fmt.Sprint(x.row, x.version)
		if was, twice := told[key]; twice {
			w.Errorf("%s and %s were both told that they had made version %d of a row", was.by, x.by, x.version)
		}
		told[key] = x
	}
	now := w.plan(w.ctx, id)
	replayed := 0
	for _, row := range rows {
		text := json.RawMessage(`"Empty."`)
		for i, e := range entries[row] {
			if e.Version != i+1 {
				w.Fatalf("the versions of a row are not %d and %d: there is a gap or a repetition", i+1, e.Version)
			}
			if e.Action == audit.Create {
				continue
			}
			for _, c := range e.Changes {
				if c.Field != "text" {
					continue
				}
				if string(c.Before) != string(text) {
					w.Errorf("version %d of a row was written over %s, and there was %s", e.Version, c.Before, text)
				}
				text = c.After
			}
			x, ok := told[fmt.Sprint(row, e.Version)]
			said, _ := json.Marshal(x.text)
			if !ok || x.by != e.By || string(said) != string(text) {
				w.Errorf("the audit has %s by %s, who was told of %s", text, e.By, said)
			}
			replayed++
		}
		says, _ := json.Marshal(now.Find(row).(*plan.Action).Text)
		if string(says) != string(text) {
			w.Errorf("a row says %s, and the audit %s", says, text)
		}
	}
	if replayed != len(d.done) {
		w.Errorf("%d edits were acknowledged, and %d are in the audit", len(d.done), replayed)
	}
	for _, c := range d.conflicts {
		other := false
		for _, e := range entries[c.row] {
			other = other || e.Version > c.read && e.Version <= c.now && e.By != c.by
		}
		if !other || c.lastEdit == c.by {
			w.Errorf("%s met a conflict on a row that nobody else had touched since version %d: %+v", c.by, c.read, c)
		}
	}
	if len(d.conflicts) == 0 || len(d.done) < editors || d.replayed == 0 {
		w.Errorf("%d edits, %d conflicts, %d replayed: too little happened", len(d.done), len(d.conflicts), d.replayed)
	}
	w.Logf("%d editors: %d edits, %d conflicts that were merged, %d requests that were repeated", editors, len(d.done), len(d.conflicts), d.replayed)
}
