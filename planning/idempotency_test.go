package planning_test

import (
	"reflect"
	"sync"
	"testing"

	"waymark/domain/viewer"
	"waymark/planning"
)

func TestIdempotency(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		fill := planning.PostFillInput{ExpectedVersion: 1, Coordinator: w.person("Ann"), From: day("2009-03-02"), IdempotencyKey: new("k")}
		first := w.done(w.PostFill(w.ctx, w.post("n1").ID, fill))
		revision := w.graph().Revision()
		other := fill
		other.From = day("2009-03-03")
		another := fill
		another.IdempotencyKey = new("k2")
		t := w.T
		if again := w.done(w.PostFill(w.ctx, w.post("n1").ID, fill)); !reflect.DeepEqual(first, again) {
			t.Errorf("first %+v, then %+v", first, again)
		}
		if now := w.graph().Revision(); now != revision || len(w.post("n1").AllHoldings()) != 1 {
			t.Errorf("revision %d became %d, holdings %+v", revision, now, w.post("n1").AllHoldings())
		}
		w.refusals([]refusal{
			{"another input", func() (planning.Outcome, error) { return w.PostFill(w.ctx, w.post("n1").ID, other) },
				[]string{"CONFLICT input.idempotencyKey: this key was used for another request (postFill at "}},
			{"another object", func() (planning.Outcome, error) { return w.PostFill(w.ctx, w.post("n2").ID, fill) },
				[]string{"CONFLICT input.idempotencyKey: another request"}},
			{"another mutation", func() (planning.Outcome, error) {
				return w.CoordinatorCreate(w.ctx, planning.CoordinatorCreateInput{Name: "Dee", IdempotencyKey: new("k")})
			}, []string{"CONFLICT input.idempotencyKey: another request (postFill"}},
			{"another key", func() (planning.Outcome, error) { return w.PostFill(w.ctx, w.post("n1").ID, another) },
				[]string{"CONFLICT input.expectedVersion: it has changed"}},
		})
		elsewhere := viewer.With(t.Context(), viewer.Operator("another"))
		w.done(w.CoordinatorCreate(elsewhere, planning.CoordinatorCreateInput{Name: "Dee", IdempotencyKey: new("k")}))
	})
}

func TestIdempotencyOfEveryOutcome(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		in := planning.DistrictMergeInput{Districts: w.closing("north", "south"), On: day("2009-06-01"), IdempotencyKey: new("merge"),
			Successor: &planning.DistrictSuccessorInput{Code: "both", Name: " Both "}}
		first := w.done(w.DistrictMerge(w.ctx, in))
		if in.Successor.Name != " Both " {
			w.Errorf("the input has been changed: %q", in.Successor.Name)
		}
		if again := w.done(w.DistrictMerge(w.ctx, in)); !reflect.DeepEqual(first, again) || w.district("both").ID != first.ID {
			w.Errorf("first %+v, then %+v", first, again)
		}
	})
}

func TestARefusedRequestDoesNotUseItsKey(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		in := planning.CoordinatorCreateInput{Name: "", IdempotencyKey: new("k")}
		w.refused(w.CoordinatorCreate(w.ctx, in))("INVALID input.name: 1 to 200")
		in.Name = "Dee"
		w.done(w.CoordinatorCreate(w.ctx, in))
	})
}

func TestIdempotencyOfRequestsAtOnce(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		in := planning.PostFillInput{ExpectedVersion: 1, Coordinator: w.person("Ann"), From: day("2009-03-02"), IdempotencyKey: new("k")}
		post := w.post("n1").ID
		processes := []*planning.Service{w.Service, open(w.T, w.db).Service}
		outcomes, errs := make([]planning.Outcome, 8), make([]error, 8)
		var all sync.WaitGroup
		for i := range outcomes {
			all.Go(func() { outcomes[i], errs[i] = processes[i%2].PostFill(w.ctx, post, in) })
		}
		all.Wait()
		for i := range outcomes {
			w.done(outcomes[i], errs[i])
			if !reflect.DeepEqual(outcomes[i], outcomes[0]) {
				w.Errorf("%+v and %+v", outcomes[0], outcomes[i])
			}
		}
		if n := len(w.post("n1").AllHoldings()); n != 1 {
			w.Errorf("%d holdings", n)
		}
	})
}
