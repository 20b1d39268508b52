package server

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	stdlog "log"
	"log/slog"
	"net"
	"net/http"
	"regexp"
	"strings"
	"time"
)

// How long a connection may take over each part of a request. A GraphQL request has a deadline of its own, on which
// writeTimeout is added.
const (
	headerTimeout  = 5 * time.Second
	readTimeout    = 15 * time.Second
	writeTimeout   = 30 * time.Second
	idleTimeout    = 2 * time.Minute
	maxHeaderBytes = 64 << 10
)

// DefaultDrain is how long requests under way may take to finish when the server stops.
const DefaultDrain = 35 * time.Second

// Local tells whether a listener's address can be reached from this machine alone.
func Local(addr net.Addr) bool {
	tcp, ok := addr.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}

// Runner serves handlers and stops gracefully. Its zero value serves plain HTTP and drains at once when it is told to stop.
type Runner struct {
	// TLS, if not nil, encrypts all connections; HTTP/2 is then spoken as well.
	TLS *tls.Config
	// Delay is how long the server goes on serving after it has been told to stop, while /readyz answers 503, so that balancers
	// send new requests elsewhere first.
	Delay time.Duration
	// Drain is how long requests under way may then take to finish. Zero or less means DefaultDrain.
	Drain time.Duration
	// Streams, if not nil, are ended when the time to drain begins, and waited for.
	Streams *Streams
	// Profiles lets answers take as long as they do: a profile is recorded for as long as its reader asks.
	Profiles bool
}

// Run serves the handler with a Runner's zero value.
func Run(ctx context.Context, listener net.Listener, handler http.Handler, log *slog.Logger) error {
	return Runner{}.Run(ctx, listener, handler, log)
}

// Run serves the handler on the listener, which it closes, until ctx is done. It goes on for the delay, then takes no more
// connections, ends its streams, lets the requests under way finish and returns nil. Requests that take
// longer than the time to drain are cut off; that, and a listener that fails, is an error. The requests' contexts outlive ctx: being
// told to stop is no reason to fail who was already being served.
func (r Runner) Run(ctx context.Context, listener net.Listener, handler http.Handler, log *slog.Logger) error {
	if r.Drain <= 0 {
		r.Drain = DefaultDrain
	}
	if r.Streams == nil {
		r.Streams = NewStreams()
	}
	base, abandon := context.WithCancel(context.WithValue(context.WithoutCancel(ctx), stoppingKey{}, ctx.Done()))
	defer abandon()
	srv := r.server(base, leaving(handler), log)
	failed := make(chan error, 1)
	go func() {
		if r.TLS != nil {
			failed <- srv.ServeTLS(listener, "", "")
		} else {
			failed <- srv.Serve(listener)
		}
	}()
	log.InfoContext(ctx, "listening", "address", listener.Addr().String(), "tls", r.TLS != nil)

	select {
	case err := <-failed:
		return fmt.Errorf("serve %s: %w", listener.Addr(), err)
	case <-ctx.Done():
	}
	log.InfoContext(ctx, "stopping", "delay", r.Delay)
	delay := time.NewTimer(r.Delay)
	defer delay.Stop()
	select {
	case err := <-failed:
		return fmt.Errorf("serve %s: %w", listener.Addr(), err)
	case <-delay.C:
	}
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), r.Drain)
	defer cancel()
	ended := make(chan error, 1)
	go func() { ended <- r.Streams.Stop(drain) }() // which Shutdown waits for, or does not know
	if err := errors.Join(srv.Shutdown(drain), <-ended); err != nil {
		abandon()
		return fmt.Errorf("stop: requests were cut off: %w", errors.Join(err, srv.Close()))
	}
	log.InfoContext(ctx, "stopped")
	return nil
}

func (r Runner) server(base context.Context, handler http.Handler, log *slog.Logger) *http.Server {
	srv := &http.Server{
		Handler:           handler,
		TLSConfig:         r.TLS,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          stdlog.New(complaints{log}, "", 0),
		BaseContext:       func(net.Listener) context.Context { return base },
	}
	if r.Profiles {
		srv.WriteTimeout = 0
	}
	return srv
}

// complaints is what the HTTP server says of connections, without saying whose they were.
type complaints struct{ log *slog.Logger }

var whose = regexp.MustCompile(`\[[^\]\s]*\]:\d+|\d+\.\d+\.\d+\.\d+:\d+`)

func (c complaints) Write(line []byte) (int, error) {
	c.log.Warn("connection", "cause", strings.TrimSpace(whose.ReplaceAllString(string(line), "a client")))
	return len(line), nil
}
