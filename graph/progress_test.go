package graph_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"testing"

	"waymark/domain/viewer"
	"waymark/store"
)

const progressOf = `subscription($id: ID!) { allocationProgress(id: $id) { done total state } }`

// progress is how far a computation is, as it is told.
type progress struct {
	Done, Total int
	State       string
}

// progress gives the next event of a subscription to the progress of a scenario; of one that is refused the code.
func (s *stream) progress() (p progress, refused string) {
	s.t.Helper()
	name, data := s.event()
	var answer struct {
		Data   struct{ AllocationProgress progress }
		Errors []refusal
	}
	if err := json.Unmarshal(data, &answer); name != "next" || err != nil {
		s.t.Fatalf("got %q %s, %v", name, data, err)
	}
	if len(answer.Errors) > 0 {
		return p, answer.Errors[0].Extensions.Code
	}
	return answer.Data.AllocationProgress, ""
}

// until gives the first event in a state; what comes before it says no more than that somebody works, and no less each time.
func (s *stream) until(state string) progress {
	s.t.Helper()
	var was progress
	for {
		p, refused := s.progress()
		switch {
		case refused != "":
			s.t.Fatalf("refused with %s", refused)
		case p.State == state:
			return p
		case p.State != "IDLE" && p.State != "RUNNING", p.Done < was.Done, p.Done > p.Total:
			s.t.Fatalf("after %+v comes %+v, and not yet %s", was, p, state)
		}
		was = p
	}
}

// over holds that nothing more comes.
func (s *stream) over() {
	s.t.Helper()
	if name, data := s.event(); name != "complete" {
		s.t.Fatalf("after the end comes %q %s", name, data)
	}
}

// elsewhere gives the door of another process on the same database, where processes hear of one another; on SQLite the same door.
func elsewhere(t *testing.T, d *door) *door {
	t.Helper()
	if d.store.Engine() == store.SQLite {
		return d
	}
	return again(t, d)
}

// occupied takes the turn of all changes of a door's process until it is given back, so that a computation comes to no end.
func (d *door) occupied(t *testing.T) (release func()) {
	t.Helper()
	taken, free, left := make(chan struct{}), make(chan struct{}), make(chan struct{})
	none := errors.New("nothing is changed")
	go func() {
		defer close(left)
		err := d.store.InTx(viewer.With(t.Context(), operator), store.Change{Operation: "test"}, func(context.Context, *store.Tx) error {
			close(taken)
			<-free
			return none
		})
		if !errors.Is(err, none) {
			t.Errorf("the turn ended with %v", err)
		}
	}()
	<-taken
	return func() { close(free); <-left }
}

// computing asks for a scenario to be computed, and gives where its userErrors will be.
func (d *door) computing(t *testing.T, id string, version int) <-chan string {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": mutation("allocationCompute", id, "allocation { state }"),
		"variables": variables{"id": id, "input": variables{"expectedVersion": version}}})
	if err != nil {
		t.Fatal(err)
	}
	answer := make(chan string, 1)
	go func() {
		r, err := d.operator.try(t.Context(), body)
		answer <- fmt.Sprintf("%s%v", r.Data, errorOf(err))
	}()
	return answer
}

func errorOf(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

const simulated = terms + `, bounds: [` + minimum + `], uncertainty: {draws: 300, seed: 7}`

// TestComputationIsWatchedAndCancelled holds that one process computes while another watches and ends it.
func TestComputationIsWatchedAndCancelled(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		id, other := scenario(t, d.operator, "Long", simulated), elsewhere(t, d)
		watch := other.operator.follow(t, progressOf, variables{"id": id})
		if p, _ := watch.progress(); p != (progress{0, 0, "IDLE"}) {
			t.Errorf("before it begins: %+v", p)
		}
		release := d.occupied(t)
		answer := d.computing(t, id, 1)
		if p := watch.until("RUNNING"); p.Total != 300 {
			t.Errorf("it runs: %+v", p)
		}
		for range 2 { // the second time there is nothing to be ended, or nothing any more
			cancelled := other.operator.ask(t, `mutation($id: ID!) { allocationCancel(id: $id) { allocation { state } userErrors { code } } }`, variables{"id": id})
			if got := fmt.Sprint(cancelled); got != "map[allocationCancel:map[allocation:map[state:DRAFT] userErrors:[]]]" {
				t.Errorf("cancelling is answered %s", got)
			}
		}
		want := `{"allocationCompute":{"allocation":null,"userErrors":[{"code":"CANCELLED","path":null,"message":"it was cancelled, and nothing was changed"}]}}`
		if got := <-answer; got != want {
			t.Errorf("the computation is answered\n%s\nwant\n%s", got, want)
		}
		watch.until("CANCELLED")
		watch.over()
		release()
		if got := fmt.Sprint(d.operator.ask(t, `query($id: ID!) { allocation(id: $id) { state version digest } }`, variables{"id": id})); got != "map[allocation:map[digest:<nil> state:DRAFT version:1]]" {
			t.Errorf("it has left %s", got)
		}

		watch = other.operator.follow(t, progressOf, variables{"id": id})
		if got := <-d.computing(t, id, 1); got != `{"allocationCompute":{"allocation":{"state":"COMPUTED"},"userErrors":[]}}` {
			t.Errorf("computed again, it is answered %s", got)
		}
		if p := watch.until("DONE"); p != (progress{300, 300, "DONE"}) {
			t.Errorf("done: %+v", p)
		}
		watch.over()
	})
}

// TestComputationThatIsRefusedHasFailed holds that a watch ends however a computation does, and is no way around the rights.
func TestComputationThatIsRefusedHasFailed(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		id := scenario(t, d.operator, "Impossible", terms+`, bounds: [{floor: 2, reason: "Too much"}]`)
		watch := d.operator.follow(t, progressOf, variables{"id": id})
		step(t, d.operator, "Compute", id, "", "")
		if p := watch.until("FAILED"); p != (progress{0, 1, "FAILED"}) {
			t.Errorf("refused: %+v", p)
		}
		watch.over()
		for _, c := range []struct {
			grant, code string
		}{{london, "NOT_FOUND"}, {"analyst", "FORBIDDEN"}} {
			if _, refused := d.as(t, c.grant).follow(t, progressOf, variables{"id": id}).progress(); refused != c.code {
				t.Errorf("a %s who may not see it is told %q", c.grant, refused)
			}
		}
	})
}

// TestProgressByTheRightsOfTheMoment holds that who may not see a scenario any more is not told how far it is.
func TestProgressByTheRightsOfTheMoment(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		c := changer{d, map[string]bool{}}
		given := c.change(t, "grantGive", "", variables{"subject": "jo", "role": "REGIONAL_LEAD", "scope": "region:E12000007", "reason": "appointed"}, "grant { id }")
		jo := d.serve(t, viewer.Viewer{Subject: "jo"})
		id := scenario(t, jo, "Theirs", simulated)
		watch := jo.follow(t, progressOf, variables{"id": id})
		if p, refused := watch.progress(); p.State != "IDLE" {
			t.Fatalf("at first: %+v %s", p, refused)
		}
		c.change(t, "grantRevoke", at(t, given, "grant", "id").(string), variables{"expectedVersion": 1, "reason": "has left"}, "grant { id }")
		well(t, d.as(t, london), "Compute", id, "")
		if p, refused := watch.progress(); refused != "FORBIDDEN" {
			t.Errorf("who is no lead any more is told %+v %s", p, refused)
		}
		watch.over()
	})
}
