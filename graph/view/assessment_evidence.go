package view

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"waymark/domain/assessment"
	"waymark/domain/document"
	"waymark/domain/figure"
)

// FigureReference is a figure by its id, and what it is there for.
type FigureReference struct {
	in *evidence
	f  document.Figure
}

// evidence is what a document refers to: all figures are read at once, when one is asked for first.
type evidence struct {
	lens Lens
	ids  func() []string // of all figures that the document refers to
	all  once[[]*figure.Version]
}

func (e *evidence) references(figures []document.Figure) []*FigureReference {
	return shown(figures, func(f document.Figure) *FigureReference { return &FigureReference{e, f} })
}

// FigureID gives the id of the figure.
func (r *FigureReference) FigureID() string { return r.f.ID }

// Note tells what it is there for, or nil.
func (r *FigureReference) Note() *string { return text(r.f.Note) }

// Figure gives the figure, or nil when there is none any more or the viewer may not see it. All figures of a document are read at once.
func (r *FigureReference) Figure(ctx context.Context) (*Figure, error) {
	number, ok := figure.ParseID(r.f.ID)
	if !ok {
		return nil, nil
	}
	versions, err := r.in.all.read(func() ([]*figure.Version, error) {
		var numbers []int64
		for _, id := range r.in.ids() {
			if n, ok := figure.ParseID(id); ok {
				numbers = append(numbers, n)
			}
		}
		return r.in.lens.versions(ctx, numbers)
	})
	v := numbered(versions, number)
	if err != nil || v == nil {
		return nil, err
	}
	r.in.lens.showsFigure(v)
	return r.in.lens.figure(v), nil
}

// versions gives all versions of figures with some numbers as they may be told, in the order in which they were recorded, so that one can
// be looked up.
func (l Lens) versions(ctx context.Context, numbers []int64) ([]*figure.Version, error) {
	if len(numbers) == 0 {
		return nil, nil
	}
	drawer, err := drawerOf(ctx)
	if err != nil {
		return nil, err
	}
	all, err := drawer.Figures(ctx, l.g, figure.Filter{IDs: numbers}, l.knownAt)
	if err != nil {
		return nil, err
	}
	return l.gatedBy(ctx, all)
}

// numbered gives the version with a number, or nil.
func numbered(versions []*figure.Version, number int64) *figure.Version {
	i, ok := slices.BinarySearchFunc(versions, number, func(v *figure.Version, n int64) int { return cmp.Compare(v.ID, n) })
	if !ok {
		return nil
	}
	return versions[i]
}

// once is what is read at most once, when it is asked for first; what could not be read is tried again.
type once[T any] struct {
	mutex sync.Mutex
	there bool
	value T
}

func (o *once[T]) read(read func() (T, error)) (T, error) {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	if !o.there {
		value, err := read()
		if err != nil {
			return value, err
		}
		o.value, o.there = value, true
	}
	return o.value, nil
}

// oldFigures gives the old figures that the assessment of a standing refers to, as far as the viewer may see them.
func (c *AssessmentCoverage) oldFigures(ctx context.Context, s assessment.Standing) ([]*figure.Version, error) {
	if s.Assessment == nil {
		return nil, nil
	}
	old, err := c.old.read(func() (map[string][]*figure.Version, error) { return c.readOld(ctx) })
	if err != nil {
		return nil, err
	}
	for _, v := range old[s.Assessment.ID] {
		c.lens.showsFigure(v)
	}
	return old[s.Assessment.ID], nil
}

// readOld gives the old figures by id of the assessment, in the order in which they were recorded.
func (c *AssessmentCoverage) readOld(ctx context.Context) (map[string][]*figure.Version, error) {
	shelf, err := ShelfOf(ctx)
	if err != nil {
		return nil, err
	}
	ids := []string{}
	for _, s := range c.standings {
		if s.Assessment != nil {
			ids = append(ids, s.Assessment.ID)
		}
	}
	refers, err := shelf.References(ctx, ids)
	if err != nil {
		return nil, err
	}
	var numbers []int64
	for _, list := range refers {
		numbers = append(numbers, list...)
	}
	slices.Sort(numbers)
	versions, err := c.lens.versions(ctx, slices.Compact(numbers))
	if err != nil {
		return nil, err
	}
	old := make(map[string][]*figure.Version, len(refers))
	for id, list := range refers {
		slices.Sort(list)
		for _, n := range list {
			if v := numbered(versions, n); v != nil && assessment.Old(v.Period, c.year) {
				old[id] = append(old[id], v)
			}
		}
	}
	return old, nil
}

// OldFigures gives the figures that its assessment refers to and that are old, in the order in which they were recorded.
func (s *AssessmentStanding) OldFigures(ctx context.Context) ([]*Figure, error) {
	old, err := s.in.oldFigures(ctx, s.s)
	if err != nil {
		return nil, err
	}
	return shown(old, s.in.lens.figure), nil
}

// WithOldFigures counts those whose assessment refers to a figure that is old.
func (n *AssessmentCounts) WithOldFigures(ctx context.Context) (int, error) {
	count := 0
	for _, s := range n.of {
		old, err := n.in.oldFigures(ctx, s)
		if err != nil {
			return 0, err
		}
		if len(old) > 0 {
			count++
		}
	}
	return count, nil
}
