package planning

import (
	"context"
	"time"

	"waymark/domain/access"
	"waymark/domain/fault"
	"waymark/domain/figure"
	"waymark/domain/programme"
)

// MaxFigures is how many figures one question may lead to, all versions counted.
const MaxFigures = 50_000

// Figures gives all versions of the figures that the filter meets, as far as a viewer may see them, in the order in which they were
// recorded. At is the state of the programme that they are seen in, which knows the batches; with a moment, that of the moment. It is one
// statement, and none when the same was asked lately by the same rights and no figures have come since. More than MaxFigures are LIMITED.
func (s *Service) Figures(ctx context.Context, at Reading, f figure.Filter, moment *time.Time) ([]*figure.Version, error) {
	if moment != nil {
		all, err := s.figures(ctx, at, f)
		return versions(at.Graph, all, *moment), err
	}
	question, err := questionOf(at.Rights, s.today(), s.store.Epoch(), f)
	if err != nil {
		return nil, err
	}
	all, ok := s.drawn.find(at.Graph.Revision(), question)
	if !ok {
		if all, err = s.figures(ctx, at, f); err != nil {
			return nil, err
		}
		s.drawn.keep(at.Graph.Revision(), question, all)
	}
	return versions(at.Graph, all, s.store.Now()), nil
}

func (s *Service) figures(ctx context.Context, at Reading, f figure.Filter) ([]*figure.Figure, error) {
	all, more, err := s.store.Figures(access.With(ctx, at.Rights.Reader()), f, MaxFigures)
	if more {
		return nil, fault.New(fault.Limited, "filter", "more than %d figures are meant: ask for fewer indicators, places or years", MaxFigures)
	}
	return all, err
}

// versions joins figures, and leaves out those of batches that have been taken back, or are not published by a moment.
func versions(g *programme.Graph, all []*figure.Figure, now time.Time) []*figure.Version {
	return figure.Versions(all, func(id string) (int64, bool) {
		b, ok := programme.Lookup[*programme.FigureBatch](g, id)
		if !ok || !b.Public(now) {
			return 0, false
		}
		return b.Number, true
	})
}

// Figure gives the figure with a number among its versions, or nil when there is none that the viewer may see. It is one statement.
func (s *Service) Figure(ctx context.Context, at Reading, id int64, moment *time.Time) (*figure.Version, error) {
	versions, err := s.Figures(ctx, at, figure.Filter{IDs: []int64{id}}, moment)
	for _, v := range versions {
		if v.ID == id {
			return v, err
		}
	}
	return nil, err
}
