package planning

import (
	"context"
	"errors"
	"sync"
	"time"

	"waymark/domain/fault"
	"waymark/domain/viewer"
	"waymark/store"
)

// JobState is how long work stands.
type JobState string

// The states.
const (
	JobIdle      JobState = "IDLE"      // nobody works on it
	JobRunning   JobState = "RUNNING"   // somebody does
	JobDone      JobState = "DONE"      // it was done, and its change is committed
	JobFailed    JobState = "FAILED"    // it was refused or failed, or its process is gone; nothing was changed
	JobCancelled JobState = "CANCELLED" // somebody cancelled it; nothing was changed
)

// Progress is how far long work is.
type Progress struct {
	Key     string   `json:"key"`     // what it is about: the id of a scenario, or what else its mutation says
	Kind    string   `json:"kind"`    // the mutation
	Subject string   `json:"subject"` // who started it
	Done    int64    `json:"done"`    // never falls while it runs
	Total   int64    `json:"total"`   // what done comes to in the end; 0 when nobody works on it
	State   JobState `json:"state"`
}

// jobs knows of the long work under way in this process and, on PostgreSQL, in all others on the same database. Nothing of it is in
// the database, so that it is told and cancelled while a transaction holds all else up.
type jobs struct {
	store *store.Store
	name  string // tells this process from others

	tuning sync.Once
	tuned  <-chan struct{} // closed once others are heard
	deaf   error           // why they never will be

	mutex     sync.Mutex
	running   map[string]*job               // of this process, by id
	finished  []remark                      // of this process, the newest last
	elsewhere map[string]heard              // of other processes, by id
	watches   map[string]map[*JobWatch]bool // by key
}

func newJobs(s *store.Store) *jobs {
	return &jobs{store: s, name: newID("prc"), running: map[string]*job{}, elsewhere: map[string]heard{}, watches: map[string]map[*JobWatch]bool{}}
}

const (
	often     = time.Second / 5 // between looks at how far work is
	heartbeat = time.Second     // between words to other processes about work that does not move
	silent    = 3 * heartbeat   // after which a process is asked whether it still works
	gone      = 3 * silent      // after which it is taken to be gone
	ends      = 100             // of work that are told to who asks
)

// job is long work of this process.
type job struct {
	jobs   *jobs
	id     string // grows with the time when it began
	cancel context.CancelCauseFunc
	over   chan struct{} // closed at its end
	asked  chan struct{} // holds a token when another process wants to know of it
	now    Progress      // guarded by the mutex of jobs
}

// errCancelled is why the context of work ends that somebody has cancelled.
var errCancelled = errors.New("cancelled")

// begin notes that long work on a key begins, by a mutation (kind) and the viewer of the context, who may do it. It is to run in the
// context that is given, which ends when somebody cancels the key, and to end with finish. Total is what its progress comes to.
func (j *jobs) begin(ctx context.Context, kind, key string, total int64) (context.Context, *job) {
	who, _ := viewer.From(ctx)
	ctx, cancel := context.WithCancelCause(ctx)
	w := &job{jobs: j, id: newID("job"), cancel: cancel, over: make(chan struct{}), asked: make(chan struct{}, 1),
		now: Progress{Key: key, Kind: kind, Subject: who.Subject, Total: total, State: JobRunning}}
	j.mutex.Lock()
	j.running[w.id] = w
	j.wake(key)
	j.mutex.Unlock()
	go w.speak()
	return ctx, w
}

// advance notes how far the work is. It costs nothing to call it often.
func (w *job) advance(done int64) {
	if w == nil {
		return
	}
	w.jobs.mutex.Lock()
	defer w.jobs.mutex.Unlock()
	w.now.Done = max(w.now.Done, min(done, w.now.Total))
}

// finish notes what came of the work and gives what its caller is told: CANCELLED when somebody cancelled it in time, else the error
// as it is. Nothing happens to work that has not begun (nil).
func (w *job) finish(ctx context.Context, err error) error {
	if w == nil {
		return err
	}
	cancelled := err != nil && errors.Is(context.Cause(ctx), errCancelled)
	w.jobs.mutex.Lock()
	switch {
	case err == nil:
		w.now.State, w.now.Done = JobDone, w.now.Total
	case cancelled:
		w.now.State = JobCancelled
	default:
		w.now.State = JobFailed
	}
	w.jobs.settle(w)
	w.jobs.mutex.Unlock()
	w.cancel(nil)
	close(w.over)
	if cancelled {
		return fault.New(fault.Cancelled, "", "it was cancelled, and nothing was changed")
	}
	return err
}

// settle moves work of this process to what is finished, and ends the watches that saw its key. Its caller holds the mutex.
func (j *jobs) settle(w *job) {
	delete(j.running, w.id)
	if len(j.finished) == ends {
		j.finished = j.finished[1:]
	}
	j.finished = append(j.finished, remark{From: j.name, ID: w.id, Progress: w.now})
	j.ended(w.now)
}

// cancel ends all work on a key, in every process. Whether there was any is not told. It is UNAVAILABLE when others cannot be told.
func (j *jobs) cancel(ctx context.Context, key string) error {
	j.stop(key)
	return j.say(ctx, remark{From: j.name, Cancel: key})
}

// stop ends the work of this process on a key.
func (j *jobs) stop(key string) {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	for _, w := range j.running {
		if w.now.Key == key {
			w.cancel(errCancelled)
		}
	}
}

// present gives how the work on a key stands: of several, that which began first. Its caller holds the mutex.
func (j *jobs) present(key string) Progress {
	now, first := Progress{Key: key, State: JobIdle}, ""
	for id, w := range j.running {
		if w.now.Key == key && (first == "" || id < first) {
			now, first = w.now, id
		}
	}
	for id, h := range j.elsewhere {
		if h.now.Key == key && (first == "" || id < first) {
			now, first = h.now, id
		}
	}
	return now
}

// ended tells who watches a key that work on it has ended, unless more is under way. Its caller holds the mutex.
func (j *jobs) ended(last Progress) {
	if j.present(last.Key).State == JobRunning {
		return
	}
	for w := range j.watches[last.Key] {
		if w.last == nil {
			w.last = &last
		}
	}
	j.wake(last.Key)
}

// wake has who watches a key look at it. Its caller holds the mutex.
func (j *jobs) wake(key string) {
	for w := range j.watches[key] {
		select {
		case w.changed <- struct{}{}:
		default: // they will look anyway
		}
	}
}
