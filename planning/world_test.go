package planning_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"waymark/dataset"
	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/fault"
	"waymark/domain/programme"
	"waymark/domain/programme/programmetest"
	"waymark/domain/viewer"
	"waymark/planning"
	"waymark/store"
	"waymark/store/storetest"
)

var (
	operator  = viewer.Operator("tester")
	small     = storetest.Template{Prepare: seed(smallWorld)}
	england   = storetest.Template{Prepare: seed(demonstration, dataset.ReferenceFigures)}
	day       = calendar.MustParse
	number    = decimal.MustParse
	funding   = programmetest.Days("2009-01-01", "2011-04-01")
	always    = programmetest.Days("2006-04-01", "")
	aprilTurn = day("2010-04-01")
)

func today() calendar.Date { return day("2009-04-30") }

func seed(records func() (programme.Records, error), figures ...func() ([]programme.FigureSet, error)) func(context.Context, *store.Store) error {
	return func(ctx context.Context, s *store.Store) error {
		r, err := records()
		if err != nil {
			return err
		}
		p, ctx := planning.New(s, today), viewer.With(ctx, operator)
		if _, err := p.Seed(ctx, r); err != nil {
			return err
		}
		for _, of := range figures {
			sets, err := of()
			if err != nil {
				return err
			}
			if _, err := p.SeedFigures(ctx, sets); err != nil {
				return err
			}
		}
		return nil
	}
}

func demonstration() (programme.Records, error) {
	reference, err := dataset.Reference()
	if err != nil {
		return programme.Records{}, err
	}
	demo, err := dataset.Demo(reference)
	return reference.With(demo), err
}

// smallWorld is two regions: north, south and east in R1, west in R2. Of the posts, "lead" is the region's, n1 and n2 are
// the north's, s1 the south's, e1 the east's and w1 the west's; all are vacant and funded for the same time. Partnership P2
// moves from half north, half south to the south alone on 1 April 2010; P3 reaches over the regions' border.
func smallWorld() (programme.Records, error) {
	b := programmetest.New()
	one, two := b.Region("R1", always), b.Region("R2", always)
	north, south, east := b.District(one, "north", always), b.District(one, "south", always), b.District(one, "east", always)
	west := b.District(two, "west", always)
	top, band := b.Grade("GRADE_7", "Grade 7", 1), b.Grade("BAND_D", "Band D", 3)
	lead := b.Post("lead", top, programme.StrategicLead, funding)
	b.Home(lead, one, funding)
	for _, p := range []struct {
		code string
		in   *programme.District
	}{{"n1", north}, {"n2", north}, {"s1", south}, {"e1", east}, {"w1", west}} {
		b.Home(b.Post(p.code, band, programme.DistrictCoordinator, funding), p.in, funding)
	}
	for _, name := range []string{"Ann", "Bob", "Cat"} {
		b.Person(name)
	}
	p1, p2, p3 := b.Partnership("P1", always), b.Partnership("P2", always), b.Partnership("P3", always)
	b.Link(p1, north, "1", always)
	b.Link(p2, north, "0.5", calendar.Between(always.From, aprilTurn))
	b.Link(p2, south, "0.5", calendar.Between(always.From, aprilTurn))
	b.Link(p2, south, "1", calendar.Open(aprilTurn))
	b.Link(p3, north, "0.7", always)
	b.Link(p3, west, "0.3", always)
	for _, o := range []struct {
		code string
		in   *programme.District
	}{{"J1", north}, {"J2", north}, {"J3", south}} {
		b.Place(b.Jobcentre(o.code, always), o.in, always)
	}
	b.Source("report").Publisher = "Publisher"
	reference, err := dataset.Reference()
	if err != nil {
		return programme.Records{}, err
	}
	b.Records.Templates = reference.Templates
	b.Records.ReferralCodes, b.Records.PathwayTemplates, b.Records.Competences = reference.ReferralCodes, reference.PathwayTemplates, reference.Competences
	b.Records.Sources = append(b.Records.Sources, sourcesOf(reference)...)
	by := b.Provider("by", always)
	b.Service(by, "open-access", always)
	b.Site(by, "house", always)
	return b.Records, nil
}

// sourcesOf gives the sources of what referrals go by.
func sourcesOf(reference programme.Records) []*programme.Source {
	wanted := map[string]bool{}
	for _, x := range reference.ReferralCodes {
		wanted[x.SourceID] = true
	}
	for _, x := range reference.PathwayTemplates {
		wanted[x.SourceID] = true
	}
	for _, x := range reference.Competences {
		wanted[x.SourceID] = true
	}
	return slices.DeleteFunc(slices.Clone(reference.Sources), func(s *programme.Source) bool { return !wanted[s.ID] })
}

// world is a programme of the test's own and whoever plans with it.
type world struct {
	*testing.T
	*planning.Service
	ctx   context.Context
	db    storetest.Database
	store *store.Store
}

func open(t *testing.T, db storetest.Database) *world {
	s := db.Open(t)
	return &world{T: t, Service: planning.New(s, today), ctx: viewer.With(t.Context(), operator), db: db, store: s}
}

func inWorld(t *testing.T, of *storetest.Template, test func(*world)) {
	t.Parallel()
	of.Run(t, func(t *testing.T, db storetest.Database) { test(open(t, db)) })
}

// graph gives the programme as it is, which must be sound.
func (w *world) graph() *programme.Graph {
	w.Helper()
	g, err := w.Graph(w.ctx)
	if err != nil {
		w.Fatal(err)
	}
	if v := g.Violations(); len(v) > 0 {
		w.Fatalf("the programme is not sound: %q", v)
	}
	return g
}

func (w *world) post(code string) *programme.Post { w.Helper(); return w.graph().Post(code) }
func (w *world) district(code string) *programme.District {
	w.Helper()
	return w.graph().District(code)
}
func (w *world) jobcentre(code string) *programme.Jobcentre {
	w.Helper()
	return w.graph().Jobcentre(code)
}
func (w *world) partnership(code string) *programme.Partnership {
	w.Helper()
	return w.graph().Partnership(code)
}

// person gives the id of the coordinator with a name.
func (w *world) person(name string) string {
	w.Helper()
	for _, c := range w.graph().Coordinators() {
		if c.Name == name {
			return c.ID
		}
	}
	w.Fatalf("nobody is called %s", name)
	return ""
}

// give grants a role from today on, and gives the id of the grant.
func (w *world) give(subject string, role viewer.Role, scope string) string {
	w.Helper()
	return w.done(w.GrantGive(w.ctx, planning.GrantGiveInput{Subject: subject, Role: role, Scope: scope, Reason: "a test"})).ID
}

// as gives the context of somebody who has signed in.
func (w *world) as(subject string) context.Context {
	return viewer.With(w.Context(), viewer.Viewer{Subject: subject})
}

// fill has somebody hold a post from a day on; what is left out is as PostFill has it.
func (w *world) fill(post, who, from string, more ...func(*planning.PostFillInput)) planning.Outcome {
	w.Helper()
	in := planning.PostFillInput{ExpectedVersion: w.post(post).Version, Coordinator: w.person(who), From: day(from)}
	for _, m := range more {
		m(&in)
	}
	return w.done(w.PostFill(w.ctx, w.post(post).ID, in))
}

func until(to string) func(*planning.PostFillInput) {
	return func(in *planning.PostFillInput) { in.To = new(day(to)) }
}

func at(fte string) func(*planning.PostFillInput) {
	return func(in *planning.PostFillInput) { in.FTE = new(number(fte)) }
}

// done passes the outcome of what must succeed.
func (w *world) done(o planning.Outcome, err error) planning.Outcome {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
	return o
}

// refused compares all that was refused, in any order, with "CODE path: part of the message" for each; a path may be empty.
// What is refused leaves no trace.
func (w *world) refused(o planning.Outcome, err error) func(want ...string) {
	w.Helper()
	return func(want ...string) {
		w.Helper()
		got, ok := fault.All(err)
		if !ok || o.ID != "" {
			w.Fatalf("got %+v and %v, want %q", o, err, want)
		}
		left := slices.Clone(got)
		for _, expected := range want {
			head, part, _ := strings.Cut(expected, ": ")
			code, path, _ := strings.Cut(head, " ")
			i := slices.IndexFunc(left, func(e *fault.Error) bool {
				return string(e.Code) == code && strings.Join(e.Path, ".") == path && strings.Contains(e.Message, part)
			})
			if i < 0 {
				w.Errorf("got %q, want among them %q", got, expected)
				continue
			}
			left = slices.Delete(left, i, i+1)
		}
		for _, e := range left {
			w.Errorf("%q is refused too, want only %q", e, want)
		}
	}
}

// refusals are cases that share a programme, since none of them changes it.
func (w *world) refusals(cases []refusal) {
	w.Helper()
	before := w.graph().Revision()
	for _, c := range cases {
		w.Run(c.name, func(t *testing.T) {
			inner := *w
			inner.T = t
			inner.refused(c.do())(c.want...)
		})
	}
	if after := w.graph().Revision(); after != before {
		w.Errorf("refusals took the revision from %d to %d", before, after)
	}
}

type refusal struct {
	name string
	do   func() (planning.Outcome, error)
	want []string
}

// states asserts what a post is on days: "2009-03-01 FILLED".
func (w *world) states(post string, want ...string) {
	w.Helper()
	p := w.post(post)
	for _, line := range want {
		on, state, _ := strings.Cut(line, " ")
		if got := p.State(day(on)); string(got) != state {
			w.Errorf("%s is %s on %s, want %s", post, got, on, state)
		}
	}
}

// bumped asserts that a record has another version than it had.
func (w *world) bumped(before programme.Meta) {
	w.Helper()
	if now := w.graph().Node(before.ID).Identity(); now.Version != before.Version+1 || now.CreatedAt != before.CreatedAt {
		w.Errorf("version %d of %s became %+v", before.Version, before.ID, now)
	}
}

func shareText(links []*programme.Link) string {
	texts := make([]string, len(links))
	for i, k := range links {
		texts[i] = fmt.Sprintf("%s/%s=%s", k.Partnership.Code, k.District.Code, k.Share)
	}
	return strings.Join(texts, " ")
}
