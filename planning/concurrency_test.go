package planning_test

import (
	"sync"
	"testing"

	"waymark/domain/programme"
	"waymark/planning"
)

func TestTwoFillsOfOnePostAtOnce(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		other := open(w.T, w.db) // as another process would
		w.graph()
		other.graph()
		ann, bob, north := w.person("Ann"), w.person("Bob"), w.district("north").ID
		for round := range 5 {
			on := day("2009-03-02").AddDays(round)
			post := w.done(w.PostCreate(w.ctx, planning.PostCreateInput{Grade: "BAND_D", Role: programme.DistrictCoordinator, Home: north,
				FTE: number("1"), FundingStream: "A", FundedFrom: on, FundedTo: new(on.AddDays(1))})).ID
			var errs [2]error
			var both sync.WaitGroup
			for i, s := range []*planning.Service{w.Service, other.Service} {
				both.Go(func() {
					_, errs[i] = s.PostFill(w.ctx, post, planning.PostFillInput{ExpectedVersion: 1, From: on, Coordinator: []string{ann, bob}[i]})
				})
			}
			both.Wait()
			if (errs[0] == nil) == (errs[1] == nil) {
				w.Fatalf("of two fills both or none won: %v", errs)
			}
			for _, err := range errs {
				if err != nil {
					w.refused(planning.Outcome{}, err)("CONFLICT input.expectedVersion: you read version 1 and it is now at version 2")
				}
			}
			if p, _ := programme.Lookup[*programme.Post](w.graph(), post); len(p.AllHoldings()) != 1 {
				w.Fatalf("holdings %+v", p.AllHoldings())
			}
		}
	})
}

func TestManyWritersAtOnce(t *testing.T) {
	inWorld(t, &england, func(w *world) {
		processes := []*world{w, open(w.T, w.db)}
		start := w.graph().Revision()
		var posts []*programme.Post
		for _, p := range w.graph().AllPosts() {
			if p.State(day("2011-03-31")) == programme.Filled && len(posts) < 16 {
				posts = append(posts, p)
			}
		}
		errs := make([]error, len(posts))
		var all sync.WaitGroup
		for i, p := range posts {
			all.Go(func() {
				_, errs[i] = processes[i%2].PostVacate(w.ctx, p.ID, planning.PostVacateInput{ExpectedVersion: p.Version, On: day("2011-03-01"),
					Reason: programme.Retired, Coordinator: &p.Holdings(day("2011-03-31"))[0].CoordinatorID})
			})
		}
		all.Wait()
		for i, err := range errs {
			if err != nil {
				w.Errorf("%s: %v", posts[i].Code, err)
			}
		}
		if end := w.graph().Revision(); len(posts) != 16 || end != start+16 {
			w.Errorf("%d changes took the revision from %d to %d", len(posts), start, end)
		}
	})
}
