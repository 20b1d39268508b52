package server

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"waymark/domain/fault"
	"waymark/server/requestid"
	"waymark/store"
)

// readyWithin is how long a readiness check may take before the answer is no.
const readyWithin = 2 * time.Second

// live answers as long as the process can answer at all: it says nothing of what the process depends on.
func live(w http.ResponseWriter, _ *http.Request) {
	send(w, plainJSON, http.StatusOK, []byte(`{"status":"live"}`))
}

// readOnly leaves a handler the methods that change nothing.
func readOnly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			refuse(w, http.StatusMethodNotAllowed, fault.Invalid, "this is read by GET")
			return
		}
		next.ServeHTTP(w, r)
	})
}

// readiness answers whether requests would be served now.
type readiness struct {
	check    func(context.Context) error
	replicas func() []store.Replica
	log      *slog.Logger
}

func (h readiness) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := h.ask(r.Context()); err != nil {
		h.log.WarnContext(r.Context(), "not ready", "request_id", requestid.From(r.Context()), "cause", err)
		w.Header().Set("Retry-After", "5")
		send(w, plainJSON, http.StatusServiceUnavailable, []byte(`{"status":"unavailable"}`))
		return
	}
	send(w, plainJSON, http.StatusOK, h.ready())
}

// ready is what a server that is ready says: also how far behind replicas are, which make it no less ready, since the primary does what they cannot.
func (h readiness) ready() []byte {
	type replica struct {
		State      store.ReplicaState `json:"state"`
		LagBytes   int64              `json:"lagBytes"`
		LagSeconds float64            `json:"lagSeconds"`
	}
	answer := struct {
		Status   string    `json:"status"`
		Replicas []replica `json:"replicas,omitempty"`
	}{Status: "ready"}
	if h.replicas != nil {
		for _, r := range h.replicas() {
			answer.Replicas = append(answer.Replicas, replica{r.State, r.LagBytes, r.Lag.Round(time.Millisecond).Seconds()})
		}
	}
	text, err := json.Marshal(answer)
	if err != nil {
		return []byte(`{"status":"ready"}`)
	}
	return text
}

var errStopping = errors.New("the server is stopping")

// ask does not wait for a check that ignores its deadline, nor fall over one that panics.
func (h readiness) ask(ctx context.Context) error {
	if isStopping(ctx) {
		return errStopping
	}
	ctx, cancel := context.WithTimeout(ctx, readyWithin)
	defer cancel()
	answer := make(chan error, 1)
	go func() {
		defer func() {
			if value := recover(); value != nil {
				answer <- fmt.Errorf("readiness check panicked: %v", value)
			}
		}()
		answer <- h.check(ctx)
	}()
	select {
	case err := <-answer:
		return err
	case <-ctx.Done():
		return fmt.Errorf("readiness check: %w", ctx.Err())
	}
}
