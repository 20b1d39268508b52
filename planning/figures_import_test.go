package planning_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"waymark/dataset"
	"waymark/domain/fault"
	"waymark/domain/figure"
	"waymark/domain/figurefile"
	"waymark/domain/programme"
	"waymark/domain/viewer"
	"waymark/planning"
	"waymark/planning/workbook"
	"waymark/store/storetest"
)

// country is the demonstration without figures.
var country = storetest.Template{Prepare: seed(demonstration)}

const figureHead = "area_code,indicator,period_type,date_from,date_to,value,status,source,revision\n"

// counted gives rows about England in financial years, one a value.
func counted(from int, values ...string) string {
	var rows strings.Builder
	for i, v := range values {
		fmt.Fprintf(&rows, "E92000001,IN_TREATMENT_CONTACT,FINANCIAL_YEAR,%d-04-01,%d-03-31,%s,PUBLISHED,ndtms-2011-12,\n", from+i, from+i+1, v)
	}
	return rows.String()
}

// file gives the input that imports a CSV under an external id.
func file(id, text string, more ...func(*planning.FiguresImportInput)) planning.FiguresImportInput {
	in := planning.FiguresImportInput{File: planning.Upload{Reader: strings.NewReader(text), Name: id + ".csv", Size: int64(len(text))}, ExternalID: id}
	for _, m := range more {
		m(&in)
	}
	return in
}

func because(why string) func(*planning.FiguresImportInput) {
	return func(in *planning.FiguresImportInput) { in.Reason = &why }
}

// imported imports what nothing is wrong with.
func (w *world) imported(in planning.FiguresImportInput) planning.FiguresImported {
	w.Helper()
	done, err := w.FiguresImport(w.ctx, in)
	if err != nil || len(done.Problems) > 0 || done.ProblemCount > 0 {
		w.Fatalf("refused: %v, %.3v", err, done.Problems[:min(3, len(done.Problems))])
	}
	return done
}

// values gives the values of figures that hold about adults in contact with treatment in England, by year.
func (w *world) values(moment *time.Time) string {
	w.Helper()
	at, err := w.Reading(w.ctx)
	if moment != nil {
		at, err = w.ReadingAt(w.ctx, *moment)
	}
	if err != nil {
		w.Fatal(err)
	}
	found, err := w.Figures(w.ctx, at, figure.Filter{Indicators: []string{w.graph().Indicator("IN_TREATMENT_CONTACT").ID}, Places: []string{""}}, moment)
	if err != nil {
		w.Fatal(err)
	}
	var told []string
	for _, v := range found {
		if v.Holds() {
			told = append(told, v.Period.Label()+"="+v.Value.String())
		}
	}
	slices.Sort(told)
	return strings.Join(told, " ")
}

// written gives figures as a file has them.
func asCSV(t *testing.T, g *programme.Graph, sets []programme.FigureSet) string {
	t.Helper()
	var text bytes.Buffer
	w := csv.NewWriter(&text)
	rows := [][]string{figurefile.Columns()}
	for _, s := range sets {
		for i := range s.Figures {
			d := planning.DraftOf(g, &s.Figures[i])
			rows = append(rows, figurefile.Row(&d))
		}
	}
	if err := w.WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

// TestAllFiguresComeBackAsTheyWere writes the figures of the reference and of the demonstration into files, imports those, and compares.
func TestAllFiguresComeBackAsTheyWere(t *testing.T) {
	reference, err := dataset.Reference()
	if err != nil {
		t.Fatal(err)
	}
	demo, err := dataset.Demo(reference)
	if err != nil {
		t.Fatal(err)
	}
	sets, err := dataset.ReferenceFigures()
	if err != nil {
		t.Fatal(err)
	}
	invented, err := dataset.DemoFigures(reference, demo)
	if err != nil {
		t.Fatal(err)
	}
	sets = append(sets, invented...)
	inWorld(t, &country, func(w *world) {
		next := int64(0)
		for _, s := range sets {
			text := asCSV(w.T, w.graph(), []programme.FigureSet{s})
			done := w.imported(file(s.Batch.ExternalID, text, because("a later release")))
			b := w.graph().FigureBatch(s.Batch.ExternalID)
			if done.ID != b.ID || done.Rows != len(s.Figures) || b.Rows != done.Rows || b.First != next+1 || b.Title != s.Batch.ExternalID || b.Subject != operator.Subject {
				w.Errorf("%s: %+v of %+v", s.Batch.ExternalID, done, b)
			}
			next += int64(b.Rows)
			found, more, err := w.store.Figures(w.ctx, figure.Filter{}, 1_000_000)
			if err != nil || more {
				w.Fatal(err)
			}
			found = found[b.First-1:]
			for i, f := range found {
				want := s.Figures[i]
				want.ID, want.BatchID = b.First+int64(i), b.ID
				if !reflect.DeepEqual(*f, want) {
					w.Fatalf("got  %+v\nwant %+v", *f, want)
				}
			}
		}
	})
}

// TestProblemsOfAFile names what is told of files that say what is not recorded, or the same twice.
func TestProblemsOfAFile(t *testing.T) {
	inWorld(t, &england, func(w *world) {
		g := w.graph()
		office := g.Jobcentres(today())[0].Code
		before := g.Revision()
		row := func(cells string) string {
			all := strings.Split("E92000001|IN_TREATMENT_CONTACT|FINANCIAL_YEAR|2005-04-01|2006-03-31|12|PUBLISHED|ndtms-2011-12|", "|")
			for cell := range strings.SplitSeq(cells, "|") {
				name, text, _ := strings.Cut(cell, "=")
				if i := slices.Index(strings.Split(strings.TrimSpace(figureHead), ","), name); i >= 0 {
					all[i] = text
				}
			}
			return strings.Join(all, ",") + "\n"
		}
		for name, c := range map[string]struct{ text, want string }{
			"nothing":       {"", "1  CELLS"},
			"no figures":    {figureHead, "1  CELLS"},
			"no header":     {row(""), "1  HEADER_UNKNOWN"},
			"sound":         {figureHead + row(""), ""},
			"of an office":  {figureHead + row("area_code="+office+"|indicator=JOBCENTRES_OPEN"), ""},
			"by GSS code":   {figureHead + row("area_code=E12000007"), ""},
			"what":          {figureHead + row("indicator=HAPPINESS"), "2 indicator UNKNOWN"},
			"where":         {figureHead + row("area_code=E99999999"), "2 area_code UNKNOWN"},
			"who says so":   {figureHead + row("source=hearsay"), "2 source UNKNOWN"},
			"a part person": {figureHead + row("value=1.5"), "2 value DEFINITION"},
			"below nothing": {figureHead + row("value=-1"), "2 value DEFINITION"},
			"too early":     {figureHead + row("date_from=1990-04-01|date_to=1991-03-31"), "2 date_from DEFINITION"},
			"twice":         {figureHead + row("") + row("area_code=E12000007") + row("value=13"), "4  REPEATED"},
			"many":          {figureHead + row("indicator=X|source=Y|area_code=Z") + row("value=x"), "2 indicator UNKNOWN|2 source UNKNOWN|2 area_code UNKNOWN|3 value FORM"},
			"superseding":   {figureHead + row("date_from=2008-04-01|date_to=2009-03-31") + row(""), "2 revision REASON"},
			"with a reason": {figureHead + row("date_from=2008-04-01|date_to=2009-03-31|revision=Counted anew."), ""},
			"both kinds":    {figureHead + row("area_code=Z|source=|value=x"), "2 source REQUIRED|2 value FORM|2 area_code UNKNOWN"},
			"a short row":   {figureHead + "a,b\n", "2  CELLS"},
			"broken off":    {figureHead + row("") + "E92000001,\"x", "3  QUOTING"},
			"too long":      {figureHead + row("revision="+strings.Repeat("x", 501)), "2 revision TOO_LONG"},
		} {
			done, err := w.FiguresImport(w.ctx, file("problems", c.text, func(in *planning.FiguresImportInput) { in.DryRun = true }))
			var got []string
			for _, p := range done.Problems {
				got = append(got, strings.TrimRight(fmt.Sprintf("%d %s %s", p.Row, p.Column, p.Rule), " "))
			}
			if name == "no header" {
				got = got[:1]
			}
			if text := strings.Join(got, "|"); text != c.want || !done.DryRun || done.ID != "" || (err == nil) != (c.want == "") {
				w.Errorf("%s: %s, %+v, %v", name, text, done, err)
			}
			if refused, ok := fault.All(err); c.want != "" && (!ok || refused[0].Code != fault.Invalid || strings.Join(refused[0].Path, ".") != "input.file") {
				w.Errorf("%s is refused as %v", name, err)
			}
		}
		if w.graph().Revision() != before {
			w.Error("a dry run has changed something")
		}
		many, err := w.FiguresImport(w.ctx, file("problems", figureHead+strings.Repeat(row("value=x"), 1_500)))
		if len(many.Problems) != planning.MaxProblems || many.ProblemCount != 1_500 || many.Rows != 1_500 || err == nil {
			w.Errorf("of 1,500 problems %d are told and %d counted, %v", len(many.Problems), many.ProblemCount, err)
		}
	})
}

// TestImportIsRefused holds that each field of the input but the file is checked, and who may import.
func TestImportIsRefused(t *testing.T) {
	inWorld(t, &england, func(w *world) {
		try := func(ctx context.Context, in planning.FiguresImportInput) func() (planning.Outcome, error) {
			return func() (planning.Outcome, error) {
				done, err := w.FiguresImport(ctx, in)
				return done.Outcome, err
			}
		}
		sound := figureHead + counted(2005, "1")
		var cases []refusal
		for name, c := range map[string]struct {
			in   planning.FiguresImportInput
			want []string
		}{
			"no id":          {file("", sound), []string{"INVALID input.externalId: 1 to 200", "INVALID input.format: none of"}[:1]},
			"a long id":      {file(strings.Repeat("é", 201), sound), []string{"INVALID input.externalId: 1 to 200"}},
			"a long title":   {file("x", sound, func(in *planning.FiguresImportInput) { in.Title = new(strings.Repeat("x", 301)) }), []string{"INVALID input.title: at most 300"}},
			"a long reason":  {file("x", sound, because(strings.Repeat("x", 501))), []string{"INVALID input.reason: at most 500"}},
			"a past moment":  {file("x", sound, func(in *planning.FiguresImportInput) { in.PublishAt = new(w.Now().Add(-time.Hour)) }), []string{"INVALID input.publishAt: is past"}},
			"no format":      {file("x", sound, func(in *planning.FiguresImportInput) { in.File.Name = "figures" }), []string{"INVALID input.format: none of .csv"}},
			"another format": {file("x", sound, func(in *planning.FiguresImportInput) { in.Format = new(workbook.XLSX) }), []string{"INVALID input.file: one thing is wrong"}},
			"no file":        {planning.FiguresImportInput{ExternalID: "x", Format: new(workbook.CSV)}, []string{"INVALID input.file: no file"}},
		} {
			cases = append(cases, refusal{name, try(w.ctx, c.in), c.want})
		}
		for _, who := range []string{"analyst", "regional_lead@region:E12000007", "viewer"} {
			cases = append(cases, refusal{"by " + who, try(w.with("x", who), file("x", sound)), []string{"FORBIDDEN : figuresImport is not for your roles"}})
		}
		cases = append(cases, refusal{"by nobody", try(viewer.With(w.Context(), viewer.Anonymous()), file("x", sound)), []string{"FORBIDDEN : you may not change anything"}})
		gone, cancel := context.WithCancel(w.ctx)
		cancel()
		if _, err := w.FiguresImport(gone, file("x", sound)); err == nil {
			w.Error("an import that was given up is done")
		}
		w.refusals(cases)
		w.done(try(w.with("x", "programme_lead"), file("by a lead", sound))())
	})
}

// TestImportsAreIdempotent holds that a file is recorded once, however often and by however many it is sent.
func TestImportsAreIdempotent(t *testing.T) {
	country.Run(t, func(t *testing.T, db storetest.Database) {
		w := open(t, db)
		text := figureHead + counted(2005, "1", "2", "3")
		var together sync.WaitGroup
		results := make([]planning.FiguresImported, 3)
		for i, s := range []*world{w, open(t, db), open(t, db)} {
			together.Go(func() {
				var err error
				if results[i], err = s.FiguresImport(s.ctx, file("once", text)); err != nil {
					t.Error(err)
				}
			})
		}
		together.Wait()
		repeated := 0
		for _, r := range results {
			if r.Repeated {
				repeated++
			}
			if r.ID != results[0].ID || r.Rows != 3 {
				t.Errorf("got %+v and %+v", r, results[0])
			}
		}
		if repeated != 2 || len(w.graph().FigureBatches()) != 1 || w.values(nil) != "2005/06=1 2006/07=2 2007/08=3" {
			t.Errorf("%d of 3 repeat it: %s", repeated, w.values(nil))
		}
		b := w.graph().FigureBatches()[0]
		if again := w.imported(file("once", text, func(in *planning.FiguresImportInput) { in.PublishAt = new(time.Unix(0, 0)) })); !again.Repeated || again.ID != b.ID {
			t.Errorf("again: %+v", again)
		}
		_, err := w.FiguresImport(w.ctx, file("once", text+"\n"))
		w.refused(planning.Outcome{}, err)("CONFLICT input.externalId: another file was recorded under this external id at")
		_, err = w.FiguresImport(w.ctx, file("twice", text))
		w.refused(planning.Outcome{}, err)("INVALID input.file: 3 things are wrong")
		second := w.imported(file("twice", text, because("counted anew")))
		if second.Superseding != 3 {
			t.Errorf("supersedes: %+v", second)
		}
	})
}

// TestEmbargoedFigures holds that a batch with a moment is there from that moment on, for everybody alike.
func TestEmbargoedFigures(t *testing.T) {
	country.Run(t, func(t *testing.T, db storetest.Database) {
		now := time.Now()
		db.Config.Now = func() time.Time { return now }
		w := open(t, db)
		w.imported(file("before", figureHead+counted(2005, "1")))
		at := now.Add(time.Hour)
		done := w.imported(file("after", figureHead+counted(2005, "2", "3"), because("revised"), func(in *planning.FiguresImportInput) { in.PublishAt = &at }))
		if b := w.graph().FigureBatch("after"); b.PublishAt == nil || !b.PublishAt.Equal(at.Truncate(time.Microsecond)) || done.Superseding != 1 {
			t.Errorf("%+v of %+v", done, b)
		}
		_, err := w.FiguresImport(w.ctx, file("third", figureHead+counted(2006, "4")))
		w.refused(planning.Outcome{}, err)("INVALID input.file: one thing is wrong") // it supersedes what is to come
		for _, c := range []struct {
			after time.Duration
			want  string
		}{{time.Second, "2005/06=1"}, {time.Hour - time.Millisecond, "2005/06=1"}, {time.Hour, "2005/06=2 2006/07=3"}} {
			now = at.Add(c.after - time.Hour)
			if got := w.values(nil); got != c.want {
				t.Errorf("%s after: %s, want %s", c.after, got, c.want)
			}
		}
		before := at.Add(-time.Minute)
		if got := w.values(&before); got != "2005/06=1" {
			t.Errorf("as known before: %s", got)
		}
	})
}

// TestImportIsWatched holds that an import tells how far it is until it has ended.
func TestImportIsWatched(t *testing.T) {
	inWorld(t, &country, func(w *world) {
		text := figureHead + counted(2005, "1", "2")
		for _, c := range []struct {
			text string
			want planning.JobState
			done int64
		}{{text + "x", planning.JobFailed, int64(len(text) + 1)}, {text, planning.JobDone, int64(2 * len(text))}} {
			watch, err := w.FiguresImportProgress(w.ctx, "watched")
			if err != nil {
				w.Fatal(err)
			}
			var told []planning.Progress
			err = watch.Follow(w.ctx, func(p planning.Progress) error {
				if told = append(told, p); p.State == planning.JobIdle {
					_, _ = w.FiguresImport(w.ctx, file("watched", c.text)) // of which the watch tells
				}
				return nil
			})
			last := told[len(told)-1]
			if err != nil || last.State != c.want || last.Done != c.done || last.Total != int64(2*len(c.text)) || last.Kind != "figuresImport" {
				w.Errorf("told %+v, %v", told, err)
			}
		}
		_, err := w.FiguresImportProgress(w.with("x", "analyst"), "watched")
		w.refused(planning.Outcome{}, err)("FORBIDDEN : figuresImport is not for your roles")
		_, err = w.FiguresImportProgress(w.ctx, "")
		w.refused(planning.Outcome{}, err)("INVALID externalId: 1 to 200")
	})
}
