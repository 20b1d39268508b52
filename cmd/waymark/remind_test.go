package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"strings"
	"testing"
	"time"
)

// TestRemindIsDoneOnce runs the command twice on the demonstration.
func TestRemindIsDoneOnce(t *testing.T) {
	dir := t.TempDir()
	said := func(args ...string) string {
		t.Helper()
		var out, log strings.Builder
		if err := run(t.Context(), append(args, "--data", dir), &out, &log); err != nil {
			t.Fatal(err, log.String())
		}
		return out.String()
	}
	said("seed", "--demo")
	if first := said("remind", "--today", "2009-04-30"); first == "0 new reminders.\n" || !strings.HasSuffix(first, " new reminders.\n") {
		t.Errorf("first: %s", first)
	}
	if second := said("remind", "--today", "2009-04-30"); second != "0 new reminders.\n" {
		t.Errorf("second: %s", second)
	}
}

// TestAServerGoesOnReminding ticks by hand: once at the start, once with each tick, also after a failure, and not after the end.
func TestAServerGoesOnReminding(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	ticks, calls := make(chan time.Time), 0
	wait := reminding(ctx, func(context.Context) (int, error) {
		calls++
		return 1, errors.New("not today")
	}, ticks, slog.New(slog.NewTextHandler(io.Discard, nil)))
	ticks <- time.Time{}
	ticks <- time.Time{}
	stop()
	wait()
	if calls != 3 {
		t.Errorf("called %d times, want 3", calls)
	}
}
