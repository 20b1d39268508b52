package planning

import (
	"cmp"
	"context"
	"slices"
	"time"

	"waymark/domain/access"
	"waymark/domain/figure"
	"waymark/domain/figurefile"
	"waymark/domain/programme"
)

// EachFigure tells all versions of the figures that the filter meets, as far as a viewer may see them: those about the same one after
// the other. It is one statement, read as it is told, so that any number of figures takes no more memory than one with its versions.
// At is the state of the programme that they are seen in; with a moment, that of the moment. An error of tell ends it.
func (s *Service) EachFigure(ctx context.Context, at Reading, f figure.Filter, moment *time.Time, tell func(*figure.Version) error) error {
	now := s.store.Now()
	if moment != nil {
		now = *moment
	}
	var same []*figure.Figure
	finish := func() error {
		versions := figure.Versions(same, func(id string) (int64, bool) {
			b, ok := programme.Lookup[*programme.FigureBatch](at.Graph, id)
			if !ok || !b.Public(now) {
				return 0, false
			}
			return b.Number, true
		})
		same = same[:0]
		for _, v := range versions {
			if err := tell(v); err != nil {
				return err
			}
		}
		return nil
	}
	err := s.store.EachFigure(access.With(ctx, at.Rights.Reader()), f, func(x *figure.Figure) error {
		if len(same) > 0 && same[0].Key != x.Key {
			if err := finish(); err != nil {
				return err
			}
		}
		same = append(same, x)
		return nil
	})
	if err != nil {
		return err
	}
	return finish()
}

// FigureSources gives the sources of the figures that EachFigure would read, by code.
func (s *Service) FigureSources(ctx context.Context, at Reading, f figure.Filter) ([]*programme.Source, error) {
	ids, err := s.store.FigureSources(access.With(ctx, at.Rights.Reader()), f)
	if err != nil {
		return nil, err
	}
	var sources []*programme.Source
	for _, id := range ids {
		if x, ok := programme.Lookup[*programme.Source](at.Graph, id); ok {
			sources = append(sources, x)
		}
	}
	slices.SortFunc(sources, func(a, b *programme.Source) int { return cmp.Compare(a.Code, b.Code) })
	return sources, nil
}

// DraftOf gives a figure as a file states it: by the codes of what it is about. The graph knows all that it refers to.
func DraftOf(g *programme.Graph, f *figure.Figure) figurefile.Draft {
	d := figurefile.Draft{AreaType: figurefile.England, Area: figurefile.EnglandCode, Figure: *f}
	if p := g.Place(f.PlaceID); p != nil {
		d.AreaType, d.Area = kinds[p.Kind()], p.PlaceCode()
	}
	if i, ok := programme.Lookup[*programme.Indicator](g, f.IndicatorID); ok {
		d.Indicator = i.Code
	}
	if s, ok := programme.Lookup[*programme.Source](g, f.SourceID); ok {
		d.Source = s.Code
	}
	return d
}
