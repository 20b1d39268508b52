// Command waymark serves the planning graph, and looks after its database.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/alecthomas/kong"
)

// commands is the command line. Every flag can be set in the environment as well.
type commands struct {
	Serve   serve         `cmd:"" help:"Serve GraphQL, GraphiQL and the dashboard. Migrates the database and loads the reference data first."`
	Migrate migrate       `cmd:"" help:"Bring the database to the schema of this program."`
	Seed    seed          `cmd:"" help:"Load the reference data, as serve does. What is there already stays as it is."`
	Import  importFigures `cmd:"" help:"Record a file of figures: all of them, or none when anything is wrong with it."`
	Export  exportFigures `cmd:"" help:"Write figures into a file, with their sources."`
	Remind  remind        `cmd:"" help:"Make the reminders of plans that are due, as serve does at its start and every hour."`
	Token   token         `cmd:"" help:"Print a token for development, alone on the last line."`
	Grant   grant         `cmd:"" help:"Give a role to a subject of your OpenID provider, such as the first administrator."`
	Version version       `cmd:"" help:"Say which version this is."`
}

// spare is how far the heap grows beyond what is in use, in hundredths of it, before the garbage is looked for. The graph is small and answers are made and
// gone: Go's own 100 spends a tenth more of the processor's time to save some 80 MiB. GOGC in the environment counts instead.
const spare = 400

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(spare)
	}
	ctx, stop := context.WithCancel(context.Background())
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-signals
		signal.Stop(signals) // first, so that a second signal does not wait
		stop()
	}()
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "waymark: "+err.Error())
		os.Exit(1)
	}
}

// terminal is where a command writes: answers to out, the log to errors.
type terminal struct {
	out, errors io.Writer
}

func run(ctx context.Context, args []string, out, errors io.Writer) error {
	var cli commands
	parser, err := kong.New(&cli,
		kong.Name("waymark"),
		kong.Description("A GraphQL API for planning partnerships: who covers what, on any day."),
		kong.Writers(out, errors),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(terminal{out, errors}),
	)
	if err != nil {
		return err
	}
	command, err := parser.Parse(args)
	if err != nil {
		return err
	}
	return command.Run()
}
