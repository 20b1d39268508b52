package planning_test

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"waymark/domain/programme"
	"waymark/domain/viewer"
	"waymark/planning"
	"waymark/store"
	"waymark/store/storetest"
)

func TestGraphIsFresh(t *testing.T) {
	small.Run(t, func(t *testing.T, db storetest.Database) {
		var statements atomic.Int64
		db.Config.Observe = func(string) { statements.Add(1) }
		reader := open(t, db)
		db.Config.Observe = nil
		writer := open(t, db)
		first := reader.graph()
		loading := statements.Swap(0)
		for range 3 {
			if again := reader.graph(); again != first {
				t.Error("the graph was built again")
			}
		}
		if n := statements.Swap(0); n != 3 {
			t.Errorf("three looks took %d statements, want 3", n)
		}
		for i := range 3 {
			name := fmt.Sprintf("New %d", i)
			writer.done(writer.CoordinatorCreate(writer.ctx, planning.CoordinatorCreateInput{Name: name}))
			reader.person(name) // is there at once
		}
		if n := statements.Load(); n > 3*(loading+2) {
			t.Errorf("three changes took %d statements to see, and the first look %d", n, loading)
		}
	})
}

func TestGraphForReadersAtOnce(t *testing.T) {
	small.Run(t, func(t *testing.T, db storetest.Database) {
		var statements atomic.Int64
		db.Config.Observe = func(string) { statements.Add(1) }
		w := open(t, db)
		graphs := make([]*programme.Graph, 32)
		var all sync.WaitGroup
		for i := range graphs {
			all.Go(func() { graphs[i], _ = w.Graph(w.ctx) })
		}
		all.Wait()
		for _, g := range graphs {
			if g == nil || g != graphs[0] {
				t.Fatal("readers at once do not share one graph")
			}
		}
	})
}

func TestSeed(t *testing.T) {
	england.Run(t, func(t *testing.T, db storetest.Database) {
		w := open(t, db)
		revision, all := w.graph().Revision(), func() programme.Records {
			r, err := demonstration()
			if err != nil {
				t.Fatal(err)
			}
			return r
		}
		for _, ctx := range []viewer.Viewer{operator, viewer.Anonymous()} {
			if n, err := w.Seed(viewer.With(t.Context(), ctx), all()); n != 0 || err != nil {
				t.Errorf("seeding again made %d, %v", n, err)
			}
		}
		if now := w.graph().Revision(); now != revision {
			t.Errorf("seeding nothing took the revision from %d to %d", revision, now)
		}
	})
	new(storetest.Template).Run(t, func(t *testing.T, db storetest.Database) {
		w := open(t, db)
		all := func() programme.Records {
			r, err := demonstration()
			if err != nil {
				t.Fatal(err)
			}
			return r
		}
		_, err := w.Seed(viewer.With(t.Context(), viewer.Anonymous()), all())
		w.refused(planning.Outcome{}, err)("FORBIDDEN : you may not change anything")
		var counts [3]int
		errs := make([]error, 3)
		var together sync.WaitGroup
		for i, s := range []*world{w, open(t, db), open(t, db)} {
			records := all()
			together.Go(func() { counts[i], errs[i] = s.Seed(w.ctx, records) })
		}
		together.Wait()
		if want := all().Count(); counts[0]+counts[1]+counts[2] != want || errs[0] != nil || errs[1] != nil || errs[2] != nil {
			t.Errorf("three at once made %v records of %d, %v", counts, want, errs)
		}
	})
}

func TestAClosedDatabaseIsUnavailable(t *testing.T) {
	small.Run(t, func(t *testing.T, db storetest.Database) {
		s, err := store.Open(db.Config)
		if err != nil {
			t.Fatal(err)
		}
		w := &world{T: t, Service: planning.New(s, today), ctx: viewer.With(t.Context(), operator), db: db, store: s}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		_, err = w.Graph(w.ctx)
		w.refused(planning.Outcome{}, err)("UNAVAILABLE : the database cannot answer now; try again")
		w.refused(w.CoordinatorCreate(w.ctx, planning.CoordinatorCreateInput{Name: "A"}))("UNAVAILABLE : the database cannot answer now")
	})
}
