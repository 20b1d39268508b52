package telemetry_test

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.opentelemetry.io/otel/sdk/trace"
	collector "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	spans "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/proto"

	"waymark/domain/calendar"
	"waymark/domain/viewer"
	"waymark/graph"
	"waymark/planning"
	"waymark/server"
	"waymark/server/telemetry"
	"waymark/store"
	"waymark/store/storetest"
)

// receiver is a collector of traces: it takes OTLP over HTTP and keeps the spans.
type receiver struct {
	*httptest.Server
	mutex sync.Mutex
	spans []*spans.Span
	raw   bytes.Buffer
}

func newReceiver(t *testing.T) *receiver {
	t.Helper()
	c := &receiver{}
	c.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		var sent collector.ExportTraceServiceRequest
		if err == nil {
			err = proto.Unmarshal(body, &sent)
		}
		if err != nil || r.URL.Path != "/v1/traces" || r.Header.Get("Content-Type") != "application/x-protobuf" {
			t.Errorf("%s %s: %v", r.URL.Path, r.Header.Get("Content-Type"), err)
		}
		c.mutex.Lock()
		defer c.mutex.Unlock()
		c.raw.Write(body)
		for _, resource := range sent.ResourceSpans {
			for _, scope := range resource.ScopeSpans {
				c.spans = append(c.spans, scope.Spans...)
			}
		}
		w.Header().Set("Content-Type", "application/x-protobuf")
		answer, _ := proto.Marshal(&collector.ExportTraceServiceResponse{})
		_, _ = w.Write(answer)
	}))
	t.Cleanup(c.Close)
	return c
}

// tree writes the spans below a parent, each with its attributes that are named, in the order in which they began.
func (c *receiver) tree(parent []byte, indent string) string {
	var below []*spans.Span
	for _, s := range c.spans {
		if bytes.Equal(s.ParentSpanId, parent) {
			below = append(below, s)
		}
	}
	slices.SortStableFunc(below, func(a, b *spans.Span) int { return int(a.StartTimeUnixNano) - int(b.StartTimeUnixNano) })
	var text strings.Builder
	for _, s := range below {
		fmt.Fprintf(&text, "%s%s%s\n%s", indent, s.Name, told(s), c.tree(s.SpanId, indent+"  "))
	}
	return text.String()
}

func told(s *spans.Span) string {
	var text strings.Builder
	for _, a := range s.Attributes {
		switch a.Key {
		case "http.response.status_code":
			fmt.Fprintf(&text, " %d", a.Value.GetIntValue())
		case "graphql.operation.name", "error.type":
			fmt.Fprintf(&text, " %s", a.Value.GetStringValue())
		}
	}
	if s.Status.GetCode() == spans.Status_STATUS_CODE_ERROR {
		text.WriteString(" failed" + s.Status.Message)
	}
	return text.String()
}

var (
	empty    storetest.Template
	operator = viewer.Operator("operator")
)

// house is a server that is measured.
type house struct {
	*httptest.Server
	instruments *telemetry.Telemetry
	collector   *receiver
	tracers     *trace.TracerProvider
	log         *bytes.Buffer
}

// measured runs a test with a whole server over an empty database of each engine.
func measured(t *testing.T, cfg telemetry.Config, test func(t *testing.T, h *house)) {
	t.Helper()
	empty.Run(t, func(t *testing.T, db storetest.Database) {
		h := &house{collector: newReceiver(t), log: &bytes.Buffer{}}
		var err error
		if h.tracers, err = telemetry.Exporting(t.Context(), h.collector.URL, "1.2.3"); err != nil {
			t.Fatal(err)
		}
		cfg.Tracers = h.tracers
		h.instruments = telemetry.New(cfg)
		db.Config.Watch = h.instruments.Watch
		s := db.Open(t)
		log := slog.New(slog.NewJSONHandler(h.log, nil))
		plan := planning.New(s, func() calendar.Date { return calendar.MustParse("2009-04-30") })
		h.instruments.Gauge(s.Pool, plan.Revision)
		h.instruments.Replicas(func() []store.Replica {
			return []store.Replica{{Server: "db2:5432", State: store.ReplicaBehind, LagBytes: 4096, Lag: 1500 * time.Millisecond, Reads: 7}}
		}, s.ReplicasMissed)
		h.Server = httptest.NewServer(server.New(graph.NewExecutor(plan, log), s.Ready,
			server.Config{Viewer: operator, Telemetry: h.instruments, MaxBody: 4096, Proxies: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}}, log))
		t.Cleanup(h.Close)
		test(t, h)
	})
}

func (h *house) send(t *testing.T, body string, headers ...string) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, h.URL+"/graphql", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	for _, line := range headers {
		name, value, _ := strings.Cut(line, ": ")
		r.Header.Set(name, value)
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	answer, _ := io.ReadAll(res.Body)
	return string(answer)
}

// told waits until all spans have been sent and gives the trees below a parent.
func (h *house) told(t *testing.T, parent []byte) string {
	t.Helper()
	h.Close() // a request ends after its answer has been read
	if err := h.tracers.Shutdown(t.Context()); err != nil {
		t.Fatal(err)
	}
	return h.collector.tree(parent, "")
}

func TestTraces(t *testing.T) {
	measured(t, telemetry.Config{}, func(t *testing.T, h *house) {
		h.send(t, `{"query":"query First { regions { totalCount } }"}`)
		h.send(t, `{"query":"mutation Hire($name: String!) { coordinatorCreate(input: {name: $name}) { userErrors { message } } }","variables":{"name":"Secret Name"}}`)
		h.send(t, `{"query":"query Wrong { secretField }"}`)
		h.send(t, `{"query":"{ secret"}`)
		h.send(t, `{"query":"`+strings.Repeat("secret", 1000)+`"}`)
		// Which statements there are is not what this is about; where they stand is.
		tree := h.told(t, nil)
		for _, request := range []string{
			"POST /graphql 200\n  query First\n    parse\n    validate\n    execute\n      SELECT\n      graph\n        reading\n          SELECT\n",
			"POST /graphql 200\n  other INVALID\n    parse\n    validate\nPOST /graphql 200\n  other INVALID\nPOST /graphql 413\n",
			"POST /graphql 200\n  mutation Hire\n    parse\n    validate\n    execute\n",
			"\n      change\n        UPDATE\n", "\n        INSERT\n",
		} {
			if !strings.Contains(tree, request) {
				t.Errorf("no\n%s\nin\n%s", request, tree)
			}
		}
		if lines := strings.Count(tree, "\n"); lines != len(h.collector.spans) {
			t.Errorf("%d spans, and %d of them in the tree", len(h.collector.spans), lines)
		}
		if strings.Contains(strings.ToLower(h.collector.raw.String()), "secret") {
			t.Error("the spans tell what was asked")
		}
	})
}

// A statement's text is told, and none of its values.
func TestTracesOfStatements(t *testing.T) {
	measured(t, telemetry.Config{}, func(t *testing.T, h *house) {
		h.send(t, `{"query":"mutation { coordinatorCreate(input: {name: \"Secret Name\", idempotencyKey: \"secret\"}) { userErrors { message } } }"}`)
		h.told(t, nil)
		var inserted []string
		for _, s := range h.collector.spans {
			for _, a := range s.Attributes {
				if a.Key == "db.query.text" && s.Name == "INSERT" {
					inserted = append(inserted, a.Value.GetStringValue())
				}
			}
		}
		if !slices.ContainsFunc(inserted, func(text string) bool {
			return strings.Contains(text, "coordinators") && strings.Contains(text, "name")
		}) {
			t.Errorf("statements: %q", inserted)
		}
		if strings.Contains(strings.ToLower(h.collector.raw.String()), "secret") {
			t.Error("the spans tell values")
		}
	})
}

func TestTracesOfOthers(t *testing.T) {
	const theirs = "0af7651916cd43dd8448eb211c80319c"
	measured(t, telemetry.Config{}, func(t *testing.T, h *house) {
		h.send(t, `{"query":"{ today }"}`, "Traceparent: 00-"+theirs+"-b7ad6b7169203331-01", "Tracestate: vendor=secret", "Baggage: secret=1")
		parent, _ := hex.DecodeString("b7ad6b7169203331")
		if got := h.told(t, parent); !strings.HasPrefix(got, "POST /graphql 200\n  query\n") {
			t.Errorf("a trusted proxy's trace is not continued:\n%s", got)
		}
		if !strings.Contains(h.log.String(), `"trace_id":"`+theirs+`"`) {
			t.Errorf("the log does not tell the trace: %s", h.log)
		}
		if strings.Contains(h.collector.raw.String(), "secret") {
			t.Error("what others say about a trace is passed on")
		}
	})
}

// The standard variables say where to, and as whom, when nothing else does.
func TestTracesByTheStandardVariables(t *testing.T) {
	c := newReceiver(t)
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", c.URL)
	t.Setenv("OTEL_SERVICE_NAME", "waymark-in-essex")
	tracers, err := telemetry.Exporting(t.Context(), "", "1.2.3")
	if err != nil {
		t.Fatal(err)
	}
	_, span := tracers.Tracer("test").Start(t.Context(), "alone")
	span.End()
	if err := tracers.Shutdown(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := c.tree(nil, ""); got != "alone\n" || !strings.Contains(c.raw.String(), "waymark-in-essex") || !strings.Contains(c.raw.String(), "1.2.3") {
		t.Errorf("got %s", got)
	}
}
