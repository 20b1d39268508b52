package server_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"waymark/domain/viewer"
	"waymark/server"
	"waymark/server/requestid"
)

const sdl = `
type Query {
	today: String!
	echo(text: String): String
	who: String
	request: String
	broken: String!
	patient: String
	stubborn: String
	boom: String
}
scalar Upload
input Nested { file: Upload }
type Mutation {
	ping: String
	keep(file: Upload, in: Nested): String
}
type Subscription {
	tick(count: Int = 1, size: Int = 0): String
	silent: String
	once: String
	late: String
	refused: String
	ends: String
	begins: String
	boom: String
	who: String
	request: String
}
`

// schema is a whole small schema, resolved by hand.
type schema struct {
	parsed  *ast.Schema
	release chan struct{} // lets "stubborn" go
	entered chan struct{} // told when "patient" or "stubborn" begins
	handed  atomic.Int64  // how many values subscriptions have handed over
	sources atomic.Int64  // how many subscriptions have a source that runs
	begin   func()        // is called while "begins" begins
}

func newSchema(t *testing.T) *schema {
	t.Helper()
	s := &schema{
		parsed:  gqlparser.MustLoadSchema(&ast.Source{Name: "stub.graphqls", Input: sdl}),
		release: make(chan struct{}),
		entered: make(chan struct{}, 8),
	}
	return s
}

func (s *schema) Schema() *ast.Schema { return s.parsed }

func (s *schema) Complexity(context.Context, string, string, int, map[string]any) (int, bool) {
	return 0, false
}

func (s *schema) Exec(ctx context.Context) graphql.ResponseHandler {
	if op := graphql.GetOperationContext(ctx); op.Operation.Operation == ast.Subscription {
		return s.subscribe(ctx, op)
	}
	return graphql.OneShot(s.answer(ctx))
}

func (s *schema) answer(ctx context.Context) *graphql.Response {
	op := graphql.GetOperationContext(ctx)
	data := map[string]any{}
	for _, f := range graphql.CollectFields(op, op.Operation.SelectionSet, []string{"Query", "Mutation"}) {
		switch f.Name {
		case "__typename":
			data[f.Alias] = f.ObjectDefinition.Name
		case "__type":
			data[f.Alias] = nil
			if d := s.parsed.Types[f.ArgumentMap(op.Variables)["name"].(string)]; d != nil {
				data[f.Alias] = map[string]string{"name": d.Name}
			}
		case "today":
			data[f.Alias] = "2009-04-30"
		case "echo":
			data[f.Alias] = f.ArgumentMap(op.Variables)["text"]
		case "keep":
			arguments := f.ArgumentMap(op.Variables)
			if in, ok := arguments["in"].(map[string]any); ok {
				arguments = in
			}
			u, _ := arguments["file"].(graphql.Upload)
			if u.File == nil {
				break
			}
			content, err := io.ReadAll(u.File)
			if err != nil {
				panic(err)
			}
			data[f.Alias] = fmt.Sprintf("%s %d %.20s", u.Filename, u.Size, content)
		case "ping":
			data[f.Alias] = "pong"
		case "who":
			v, _ := viewer.From(ctx)
			data[f.Alias] = v.Subject
		case "request":
			data[f.Alias] = requestid.From(ctx)
		case "broken":
			return &graphql.Response{Data: []byte("null"), Errors: gqlerror.List{{Message: "broken", Path: ast.Path{ast.PathName("broken")}}}}
		case "patient":
			s.entered <- struct{}{}
			<-ctx.Done()
			data[f.Alias] = nil
		case "stubborn":
			s.entered <- struct{}{}
			<-s.release
			data[f.Alias] = "at last"
		case "boom":
			panic("secret cause")
		}
	}
	body, err := json.Marshal(data)
	if err != nil {
		panic(err)
	}
	return &graphql.Response{Data: body}
}

// house is the handler over the stub schema, with its log at hand.
type house struct {
	http.Handler
	schema *schema
	log    *journal
}

// journal is a log that can be read while it is written.
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

func ready(context.Context) error { return nil }

func newHouse(t *testing.T, cfg server.Config, check func(context.Context) error) house {
	t.Helper()
	s, log := newSchema(t), &journal{}
	exec := executor.New(s)
	exec.SetParserTokenLimit(1500)
	exec.SetErrorPresenter(present)
	return house{Handler: server.New(exec, check, cfg, slog.New(slog.NewJSONHandler(log, nil))), schema: s, log: log}
}

// request makes one from "Name: value" headers.
func request(method, target, body string, headers ...string) *http.Request {
	var content io.Reader
	if body != "" {
		content = strings.NewReader(body)
	}
	r := httptest.NewRequest(method, target, content)
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Add(name, value)
	}
	return r
}

func (h house) answer(r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// post sends a body as JSON.
func (h house) post(body string, headers ...string) *httptest.ResponseRecorder {
	return h.answer(request("POST", "/graphql", body, append([]string{"Content-Type: application/json"}, headers...)...))
}

// code gives extensions.code of the first error of an answer.
func code(t *testing.T, body []byte) string {
	t.Helper()
	var res struct {
		Errors []struct {
			Message    string
			Extensions struct{ Code string }
		}
	}
	if err := json.Unmarshal(body, &res); err != nil {
		t.Fatalf("answer is not JSON: %v: %s", err, body)
	}
	if len(res.Errors) == 0 {
		return ""
	}
	return res.Errors[0].Extensions.Code
}
