package openreferral_test

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"waymark/dataset"
	"waymark/domain/calendar"
	"waymark/domain/viewer"
	"waymark/graph"
	"waymark/planning"
	"waymark/server"
	"waymark/server/openreferral"
	"waymark/store"
	"waymark/store/storetest"
)

// today is the planning date of every test.
func today() calendar.Date { return calendar.MustParse("2009-04-30") }

var operator = viewer.Operator("the tests")

// england is the demonstration without figures and documents.
var england = storetest.Template{Prepare: func(ctx context.Context, s *store.Store) error {
	reference, err := dataset.Reference()
	if err != nil {
		return err
	}
	demo, err := dataset.Demo(reference)
	if err != nil {
		return err
	}
	_, err = planning.New(s, today).Seed(viewer.With(ctx, operator), reference.With(demo))
	return err
}}

// feed is the directory as its readers meet it, by HTTP.
type feed struct {
	t    *testing.T
	url  string
	plan *planning.Service
}

// plenty lets a test ask as often as it likes.
var plenty = server.Allowance{Requests: 1e9, Burst: 1e9, Cost: 1e9, Parallel: 1e9}

// onEngland runs a test on the demonstration's directory, on both engines.
func onEngland(t *testing.T, test func(t *testing.T, f feed)) {
	t.Helper()
	england.Run(t, func(t *testing.T, db storetest.Database) {
		test(t, serve(t, db.Open(t), today, server.Config{Rates: server.Rates{Address: plenty, Parallel: 1e9}}))
	})
}

func serve(t *testing.T, s *store.Store, day func() calendar.Date, cfg server.Config) feed {
	t.Helper()
	plan, log := planning.New(s, day), slog.New(slog.DiscardHandler)
	cfg.OpenReferral = openreferral.New(plan)
	h := httptest.NewServer(server.New(graph.NewExecutor(plan, log), s.Ready, cfg, log))
	t.Cleanup(h.Close)
	return feed{t, h.URL + openreferral.Base, plan}
}

// reply is what comes back.
type reply struct {
	status int
	header http.Header
	body   []byte
}

func (f feed) ask(method, path string, header ...string) reply {
	f.t.Helper()
	request, err := http.NewRequestWithContext(f.t.Context(), method, f.url+path, http.NoBody)
	if err != nil {
		f.t.Fatal(err)
	}
	for i := 0; i < len(header); i += 2 {
		request.Header.Set(header[i], header[i+1])
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		f.t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		f.t.Fatal(err)
	}
	return reply{response.StatusCode, response.Header, body}
}

// get gives what is there, which must be there.
func (f feed) get(path string) []byte {
	f.t.Helper()
	r := f.ask(http.MethodGet, path)
	if r.status != http.StatusOK || r.header.Get("Content-Type") != "application/json; charset=utf-8" || r.header.Get("Access-Control-Allow-Origin") != "*" {
		f.t.Fatalf("%s: %d %v %.500s", path, r.status, r.header, r.body)
	}
	return r.body
}

// page is what tests read of a page.
type page struct {
	TotalItems int  `json:"total_items"`
	TotalPages int  `json:"total_pages"`
	PageNumber int  `json:"page_number"`
	Size       int  `json:"size"`
	FirstPage  bool `json:"first_page"`
	LastPage   bool `json:"last_page"`
	Empty      bool `json:"empty"`
	Contents   []entry
}

// entry is what they read of an entry, whichever it is.
type entry struct {
	ID         string
	Name       string
	Status     string
	Alert      string
	Code       string
	LocationID string `json:"location_id"`
	TaxonomyID string `json:"taxonomy_id"`
	Location   struct {
		Name                string
		Latitude, Longitude float64
		Addresses           []struct {
			Postcode string `json:"postal_code"`
		}
	}
	Service struct{ ID, Name, Status string }
}

func (f feed) page(path string, query url.Values) page {
	f.t.Helper()
	return decode[page](f.t, f.get(path+"?"+query.Encode()))
}

// all gives every entry of a list that has no more than a page can hold.
func (f feed) all(path string, conditions ...string) []entry {
	f.t.Helper()
	q := url.Values{"per_page": {"500"}}
	for i := 0; i < len(conditions); i += 2 {
		q.Set(conditions[i], conditions[i+1])
	}
	p := f.page(path, q)
	if !p.LastPage || p.TotalItems != len(p.Contents) {
		f.t.Fatalf("%s has %d entries", path, p.TotalItems)
	}
	return p.Contents
}

func decode[T any](t *testing.T, body []byte) T {
	t.Helper()
	var v T
	if err := json.Unmarshal(body, &v); err != nil {
		t.Fatalf("%v: %.500s", err, body)
	}
	return v
}
