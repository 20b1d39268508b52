package apportion

import (
	"context"
	"sync"
	"sync/atomic"
)

// simulate shares the draws among workers in small blocks. What each of them counts are whole numbers, so it does not
// matter who draws what.
func (d *drawing) simulate(ctx context.Context, problem Problem, methods []Method, into []*tally) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	pairs := (d.draws + 1) / 2
	block := max(1, 4096/max(1, len(d.place)))
	var (
		next    atomic.Int64
		workers sync.WaitGroup
		mutex   sync.Mutex
		done    int
	)
	for range min(d.workers, (pairs+block-1)/block) {
		workers.Go(func() {
			w, err := d.newWorker(problem, methods, into)
			for err == nil && ctx.Err() == nil {
				from := int(next.Add(int64(block))) - block
				if from >= pairs {
					break
				}
				to := min(from+block, pairs)
				if err = w.block(from, to); err == nil && d.progress != nil {
					mutex.Lock()
					done += min(2*to, d.draws) - 2*from
					d.progress(done)
					mutex.Unlock()
				}
			}
			if err != nil {
				stop(err)
				return
			}
			mutex.Lock()
			defer mutex.Unlock()
			for m, t := range w.tallies {
				into[m].merge(t)
			}
		})
	}
	workers.Wait()
	return context.Cause(ctx)
}

// worker is what one goroutine needs to draw.
type worker struct {
	drawing    *drawing
	pen        *pen
	allocators []*allocator
	tallies    []*tally
	posts      [][]int64
}

func (d *drawing) newWorker(problem Problem, methods []Method, like []*tally) (*worker, error) {
	w := &worker{drawing: d, pen: d.newPen(), posts: make([][]int64, len(methods))}
	for m, method := range methods {
		problem.Method = method
		a, err := newAllocator(problem)
		if err != nil {
			return nil, err
		}
		w.allocators = append(w.allocators, a)
		w.tallies = append(w.tallies, like[m].empty(len(methods)))
	}
	return w, nil
}

// block draws and counts the pairs of draws from one up to, and without, another.
func (w *worker) block(from, to int) error {
	for pair := from; pair < to; pair++ {
		w.drawing.draw(w.pen, uint64(pair))
		for which := range min(2, w.drawing.draws-2*pair) {
			needs := w.drawing.compose(w.pen, which)
			for m, a := range w.allocators {
				posts, err := a.solve(needs)
				if err != nil {
					return err
				}
				w.posts[m] = posts
				w.tallies[m].count(posts)
				for other := range m {
					if !same(posts, w.posts[other]) {
						w.tallies[m].differ[other]++
						w.tallies[other].differ[m]++
					}
				}
			}
		}
	}
	return nil
}

func same(a, b []int64) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// nearby is how many numbers of posts around the point answer are counted in a row; others in a map.
const nearby = 64

// histogram counts how often a claimant got each number of posts.
type histogram struct {
	from int64
	near []int32 // of from, from+1, ...
	far  map[int64]int32
}

func (h *histogram) add(posts int64, times int32) {
	if k := posts - h.from; k >= 0 && k < nearby {
		h.near[k] += times
		return
	}
	if h.far == nil {
		h.far = map[int64]int32{}
	}
	h.far[posts] += times
}

// tally is what is counted of the draws by one method.
type tally struct {
	simulation     Simulation
	needs          *NeedTable
	claimants      []Claimant
	point          []int64
	counts         []histogram
	same           int64 // draws in which nobody's number changes
	changed        int64 // claimants whose number does, over all draws
	changedSquares int64 // and the squares of how many there are in each draw
	moved          int64 // posts that go elsewhere, over all draws
	differ         []int64
}

func newTally(s Simulation, needs *NeedTable, claimants []Claimant, point []int64) *tally {
	t := &tally{simulation: s, needs: needs, claimants: claimants, point: append([]int64(nil), point...)}
	return t.withCounts()
}

func (t *tally) withCounts() *tally {
	near := make([]int32, nearby*len(t.point))
	t.counts = make([]histogram, len(t.point))
	for i, posts := range t.point {
		t.counts[i] = histogram{from: max(0, posts-nearby/2), near: near[i*nearby : (i+1)*nearby]}
	}
	return t
}

// empty gives a tally of the same answer that has counted nothing, beside so many methods.
func (t *tally) empty(methods int) *tally {
	e := &tally{point: t.point, differ: make([]int64, methods)}
	return e.withCounts()
}

func (t *tally) count(posts []int64) {
	var changed int64
	for i, k := range posts {
		t.counts[i].add(k, 1)
		if off := k - t.point[i]; off != 0 {
			changed++
			t.moved += max(0, off)
		}
	}
	if changed == 0 {
		t.same++
	}
	t.changed += changed
	t.changedSquares += changed * changed
}

func (t *tally) merge(o *tally) {
	for i := range o.counts {
		h := &o.counts[i]
		for k, times := range h.near {
			if times > 0 {
				t.counts[i].add(h.from+int64(k), times)
			}
		}
		for posts, times := range h.far {
			t.counts[i].add(posts, times)
		}
	}
	t.same += o.same
	t.changed += o.changed
	t.changedSquares += o.changedSquares
	t.moved += o.moved
	if t.differ == nil {
		t.differ = make([]int64, len(o.differ))
	}
	for m, n := range o.differ {
		t.differ[m] += n
	}
}
