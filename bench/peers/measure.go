package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	floorserver "waymark/bench/floor"
)

// sample is what one trial did in one round at one concurrency.
type sample struct {
	Question, About, Contender string
	Clients, Round             int
	Requests                   int
	PerSecond                  float64
	P50, P99                   time.Duration
	Server, Postgres           time.Duration // processor time for a request
	Load                       string        // of the machine before it began, over a minute
}

// result is all that was measured.
type result struct {
	Command string
	Size    int
	Rounds  int
	Each    time.Duration
	Began   time.Time
	Samples []sample
	Peak    map[string]int64 // most memory of each contender, in bytes
}

// mostHeavy is how many clients ask what is heavy at most: with more, they would queue for the processors of one PostgreSQL for minutes.
const mostHeavy = 16

// measure warms each trial up, and then has all contenders answer each question in turn, round by round.
func measure(ctx context.Context, r run, b *database, all contenders, trials []trial, log *slog.Logger) (*result, error) {
	for _, t := range trials {
		if _, err := t.run(ctx, b, 4, r.Duration/2); err != nil {
			return nil, err
		}
	}
	out := &result{Size: r.Size, Rounds: r.Rounds, Each: r.Duration, Began: time.Now().UTC(), Peak: map[string]int64{}}
	for round := range r.Rounds {
		for _, clients := range r.Concurrency {
			log.InfoContext(ctx, "measuring", "round", round+1, "clients", clients, "load", load())
			for _, t := range trials {
				if t.heavy && clients > mostHeavy {
					continue
				}
				s, err := t.run(ctx, b, clients, r.Duration)
				if err != nil {
					return nil, err
				}
				s.Round = round + 1
				out.Samples = append(out.Samples, s)
			}
		}
	}
	for _, c := range all {
		var err error
		if out.Peak[c.name], err = peak(c.command.Process.Pid); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// run asks for a while, over so many connections. Any answer that is not 200, or has errors, is an error.
func (t trial) run(ctx context.Context, b *database, clients int, length time.Duration) (sample, error) {
	s := sample{Question: t.question, About: t.about, Contender: t.to.name, Clients: clients, Load: load()}
	var own []floorserver.Change // of each client
	var err error
	if t.change != nil {
		if own, err = b.actions(ctx, t.to, clients); err != nil {
			return s, err
		}
	}
	server, err := spent(t.to.command.Process.Pid)
	if err != nil {
		return s, err
	}
	postgres, err := spent(b.pid)
	if err != nil {
		return s, err
	}
	var (
		wait     sync.WaitGroup
		took     = make([][]time.Duration, clients)
		failures = make([]error, clients)
		began    = time.Now()
	)
	for i := range clients {
		wait.Go(func() {
			var mine *floorserver.Change
			if own != nil {
				mine = &own[i]
			}
			took[i], failures[i] = t.keepAsking(ctx, mine, began.Add(length))
		})
	}
	wait.Wait()
	elapsed := time.Since(began)
	if err := errors.Join(failures...); err != nil {
		return s, fmt.Errorf("%s: %s: %w", t.question, t.to.name, err)
	}
	times := slices.Concat(took...)
	slices.Sort(times)
	s.Requests = len(times)
	s.PerSecond = float64(len(times)) / elapsed.Seconds()
	s.P50, s.P99 = times[len(times)/2], times[len(times)*99/100]
	serverAfter, err := spent(t.to.command.Process.Pid)
	if err != nil {
		return s, err
	}
	postgresAfter, err := spent(b.pid)
	if err != nil {
		return s, err
	}
	s.Server, s.Postgres = (serverAfter-server)/time.Duration(len(times)), (postgresAfter-postgres)/time.Duration(len(times))
	return s, t.kept(ctx, b, own)
}

// keepAsking gives how long each answer took.
func (t trial) keepAsking(ctx context.Context, mine *floorserver.Change, until time.Time) ([]time.Duration, error) {
	c, err := dial(ctx, t.to.address)
	if err != nil {
		return nil, err
	}
	defer func() { _ = c.conn.Close() }()
	var took []time.Duration
	turn := rand.IntN(max(1, len(t.turns))) //nolint:gosec // clients begin at different places, which is no secret
	for next := t.read; ; {
		if mine != nil {
			mine.Text = fmt.Sprintf("Synthetic action: version %d.", mine.Version+1)
			if next, err = t.change(*mine); err != nil {
				return nil, err
			}
		}
		if len(t.turns) > 0 {
			next = t.turns[turn%len(t.turns)]
			turn++
		}
		asked := time.Now()
		text, err := c.ask(t.to, next)
		if err != nil {
			return nil, err
		}
		now := time.Now()
		took = append(took, now.Sub(asked))
		if bytes.HasPrefix(text, []byte(`{"errors"`)) {
			return nil, fmt.Errorf("the answer has errors: %.500s", text)
		}
		if mine != nil {
			mine.Version++
		}
		if now.After(until) || ctx.Err() != nil {
			return took, ctx.Err()
		}
	}
}

// kept is an error when a change that was answered is not in the database.
func (t trial) kept(ctx context.Context, b *database, own []floorserver.Change) error {
	for _, x := range own {
		var version int
		if err := b.db.QueryRowContext(ctx, `SELECT version FROM plan_actions WHERE id = $1`, x.ID).Scan(&version); err != nil {
			return err
		}
		if version != x.Version {
			return fmt.Errorf("%s: %s: action %s has version %d, not %d", t.question, t.to.name, x.ID, version, x.Version)
		}
	}
	return nil
}
