package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"time"

	_ "github.com/lib/pq" // the driver of the floor

	floorserver "waymark/bench/floor"
)

// floor serves the floor until the context ends.
type floor struct {
	Addr string `help:"Address to listen on." required:""`
	URL  string `help:"The database." env:"DATABASE_URL" required:""`
}

// Run serves.
func (f floor) Run(ctx context.Context) error {
	db, err := sql.Open("postgres", f.URL)
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(pool)
	db.SetMaxIdleConns(pool)
	handler, err := floorserver.Handler(ctx, db)
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", f.Addr)
	if err != nil {
		return err
	}
	s := &http.Server{Handler: handler, ReadHeaderTimeout: time.Minute}
	context.AfterFunc(ctx, func() { _ = s.Close() }) // nobody waits for an answer by then
	if _, err := fmt.Fprintln(os.Stdout, "ready"); err != nil {
		return err
	}
	if err := s.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
