//go:build unix

package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

// follower subscribes to the new people that a crowd writes, and subscribes again after the last one whenever its stream ends.
type follower struct {
	*crowd
	told    map[string]bool // ids of people
	last    int64           // of the changes
	streams int
	stop    context.CancelFunc
}

func follow(l *crowd) *follower {
	ctx, stop := context.WithCancel(l.t.Context())
	f := &follower{crowd: l, told: map[string]bool{}, stop: stop}
	l.t.Cleanup(stop)
	go func() {
		for ctx.Err() == nil {
			f.stream(ctx)
		}
	}()
	return f
}

const newPeople = `subscription($after: ID) { changes(after: $after, types: [COORDINATOR_CREATED]) { id operation node { id } } }`

// stream follows until the stream ends, for whatever reason.
func (f *follower) stream(ctx context.Context) {
	f.mutex.Lock()
	f.streams++
	after := fmt.Sprintf("aud_%d", f.last)
	f.mutex.Unlock()
	body, err := json.Marshal(map[string]any{"query": newPeople, "variables": map[string]any{"after": after}})
	if err != nil {
		f.t.Error(err)
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, f.p.graphql, bytes.NewReader(body))
	if err != nil {
		f.t.Error(err)
		return
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "text/event-stream")
	r.Header.Set("Authorization", "Bearer "+f.p.token)
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return // the test is over
	}
	defer res.Body.Close()
	for lines := bufio.NewScanner(res.Body); lines.Scan(); {
		if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok && data != "" {
			f.hear([]byte(data))
		}
	}
}

// hear takes one event: a change that comes after the last one, or that the database is away.
func (f *follower) hear(data []byte) {
	var event struct {
		Data struct {
			Changes struct {
				ID, Operation string
				Node          struct{ ID string }
			}
		}
		Errors []struct{ Extensions struct{ Code string } }
	}
	if err := json.Unmarshal(data, &event); err != nil {
		f.t.Errorf("told %s: %v", data, err)
	}
	f.mutex.Lock()
	defer f.mutex.Unlock()
	defer f.changed.Broadcast()
	if len(event.Errors) > 0 {
		if event.Errors[0].Extensions.Code != "UNAVAILABLE" {
			f.t.Errorf("the follower is told %s", data)
		}
		return
	}
	var id int64
	if _, err := fmt.Sscanf(event.Data.Changes.ID, "aud_%d", &id); err != nil || id <= f.last {
		f.t.Errorf("after %d comes %s", f.last, event.Data.Changes.ID)
	}
	f.last = id
	if event.Data.Changes.Operation == "coordinatorCreate" {
		f.told[event.Data.Changes.Node.ID] = true
	}
}

// wait returns when everybody who was acknowledged has been told of. A stream ends with an outage if it reads while the database is away,
// and otherwise lives through it: either is right, as long as nobody is missed.
func (f *follower) wait() {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	for {
		missing := 0
		for id := range f.written {
			if !f.told[id] {
				missing++
			}
		}
		if missing == 0 {
			break
		}
		f.changed.Wait()
	}
	f.stop()
	f.t.Logf("told of %d in %d streams", len(f.told), f.streams)
}
