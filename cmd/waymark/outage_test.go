//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"

	"waymark/store/storetest"
)

// crowd is what readers and writers do to a server, each one request after the other, while its database comes and goes.
type crowd struct {
	t *testing.T
	p *process

	mutex   sync.Mutex
	changed *sync.Cond
	over    bool
	ok      map[string]int    // answers, by client
	away    map[string]int    // UNAVAILABLE, by client
	written map[string]string // names that were acknowledged, by id
	all     sync.WaitGroup
}

func press(t *testing.T, p *process, readers, writers int) *crowd {
	l := &crowd{t: t, p: p, ok: map[string]int{}, away: map[string]int{}, written: map[string]string{}}
	l.changed = sync.NewCond(&l.mutex)
	clients := func(kind string, n int, do func(string)) {
		for i := range n {
			who := fmt.Sprintf("%s %d", kind, i)
			l.ok[who] = 0
			l.all.Go(func() { do(who) })
		}
	}
	l.mutex.Lock()
	defer l.mutex.Unlock()
	clients("reader", readers, l.read)
	clients("writer", writers, l.write)
	return l
}

func (l *crowd) read(who string) {
	for !l.ended() {
		l.send(who, `{ coverage { districts } coordinators { totalCount } }`, nil)
	}
}

// write creates people, and repeats each with the same key until it is acknowledged.
func (l *crowd) write(who string) {
	for n := 0; !l.ended(); n++ {
		name := fmt.Sprintf("Synthetic %s %d", who, n)
		for {
			data := l.send(who, `mutation($name: String!, $key: String!) { coordinatorCreate(input: {name: $name, idempotencyKey: $key}) { coordinator { id } userErrors { message } } }`,
				map[string]any{"name": name, "key": name})
			if data == nil {
				continue
			}
			id, ok := at(data, "coordinatorCreate", "coordinator", "id").(string)
			if !ok {
				l.t.Errorf("%s: %v", name, data)
			}
			l.mutex.Lock()
			l.written[id] = name
			l.mutex.Unlock()
			break
		}
	}
}

// words that would be the driver's or the system's.
var words = regexp.MustCompile(`(?i)pq|sql|postgres|dial|tcp|refused|reset|EOF|broken pipe|127\.0\.0\.1|starting up|shutting down|terminating|bad connection|context`)

// send gives the data of an answer, or nil when the database was away. Any other error fails the test.
func (l *crowd) send(who, query string, variables map[string]any) map[string]any {
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		l.t.Error(err)
	}
	r, err := http.NewRequestWithContext(l.t.Context(), http.MethodPost, l.p.graphql, bytes.NewReader(body))
	if err != nil {
		l.t.Error(err)
		return nil
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+l.p.token)
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		l.t.Errorf("%s: %v", who, err)
		return nil
	}
	defer res.Body.Close()
	var answer struct {
		Data   map[string]any
		Errors []struct {
			Message    string
			Extensions struct{ Code string }
		}
	}
	if err := json.NewDecoder(res.Body).Decode(&answer); err != nil {
		l.t.Errorf("%s: %v", who, err)
	}
	for _, e := range answer.Errors {
		if e.Extensions.Code != "UNAVAILABLE" || words.MatchString(e.Message) {
			l.t.Errorf("%s is told %s: %s", who, e.Extensions.Code, e.Message)
		}
	}
	l.mutex.Lock()
	defer l.mutex.Unlock()
	defer l.changed.Broadcast()
	if len(answer.Errors) > 0 {
		l.away[who]++
		return nil
	}
	l.ok[who]++
	return answer.Data
}

func (l *crowd) ended() bool {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.over
}

// everyone waits until each client has had some more of the answers that are counted.
func (l *crowd) everyone(counts map[string]int, more int) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	before := map[string]int{}
	for who := range l.ok {
		before[who] = counts[who]
	}
	for {
		waiting := false
		for who, n := range before {
			waiting = waiting || counts[who] < n+more
		}
		if !waiting {
			return
		}
		l.changed.Wait()
	}
}

func (l *crowd) end() {
	l.mutex.Lock()
	l.over = true
	l.mutex.Unlock()
	l.all.Wait()
}

func (p *process) ready() int {
	p.t.Helper()
	res, err := http.Get(strings.TrimSuffix(p.graphql, "graphql") + "readyz")
	if err != nil {
		p.t.Fatal(err)
	}
	res.Body.Close()
	return res.StatusCode
}

// The database is killed and comes back, and then it is frozen and goes on, while clients read and write.
func TestTheDatabaseGoesAwayUnderLoad(t *testing.T) {
	cluster := storetest.NewCluster(t)
	p := start(t, "--database-url", cluster.URL(), "--today", "2009-05-11", "--deadline", "1s", "--demo", "--data", t.TempDir(),
		"--subject-requests", "1000000", "--subject-burst", "1000000", "--subject-cost", "2000000000")
	before := at(p.ask(`{ coordinators { totalCount } }`, nil), "coordinators", "totalCount").(float64)
	l := press(t, p, 4, 4)
	f := follow(l)
	l.everyone(l.ok, 10)

	for range 2 {
		cluster.Kill()
		l.everyone(l.away, 2)
		if status := p.ready(); status != 503 {
			t.Errorf("readyz without a database: %d", status)
		}
		cluster.Start()
		l.everyone(l.ok, 10)
		if status := p.ready(); status != 200 {
			t.Errorf("readyz with the database back: %d", status)
		}
	}

	cluster.Freeze()
	l.everyone(l.away, 2)
	if status := p.ready(); status != 503 {
		t.Errorf("readyz with a frozen database: %d", status)
	}
	cluster.Thaw()
	l.everyone(l.ok, 10)

	l.end()
	f.wait()
	people := p.ask(`{ coordinators { totalCount } }`, nil)
	if n := at(people, "coordinators", "totalCount"); n != before+float64(len(l.written)) {
		t.Errorf("%d writes were acknowledged and there are %v people", len(l.written), n)
	}
	for id, name := range l.written {
		data := p.ask(`query($id: ID!) { node(id: $id) { ... on Coordinator { name } } }`, map[string]any{"id": id})
		if at(data, "node", "name") != name {
			t.Errorf("%s (%s) was acknowledged and is lost", name, id)
		}
	}
	t.Logf("%d writes; answers %v, unavailable %v", len(l.written), l.ok, l.away)
	p.stop()
	if log := p.log.String(); strings.Contains(log, "level=ERROR") || strings.Contains(log, "panic") {
		t.Errorf("there are defects in the log:\n%s", log[:min(len(log), 4000)])
	}
}
