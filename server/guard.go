package server

import (
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"runtime/debug"
	"strings"

	"waymark/domain/fault"
	"waymark/server/openreferral"
	"waymark/server/requestid"
	"waymark/server/telemetry"
)

// observed names the request and logs, once it is answered, how it went: without anything of what it said but the name of its operation.
func observed(t *telemetry.Telemetry, log *slog.Logger, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := proxyID(r)
		if id == "" {
			id = requestid.New()
		}
		w.Header().Set("X-Request-Id", id)
		ctx, request := t.Begin(r, id, originOf(r).trusted)
		ctx = requestid.With(ctx, id)
		out := &tally{ResponseWriter: w, request: request}
		defer func() {
			status := out.answered()
			path := told(r.URL.Path, status)
			seen := request.End(path, status)
			line := []slog.Attr{slog.String("method", telemetry.Method(r)), slog.String("path", path), slog.Int("status", status),
				slog.Int64("bytes", out.bytes), slog.Duration("duration", request.Duration()), slog.String("request_id", id)}
			for _, a := range []slog.Attr{slog.String("type", seen.Type), slog.String("operation", seen.Operation),
				slog.String("code", string(seen.Code)), slog.String("trace_id", seen.TraceID)} {
				if a.Value.String() != "" {
					line = append(line, a)
				}
			}
			level := slog.LevelInfo
			if status == http.StatusOK && (path == "/livez" || path == "/readyz") {
				level = slog.LevelDebug // a balancer asks all day
			}
			log.LogAttrs(ctx, level, "request", line...)
		}()
		next.ServeHTTP(out, r.WithContext(ctx))
	})
}

// told gives a path as it may be told: what the server does not answer to is the client's own text.
func told(path string, status int) string {
	switch path {
	case "/", "/graphql", "/graphiql", "/livez", "/readyz":
		return path
	}
	if status >= http.StatusMultipleChoices && status != http.StatusNotModified {
		return "other"
	}
	if route, within := openreferral.Route(path); within {
		return route
	}
	return path
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
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		h.Set("X-Frame-Options", "DENY")
		if originOf(r).secure {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
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

// LocalOnly refuses what is addressed to any name but a loopback one: a name that somebody else made to point here.
func LocalOnly(next http.Handler) http.Handler {
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

// tally remembers what was sent.
type tally struct {
	http.ResponseWriter
	request *telemetry.Request
	status  int
	bytes   int64
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
	n, err := t.ResponseWriter.Write(p)
	t.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (t *tally) Unwrap() http.ResponseWriter { return t.ResponseWriter }

// refused notes a refusal with the request that the answer belongs to.
func refused(w http.ResponseWriter, why *refusal) {
	for {
		if t, ok := w.(*tally); ok {
			t.request.Refused(why.code, why.excess)
			return
		}
		wrapped, ok := w.(interface{ Unwrap() http.ResponseWriter })
		if !ok {
			return
		}
		w = wrapped.Unwrap()
	}
}

// answered is the status the client sees: a handler that writes nothing answers 200.
func (t *tally) answered() int {
	if t.status == 0 {
		return http.StatusOK
	}
	return t.status
}
