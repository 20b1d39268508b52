package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// How long a connection may take over each part of a request. A GraphQL request has a deadline of its own, on which
// writeTimeout is added.
const (
	headerTimeout  = 5 * time.Second
	readTimeout    = 15 * time.Second
	writeTimeout   = 30 * time.Second
	idleTimeout    = 2 * time.Minute
	drainTimeout   = 35 * time.Second
	maxHeaderBytes = 64 << 10
)

// Local tells whether a listener's address can be reached from this machine alone.
func Local(addr net.Addr) bool {
	tcp, ok := addr.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}

// Run serves the handler on the listener, which it closes, until ctx is done. It then takes no more connections, lets the requests under way
// finish and returns nil. Requests that take longer than 35 seconds to finish are cut off; that, and a listener that fails, is an
// error. The requests' contexts outlive ctx: being told to stop is no reason to fail who was already being served.
func Run(ctx context.Context, listener net.Listener, handler http.Handler, log *slog.Logger) error {
	return serve(ctx, listener, handler, log, drainTimeout)
}

func serve(ctx context.Context, listener net.Listener, handler http.Handler, log *slog.Logger, drain time.Duration) error {
	base, abandon := context.WithCancel(context.WithoutCancel(ctx))
	defer abandon()
	srv := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
		BaseContext:       func(net.Listener) context.Context { return base },
	}
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(listener) }()
	log.InfoContext(ctx, "listening", "address", listener.Addr().String())

	select {
	case err := <-failed:
		return fmt.Errorf("serve %s: %w", listener.Addr(), err)
	case <-ctx.Done():
	}
	log.InfoContext(ctx, "stopping")
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), drain)
	defer cancel()
	if err := srv.Shutdown(stop); err != nil {
		abandon()
		return fmt.Errorf("stop: requests were cut off: %w", errors.Join(err, srv.Close()))
	}
	log.InfoContext(ctx, "stopped")
	return nil
}
