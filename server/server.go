// Package server is Waymark's HTTP door: it decides who may knock and how answers are wrapped, and knows nothing of what is asked.
package server

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/netip"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"waymark/domain/viewer"
	"waymark/graph"
	"waymark/planning/workbook"
	"waymark/server/openreferral"
	"waymark/server/telemetry"
	"waymark/store"
	"waymark/web"
)

// What a Config that says nothing gets.
const (
	DefaultMaxBody        = 4 << 20          // bytes: an apportionment among 20,000 fits
	DefaultDeadline       = 30 * time.Second // for one request
	DefaultMaxUpload      = 256 << 20        // bytes: a million figures fit
	DefaultUploadDeadline = 10 * time.Minute // for one request with a file
	DefaultUploads        = 4                // at a time
)

// Config is what a deployment may decide. Its zero value serves anyone, as nobody, within the default limits.
type Config struct {
	// Viewer is on whose behalf a request without a token is answered that no proxy forwards. Its zero value is viewer.Anonymous,
	// and nothing but a test has a reason for another.
	Viewer viewer.Viewer
	// SignIn tells whose a bearer token is and when it expires, as signin.Verifier does. Nil refuses every token.
	SignIn func(ctx context.Context, token string) (viewer.Viewer, time.Time, error)
	// TokenOnly refuses whoever brings no token to /graphql. The pages and the health checks stay open to all.
	TokenOnly bool
	// DevelopmentTokens gives tokens ready for use, which /development/tokens then hands out. It counts only with Local.
	DevelopmentTokens func(*http.Request) ([]DevelopmentToken, error)
	// Local answers only requests addressed to this machine by a loopback name. Set it when the listener is on the
	// loopback interface: it keeps a web page elsewhere from reaching the server through a name of its own.
	Local bool
	// MaxBody is the largest request body in bytes. Zero or less means DefaultMaxBody.
	MaxBody int64
	// Deadline is how long one request may take. Zero or less means DefaultDeadline.
	Deadline time.Duration
	// MaxUpload is the largest file in bytes that may be sent. Zero or less means DefaultMaxUpload.
	MaxUpload int64
	// UploadDeadline is how long a request with a file may take, sending it included. Zero or less means DefaultUploadDeadline.
	UploadDeadline time.Duration
	// Uploads is how many files may be sent and worked on at a time. Zero or less means DefaultUploads.
	Uploads int
	// Origins are those whose pages may send requests and read the answers, besides the server's own.
	Origins []Origin
	// Proxies are the networks of the proxies whose word is taken for where a request comes from.
	Proxies []netip.Prefix
	// Export writes figures as a file, as graph.Exporter does. Nil offers no files.
	Export func(ctx context.Context, r graph.ExportRequest, begin func(), to io.Writer) error
	// Print writes documents for printing, by the noun of their addresses, as graph.Exporter.Printers does.
	Print map[string]graph.Printer
	// OpenReferral answers at and below openreferral.Base, where everybody reads what is public. Nil offers nothing there, and so does TokenOnly.
	OpenReferral http.Handler
	// Replicas tells of the replicas of the database, which /readyz tells on without naming them. Nil, or none: it tells of none.
	Replicas func() []store.Replica
	// Telemetry measures what is done. Nil measures for nobody.
	Telemetry *telemetry.Telemetry
	// Sockets bounds WebSockets and event streams.
	Sockets Sockets
	// Streams holds those that are open, so that the server can end them when it stops. Nil keeps them out of anybody's reach.
	Streams *Streams
	// Rates is how much callers may ask for. Its zero value means DefaultRates.
	Rates Rates
}

func (c Config) withDefaults() Config {
	if c.MaxBody <= 0 {
		c.MaxBody = DefaultMaxBody
	}
	if c.Deadline <= 0 {
		c.Deadline = DefaultDeadline
	}
	if c.MaxUpload <= 0 {
		c.MaxUpload = DefaultMaxUpload
	}
	if c.UploadDeadline <= 0 {
		c.UploadDeadline = DefaultUploadDeadline
	}
	if c.Uploads <= 0 {
		c.Uploads = DefaultUploads
	}
	if c.Telemetry == nil {
		c.Telemetry = telemetry.New(telemetry.Config{})
	}
	c.Sockets = c.Sockets.withDefaults()
	if c.Streams == nil {
		c.Streams = NewStreams()
	}
	return c
}

// New gives the whole handler tree: /graphql, answered by exec; /export/figures.csv and /export/figures.jsonl; documents to print
// below /export; the directory of services below /openreferral/v3; /graphiql and the dashboard at /; /livez; and /readyz, which is
// ready when the given check returns nil and the server has not been told to stop. Every answer carries a request id, and every
// request leaves one line in the log that holds nothing of what was asked but the name of the operation. The handler is safe for
// concurrent use if exec and ready are.
func New(exec graphql.GraphExecutor, ready func(context.Context) error, cfg Config, log *slog.Logger) http.Handler {
	cfg = cfg.withDefaults()

	mux, throttle := http.NewServeMux(), newThrottle(cfg.Rates)
	mux.Handle("/graphql", shared(cfg.Origins, asking(cfg, &endpoint{
		exec: cfg.Telemetry.Executor(exec), cfg: cfg, log: log, throttle: throttle, origins: cfg.Sockets.origins(log),
		uploads: make(chan struct{}, cfg.Uploads),
	})))
	offer := func(path string, ask func(*http.Request) (download, error)) {
		mux.Handle(path, shared(cfg.Origins, asking(cfg, readOnly(&downloads{ask, cfg, log, throttle}))))
	}
	if cfg.Export != nil {
		offer("/export/figures.csv", figureExport(cfg, workbook.CSV, "text/csv; charset=utf-8; header=present", "figures.csv"))
		offer("/export/figures.jsonl", figureExport(cfg, workbook.JSONLines, "application/jsonl; charset=utf-8", "figures.jsonl"))
	}
	for noun, write := range cfg.Print {
		offer("/export/"+noun+"/{name}", printing(write))
	}
	if cfg.OpenReferral != nil && !cfg.TokenOnly {
		open := &directory{cfg.OpenReferral, cfg.Deadline, throttle}
		mux.Handle(openreferral.Base, open)
		mux.Handle(openreferral.Base+"/", open)
	}
	mux.Handle("/livez", readOnly(http.HandlerFunc(live)))
	mux.Handle("/readyz", readOnly(readiness{check: ready, replicas: cfg.Replicas, log: log}))
	mux.Handle("/", web.Handler())
	if cfg.Local && cfg.DevelopmentTokens != nil {
		mux.Handle("/development/tokens", readOnly(development(cfg.DevelopmentTokens, log)))
	}

	var h http.Handler = mux
	if cfg.Local {
		h = LocalOnly(h)
	}
	return located(cfg.Proxies, observed(cfg.Telemetry, log, secured(recovered(log, h))))
}
