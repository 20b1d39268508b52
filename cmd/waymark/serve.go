package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"time"

	"waymark/domain/calendar"
	"waymark/domain/viewer"
	"waymark/graph"
	"waymark/planning"
	"waymark/server"
)

type serve struct {
	database
	operations
	Addr  string         `help:"Address to listen on. On a loopback address whoever asks may read and change everything; on any other they are anonymous: they may read, change nothing, and are told no names." default:"127.0.0.1:8080" env:"WAYMARK_ADDR"`
	Demo  bool           `help:"Add synthetic data for demonstration, marked as such." env:"WAYMARK_DEMO"`
	Today *calendar.Date `help:"Planning date, for demonstrations and tests (default: the real date)." placeholder:"YYYY-MM-DD" env:"WAYMARK_TODAY"`
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
	measured, flush, err := s.telemetry(ctx, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, flush()) }()
	db, err := s.open(measured.Watch)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	applied, err := db.Migrate(ctx)
	if err != nil {
		return err
	}
	plan := planning.New(db, s.today)
	records, err := load(operator(ctx), plan, s.Demo)
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", s.Addr)
	if err != nil {
		return err
	}
	local := server.Local(listener.Addr()) && len(s.TrustedProxy) == 0 // a proxy brings others here
	who := viewer.Viewer{Subject: "anonymous", Role: viewer.Anonymous}
	if local {
		who = viewer.Viewer{Subject: "operator", Role: viewer.Operator}
	}
	log.InfoContext(ctx, "ready", "engine", db.Engine(), "migrations", len(applied), "newRecords", records, "today", s.today(), "viewer", who.Role)
	if err := greet(t, s.scheme()+listener.Addr().String(), s.Demo); err != nil {
		return err
	}
	handler := server.New(graph.NewExecutor(plan, log), db.Ready, s.config(server.Config{Viewer: who, Local: local, Telemetry: measured}), log)
	measured.Gauge(db.Pool, plan.Revision)
	return s.serve(ctx, listener, handler, measured.Admin(), log)
}

func greet(t terminal, address string, demo bool) error {
	_, err := fmt.Fprintf(t.out, "Dashboard  %s/\nGraphiQL   %s/graphiql\nGraphQL    %s/graphql\n", address, address, address)
	if err == nil && demo {
		_, err = fmt.Fprintln(t.out, "Partnerships, jobcentres, people and champions are synthetic; regions, districts, posts and statements are real.")
	}
	return err
}
