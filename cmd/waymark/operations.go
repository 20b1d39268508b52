package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"os"
	"time"

	"go.opentelemetry.io/otel"

	"waymark/server"
	"waymark/server/telemetry"
)

// operations is what an operator of a public server decides.
type operations struct {
	TLSCert       string          `name:"tls-cert" help:"PEM file of the certificate and its chain; read again when it changes. With it the server speaks HTTPS and HTTP/2 only." placeholder:"FILE" env:"WAYMARK_TLS_CERT" and:"tls"`
	TLSKey        string          `name:"tls-key" help:"PEM file of the certificate's key." placeholder:"FILE" env:"WAYMARK_TLS_KEY" and:"tls"`
	TrustedProxy  []netip.Prefix  `help:"Network of proxies whose X-Forwarded-For, Forwarded, X-Forwarded-Proto, X-Request-Id and Traceparent are believed; repeatable." placeholder:"CIDR" env:"WAYMARK_TRUSTED_PROXY"`
	CORSOrigin    []server.Origin `name:"cors-origin" help:"Origin whose pages may use the API, as https://example.org; repeatable." placeholder:"ORIGIN" env:"WAYMARK_CORS_ORIGIN"`
	DrainDelay    time.Duration   `help:"How long to go on serving after SIGTERM, while /readyz answers 503." default:"0s" env:"WAYMARK_DRAIN_DELAY"`
	AdminAddr     string          `help:"Address of a second listener for /metrics and /debug/pprof/; off by default. Only operators should reach it." placeholder:"HOST:PORT" env:"WAYMARK_ADMIN_ADDR"`
	OperationName []string        `help:"Name of an operation that metrics tell apart; repeatable. All others are counted as \"other\"." placeholder:"NAME" env:"WAYMARK_OPERATION_NAME"`
	OTLPEndpoint  string          `name:"otlp-endpoint" help:"Collector that traces are sent to by OTLP over HTTP, as http://collector:4318; off unless this or OTEL_EXPORTER_OTLP_ENDPOINT is set." placeholder:"URL" env:"WAYMARK_OTLP_ENDPOINT"`
	LogFormat     string          `help:"Form of the log on standard error: ${enum}." enum:"text,json" default:"text" env:"WAYMARK_LOG_FORMAT"`
	LogLevel      slog.Level      `help:"Least level that is logged: debug, info, warn or error." default:"info" env:"WAYMARK_LOG_LEVEL"`
}

// flushWithin is how long the last spans may take to be sent.
const flushWithin = 5 * time.Second

func (o operations) logger(w io.Writer) *slog.Logger {
	options := &slog.HandlerOptions{Level: o.LogLevel}
	if o.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(w, options))
	}
	return slog.New(slog.NewTextHandler(w, options))
}

// telemetry gives the instruments, and what to call when everything else has ended.
func (o operations) telemetry(ctx context.Context, log *slog.Logger) (*telemetry.Telemetry, func() error, error) {
	cfg := telemetry.Config{Operations: o.OperationName}
	if o.OTLPEndpoint == "" && os.Getenv("OTEL_EXPORTER_OTLP_ENDPOINT") == "" && os.Getenv("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT") == "" {
		return telemetry.New(cfg), func() error { return nil }, nil
	}
	otel.SetErrorHandler(otel.ErrorHandlerFunc(func(err error) { log.WarnContext(ctx, "traces", "cause", err) }))
	tracers, err := telemetry.Exporting(ctx, o.OTLPEndpoint, release())
	if err != nil {
		return nil, nil, err
	}
	cfg.Tracers = tracers
	return telemetry.New(cfg), func() error {
		within, cancel := context.WithTimeout(context.WithoutCancel(ctx), flushWithin)
		defer cancel()
		if err := tracers.Shutdown(within); err != nil {
			log.WarnContext(ctx, "traces were lost", "cause", err) // which is no reason to say that the server failed
		}
		return nil
	}, nil
}

// public adds what the flags say to what the server is told otherwise.
func (o operations) public(c server.Config) server.Config {
	c.Origins, c.Proxies = o.CORSOrigin, o.TrustedProxy
	for _, origin := range o.CORSOrigin {
		c.Sockets.Origins = append(c.Sockets.Origins, string(origin))
	}
	return c
}

func (o operations) scheme() string {
	if o.TLSCert != "" {
		return "https://"
	}
	return "http://"
}

// serve answers on the listener, and on the admin address if there is one, until ctx is done. The admin address is answered until the
// other has stopped.
func (o operations) serve(ctx context.Context, listener net.Listener, handler http.Handler, streams *server.Streams, admin http.Handler, log *slog.Logger) (err error) {
	runner := server.Runner{Delay: o.DrainDelay, Streams: streams}
	if o.TLSCert != "" {
		if runner.TLS, err = server.Certificates(o.TLSCert, o.TLSKey, log); err != nil {
			return errors.Join(err, listener.Close())
		}
	}
	if o.AdminAddr == "" {
		return runner.Run(ctx, listener, handler, log)
	}
	second, err := (&net.ListenConfig{}).Listen(ctx, "tcp", o.AdminAddr)
	if err != nil {
		return errors.Join(fmt.Errorf("admin: %w", err), listener.Close())
	}
	if server.Local(second.Addr()) {
		admin = server.LocalOnly(admin)
	} else {
		log.WarnContext(ctx, "the admin address can be reached from other machines", "address", second.Addr().String())
	}
	serving, stop := context.WithCancel(context.WithoutCancel(ctx))
	ended := make(chan error, 1)
	go func() {
		ended <- server.Runner{Profiles: true, Drain: time.Second}.Run(serving, second, admin, log.With("listener", "admin"))
	}()
	err = runner.Run(ctx, listener, handler, log)
	stop()
	if adminErr := <-ended; adminErr != nil {
		log.WarnContext(ctx, "admin", "cause", adminErr)
	}
	return err
}
