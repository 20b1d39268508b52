package graph

import (
	"context"
	"sync"

	"waymark/domain/access"
	"waymark/domain/agreement"
	"waymark/domain/assessment"
	"waymark/domain/calendar"
	"waymark/domain/capacity"
	"waymark/domain/plan"
	"waymark/domain/referral"
	"waymark/graph/view"
	"waymark/planning"
)

// maxDocuments is how many documents of all kinds one request may open, each of which is a few questions to the database.
const maxDocuments = 50

// shelf is where an operation finds documents: each is read once, as of one state.
type shelf struct {
	resolver    *Resolver
	assessments collection[assessment.Assessment, assessment.Document]
	plans       collection[plan.Plan, plan.Document]
	agreements  collection[agreement.Agreement, agreement.Agreement]
	reviews     collection[plan.Review, plan.Reviewed]

	mutex     sync.Mutex
	count     int                              // documents that have been opened
	findings  map[string][]*assessment.Finding // by id of the partnership
	reminders map[calendar.FinancialYear][]*plan.Reminder
	counted   map[string][]referral.Row // by id of the return
	releases  []*referral.Release
	tables    map[table][]*referral.ReleaseRow
	housed    map[span]map[string][]*capacity.Record // by months, and id of the service
}

func newShelf(r *Resolver) *shelf {
	s := &shelf{resolver: r}
	s.assessments = collection[assessment.Assessment, assessment.Document]{shelf: s, with: r.planning.AssessmentWith, parts: partsOf,
		all: func(ctx context.Context, rights *access.Rights) ([]*assessment.Assessment, error) {
			return r.planning.Assessments(ctx, rights, planning.AssessmentFilter{})
		}}
	s.plans = collection[plan.Plan, plan.Document]{shelf: s, parts: rowsOf,
		with: func(ctx context.Context, _ *access.Rights, id string) (*plan.Document, error) {
			return r.planning.PlanWith(ctx, readingOf(ctx).Reading, id)
		},
		all: func(ctx context.Context, rights *access.Rights) ([]*plan.Plan, error) {
			return r.planning.Plans(ctx, rights, planning.PlanFilter{})
		}}
	s.agreements = collection[agreement.Agreement, agreement.Agreement]{shelf: s, parts: func(a *agreement.Agreement) []string { return []string{a.ID} },
		with: func(ctx context.Context, rights *access.Rights, id string) (*agreement.Agreement, error) {
			return r.planning.Agreement(ctx, rights, id, nil)
		},
		all: func(ctx context.Context, rights *access.Rights) ([]*agreement.Agreement, error) {
			return r.planning.Agreements(ctx, rights, planning.AgreementFilter{})
		}}
	s.reviews = collection[plan.Review, plan.Reviewed]{shelf: s, with: r.planning.Review, parts: itemsOf,
		all: func(ctx context.Context, rights *access.Rights) ([]*plan.Review, error) {
			return r.planning.Reviews(ctx, rights, planning.ReviewFilter{})
		}}
	return s
}

// Renew forgets what was found: for another answer of the operation, or after a change.
func (s *shelf) Renew() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.count = 0
	s.assessments.forget()
	s.plans.forget()
	s.agreements.forget()
	s.reviews.forget()
	s.findings, s.reminders = nil, nil
	s.counted, s.releases, s.tables, s.housed = nil, nil, nil, nil
}

// Assessments gives those on the shelf.
func (s *shelf) Assessments() view.Documents[assessment.Assessment, assessment.Document] {
	return &s.assessments
}

// Plans gives those on the shelf.
func (s *shelf) Plans() view.Documents[plan.Plan, plan.Document] { return &s.plans }

// Agreements gives those on the shelf.
func (s *shelf) Agreements() view.Documents[agreement.Agreement, agreement.Agreement] {
	return &s.agreements
}

// References gives the numbers of the figures that assessments refer to, by assessment.
func (s *shelf) References(ctx context.Context, assessments []string) (map[string][]int64, error) {
	if _, err := s.resolver.look(ctx); err != nil {
		return nil, err
	}
	return s.resolver.planning.FigureReferences(ctx, readingOf(ctx).Rights, assessments)
}

// ActionsOf gives the actions with some origins in all plans.
func (s *shelf) ActionsOf(ctx context.Context, origins []string) ([]*plan.Action, error) {
	if _, err := s.resolver.look(ctx); err != nil {
		return nil, err
	}
	return s.resolver.planning.PlanActionsOf(ctx, readingOf(ctx).Rights, origins)
}

// collection is the documents of one kind on a shelf.
type collection[Head, Document any] struct {
	shelf *shelf
	all   func(context.Context, *access.Rights) ([]*Head, error)
	with  func(ctx context.Context, rights *access.Rights, id string) (*Document, error)
	parts func(*Document) []string // the ids of a document and of all its parts

	read  bool
	heads []*Head
	open  map[string]*Document // by the id of the document, and of each part that was asked for
}

func (k *collection[Head, Document]) forget() { k.read, k.heads, k.open = false, nil, nil }

// Heads gives all that the viewer may see, without their parts.
func (k *collection[Head, Document]) Heads(ctx context.Context) ([]*Head, error) {
	if _, err := k.shelf.resolver.look(ctx); err != nil {
		return nil, err
	}
	k.shelf.mutex.Lock()
	defer k.shelf.mutex.Unlock()
	if k.read {
		return k.heads, nil
	}
	heads, err := k.all(ctx, readingOf(ctx).Rights)
	k.read, k.heads = err == nil, heads
	return heads, err
}

// Open gives the document that has an id or a part with it.
func (k *collection[Head, Document]) Open(ctx context.Context, id string) (*Document, error) {
	if _, err := k.shelf.resolver.look(ctx); err != nil {
		return nil, err
	}
	k.shelf.mutex.Lock()
	defer k.shelf.mutex.Unlock()
	if d, ok := k.open[id]; ok {
		return d, nil
	}
	if err := k.shelf.spend(); err != nil {
		return nil, err
	}
	d, err := k.with(ctx, readingOf(ctx).Rights, id)
	if err != nil {
		return nil, err
	}
	if k.open == nil {
		k.open = map[string]*Document{}
	}
	k.open[id] = d
	if d != nil {
		for _, part := range k.parts(d) {
			k.open[part] = d
		}
	}
	return d, nil
}

func partsOf(d *assessment.Document) []string {
	ids := []string{d.ID}
	for _, x := range d.Sections {
		ids = append(ids, x.ID)
	}
	for _, x := range d.Findings {
		ids = append(ids, x.ID)
	}
	for _, x := range d.Comments {
		ids = append(ids, x.ID)
	}
	return ids
}

func rowsOf(d *plan.Document) []string {
	ids := []string{d.ID}
	for _, x := range d.Rows() {
		ids = append(ids, x.Row().ID)
	}
	for _, x := range d.Comments {
		ids = append(ids, x.ID)
	}
	for _, x := range d.Suggestions {
		ids = append(ids, x.ID)
	}
	return ids
}
