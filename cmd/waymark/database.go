package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"waymark/dataset"
	"waymark/domain/calendar"
	"waymark/domain/viewer"
	"waymark/planning"
	"waymark/store"
)

// database says where the data is.
type database struct {
	Data   string `help:"Directory of the embedded SQLite database; made when missing." default:"./data" env:"WAYMARK_DATA" type:"path"`
	URL    string `name:"database-url" help:"PostgreSQL to use instead: postgres://...; of several servers, host:port,host:port, the primary." env:"DATABASE_URL" placeholder:"URL"`
	Listen string `name:"listen-url" help:"The same PostgreSQL without a pooler between, to hear of changes." env:"WAYMARK_LISTEN_URL" placeholder:"URL"`
}

// open opens it. The watcher, if not nil, is told of the work that takes its time.
func (d database) open(watch store.Watcher, replicas ...string) (*store.Store, error) {
	if d.URL != "" {
		return store.Open(store.Config{URL: d.URL, ListenURL: d.Listen, Replicas: replicas, Watch: watch})
	}
	if len(replicas) > 0 {
		return nil, errors.New("--read-database-url names replicas of a PostgreSQL database: say with --database-url which, since the embedded SQLite database has none")
	}
	if err := os.MkdirAll(d.Data, 0o750); err != nil {
		return nil, fmt.Errorf("make the data directory: %w", err)
	}
	return store.Open(store.Config{Path: filepath.Join(d.Data, "waymark.db"), Watch: watch})
}

// begin opens it, migrates it and gives the use cases on it, with what to close in the end.
func (d database) begin(ctx context.Context) (plan *planning.Service, db *store.Store, err error) {
	if db, err = d.open(nil); err != nil {
		return nil, nil, err
	}
	if _, err := db.Migrate(ctx); err != nil {
		return nil, nil, errors.Join(err, db.Close())
	}
	return planning.New(db, func() calendar.Date { return calendar.Of(time.Now()) }), db, nil
}

// operator is whoever runs the command.
func operator(ctx context.Context) context.Context {
	return viewer.With(ctx, viewer.Operator(viewer.Own+"command-line"))
}

type migrate struct {
	database
}

// Run applies what is missing and says what it did.
func (m migrate) Run(ctx context.Context, t terminal) (err error) {
	db, err := m.open(nil)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	applied, err := db.Migrate(ctx)
	if err != nil {
		return err
	}
	if len(applied) == 0 {
		_, err = fmt.Fprintln(t.out, "The database is up to date.")
		return err
	}
	for _, v := range applied {
		if _, err := fmt.Fprintln(t.out, "applied", v); err != nil {
			return err
		}
	}
	return nil
}

type seed struct {
	database
	Demo bool `help:"Add synthetic data for demonstration, marked as such." env:"WAYMARK_DEMO"`
}

// Run migrates the database and loads what is missing.
func (s seed) Run(ctx context.Context, t terminal) (err error) {
	plan, db, err := s.begin(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	n, err := load(operator(ctx), plan, s.Demo)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(t.out, "%d new records.\n", n)
	return err
}

// load records the reference data and, if asked, the demonstration data, where they are not recorded yet: the programme, and then
// the figures about it. It gives the number of new records and figures.
func load(ctx context.Context, p *planning.Service, demo bool) (int, error) {
	records, err := dataset.Reference()
	if err != nil {
		return 0, err
	}
	figures, err := dataset.ReferenceFigures()
	if err != nil {
		return 0, err
	}
	if demo {
		synthetic, err := dataset.Demo(records)
		if err != nil {
			return 0, err
		}
		invented, err := dataset.DemoFigures(records, synthetic)
		if err != nil {
			return 0, err
		}
		records, figures = records.With(synthetic), append(figures, invented...)
	}
	recorded, err := p.Seed(ctx, records)
	if err != nil {
		return recorded, err
	}
	counted, err := p.SeedFigures(ctx, figures)
	if err != nil || !demo {
		return recorded + counted, err
	}
	written, err := dataset.SeedDocuments(ctx, p, records)
	return recorded + counted + written, err
}
