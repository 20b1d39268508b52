package graph

import (
	"context"
	"sync"

	"waymark/domain/assessment"
	"waymark/domain/fault"
	"waymark/planning"
)

// maxDocuments is how many documents one request may open, each of which is a few questions to the database.
const maxDocuments = 50

// shelf is where an operation finds documents: each is read once, as of one state.
type shelf struct {
	resolver *Resolver

	mutex sync.Mutex
	read  bool
	heads []*assessment.Assessment
	open  map[string]*assessment.Document // by the id of the document, and of each part that was asked for
	count int

	agreements agreements
}

// Renew forgets what was found: for another answer of the operation, or after a change.
func (s *shelf) Renew() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.read, s.heads, s.open, s.count = false, nil, nil, 0
	s.agreements = agreements{}
}

// Heads gives all assessments that the viewer may see, without their parts.
func (s *shelf) Heads(ctx context.Context) ([]*assessment.Assessment, error) {
	if _, err := s.resolver.look(ctx); err != nil {
		return nil, err
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.read {
		return s.heads, nil
	}
	heads, err := s.resolver.planning.Assessments(ctx, readingOf(ctx).Rights, planning.AssessmentFilter{})
	s.read, s.heads = err == nil, heads
	return heads, err
}

// Open gives the assessment that has an id or a part with it.
func (s *shelf) Open(ctx context.Context, id string) (*assessment.Document, error) {
	if _, err := s.resolver.look(ctx); err != nil {
		return nil, err
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if d, ok := s.open[id]; ok {
		return d, nil
	}
	if s.count++; s.count > maxDocuments {
		return nil, fault.New(fault.Limited, "", "one request may open %d documents at most", maxDocuments)
	}
	d, err := s.resolver.planning.AssessmentWith(ctx, readingOf(ctx).Rights, id)
	if err != nil {
		return nil, err
	}
	if s.open == nil {
		s.open = map[string]*assessment.Document{}
	}
	s.open[id] = d
	if d != nil {
		s.know(d)
	}
	return d, nil
}

// References gives the numbers of the figures that assessments refer to, by assessment.
func (s *shelf) References(ctx context.Context, assessments []string) (map[string][]int64, error) {
	if _, err := s.resolver.look(ctx); err != nil {
		return nil, err
	}
	return s.resolver.planning.FigureReferences(ctx, readingOf(ctx).Rights, assessments)
}

// know remembers where a document and its parts are.
func (s *shelf) know(d *assessment.Document) {
	s.open[d.ID] = d
	for _, x := range d.Sections {
		s.open[x.ID] = d
	}
	for _, x := range d.Findings {
		s.open[x.ID] = d
	}
	for _, x := range d.Comments {
		s.open[x.ID] = d
	}
}
