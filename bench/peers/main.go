// Command peers measures Waymark beside PostGraphile and a floor of hand-written statements, all on one database and in one run. `make bench-peers`
// starts it beside a private PostgreSQL server; docs/performance.md tells how it measures and what came of it.
package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"waymark/bench/question"
	"waymark/bench/seed"
)

type commands struct {
	Run   run   `cmd:"" default:"withargs" help:"Measure."`
	Floor floor `cmd:"" help:"Serve the floor; run starts it."`
}

// run says what to measure.
type run struct {
	Postgres     string        `help:"A PostgreSQL server on this machine, as a superuser." env:"WAYMARK_TEST_POSTGRES_URL" required:""`
	Database     string        `help:"Name of a database there that an earlier run has filled and kept; a new one is filled otherwise."`
	Keep         bool          `help:"Keep the database."`
	Waymark      string        `help:"The program." default:"bin/waymark" type:"existingfile"`
	PostGraphile string        `name:"postgraphile" help:"Directory of PostGraphile's server." default:"bench/postgraphile" type:"existingdir"`
	Node         string        `help:"Node 22 or newer, for PostGraphile." default:"node"`
	Size         int           `help:"How many times the data of five years." default:"1"`
	Duration     time.Duration `help:"How long each contender is asked one question at one concurrency, in each round." default:"2s"`
	Rounds       int           `help:"Of them the median counts." default:"3"`
	Concurrency  []int         `help:"Clients at a time." default:"1,16,64"`
	Questions    []string      `help:"Only these, such as Q1."`
	Quick        bool          `help:"One round of half a second with 16 clients."`
	Docs         string        `help:"Page whose section between the marks is written anew; the tables are printed otherwise." type:"path"`
	JSON         string        `help:"File for all that was measured." type:"path"`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	var cli commands
	err := kong.Parse(&cli, kong.Name("peers"), kong.BindTo(ctx, (*context.Context)(nil))).Run()
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "peers: "+err.Error())
		os.Exit(1)
	}
}

// Run measures, and reports.
func (r run) Run(ctx context.Context) (err error) {
	if r.Quick {
		r.Rounds, r.Duration, r.Concurrency = 1, 500*time.Millisecond, []int{16}
	}
	log := slog.New(slog.NewTextHandler(os.Stderr, nil))
	data, err := os.MkdirTemp("", "waymark-peers-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(data)) }()
	base, err := open(ctx, r.Postgres, cmp.Or(r.Database, "waymark_peers_"+strconv.Itoa(os.Getpid())), r.Database == "")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, base.close(r.Database == "" && !r.Keep)) }()
	if r.Database == "" {
		log.InfoContext(ctx, "filling", "size", r.Size, "database", base.name)
		if err := base.fill(ctx, r.Waymark, seed.Size(r.Size)); err != nil {
			return err
		}
	}
	about, err := question.About(ctx, base.db)
	if err != nil {
		return err
	}
	all, err := start(ctx, r, base, data)
	defer func() { err = errors.Join(err, all.stop()) }()
	if err != nil {
		return err
	}
	trials, err := prepare(ctx, r, base, all, about)
	if err != nil {
		return err
	}
	log.InfoContext(ctx, "all answers are the same", "trials", len(trials))
	result, err := measure(ctx, r, base, all, trials, log)
	if err != nil {
		return err
	}
	result.Command = "make bench-peers " + r.flags()
	return result.write(r)
}

// flags gives the variables of make that lead here.
func (r run) flags() string {
	if r.Quick {
		return "QUICK=1"
	}
	clients := make([]string, len(r.Concurrency))
	for i, c := range r.Concurrency {
		clients[i] = strconv.Itoa(c)
	}
	return fmt.Sprintf("SIZE=%d DURATION=%s ROUNDS=%d CLIENTS=%s", r.Size, r.Duration, r.Rounds, strings.Join(clients, ","))
}

// own gives this program, to be started as a floor.
func own() (string, error) {
	program, err := os.Executable()
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(program)
}
