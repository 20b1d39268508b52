package planning

import (
	"context"
	"time"
)

// JobWatch watches the work on one key. It is given by the use cases and used by one goroutine.
type JobWatch struct {
	jobs    *jobs
	key     string
	allowed func(context.Context) error
	changed chan struct{} // holds a token when there may be something to see
	last    *Progress     // how the work has ended; guarded by the mutex of jobs
	answer  bool          // whether this process has heard its own question; likewise
}

// grace is how long other processes have to say that they work on something, once they have been asked.
const grace = time.Second / 4

// watch begins to watch a key: nothing that happens after it is missed. Allowed is asked anew before each word whether the viewer may be
// told. The watch must be followed.
func (j *jobs) watch(key string, allowed func(context.Context) error) *JobWatch {
	w := &JobWatch{jobs: j, key: key, allowed: allowed, changed: make(chan struct{}, 1)}
	j.mutex.Lock()
	defer j.mutex.Unlock()
	if j.watches[key] == nil {
		j.watches[key] = map[*JobWatch]bool{}
	}
	j.watches[key][w] = true
	return w
}

// Follow tells how the work stands, and then each change of that which is left to see when tell has returned, until the work has
// ended, tell fails or the context ends; when nobody works on it, until somebody has. It is called once. When the viewer may not be told any
// more it is what the use case says, and UNAVAILABLE when other processes cannot be asked.
func (w *JobWatch) Follow(ctx context.Context, tell func(Progress) error) error {
	j := w.jobs
	defer j.leave(w)
	if err := w.ask(ctx); err != nil {
		return err
	}
	look := time.NewTicker(heartbeat)
	defer look.Stop()
	var told Progress
	for {
		j.mutex.Lock()
		j.bury()
		now, last, quiet := j.present(w.key), w.last, j.quiet(w.key)
		j.mutex.Unlock()
		if last != nil {
			now = *last
		}
		if now != told {
			if err := w.allowed(ctx); err != nil {
				return err
			}
			if err := tell(now); err != nil {
				return err
			}
			told = now
		}
		if last != nil {
			return nil
		}
		if quiet { // its last word may have been missed
			j.mention(remark{From: j.name, Ask: w.key})
		}
		select {
		case <-w.changed:
		case <-look.C:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// ask finds out whether other processes work on the key, unless it is known that somebody does.
func (w *JobWatch) ask(ctx context.Context) error {
	j := w.jobs
	tuned, err := j.tune()
	if err != nil {
		return err
	}
	select {
	case <-tuned:
	case <-ctx.Done():
		return ctx.Err()
	}
	if err := j.say(ctx, remark{From: j.name, Ask: w.key}); err != nil || !j.others() {
		return err
	}
	var over <-chan time.Time // begins once the question has been heard
	for {
		j.mutex.Lock()
		j.bury()
		known, heard := w.last != nil || j.present(w.key).State == JobRunning, w.answer
		j.mutex.Unlock()
		if known {
			return nil
		}
		if heard && over == nil {
			timer := time.NewTimer(grace)
			defer timer.Stop()
			over = timer.C
		}
		select {
		case <-w.changed:
		case <-over:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (j *jobs) leave(w *JobWatch) {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	delete(j.watches[w.key], w)
	if len(j.watches[w.key]) == 0 {
		delete(j.watches, w.key)
	}
}
