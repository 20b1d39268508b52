//go:build unix

package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"waymark/store/storetest"
)

// eventually waits for something that comes about by itself.
func eventually(t testing.TB, what string, is func() bool) {
	t.Helper()
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	limit := time.NewTimer(30 * time.Second)
	defer limit.Stop()
	for !is() {
		select {
		case <-look.C:
		case <-limit.C:
			t.Fatalf("in vain: %s", what)
		}
	}
}

// fleet is a primary with two standbys, of which it waits for the first, and two servers that know them all.
type fleet struct {
	t                 *testing.T
	primary, one, two *storetest.Cluster
	p, q              *process
}

func startFleet(t *testing.T) *fleet {
	t.Helper()
	f := &fleet{t: t, primary: storetest.NewCluster(t)}
	f.one, f.two = f.primary.Standby(t, "one"), f.primary.Standby(t, "two")
	f.primary.Exec("ALTER SYSTEM SET synchronous_standby_names = 'FIRST 1 (one)'")
	f.primary.Exec("SELECT pg_reload_conf()")
	flags := []string{"--database-url", storetest.URLOf(f.primary, f.one), "--read-database-url", f.one.URL(), "--read-database-url", f.two.URL(),
		"--admin-addr", "127.0.0.1:0", "--log-format", "json", "--deadline", "15s", "--subject-requests", "1000000", "--subject-burst", "1000000",
		"--subject-cost", "2000000000"}
	f.p = start(t, append(flags, "--data", t.TempDir())...)
	f.q = start(t, append(flags, "--data", t.TempDir())...)
	for _, p := range f.servers() {
		f.stand(p, "used", "used")
	}
	return f
}

func (f *fleet) servers() []*process { return []*process{f.p, f.q} }

// standing gives what /readyz tells of replicas.
func (p *process) standing() (states []string, lag []int) {
	p.t.Helper()
	res, err := http.Get(strings.TrimSuffix(p.graphql, "graphql") + "readyz")
	if err != nil {
		p.t.Fatal(err)
	}
	defer res.Body.Close()
	var answer struct {
		Replicas []struct {
			State    string
			LagBytes int
		}
	}
	if err := json.NewDecoder(res.Body).Decode(&answer); err != nil {
		p.t.Fatal(err)
	}
	for _, r := range answer.Replicas {
		states, lag = append(states, r.State), append(lag, r.LagBytes)
	}
	return states, lag
}

// stand waits until the replicas stand as they should.
func (f *fleet) stand(p *process, states ...string) {
	f.t.Helper()
	eventually(f.t, fmt.Sprintf("replicas %s", states), func() bool {
		found, _ := p.standing()
		return fmt.Sprint(found) == fmt.Sprint(states)
	})
}

// metric gives one value of what is measured.
func (p *process) metric(name string) float64 {
	p.t.Helper()
	res, err := http.Get(p.admin() + "/metrics")
	if err != nil {
		p.t.Fatal(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	found := regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(name) + ` (\S+)$`).FindSubmatch(text)
	if found == nil {
		p.t.Fatalf("no metric %s", name)
	}
	value, err := strconv.ParseFloat(string(found[1]), 64)
	if err != nil {
		p.t.Fatal(err)
	}
	return value
}

func (p *process) readsAt(c *storetest.Cluster) float64 {
	return p.metric(`waymark_replica_reads_total{replica="` + c.Host() + `"}`)
}

const somebody = `query($id: ID!) { node(id: $id) { ... on Coordinator { name history { nodes { id } } } } }`

// author changes something at one server, until it is acknowledged, and reads it at the other.
func (l *crowd) author(who string, other *crowd) {
	for n := 0; !l.ended(); n++ {
		name := fmt.Sprintf("Synthetic %s %d", who, n)
		var data map[string]any
		for data == nil {
			data = l.send(who, `mutation($name: String!, $key: String!) { coordinatorCreate(input: {name: $name, idempotencyKey: $key}) { coordinator { id } userErrors { message } } }`,
				map[string]any{"name": name, "key": name})
		}
		id, ok := at(data, "coordinatorCreate", "coordinator", "id").(string)
		if !ok {
			l.t.Errorf("%s: %v", name, data)
			continue
		}
		l.mutex.Lock()
		l.written[id] = name
		l.mutex.Unlock()
		for data = nil; data == nil; {
			data = other.send(who, somebody, map[string]any{"id": id})
		}
		if history, _ := at(data, "node", "history", "nodes").([]any); at(data, "node", "name") != name || len(history) != 1 {
			l.t.Errorf("%s was acknowledged, and the next reader is told %v", name, data)
		}
	}
}

// write has authors at both servers until the returned function is called, which wants all that was acknowledged to be there.
func (f *fleet) write(authors int) (here, there *crowd, end func()) {
	here, there = press(f.t, f.p, 0, 0), press(f.t, f.q, 0, 0)
	for i := range authors {
		from, to := here, there
		if i%2 == 1 {
			from, to = there, here
		}
		who := fmt.Sprintf("author %d %d", i, time.Now().UnixNano())
		for _, l := range []*crowd{here, there} {
			l.mutex.Lock()
			l.ok[who] = 0
			l.mutex.Unlock()
		}
		from.all.Go(func() { from.author(who, to) })
	}
	return here, there, func() {
		f.t.Helper()
		here.end()
		there.end()
		for _, l := range []*crowd{here, there} {
			f.t.Logf("%d writes, answers %v, unavailable %v", len(l.written), l.ok, l.away)
			for id, name := range l.written {
				for _, p := range f.servers() {
					if got := at(p.ask(somebody, map[string]any{"id": id}), "node", "name"); got != name {
						f.t.Errorf("%s was acknowledged, and is now %v", name, got)
					}
				}
			}
		}
	}
}

// never wants no answer to have been UNAVAILABLE.
func (l *crowd) never(what string) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if len(l.away) > 0 {
		l.t.Errorf("%s: unavailable %v", what, l.away)
	}
}

// missed counts the answers that were.
func (l *crowd) missed() (n int) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	for _, times := range l.away {
		n += times
	}
	return n
}

// Two servers read at two standbys, one of which stops replaying, stops and comes back, until the primary is lost and the other takes its place.
func TestReplicas(t *testing.T) {
	f := startFleet(t)
	here, there, end := f.write(4)
	heard := follow(here)
	here.everyone(here.ok, 10)
	there.everyone(there.ok, 10)
	for _, p := range f.servers() {
		for _, c := range []*storetest.Cluster{f.one, f.two} {
			if p.readsAt(c) == 0 {
				t.Errorf("a server reads nothing at a replica")
			}
		}
	}

	// Neither replays what it gets.
	for _, c := range []*storetest.Cluster{f.one, f.two} {
		c.Exec("SELECT pg_wal_replay_pause()")
	}
	here.everyone(here.ok, 10)
	there.everyone(there.ok, 10)
	for _, p := range f.servers() {
		f.stand(p, "behind", "behind")
		eventually(t, "lag", func() bool { _, lag := p.standing(); return lag[0] > 0 && lag[1] > 0 })
		if p.metric("waymark_replica_missed_total") == 0 {
			t.Error("the primary answered nothing")
		}
	}
	for _, c := range []*storetest.Cluster{f.one, f.two} {
		c.Exec("SELECT pg_wal_replay_resume()")
	}
	for _, p := range f.servers() {
		f.stand(p, "used", "used")
	}

	// One is away for a while, and then says nothing for a while.
	f.two.Kill()
	here.everyone(here.ok, 10)
	there.everyone(there.ok, 10)
	for _, p := range f.servers() {
		f.stand(p, "used", "down")
	}
	f.two.Start()
	for _, p := range f.servers() {
		f.stand(p, "used", "used")
	}
	f.two.Freeze()
	for _, p := range f.servers() {
		f.stand(p, "used", "down")
	}
	f.two.Thaw()
	for _, p := range f.servers() {
		f.stand(p, "used", "used")
		before := p.readsAt(f.two)
		eventually(t, "readings at the replica that came back", func() bool { return p.readsAt(f.two) > before })
	}
	here.never("with the primary there")
	there.never("with the primary there")

	// The primary is lost, and the standby that it waited for takes its place.
	f.primary.Kill()
	eventually(t, "an answer that the database is away", func() bool { return here.missed()+there.missed() > 0 })
	f.one.Promote()
	here.everyone(here.ok, 10)
	there.everyone(there.ok, 10)
	for _, p := range f.servers() {
		f.stand(p, "promoted", "behind")
	}
	f.two.Follow(f.one)
	for _, p := range f.servers() {
		f.stand(p, "promoted", "used")
	}

	// What is left of the old one comes back, as if nothing had been.
	f.primary.Start()
	count := `SELECT number::int FROM revisions`
	was := f.primary.Count(count)
	here.everyone(here.ok, 10)
	there.everyone(there.ok, 10)
	if is := f.primary.Count(count); is != was {
		t.Errorf("the server that was replaced went from %d to %d", was, is)
	}
	end()
	heard.wait()
	for _, p := range f.servers() {
		p.stop()
		if log := p.log.String(); strings.Contains(log, `"ERROR"`) || strings.Contains(log, "panic") || strings.Contains(log, f.primary.Password()) {
			t.Errorf("there are defects in the log:\n%s", log[:min(len(log), 4000)])
		}
	}
}
