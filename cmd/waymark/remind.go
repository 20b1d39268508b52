package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"waymark/domain/calendar"
	"waymark/planning"
)

// remindEvery is how often a server looks for reminders that are due.
const remindEvery = time.Hour

type remind struct {
	database
	Today *calendar.Date `help:"Planning date, for demonstrations and tests (default: the real date)." placeholder:"YYYY-MM-DD" env:"WAYMARK_TODAY"`
}

// Run makes the reminders that are due and says how many.
func (r remind) Run(ctx context.Context, t terminal) (err error) {
	plan, db, err := r.begin(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if r.Today != nil {
		plan = planning.New(db, func() calendar.Date { return *r.Today })
	}
	n, err := plan.Remind(ctx)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(t.out, "%d new reminders.\n", n)
	return err
}

// reminding makes reminders that are due now, and then with each tick until the context ends. What goes wrong is logged, and tried again with the
// next. It gives what waits for its end.
func reminding(ctx context.Context, due func(context.Context) (int, error), ticks <-chan time.Time, log *slog.Logger) (wait func()) {
	once := func() {
		switch n, err := due(ctx); {
		case err != nil && ctx.Err() == nil:
			log.WarnContext(ctx, "reminders", "cause", err)
		case n > 0:
			log.InfoContext(ctx, "reminders", "made", n)
		}
	}
	once()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for {
			select {
			case <-ctx.Done():
				return
			case <-ticks:
				once()
			}
		}
	}()
	return func() { <-ended }
}
