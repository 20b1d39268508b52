package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"time"

	"waymark/domain/calendar"
	"waymark/graph"
	"waymark/planning"
	"waymark/server"
	"waymark/server/openreferral"
)

type serve struct {
	database
	operations
	sockets
	signIn
	limits
	Addr        string         `help:"Address to listen on." default:"127.0.0.1:8080" env:"WAYMARK_ADDR"`
	AnswerCache int            `help:"Bytes of answers that are kept and given again while the structure is the same, to whoever has the same rights; 0: none." default:"33554432" env:"WAYMARK_ANSWER_CACHE"`
	Demo        bool           `help:"Add synthetic data for demonstration, marked as such." env:"WAYMARK_DEMO"`
	Read        []string       `name:"read-database-url" help:"Streaming replica of the database that is read in its stead, postgres://...; repeatable." env:"WAYMARK_READ_DATABASE_URL" placeholder:"URL"`
	Today       *calendar.Date `help:"Planning date, for demonstrations and tests (default: the real date)." placeholder:"YYYY-MM-DD" env:"WAYMARK_TODAY"`
}

// today gives the planning date: the fixed one, or the day it is here and now.
func (s serve) today() calendar.Date {
	if s.Today != nil {
		return *s.Today
	}
	return calendar.Of(time.Now())
}

// Run serves until the context ends, and then stops gracefully.
func (s serve) Run(ctx context.Context, t terminal) (err error) {
	log := s.logger(t.errors)
	addr, err := net.ResolveTCPAddr("tcp", s.Addr)
	if err != nil {
		return err
	}
	proxied := len(s.TrustedProxy) > 0
	if err := s.allowed(addr, proxied); err != nil {
		return err
	}
	options, err := s.executor()
	if err != nil {
		return err
	}
	options = append(options, graph.WithAnswers(s.AnswerCache))
	measured, flush, err := s.telemetry(ctx, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, flush()) }()
	cfg, development, err := s.signIn.config(s.limits.on(s.public(server.Config{
		Local: server.Local(addr) && !proxied, Telemetry: measured, Sockets: s.sockets.bounds(), Streams: server.NewStreams(),
	})), s.Data, log)
	if err != nil {
		return err
	}
	db, err := s.open(measured.Watch, s.Read...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	applied, err := db.Migrate(ctx)
	if err != nil {
		return err
	}
	plan := planning.New(db, s.today)
	exporter := graph.NewExporter(plan)
	cfg.Export, cfg.Print, cfg.OpenReferral = exporter.Figures, exporter.Printers(), openreferral.New(plan)
	options = append([]graph.Option{graph.WithIntrospection(plan.Administers)}, options...) // unless a flag lets everybody
	records, err := load(operator(ctx), plan, s.Demo)
	if err != nil {
		return err
	}
	ticker := time.NewTicker(remindEvery)
	defer ticker.Stop()
	working, stop := context.WithCancel(ctx)
	reminded := reminding(working, plan.Remind, ticker.C, log)
	defer func() { stop(); reminded() }() // before the database is closed
	if development != nil {
		cfg.DevelopmentTokens = readyTokens(plan, s.today, development)
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", addr.String())
	if err != nil {
		return err
	}
	log.InfoContext(ctx, "ready", "engine", db.Engine(), "migrations", len(applied), "newRecords", records, "today", s.today(),
		"oidcIssuer", s.OIDCIssuer, "anonymous", s.Anonymous, "developmentTokens", s.DevelopmentTokens)
	address := s.scheme() + listener.Addr().String()
	if err := greet(t, address, s.Demo); err != nil {
		return err
	}
	if development != nil {
		if err := hint(t, address, s.Data, development); err != nil {
			return err
		}
	}
	measured.Gauge(db.Pool, plan.Revision)
	if len(s.Read) > 0 {
		measured.Replicas(db.Replicas, db.ReplicasMissed)
		cfg.Replicas = db.Replicas
	}
	return s.serve(ctx, listener, server.New(graph.NewExecutor(plan, log, options...), db.Ready, cfg, log), cfg.Streams, measured.Admin(), log)
}

func greet(t terminal, address string, demo bool) error {
	_, err := fmt.Fprintf(t.out, "Dashboard  %s/\nGraphiQL   %s/graphiql\nGraphQL    %s/graphql\n", address, address, address)
	if err == nil && demo {
		_, err = fmt.Fprintln(t.out, "Partnerships, jobcentres, people and champions are synthetic; regions, districts, posts and statements are real.")
	}
	return err
}
