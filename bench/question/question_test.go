package question_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"waymark/bench/floor"
	"waymark/bench/question"
	"waymark/dataset"
	"waymark/domain/calendar"
	"waymark/domain/programme"
	"waymark/domain/viewer"
	"waymark/graph"
	"waymark/planning"
	"waymark/server"
	"waymark/store"
	"waymark/store/storetest"
)

func today() calendar.Date { return calendar.New(2009, 4, 30) }

var demonstration = storetest.Template{Prepare: func(ctx context.Context, s *store.Store) error {
	ctx = viewer.With(ctx, viewer.Operator("test"))
	p := planning.New(s, today)
	records, err := dataset.Reference()
	if err != nil {
		return err
	}
	synthetic, err := dataset.Demo(records)
	if err != nil {
		return err
	}
	published, err := dataset.ReferenceFigures()
	if err != nil {
		return err
	}
	invented, err := dataset.DemoFigures(records, synthetic)
	if err != nil {
		return err
	}
	records = records.With(synthetic)
	if _, err := p.Seed(ctx, records); err != nil {
		return err
	}
	if _, err := p.SeedFigures(ctx, append(published, invented...)); err != nil {
		return err
	}
	return documents(ctx, p, records)
}}

// documents records those of the demonstration that are asked about: all but agreements and releases.
func documents(ctx context.Context, p *planning.Service, records programme.Records) error {
	at, err := p.Reading(ctx)
	if err != nil {
		return err
	}
	evidence, err := p.Figures(ctx, at, dataset.DemoEvidence(records), nil)
	if err != nil {
		return err
	}
	assessments, err := dataset.DemoAssessments(records, evidence)
	if err != nil {
		return err
	}
	if _, err := p.SeedAssessments(ctx, assessments); err != nil {
		return err
	}
	plans, reviews, err := dataset.DemoPlans(records, assessments)
	if err != nil {
		return err
	}
	if _, err := p.SeedPlans(ctx, plans, reviews); err != nil {
		return err
	}
	_, err = p.SeedReferrals(ctx, dataset.DemoReturns(records), nil)
	return err
}

// TestWaymarkAndTheFloorAgree asks the questions of the benchmark of Waymark and of the floor, on the database of the demonstration. That
// PostGraphile agrees as well, the benchmark makes sure of before it measures.
func TestWaymarkAndTheFloorAgree(t *testing.T) {
	d := demonstration.Database(t, store.Postgres)
	opened := d.Open(t)
	log := slog.New(slog.DiscardHandler)
	waymark := server.New(graph.NewExecutor(planning.New(opened, today), log), opened.Ready, server.Config{Viewer: viewer.Operator("test")}, log)
	db := d.SQL(t)
	ground, err := floor.Handler(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	shallow, deep := subjects(t, db, waymark)
	for _, q := range question.All() {
		t.Run(q.Name, func(t *testing.T) {
			about := shallow
			if q.Name == "Q3D" {
				about = deep
			}
			below := q.FromFloor(ask(t, ground, http.MethodGet, q.Floor(about), nil))
			if len(below) < 3 {
				t.Errorf("the floor gives %d rows", len(below))
			}
			if q.Waymark == nil {
				if q.Needs == "" {
					t.Error("nothing tells why Waymark does not answer")
				}
				return
			}
			if err := question.Same(q.Name, q.FromWaymark(ask(t, waymark, http.MethodPost, "/graphql", q.Waymark(about))), below); err != nil {
				t.Error(err)
			}
		})
	}
}

// subjects gives what the first page is about, and the deep one.
func subjects(t *testing.T, db *sql.DB, waymark http.Handler) (shallow, deep question.Subject) {
	t.Helper()
	deep, err := question.About(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	shallow = deep
	shallow.After, shallow.Offset = "", 0
	before := ask(t, waymark, http.MethodPost, "/graphql", question.Graph{
		Query:     `query($n: Int) { providers(first: $n, filter: { kind: [VOLUNTARY] }) { pageInfo { endCursor } } }`,
		Variables: map[string]any{"n": deep.Offset}})
	deep.Cursor = before.Text("providers", "pageInfo", "endCursor")
	return shallow, deep
}

func ask(t *testing.T, of http.Handler, method, path string, body any) question.Answer {
	t.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(method, path, bytes.NewReader(text))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	of.ServeHTTP(w, r)
	if w.Code != http.StatusOK {
		t.Fatalf("%s answers %d: %s", path, w.Code, w.Body)
	}
	answer, err := question.Read(w.Body.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

func TestSame(t *testing.T) {
	a := [][]string{{"x", "1"}, {"y", "2"}}
	if err := question.Same("Q", a, [][]string{{"y", "2"}, {"x", "1"}}); err != nil {
		t.Errorf("another order: %v", err)
	}
	for _, other := range [][][]string{{{"x", "1"}}, {{"x", "1"}, {"y", "3"}}, {{"x", "1"}, {"y", "2"}, {"y", "2"}}} {
		if err := question.Same("Q", a, other); err == nil || !strings.HasPrefix(err.Error(), "Q: ") {
			t.Errorf("%v: %v", other, err)
		}
	}
}

func TestMillionths(t *testing.T) {
	for text, want := range map[string]string{`"450000000"`: "450", `500000`: "0.5", `1`: "0.000001", `null`: "", `0`: "0", `1250000`: "1.25"} {
		answer, err := question.Read([]byte(`{"data": {"v": ` + text + `}}`))
		if err != nil {
			t.Fatal(err)
		}
		if got := answer.Millionths("v"); got != want {
			t.Errorf("%s is %q, want %q", text, got, want)
		}
	}
}
