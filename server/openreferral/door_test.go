package openreferral_test

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"waymark/domain/calendar"
	"waymark/domain/programme"
	"waymark/domain/viewer"
	"waymark/graph"
	"waymark/planning"
	"waymark/server"
	"waymark/server/openreferral"
	"waymark/store/storetest"
)

// TestPagesOfEveryOriginRead it, and nothing else of the server: browsers are told so by each answer, and beforehand.
func TestPagesOfEveryOriginRead(t *testing.T) {
	onOdd(t, func(t *testing.T, f feed) {
		r := f.ask(http.MethodOptions, "/services", "Origin", "https://elsewhere.example", "Access-Control-Request-Method", "GET", "Access-Control-Request-Headers", "if-none-match")
		if r.status != http.StatusNoContent || r.header.Get("Access-Control-Allow-Origin") != "*" || r.header.Get("Access-Control-Allow-Methods") != "GET, HEAD" ||
			!strings.Contains(r.header.Get("Access-Control-Allow-Headers"), "If-None-Match") || r.header.Get("Access-Control-Allow-Credentials") != "" {
			t.Errorf("beforehand: %d %v", r.status, r.header)
		}
		if r := f.ask(http.MethodGet, "/services"); r.header.Get("Cross-Origin-Resource-Policy") != "cross-origin" || !strings.Contains(r.header.Get("Access-Control-Expose-Headers"), "ETag") {
			t.Errorf("got %v", r.header)
		}
		f.url = strings.TrimSuffix(f.url, openreferral.Base)
		for _, path := range []string{"/", "/livez", "/graphql?query={today}", "/openreferral", "/openreferral/v33"} {
			if r := f.ask(http.MethodGet, path, "Origin", "https://elsewhere.example"); r.header.Get("Access-Control-Allow-Origin") != "" {
				t.Errorf("%s: %v", path, r.header)
			}
		}
	})
}

// TestItIsOnlyRead refuses every method that would change something.
func TestItIsOnlyRead(t *testing.T) {
	onOdd(t, func(t *testing.T, f feed) {
		for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete} {
			r := f.ask(method, "/services")
			if r.status != http.StatusMethodNotAllowed || r.header.Get("Allow") != "GET, HEAD, OPTIONS" || !strings.Contains(string(r.body), `"status":405`) {
				t.Errorf("%s: %d %s", method, r.status, r.body)
			}
		}
		whole, head := f.ask(http.MethodGet, "/services"), f.ask(http.MethodHead, "/services")
		if head.status != 200 || len(head.body) > 0 || head.header.Get("ETag") != whole.header.Get("ETag") || head.header.Get("Content-Length") != whole.header.Get("Content-Length") {
			t.Errorf("HEAD: %d %v %s", head.status, head.header, head.body)
		}
	})
}

// TestAnAnswerIsSentOnce: who has it is told so, until it changes; what changes elsewhere changes nothing.
func TestAnAnswerIsSentOnce(t *testing.T) {
	onOdd(t, func(t *testing.T, f feed) {
		first := f.ask(http.MethodGet, "/services")
		tag := first.header.Get("ETag")
		again := f.ask(http.MethodGet, "/services", "If-None-Match", tag)
		if again.status != http.StatusNotModified || len(again.body) > 0 || first.header.Get("Cache-Control") != "no-cache" || again.header.Get("Access-Control-Allow-Origin") != "*" {
			t.Errorf("again: %d %v %s", again.status, again.header, again.body)
		}
		if other := f.ask(http.MethodGet, "/services?per_page=1", "If-None-Match", tag); other.status != http.StatusOK || other.header.Get("ETag") == tag {
			t.Errorf("other: %d %v", other.status, other.header)
		}
		ctx := viewer.With(t.Context(), operator)
		if _, err := f.plan.CoordinatorCreate(ctx, planning.CoordinatorCreateInput{Name: "Synthetic Somebody"}); err != nil {
			t.Fatal(err)
		}
		if same := f.ask(http.MethodGet, "/services", "If-None-Match", tag); same.status != http.StatusNotModified {
			t.Errorf("after a change elsewhere: %d", same.status)
		}
		another := &programme.Service{Meta: programme.Meta{ID: "svc_other", Version: 1, Synthetic: true}, Code: "odd-other", ProviderID: "prv_odd", Name: "Odd other service",
			ServiceKind: programme.OpenAccess, Valid: calendar.Open(today())}
		if _, err := f.plan.Seed(ctx, programme.Records{Services: []*programme.Service{another}}); err != nil {
			t.Fatal(err)
		}
		if changed := f.ask(http.MethodGet, "/services", "If-None-Match", tag); changed.status != http.StatusOK || !strings.Contains(string(changed.body), another.Name) {
			t.Errorf("after a change: %d %s", changed.status, changed.body)
		}
	})
}

// TestALateAnswerIsAProblem has a database that never answers.
func TestALateAnswerIsAProblem(t *testing.T) {
	odd.Run(t, func(t *testing.T, db storetest.Database) {
		h := openreferral.New(planning.New(db.Open(t), today))
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequestWithContext(ctx, http.MethodGet, openreferral.Base+"/services", http.NoBody))
		if w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), `"code":"UNAVAILABLE"`) {
			t.Errorf("got %d %s", w.Code, w.Body)
		}
	})
}

// TestTooManyRequestsAreAProblem counts them as those to the other addresses.
func TestTooManyRequestsAreAProblem(t *testing.T) {
	for name, allowed := range map[string]server.Allowance{
		"requests": {Requests: 1, Burst: 2},
		"cost":     {Cost: 25_000},
	} {
		t.Run(name, func(t *testing.T) {
			odd.Run(t, func(t *testing.T, db storetest.Database) {
				f := serve(t, db.Open(t), today, server.Config{Rates: server.Rates{Address: allowed}})
				f.get("/services")
				f.get("/taxonomies")
				r := f.ask(http.MethodGet, "/services")
				if r.status != http.StatusTooManyRequests || r.header.Get("Retry-After") == "" || r.header.Get("Access-Control-Allow-Origin") != "*" ||
					!strings.Contains(string(r.body), `"code":"LIMITED"`) || r.header.Get("Content-Type") != "application/problem+json; charset=utf-8" {
					t.Errorf("got %d %v %s", r.status, r.header, r.body)
				}
			})
		})
	}
}

// TestAServerForTokensOnlyOffersNone: what may not be read without a token is not read here either.
func TestAServerForTokensOnlyOffersNone(t *testing.T) {
	odd.Run(t, func(t *testing.T, db storetest.Database) {
		f := serve(t, db.Open(t), today, server.Config{TokenOnly: true})
		for _, path := range []string{"", "/", "/services"} {
			if r := f.ask(http.MethodGet, path); r.status != http.StatusNotFound || r.header.Get("Access-Control-Allow-Origin") != "" {
				t.Errorf("%s: %d %v", path, r.status, r.header)
			}
		}
	})
}

// TestTheLogTellsKindsOfAddresses: an id in a path would make a new series of each metric.
func TestTheLogTellsKindsOfAddresses(t *testing.T) {
	odd.Run(t, func(t *testing.T, db storetest.Database) {
		var text bytes.Buffer
		log, s := slog.New(slog.NewTextHandler(&text, nil)), db.Open(t)
		plan := planning.New(s, today)
		h := server.New(graph.NewExecutor(plan, log), s.Ready, server.Config{OpenReferral: openreferral.New(plan)}, log)
		id := oddID(t, feed{t, "", plan}, "odd-service")
		for path, want := range map[string]string{
			"/services?search=secret": "path=/openreferral/v3/services ", "/services/" + id: "path=/openreferral/v3/services/{id} ", "/": "path=/openreferral/v3 ", "/services/secret": "path=other ",
		} {
			text.Reset()
			h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(t.Context(), http.MethodGet, openreferral.Base+path, http.NoBody))
			if got := text.String(); !strings.Contains(got, want) || strings.Contains(got, id) || strings.Contains(got, "secret") {
				t.Errorf("%s is told as %s", path, got)
			}
		}
	})
}

// TestRoute gives one path to all addresses of a kind.
func TestRoute(t *testing.T) {
	for path, want := range map[string]string{
		"/openreferral/v3": "/openreferral/v3", "/openreferral/v3/": "/openreferral/v3", "/openreferral/v3/services": "/openreferral/v3/services",
		"/openreferral/v3/services/a": "/openreferral/v3/services/{id}", "/openreferral/v3/services/a/b": "/openreferral/v3/services/{id}",
		"/openreferral/v33": "", "/openreferral": "", "/graphql": "",
	} {
		if got, within := openreferral.Route(path); got != want || within != (want != "") {
			t.Errorf("%s: %q %t", path, got, within)
		}
	}
}
