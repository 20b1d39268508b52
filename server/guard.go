package server

import (
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"runtime/debug"
	"strings"
	"time"

	"waymark/domain/fault"
	"waymark/server/requestid"
)

// pathLogged is how much of a path that anybody may make up goes into the log.
const pathLogged = 128

// observed names the request and logs, once it is answered, how it went: by its name, and without anything of what it said.
func observed(log *slog.Logger, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id, start := requestid.New(), time.Now()
		w.Header().Set("X-Request-Id", id)
		ctx := requestid.With(r.Context(), id)
		out := &tally{ResponseWriter: w}
		defer func() {
			log.LogAttrs(ctx, slog.LevelInfo, "request",
				slog.String("method", r.Method), slog.String("path", r.URL.Path[:min(len(r.URL.Path), pathLogged)]), slog.Int("status", out.answered()),
				slog.Duration("duration", time.Since(start)), slog.String("request_id", id))
		}()
		next.ServeHTTP(out, r.WithContext(ctx))
	})
}

// secured sets the headers that keep a browser from doing more with an answer than reading it. A page that needs more than
// nothing states its own Content-Security-Policy in place of this one.
func secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Content-Security-Policy", "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		next.ServeHTTP(w, r)
	})
}

// trouble is a panic carried from another goroutine, with the stack it had there.
type trouble struct {
	value any
	stack []byte
}

// recovered turns a panic into an answer that admits a defect and names the request; the cause stays in the log.
func recovered(log *slog.Logger, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			value := recover()
			if value == nil {
				return
			}
			if err, is := value.(error); is && errors.Is(err, http.ErrAbortHandler) {
				panic(value)
			}
			t, carried := value.(trouble)
			if !carried {
				t = trouble{value: value, stack: debug.Stack()}
			}
			log.ErrorContext(r.Context(), "panic", "request_id", requestid.From(r.Context()), "cause", t.value, "stack", string(t.stack))
			if out, ok := w.(*tally); ok && out.status != 0 {
				panic(http.ErrAbortHandler) // too late for another answer: cut this one short, so that nobody takes it for whole
			}
			refuse(w, http.StatusInternalServerError, fault.Internal, "the service failed on this request; its id tells us which")
		}()
		next.ServeHTTP(w, r)
	})
}

// localOnly refuses what is addressed to any name but a loopback one: a name that somebody else made to point here.
func localOnly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !loopbackHost(r.Host) {
			refuse(w, http.StatusMisdirectedRequest, fault.Forbidden, "this server answers to localhost, 127.0.0.1 and [::1] only")
			return
		}
		next.ServeHTTP(w, r)
	})
}

func loopbackHost(hostport string) bool {
	host := hostport
	if h, _, err := net.SplitHostPort(hostport); err == nil {
		host = h
	}
	host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	if strings.EqualFold(host, "localhost") {
		return true
	}
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.IsLoopback()
}

// forwarded tells whether a proxy says that it forwards the request: it comes from elsewhere then, whatever address the server
// listens on.
func forwarded(h http.Header) bool {
	for _, name := range []string{"Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip"} {
		if len(h[name]) > 0 {
			return true
		}
	}
	return false
}

// tally remembers the status that was sent.
type tally struct {
	http.ResponseWriter
	status int
}

func (t *tally) WriteHeader(status int) {
	if t.status == 0 && (status >= 200 || status == http.StatusSwitchingProtocols) {
		t.status = status
	}
	t.ResponseWriter.WriteHeader(status)
}

func (t *tally) Write(p []byte) (int, error) {
	if t.status == 0 {
		t.status = http.StatusOK
	}
	return t.ResponseWriter.Write(p)
}

// Unwrap lets http.ResponseController reach the connection.
func (t *tally) Unwrap() http.ResponseWriter { return t.ResponseWriter }

// answered is the status the client sees: a handler that writes nothing answers 200.
func (t *tally) answered() int {
	if t.status == 0 {
		return http.StatusOK
	}
	return t.status
}
