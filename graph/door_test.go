package graph_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/99designs/gqlgen/graphql/executor"

	"waymark/dataset"
	"waymark/domain/calendar"
	"waymark/domain/viewer"
	"waymark/graph"
	"waymark/planning"
	"waymark/server"
	"waymark/store"
	"waymark/store/storetest"
)

// england is the demonstration: the real figures of 2009 and the synthetic people and offices beside them.
var england = storetest.Template{Prepare: func(ctx context.Context, s *store.Store) error {
	reference, err := dataset.Reference()
	if err != nil {
		return err
	}
	demo, err := dataset.Demo(reference)
	if err != nil {
		return err
	}
	figures, err := dataset.ReferenceFigures()
	if err != nil {
		return err
	}
	invented, err := dataset.DemoFigures(reference, demo)
	if err != nil {
		return err
	}
	all, p, ctx := reference.With(demo), planning.New(s, today), viewer.With(ctx, operator)
	if _, err := p.Seed(ctx, all); err != nil {
		return err
	}
	if _, err := p.SeedFigures(ctx, append(figures, invented...)); err != nil {
		return err
	}
	_, err = dataset.SeedDocuments(ctx, p, all)
	return err
}}

// plenty lets a test ask as often as it likes.
var plenty = server.Rates{
	Subject: server.Allowance{Requests: 1e9, Burst: 1e9, Cost: 1e9, Parallel: 1e9}, Address: server.Allowance{Requests: 1e9, Burst: 1e9, Cost: 1e9, Parallel: 1e9}, Parallel: 1e9,
}

// today is the planning date of every test.
func today() calendar.Date { return calendar.MustParse("2009-04-30") }

// door is the whole service on a database of the test's own, as its clients meet it: by HTTP.
type door struct {
	db        storetest.Database
	operator  client // on the machine itself
	anonymous client // anybody else
	exec      *executor.Executor
	export    *graph.Exporter
	store     *store.Store
	sql       *tally
	log       *journal
}

// onEngland runs a test at the door of the demonstration, on both engines. A defect in the log fails the test: whatever is
// asked, the service knows what to say.
func onEngland(t *testing.T, test func(t *testing.T, d *door)) {
	t.Helper()
	england.Run(t, func(t *testing.T, db storetest.Database) { test(t, open(t, db)) })
}

// sweep runs one of the tests that ask of everything, on both engines at once.
func sweep(t *testing.T, test func(t *testing.T, d *door), options ...graph.Option) {
	t.Helper()
	england.RunAtOnce(t, func(t *testing.T, db storetest.Database) { test(t, open(t, db, options...)) })
}

func open(t testing.TB, db storetest.Database, options ...graph.Option) *door {
	t.Helper()
	return openOn(t, db, today, options...)
}

// openOn opens the door on another planning date.
func openOn(t testing.TB, db storetest.Database, today func() calendar.Date, options ...graph.Option) *door {
	t.Helper()
	d := &door{db: db, sql: &tally{}, log: &journal{}}
	db.Config.Observe = d.sql.count
	d.store = db.Open(t)
	log := slog.New(slog.NewJSONHandler(d.log, nil))
	plan := planning.New(d.store, today)
	d.export = graph.NewExporter(plan)
	d.exec = graph.NewExecutor(plan, log, append([]graph.Option{graph.WithIntrospection(graph.Everyone), graph.WithAnswers(32 << 20)}, options...)...)
	d.operator, d.anonymous = d.serve(t, operator), d.serve(t, viewer.Anonymous())
	t.Cleanup(func() {
		if text := d.log.String(); strings.Contains(text, `"level":"ERROR"`) {
			t.Errorf("there are defects in the log:\n%s", text)
		}
	})
	return d
}

// serve opens the door for somebody.
func (d *door) serve(t testing.TB, who viewer.Viewer) client {
	t.Helper()
	s := httptest.NewServer(server.New(d.exec, d.store.Ready, server.Config{Viewer: who, Rates: plenty, Export: d.export.Figures, Print: d.export.Printers()}, slog.New(slog.NewJSONHandler(d.log, nil))))
	t.Cleanup(s.Close)
	return client{s.URL + "/graphql", nil}
}

// again opens another door to the same database, as another process does.
func again(t testing.TB, d *door) *door {
	t.Helper()
	return open(t, d.db)
}

// client sends operations to one address.
type client struct {
	url    string
	header http.Header // in addition to what every request has
}

// reply is what came back.
type reply struct {
	Status int
	Body   []byte
	Data   json.RawMessage
	Errors []refusal
}

// refusal is an error of the answer.
type refusal struct {
	Message    string
	Path       []any
	Extensions struct{ Code, Field, RequestID string }
}

// variables of an operation, by name.
type variables = map[string]any

// send posts an operation and gives whatever comes back, as long as it is a GraphQL answer.
func (c client) send(t testing.TB, query string, values variables) reply {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": values})
	if err != nil {
		t.Fatal(err)
	}
	return c.raw(t, body)
}

func (c client) raw(t testing.TB, body []byte) reply {
	t.Helper()
	r, err := c.try(t.Context(), body)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// try is raw for other goroutines than the test's.
func (c client) try(ctx context.Context, body []byte) (reply, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.url, bytes.NewReader(body))
	if err != nil {
		return reply{}, err
	}
	for name, values := range c.header {
		request.Header[name] = values
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "application/graphql-response+json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return reply{}, err
	}
	defer response.Body.Close()
	var text bytes.Buffer
	if _, err := text.ReadFrom(response.Body); err != nil {
		return reply{}, err
	}
	r := reply{Status: response.StatusCode, Body: text.Bytes()}
	return r, json.Unmarshal(r.Body, &r)
}

// ask gives the data of an answer without errors.
func (c client) ask(t testing.TB, query string, values variables) map[string]any {
	t.Helper()
	r := c.send(t, query, values)
	if r.Status != http.StatusOK || len(r.Errors) > 0 {
		t.Fatalf("%.300s\ngot %d %.1000s", query, r.Status, r.Body)
	}
	var data map[string]any
	if err := json.Unmarshal(r.Data, &data); err != nil {
		t.Fatal(err)
	}
	return data
}

// get asks and gives what stands at a path of names and indexes in the data.
func (c client) get(t testing.TB, query string, path ...any) any {
	t.Helper()
	return at(t, c.ask(t, query, nil), path...)
}

// at follows a path of names and indexes; nothing is missing on the way, but its end may be null.
func at(t testing.TB, value any, path ...any) any {
	t.Helper()
	whole := value
	for _, step := range path {
		ok := false
		switch step := step.(type) {
		case string:
			var m map[string]any
			if m, ok = value.(map[string]any); ok {
				value, ok = m[step]
			}
		case int:
			var l []any
			if l, ok = value.([]any); ok && step < len(l) {
				value = l[step]
			} else {
				ok = false
			}
		}
		if !ok {
			t.Fatalf("no %v of %v in %.1000v", step, path, whole)
		}
	}
	return value
}

// golden holds an answer against a file, or writes it anew under -update.
func golden(t testing.TB, path string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(got, want) {
		return
	}
	have, expected := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
	for i, line := range have {
		if i >= len(expected) || line != expected[i] {
			t.Fatalf("differs from %s in line %d:\n%s\nif that is meant, run go test ./graph -update", path, i+1, line)
		}
	}
	t.Fatalf("%s has %d lines more", path, len(expected)-len(have))
}

// tally counts the SQL statements of a store.
type tally struct {
	mutex      sync.Mutex
	statements []string
}

func (c *tally) count(statement string) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.statements = append(c.statements, statement)
}

// during gives the statements that something costs.
func (c *tally) during(do func()) []string {
	c.mutex.Lock()
	c.statements = nil
	c.mutex.Unlock()
	do()
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return c.statements
}

// journal is a log that is written and read at once.
type journal struct {
	mutex sync.Mutex
	text  bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	return j.text.Write(p)
}

func (j *journal) String() string {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	return j.text.String()
}
