package planning_test

import (
	"strings"
	"testing"

	"waymark/domain/programme"
	"waymark/planning"
)

func TestCoordinators(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		o := w.done(w.CoordinatorCreate(w.ctx, planning.CoordinatorCreateInput{Name: " Zoë O'Neill-Ṁ "}))
		c, _ := programme.Lookup[*programme.Coordinator](w.graph(), o.ID)
		if c.Name != "Zoë O'Neill-Ṁ" || o.On != today() || c.Version != 1 {
			w.Errorf("outcome %+v with %+v", o, c)
		}
		w.done(w.CoordinatorUpdate(w.ctx, o.ID, planning.CoordinatorUpdateInput{ExpectedVersion: 1, Name: "Zoë"}))
		w.bumped(c.Meta)
		if w.person("Zoë") != o.ID {
			w.Error("the name has not changed")
		}
		w.refusals([]refusal{
			{"no name", func() (planning.Outcome, error) {
				return w.CoordinatorCreate(w.ctx, planning.CoordinatorCreateInput{Name: " \n "})
			}, []string{"INVALID input.name: it has 1 to 200 characters, not 0"}},
			{"long name", func() (planning.Outcome, error) {
				return w.CoordinatorUpdate(w.ctx, o.ID, planning.CoordinatorUpdateInput{ExpectedVersion: 2, Name: strings.Repeat("é", 201)})
			}, []string{"INVALID input.name: it has 1 to 200 characters, not 201"}},
			{"not text", func() (planning.Outcome, error) {
				return w.CoordinatorCreate(w.ctx, planning.CoordinatorCreateInput{Name: "a\xff"})
			}, []string{"INVALID input.name: one line of text"}},
		})
		w.done(w.CoordinatorCreate(w.ctx, planning.CoordinatorCreateInput{Name: strings.Repeat("é", 200)}))
	})
}

func TestSources(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		o := w.done(w.SourceCreate(w.ctx, planning.SourceCreateInput{Code: "paper-2", Title: "T", Publisher: "P",
			PublishedOn: new(day("2009-03-11")), Address: new("https://example.org/"), Licence: new("L")}))
		s := w.graph().Source("paper-2")
		if o.ID != s.ID || s.Title != "T" || s.Publisher != "P" || *s.PublishedOn != day("2009-03-11") || s.Address != "https://example.org/" || s.Licence != "L" {
			w.Errorf("source %+v", s)
		}
		w.refusals([]refusal{{"all at once", func() (planning.Outcome, error) {
			return w.SourceCreate(w.ctx, planning.SourceCreateInput{Code: "report", Title: "", Publisher: strings.Repeat("p", 201),
				Address: new(strings.Repeat("a", 2001)), Licence: new("a\nb")})
		}, []string{"INVALID input.code: the code report is taken", "INVALID input.title: 1 to 500", "INVALID input.publisher: 1 to 200 characters, not 201",
			"INVALID input.address: at most 2000 characters, not 2001", "INVALID input.licence: one line"}}})
	})
}

func TestStatements(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		source := w.graph().Source("report")
		in := planning.StatementRecordInput{Source: source.ID, Place: new(w.district("north").ID), Measure: "POSTS_FUNDED", Grade: new("BAND_D"),
			Value: number("62"), Unit: "posts", AsAt: day("2009-04-01"), Note: new("A count")}
		first := w.done(w.StatementRecord(w.ctx, in))
		in.Value, in.Place, in.Grade = number("63"), nil, nil
		second := w.done(w.StatementRecord(w.ctx, in)) // one that disagrees stands beside it
		a, _ := programme.Lookup[*programme.Statement](w.graph(), first.ID)
		b, _ := programme.Lookup[*programme.Statement](w.graph(), second.ID)
		if a.Of.PlaceCode() != "north" || a.Grade.Code != "BAND_D" || a.Value != number("62") || a.Note != "A count" || first.On != a.AsAt {
			w.Errorf("statement %+v", a)
		}
		if b.Of != nil || b.Grade != nil || b.Value != number("63") || len(b.Source.Statements()) != 2 {
			w.Errorf("statement %+v", b)
		}
		w.refusals([]refusal{{"all at once", func() (planning.Outcome, error) {
			return w.StatementRecord(w.ctx, planning.StatementRecordInput{Source: w.district("north").ID, Place: new(source.ID), Measure: "posts funded",
				Grade: new("X"), Unit: "", AsAt: day("2009-04-01"), Note: new(strings.Repeat("n", 2001))})
		}, []string{"INVALID input.source: there is no source", "INVALID input.place: no region, district, partnership or jobcentre", "INVALID input.measure: the form",
			"INVALID input.grade: no grade", "INVALID input.unit: 1 to 64", "INVALID input.note: at most 2000"}}})
	})
}
