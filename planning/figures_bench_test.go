package planning_test

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/figure"
	"waymark/domain/figurefile"
	"waymark/domain/programme"
	"waymark/domain/viewer"
	"waymark/planning"
	"waymark/store"
)

var importRows = flag.Int("import-rows", 20_000, "figures in the file of BenchmarkImport")

// many writes a file of so many figures: counts of places in months.
func many(b *testing.B, g *programme.Graph, rows int) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), "many.csv")
	file, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	out := csv.NewWriter(bufio.NewWriter(file))
	write := func(cells []string) {
		if err := out.Write(cells); err != nil {
			b.Fatal(err)
		}
	}
	write(figurefile.Columns())
	source := g.Sources()[0]
	left := rows
	after := func(month calendar.Date) calendar.Date { return calendar.Of(month.Time().AddDate(0, 1, 0)) }
	for month := day("2008-01-01"); left > 0; month = after(month) {
		next := after(month)
		for _, i := range g.Indicators() {
			if i.Kind != programme.KindCount || !i.Valid.Contains(month) {
				continue
			}
			for n, p := range g.AllPlaces() {
				value := decimal.FromInt(n + left%1_000)
				d := planning.DraftOf(g, &figure.Figure{Key: figure.Key{IndicatorID: i.ID, PlaceID: p.Identity().ID, Period: figure.Period{Type: figure.Month, From: month, To: next}},
					Value: &value, Status: figure.Published, SourceID: source.ID, ExternalID: "bench/" + strconv.Itoa(left)})
				write(figurefile.Row(&d))
				if left--; left == 0 {
					break
				}
			}
			if left == 0 {
				break
			}
		}
	}
	out.Flush()
	if err := errors.Join(out.Error(), file.Close()); err != nil {
		b.Fatal(err)
	}
	return path
}

// BenchmarkImport imports a file into PostgreSQL, and then has psql copy the same rows into the same table of another database. It tells how
// fast the import is in times of psql: 1 is as fast, 0.5 takes twice as long.
func BenchmarkImport(b *testing.B) {
	source, target := country.Database(b, store.Postgres), country.Database(b, store.Postgres)
	s, _ := source.Open(b), target.Open(b)
	p := planning.New(s, today)
	ctx := viewer.With(b.Context(), operator)
	g, err := p.Graph(ctx)
	if err != nil {
		b.Fatal(err)
	}
	path := many(b, g, *importRows)
	about, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	copied := filepath.Join(b.TempDir(), "rows")
	for b.Loop() {
		file, err := os.Open(path)
		if err != nil {
			b.Fatal(err)
		}
		began := time.Now()
		done, err := p.FiguresImport(ctx, planning.FiguresImportInput{File: planning.Upload{Reader: file, Name: path, Size: about.Size()}, ExternalID: "bench"})
		took := time.Since(began)
		if err != nil || done.Rows != *importRows || done.Repeated {
			b.Fatalf("%+v, %v: run it with -benchtime 1x", done, err)
		}
		_ = file.Close()

		columns := strings.TrimSpace(psql(b, source.Config.URL, `SELECT string_agg(attname, ',' ORDER BY attnum) FROM pg_attribute WHERE attrelid = 'figures'::regclass AND attnum > 0`))
		psql(b, source.Config.URL, `\copy (SELECT * FROM figure_batches) TO '`+copied+`.batch'`, `\copy (SELECT `+columns+` FROM figures ORDER BY id) TO '`+copied+`'`)
		psql(b, target.Config.URL, `\copy figure_batches FROM '`+copied+`.batch'`)
		began = time.Now()
		told := psql(b, target.Config.URL, `\copy figures (`+columns+`) FROM '`+copied+`'`)
		reference := time.Since(began)
		if !strings.Contains(told, fmt.Sprintf("COPY %d", *importRows)) {
			b.Fatalf("psql says %s", told)
		}
		b.ReportMetric(0, "ns/op")
		b.ReportMetric(took.Seconds(), "import-s")
		b.ReportMetric(reference.Seconds(), "psql-s")
		b.ReportMetric(float64(*importRows)/took.Seconds(), "rows/s")
		b.ReportMetric(reference.Seconds()/took.Seconds(), "of-psql")
		b.ReportMetric(peak(b), "peak-MB")
	}
}

// psql runs commands in a database.
func psql(b *testing.B, url string, commands ...string) string {
	b.Helper()
	args := []string{url, "--no-psqlrc", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1"}
	for _, c := range commands {
		args = append(args, "--command", c)
	}
	out, err := exec.CommandContext(b.Context(), "psql", args...).CombinedOutput()
	if err != nil {
		b.Fatalf("psql: %v\n%s", err, out)
	}
	return string(out)
}

// peak gives the most memory that the process has had, in megabytes; 0 where the system does not tell.
func peak(b *testing.B) float64 {
	b.Helper()
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	found := regexp.MustCompile(`VmHWM:\s+(\d+) kB`).FindSubmatch(text)
	if found == nil {
		return 0
	}
	n, err := strconv.ParseFloat(string(bytes.TrimSpace(found[1])), 64)
	if err != nil {
		b.Fatal(err)
	}
	return n / 1024
}
