package server_test

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"waymark/domain/calendar"
	"waymark/domain/viewer"
	"waymark/graph"
	"waymark/planning"
	"waymark/server"
)

// from sends a small query from an address.
func (h house) from(address string, headers ...string) *httptest.ResponseRecorder {
	r := request("POST", "/graphql", `{"query":"{ today }"}`, append([]string{"Content-Type: application/json"}, headers...)...)
	r.RemoteAddr = address
	return h.answer(r)
}

// busy holds that an answer is the refusal of a limit, and gives after how many seconds one may ask again.
func busy(t *testing.T, w *httptest.ResponseRecorder, limit string) int {
	t.Helper()
	var body struct {
		Errors []struct {
			Extensions struct {
				Code, Limit string
				Allowed     int
			}
		}
	}
	if err := json.Unmarshal(w.Body.Bytes(), &body); err != nil {
		t.Fatal(err)
	}
	after, err := strconv.Atoi(w.Header().Get("Retry-After"))
	if w.Code != http.StatusTooManyRequests || len(body.Errors) != 1 || err != nil || after < 1 {
		t.Fatalf("got %d, Retry-After %q, %s", w.Code, w.Header().Get("Retry-After"), w.Body)
	}
	if x := body.Errors[0].Extensions; x.Code != "LIMITED" || x.Limit != limit || x.Allowed < 1 {
		t.Errorf("got %+v, want %s", x, limit)
	}
	return after
}

func TestRequestsAMinute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t, server.Config{Rates: server.Rates{Address: server.Allowance{Requests: 6, Burst: 3}}}, ready)
		for range 3 {
			if w := h.from("192.0.2.1:1000"); w.Code != 200 {
				t.Fatalf("within the burst: %d %s", w.Code, w.Body)
			}
		}
		w := h.from("192.0.2.1:2000", newer)
		after := busy(t, w, "requestsPerMinute")
		if got := w.Header().Get("Content-Type"); got != "application/graphql-response+json; charset=utf-8" {
			t.Errorf("refused as %s", got)
		}
		busy(t, h.from("[::ffff:192.0.2.1]:1"), "requestsPerMinute") // the same, written otherwise
		if w := h.from("192.0.2.2:1000"); w.Code != 200 {
			t.Errorf("another address: %d", w.Code)
		}
		time.Sleep(time.Duration(after) * time.Second) //nolint:forbidigo // in a bubble, where no time passes by itself
		if w := h.from("192.0.2.1:3000"); w.Code != 200 {
			t.Errorf("after the time that was told: %d %s", w.Code, w.Body)
		}
		busy(t, h.from("192.0.2.1:3000"), "requestsPerMinute")
	})
}

// An IPv6 network is one caller: whoever has one has all its addresses.
func TestNetworksAreOneCaller(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t, server.Config{Rates: server.Rates{Address: server.Allowance{Requests: 1, Burst: 1}}}, ready)
		for address, status := range map[string]int{"[2001:db8::1]:1": 200, "[2001:db8:0:1::1]:1": 200, "@": 200} {
			if w := h.from(address); w.Code != status {
				t.Errorf("%s: %d", address, w.Code)
			}
		}
		busy(t, h.from("[2001:db8::2:3]:1"), "requestsPerMinute")
		busy(t, h.from("[2001:db8:0:1:ffff::]:1"), "requestsPerMinute")
		busy(t, h.from(""), "requestsPerMinute") // who has no address shares one
	})
}

// Whoever has signed in is one caller at any address; the address is what the configuration says it is.
func TestCallers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		few := server.Allowance{Requests: 1, Burst: 2}
		signed := newHouse(t, server.Config{Viewer: viewer.Operator("a"), Rates: server.Rates{Subject: few, Address: few}}, ready)
		signed.from("192.0.2.1:1")
		signed.from("192.0.2.2:1")
		busy(t, signed.from("192.0.2.3:1"), "requestsPerMinute")
		if w := signed.from("192.0.2.1:1", "X-Forwarded-For: 192.0.2.9"); w.Code != 200 {
			t.Errorf("who comes through a proxy is somebody else: %d", w.Code)
		}
		named := newHouse(t, server.Config{Rates: server.Rates{Address: few}, Proxies: networks("192.0.2.1/32")}, ready)
		for i := range 3 {
			if w := named.from("192.0.2.1:1", fmt.Sprintf("X-Forwarded-For: 198.51.100.%d", i)); w.Code != 200 {
				t.Errorf("client %d: %d", i, w.Code)
			}
		}
	})
}

func TestParallelOperations(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t, server.Config{Rates: server.Rates{Address: server.Allowance{Parallel: 2}, Parallel: 3}}, ready)
		var waiting sync.WaitGroup
		hold := func(address string) {
			waiting.Go(func() {
				r := request("POST", "/graphql", `{"query":"{ stubborn }"}`, "Content-Type: application/json")
				r.RemoteAddr = address
				if w := h.answer(r); w.Code != 200 {
					t.Errorf("a running operation was answered %d %s", w.Code, w.Body)
				}
			})
			<-h.schema.entered
		}
		hold("192.0.2.1:1")
		hold("192.0.2.1:2")
		busy(t, h.from("192.0.2.1:3"), "parallel")
		hold("192.0.2.2:1")
		busy(t, h.from("192.0.2.2:2"), "parallelTotal")
		close(h.schema.release)
		waiting.Wait()
		for _, address := range []string{"192.0.2.1:1", "192.0.2.2:1"} {
			if w := h.from(address); w.Code != 200 {
				t.Errorf("%s is still counted: %d %s", address, w.Code, w.Body)
			}
		}
	})
}

// An execution that was left behind still runs, so it still counts.
func TestOperationsLeftBehindCount(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t, server.Config{Deadline: time.Second, Rates: server.Rates{Parallel: 1}}, ready)
		if w := h.post(`{"query":"{ stubborn }"}`); w.Code != 503 {
			t.Fatalf("got %d", w.Code)
		}
		busy(t, h.from("192.0.2.1:1"), "parallelTotal")
		close(h.schema.release)
		synctest.Wait()
		if w := h.from("192.0.2.1:1"); w.Code != 200 {
			t.Errorf("got %d %s", w.Code, w.Body)
		}
	})
}

// Operations are paid for by what they may cost, and one that costs more than anybody has takes all there is.
func TestCostAMinute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		today := func() calendar.Date { return calendar.MustParse("2009-04-30") }
		log := slog.New(slog.DiscardHandler)
		exec := graph.NewExecutor(planning.New(nil, today), log, graph.WithIntrospection(graph.Everyone))
		h := house{Handler: server.New(exec, ready, server.Config{Rates: server.Rates{Address: server.Allowance{Cost: 100}}}, log)}
		types := `{"query":"{ __schema { types { name } } }"}` // 1 + 1 + 10
		for range 8 {
			if w := h.post(types); w.Code != 200 {
				t.Fatalf("got %d %s", w.Code, w.Body)
			}
		}
		after := busy(t, h.post(types), "costPerMinute")
		if w := h.from("192.0.2.1:1"); w.Code != 200 { // another costs 1, and there are 4 left
			t.Errorf("got %d %s", w.Code, w.Body)
		}
		time.Sleep(time.Duration(after+1) * time.Second) //nolint:forbidigo // in a bubble, where no time passes by itself
		if w := h.post(types); w.Code != 200 {
			t.Errorf("after the time that was told: %d %s", w.Code, w.Body)
		}
		time.Sleep(time.Hour)                                                                             //nolint:forbidigo // in a bubble
		dear := `{"query":"{ __schema { types { name fields { name args { name type { name } } } } } }"}` // more than 100
		if w := h.post(dear); w.Code != 200 {
			t.Errorf("got %d %s", w.Code, w.Body)
		}
		if after := busy(t, h.post(types), "costPerMinute"); after < 5 {
			t.Errorf("all was taken, and there is enough again after %d seconds", after)
		}
	})
}

// However many addresses ask, the memory of them ends.
func TestCallersAreForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		table := server.NewThrottle(server.Rates{Callers: 100})
		ask := func(n, of int) {
			for i := range n {
				if !server.Arrive(table, t.Context(), netip.AddrFrom4([4]byte{10, byte(of), byte(i >> 8), byte(i)})) {
					t.Fatal("refused")
				}
			}
		}
		ask(1_000, 1)
		if n := server.Callers(table); n != 100 {
			t.Errorf("%d callers are remembered", n)
		}
		time.Sleep(time.Hour) //nolint:forbidigo // in a bubble, where no time passes by itself
		ask(1, 2)
		if n := server.Callers(table); n != 1 {
			t.Errorf("%d callers are remembered after an hour", n)
		}
	})
}
