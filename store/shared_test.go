package store

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// TestWhoeverAsksIsToldWhatWasTrueThen holds that nobody is given the answer to a question that was put before they came, and that few questions
// serve many.
func TestWhoeverAsksIsToldWhatWasTrueThen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var now, questions atomic.Int64
		p := &shared[State]{ask: func(context.Context) (State, error) {
			questions.Add(1)
			found := State{Number: now.Load()}
			<-time.After(time.Second)
			return found, nil
		}}
		var all sync.WaitGroup
		for range 200 {
			all.Go(func() {
				for range 10 {
					before := now.Add(1)
					if found, err := p.answer(t.Context()); err != nil || found.Number < before {
						t.Errorf("after %d changes the state is %+v, %v", before, found, err)
					}
				}
			})
		}
		all.Wait()
		if n := questions.Load(); n > 25 {
			t.Errorf("%d questions for 200 people who ask 10 times", n)
		}
	})
}

// TestNobodyWaitsLongerThanTheyWant holds that a question that is not answered holds nobody but those who wait for it.
func TestNobodyWaitsLongerThanTheyWant(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := &shared[State]{ask: func(ctx context.Context) (State, error) {
			<-ctx.Done()
			return State{}, ctx.Err()
		}}
		short, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		start := time.Now()
		if _, err := p.answer(short); err == nil || time.Since(start) != time.Second {
			t.Errorf("after %s: %v", time.Since(start), err)
		}
		if _, err := p.answer(short); err == nil || time.Since(start) != time.Second {
			t.Errorf("after %s: %v", time.Since(start), err)
		}
		if _, err := p.answer(t.Context()); err == nil || time.Since(start) > 2*asking { // its own, and that of whoever came before
			t.Errorf("after %s: %v", time.Since(start), err)
		}
	})
}
