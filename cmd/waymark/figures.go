package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

	"waymark/domain/calendar"
	"waymark/domain/fault"
	"waymark/domain/figure"
	"waymark/graph"
	"waymark/graph/view"
	"waymark/planning"
	"waymark/planning/workbook"
)

// importFigures records a file of figures, as figuresImport does.
type importFigures struct {
	database
	File       string     `arg:"" help:"The file: .csv, .xlsx or .jsonl." type:"existingfile"`
	ExternalID string     `name:"external-id" help:"What you call the batch; the same file under the same id is recorded once." required:"" placeholder:"ID"`
	Title      string     `help:"What the file is (default: the external id)." placeholder:"TITLE"`
	Reason     string     `help:"Why its figures supersede those before; else each row that does says why." placeholder:"WHY"`
	PublishAt  *time.Time `help:"Moment from which its figures are there (default: at once)." placeholder:"RFC3339"`
	DryRun     bool       `help:"Only say what would come of it."`
}

// Run imports the file, tells how far it is on the error stream, and what came of it. What is wrong with the file is a table and an error.
func (c importFigures) Run(ctx context.Context, t terminal) (err error) {
	file, err := os.Open(c.File)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	about, err := file.Stat()
	if err != nil {
		return err
	}
	plan, db, err := c.begin(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	ctx = operator(ctx)
	watching, stop := context.WithCancel(ctx)
	told := make(chan struct{})
	watch, err := plan.FiguresImportProgress(ctx, c.ExternalID)
	if err != nil {
		stop()
		return err
	}
	go func() {
		defer close(told)
		progressBar(watching, watch, t.errors)
	}()
	in := planning.FiguresImportInput{File: planning.Upload{Reader: file, Name: filepath.Base(c.File), Size: about.Size()}, ExternalID: c.ExternalID,
		PublishAt: c.PublishAt, DryRun: c.DryRun}
	if c.Title != "" {
		in.Title = &c.Title
	}
	if c.Reason != "" {
		in.Reason = &c.Reason
	}
	done, err := plan.FiguresImport(ctx, in)
	stop()
	<-told
	if len(done.Problems) > 0 {
		if e := problemTable(t.out, done); e != nil {
			return e
		}
	}
	if err != nil {
		return plainly(err)
	}
	return c.say(t.out, done)
}

func (c importFigures) say(out io.Writer, done planning.FiguresImported) (err error) {
	switch {
	case done.DryRun && !done.Repeated:
		_, err = fmt.Fprintf(out, "Nothing is wrong with the file. Figures: %d, in place of others: %d. Nothing was recorded.\n", done.Rows, done.Superseding)
	case done.Repeated:
		_, err = fmt.Fprintf(out, "The file was recorded before as the batch %s.\n", done.ID)
	default:
		_, err = fmt.Fprintf(out, "Figures recorded: %d, in place of others: %d. The batch is %s.\n", done.Rows, done.Superseding, done.ID)
	}
	return err
}

// progressBar tells how far work is, a line at a time, until it has ended.
func progressBar(ctx context.Context, watch *planning.JobWatch, to io.Writer) {
	last := int64(-1)
	_ = watch.Follow(ctx, func(p planning.Progress) error { // without which the import goes on as well
		if p.State != planning.JobRunning || p.Total == 0 {
			return nil
		}
		if percent := 100 * p.Done / p.Total; percent/10 > last/10 || last < 0 {
			last = percent
			fmt.Fprintf(to, "importing: %d%%\n", percent)
		}
		return nil
	})
}

func problemTable(to io.Writer, done planning.FiguresImported) error {
	w := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "ROW\tCOLUMN\tVALUE\tRULE\tWHAT IT SAYS")
	for _, p := range done.Problems {
		fmt.Fprintf(w, "%d\t%s\t%s\t%s\t%s\n", p.Row, p.Column, visible(p.Value), p.Rule, visible(p.Message))
	}
	if more := done.ProblemCount - len(done.Problems); more > 0 {
		fmt.Fprintf(w, "and %d more\n", more)
	}
	return w.Flush()
}

// visible leaves out what a terminal would obey.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 {
			return '?'
		}
		return r
	}, text)
}

// plainly gives refusals in their own words.
func plainly(err error) error {
	list, ok := fault.All(err)
	if !ok {
		return err
	}
	words := make([]string, len(list))
	for i, f := range list {
		words[i] = f.Message
		if len(f.Path) > 1 {
			words[i] = f.Path[len(f.Path)-1] + ": " + f.Message
		}
	}
	return errors.New(strings.Join(words, "; "))
}

// exportFigures writes figures into a file that importFigures reads.
type exportFigures struct {
	database
	Output     string         `help:"File to write (default: standard output)." short:"o" placeholder:"FILE" type:"path"`
	Format     string         `help:"How: csv or jsonl (default: by the end of the file's name, else csv)." enum:",csv,jsonl" default:""`
	Indicator  []string       `help:"Only of this indicator, by code; repeatable." placeholder:"CODE"`
	Year       []int          `help:"Only of the financial year that begins in this year; repeatable." placeholder:"YEAR"`
	From       *calendar.Date `help:"Only with periods that begin on this day or later." placeholder:"YYYY-MM-DD"`
	To         *calendar.Date `help:"Only with periods that end by this day." placeholder:"YYYY-MM-DD"`
	Source     []string       `help:"Only from this source, by code; repeatable." placeholder:"CODE"`
	Status     []string       `help:"Only with this status, such as PUBLISHED; repeatable." placeholder:"STATUS"`
	Superseded bool           `help:"Those that have been superseded, too."`
	KnownAt    *time.Time     `help:"As it had been recorded by this moment." placeholder:"RFC3339"`
}

// Run writes the figures.
func (c exportFigures) Run(ctx context.Context, t terminal) (err error) {
	format := workbook.CSV
	if c.Format == "jsonl" || c.Format == "" && workbook.FormatOf(c.Output) == workbook.JSONLines {
		format = workbook.JSONLines
	}
	filter := view.FigureFilter{Indicator: c.Indicator, Year: c.Year, From: c.From, To: c.To, Source: c.Source, Superseded: c.Superseded}
	for _, s := range c.Status {
		filter.Status = append(filter.Status, figure.Status(s))
	}
	db, err := c.open(nil)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	to := t.out
	if c.Output != "" {
		file, e := os.Create(c.Output)
		if e != nil {
			return e
		}
		defer func() { err = errors.Join(err, file.Close()) }()
		to = file
	}
	plan := planning.New(db, func() calendar.Date { return calendar.Of(time.Now()) })
	request := graph.ExportRequest{Filter: filter, KnownAt: c.KnownAt, Format: format}
	if err := graph.NewExporter(plan).Figures(operator(ctx), request, func() {}, to); err != nil {
		return plainly(err)
	}
	return nil
}
