package graph

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"waymark/domain/fault"
	"waymark/domain/figure"
	"waymark/domain/programme"
	"waymark/planning"
)

// maxFigureQuestions is how many questions for figures one request may put to the database.
const maxFigureQuestions = 50

// drawer is where an operation finds figures: each question is put once, as of one state.
type drawer struct {
	resolver *Resolver

	mutex sync.Mutex
	found map[string][]*figure.Version // by question
	asked int
}

// Renew forgets what was found: for another answer of the operation, or after a change.
func (d *drawer) Renew() {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	d.found, d.asked = nil, 0
}

// Figures gives all versions of what a filter meets, in a state of the programme as it was known at a moment; nil: as it is now.
func (d *drawer) Figures(ctx context.Context, g *programme.Graph, f figure.Filter, knownAt *time.Time) ([]*figure.Version, error) {
	at, err := d.reading(ctx, g)
	if err != nil {
		return nil, err
	}
	return d.once(question{f, 0, knownAt, g.Revision()}, func() ([]*figure.Version, error) {
		return d.resolver.planning.Figures(ctx, at, f, knownAt)
	})
}

// Figure gives one figure among its versions, or nil.
func (d *drawer) Figure(ctx context.Context, g *programme.Graph, id int64, knownAt *time.Time) (*figure.Version, error) {
	at, err := d.reading(ctx, g)
	if err != nil {
		return nil, err
	}
	found, err := d.once(question{figure.Filter{}, id, knownAt, g.Revision()}, func() ([]*figure.Version, error) {
		v, err := d.resolver.planning.Figure(ctx, at, id, knownAt)
		if v == nil {
			return nil, err
		}
		return []*figure.Version{v}, err
	})
	if len(found) == 0 {
		return nil, err
	}
	return found[0], err
}

// reading gives a state of the programme with what the viewer may see, which an operation that asks for the past alone, or has just changed
// something, has not read yet.
func (d *drawer) reading(ctx context.Context, g *programme.Graph) (planning.Reading, error) {
	if _, err := d.resolver.look(ctx); err != nil {
		return planning.Reading{}, err
	}
	return planning.Reading{Graph: g, Rights: readingOf(ctx).Rights}, nil
}

// question is what tells one question for figures from another.
type question struct {
	Filter   figure.Filter
	ID       int64
	KnownAt  *time.Time
	Revision int64
}

// once puts a question when it has not been put before. Who asks while another question is out waits for its answer, which may be theirs.
func (d *drawer) once(q question, read func() ([]*figure.Version, error)) ([]*figure.Version, error) {
	name, err := json.Marshal(q)
	if err != nil {
		return nil, fmt.Errorf("name a question: %w", err)
	}
	d.mutex.Lock()
	defer d.mutex.Unlock()
	if found, ok := d.found[string(name)]; ok {
		return found, nil
	}
	if d.asked++; d.asked > maxFigureQuestions {
		return nil, fault.New(fault.Limited, "", "one request may ask for the figures of %d places or sets of indicators at most: name the indicators, so that all places are read at once", maxFigureQuestions)
	}
	found, err := read()
	if err != nil {
		return nil, err
	}
	if d.found == nil {
		d.found = map[string][]*figure.Version{}
	}
	d.found[string(name)] = found
	return found, nil
}
