package planning

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"waymark/store"
)

// remark is what processes tell one another of long work. Exactly one of ID, Ask and Cancel is set.
type remark struct {
	From     string   `json:"from"`             // the process
	ID       string   `json:"id,omitempty"`     // of work, whose progress this is
	Ask      string   `json:"ask,omitempty"`    // the key that somebody wants to know about
	Cancel   string   `json:"cancel,omitempty"` // the key of work that is to end
	Progress Progress `json:"progress,omitzero"`
}

// heard is work of another process, as it was told last.
type heard struct {
	now Progress
	at  time.Time
}

// others tells whether there may be other processes that can be heard.
func (j *jobs) others() bool { return j.store.Engine() == store.Postgres }

// tune begins to listen to other processes, and gives what is closed once they are heard.
func (j *jobs) tune() (<-chan struct{}, error) {
	j.tuning.Do(func() { j.tuned, j.deaf = j.store.Overhear(j.hear) })
	return j.tuned, j.deaf
}

// say tells all processes.
func (j *jobs) say(ctx context.Context, r remark) error {
	if !j.others() {
		return nil
	}
	text, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("say of work: %w", err)
	}
	return j.store.Say(ctx, string(text))
}

// mention tells all processes if the database can be reached soon; else they hear of it another time.
func (j *jobs) mention(r remark) {
	ctx, cancel := context.WithTimeout(context.Background(), heartbeat)
	defer cancel()
	_ = j.say(ctx, r)
}

// speak tells of the work until it has ended: who watches in this process as often as it moves, and other processes, too, once
// they can be heard, so that whoever has heard that it runs can cancel it.
func (w *job) speak() {
	j := w.jobs
	tuned, err := j.tune()
	if err != nil {
		tuned = nil // the store is closing, and nobody is to be told
	}
	tick := time.NewTicker(often)
	defer tick.Stop()
	var said Progress
	var at time.Time
	heard := false
	for {
		j.mutex.Lock()
		now := w.now
		j.wake(now.Key)
		j.mutex.Unlock()
		if heard && (now != said || time.Since(at) >= heartbeat) {
			said, at = now, time.Now()
			j.mention(remark{From: j.name, ID: w.id, Progress: now})
		}
		if now.State != JobRunning {
			return
		}
		select {
		case <-tuned:
			tuned, heard = nil, true
		case <-w.asked:
			at = time.Time{}
		case <-w.over:
		case <-tick.C:
		}
	}
}

// hear takes up what a process says.
func (j *jobs) hear(text string) {
	var r remark
	if json.Unmarshal([]byte(text), &r) != nil { // of another version, or nobody's
		return
	}
	switch {
	case r.Ask != "":
		j.answer(r.Ask, r.From == j.name)
	case r.From == j.name:
	case r.Cancel != "":
		j.stop(r.Cancel)
	case r.ID != "":
		j.note(r)
	}
}

// note keeps what another process says of its work. An end of what was not known to run is of the past.
func (j *jobs) note(r remark) {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	j.bury()
	_, known := j.elsewhere[r.ID]
	switch {
	case r.Progress.State == JobRunning:
		j.elsewhere[r.ID] = heard{r.Progress, time.Now()}
		j.wake(r.Progress.Key)
	case known:
		delete(j.elsewhere, r.ID)
		j.ended(r.Progress)
	}
}

// answer tells who asks how the work of this process on a key stands or ended. The question of one's own tells that one is heard.
func (j *jobs) answer(key string, own bool) {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	if own {
		for w := range j.watches[key] {
			w.answer = true
		}
		j.wake(key)
		return
	}
	for _, w := range j.running {
		if w.now.Key == key {
			select {
			case w.asked <- struct{}{}: // it tells itself, so that its end is the last word
			default:
			}
		}
	}
	var past []remark
	for _, r := range j.finished {
		if r.Progress.Key == key {
			past = append(past, r)
		}
	}
	if len(past) > 0 {
		go func() {
			for _, r := range past {
				j.mention(r)
			}
		}()
	}
}

// bury takes work whose process has said nothing for long to have failed. Its caller holds the mutex.
func (j *jobs) bury() {
	for id, h := range j.elsewhere {
		if time.Since(h.at) > gone {
			delete(j.elsewhere, id)
			h.now.State = JobFailed
			j.ended(h.now)
		}
	}
}

// quiet tells whether another process that works on a key has said nothing for some time. Its caller holds the mutex.
func (j *jobs) quiet(key string) bool {
	for _, h := range j.elsewhere {
		if h.now.Key == key && time.Since(h.at) > silent {
			return true
		}
	}
	return false
}
