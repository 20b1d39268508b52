package planning_test

import (
	"context"
	"encoding/json"
	"testing"

	"waymark/planning"
	"waymark/store"
	"waymark/store/storetest"
)

// TestWorkOfAProcessThatIsGoneHasFailed holds that nobody watches for ever what a process began that says nothing more.
func TestWorkOfAProcessThatIsGoneHasFailed(t *testing.T) {
	t.Parallel()
	w := open(t, england.Database(t, store.Postgres)) // on SQLite no process hears of another
	id := w.scenario("Begun elsewhere", nil)
	watch, err := w.AllocationProgress(w.ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	other := storetest.Database{Engine: store.Postgres, Config: w.db.Config}.Open(t)
	begun := planning.Progress{Key: id, Kind: "allocationCompute", Subject: "tester", Done: 3, Total: 10, State: planning.JobRunning}
	say := func() {
		text, err := json.Marshal(map[string]any{"from": "prc_other", "id": "job_other", "progress": begun})
		if err != nil {
			t.Fatal(err)
		}
		if err := other.Say(w.ctx, string(text)); err != nil {
			t.Fatal(err)
		}
	}
	var told []planning.Progress
	err = watch.Follow(w.ctx, func(p planning.Progress) error {
		if told = append(told, p); p.State == planning.JobIdle {
			say() // and then no more
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	failed := begun
	failed.State = planning.JobFailed
	want := []planning.Progress{{Key: id, State: planning.JobIdle}, begun, failed}
	if len(told) != 3 || told[0] != want[0] || told[1] != want[1] || told[2] != want[2] {
		t.Errorf("told %+v\nwant %+v", told, want)
	}
}

// TestAWatchEndsWithItsContext holds that a watch of what never begins is left at once, and that others go on.
func TestAWatchEndsWithItsContext(t *testing.T) {
	inWorld(t, &england, func(w *world) {
		id := w.scenario("Never", nil)
		gone, err := w.AllocationProgress(w.ctx, id)
		if err != nil {
			w.Fatal(err)
		}
		stays, err := w.AllocationProgress(w.ctx, id)
		if err != nil {
			w.Fatal(err)
		}
		ctx, cancel := context.WithCancel(w.ctx)
		if err := gone.Follow(ctx, func(planning.Progress) error { cancel(); return nil }); ctx.Err() == nil || err == nil {
			w.Errorf("the watch that was left ended with %v", err)
		}
		w.done(w.AllocationCompute(w.ctx, id, planning.AllocationComputeInput{ExpectedVersion: 1}))
		var last planning.Progress
		if err := stays.Follow(w.ctx, func(p planning.Progress) error { last = p; return nil }); err != nil {
			w.Fatal(err)
		}
		if want := (planning.Progress{Key: id, Kind: "allocationCompute", Subject: "tester", Done: 1, Total: 1, State: planning.JobDone}); last != want {
			w.Errorf("told %+v last, want %+v", last, want)
		}
	})
}
