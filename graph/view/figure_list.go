package view

import (
	"context"
	"fmt"
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/fault"
	"waymark/domain/figure"
	"waymark/domain/programme"
)

// FigureConnection is one page of figures.
type FigureConnection = Page[*figure.Version, *Figure]

// FigureEdge is one entry of a page of figures.
type FigureEdge = Edge[*Figure]

// FigurePlaceKind is what kind of place a figure is about.
type FigurePlaceKind string

// The kinds of place, from the whole down.
const (
	AboutEngland     FigurePlaceKind = "ENGLAND"
	AboutRegion      FigurePlaceKind = "REGION"
	AboutDistrict    FigurePlaceKind = "DISTRICT"
	AboutPartnership FigurePlaceKind = "PARTNERSHIP"
	AboutJobcentre   FigurePlaceKind = "JOBCENTRE"
)

// FigureFilter says which figures. All conditions must hold; what is left out is no condition.
type FigureFilter struct {
	Indicator  []string
	Place      []string
	PlaceKind  []FigurePlaceKind
	Year       []int
	From, To   *calendar.Date
	Dimension  []string
	Breakdown  *string
	Status     []figure.Status
	Source     []string
	Superseded bool
}

// question gives what of the filter the database is asked for.
func (l Lens) question(f *FigureFilter) (q figure.Filter, err error) {
	q.From, q.To = f.From, f.To
	if f.Indicator != nil {
		q.Indicators = []string{}
		for _, code := range distinct(slices.Clone(f.Indicator), func(c string) string { return c }) {
			if i := l.g.Indicator(code); i != nil {
				q.Indicators = append(q.Indicators, i.ID)
			}
		}
	}
	if f.Breakdown != nil {
		b, err := figure.ParseBreakdown(*f.Breakdown)
		if err != nil {
			return q, fault.New(fault.Invalid, "filter.breakdown", "%s", err)
		}
		q.Breakdown = &b
	}
	if f.Dimension != nil && len(f.Dimension) == 0 {
		q.Breakdown = new(figure.Breakdown(""))
	}
	for _, y := range f.Year {
		year := calendar.FinancialYear(y)
		if !year.Valid() {
			return q, fault.New(fault.Invalid, "filter.year", "a financial year begins in %d to %d, not %d", calendar.FirstYear, calendar.LastYear, y)
		}
	}
	if len(f.Year) > 0 {
		first, last := figure.YearFrom(slices.Min(f.Year)).From, figure.YearFrom(slices.Max(f.Year)).To
		if q.From == nil || q.From.Before(first) {
			q.From = &first
		}
		if q.To == nil || q.To.After(last) {
			q.To = &last
		}
	}
	return q, nil
}

// match tells whether a figure that the database gave meets the rest of the filter.
func (l Lens) match(f *FigureFilter, v *figure.Version) bool {
	if !f.Superseded && !v.Holds() || !among(f.Status, v.Status) || !among(f.Place, v.PlaceID) {
		return false
	}
	if f.Year != nil && (v.Period.Type != figure.FinancialYear || !slices.Contains(f.Year, v.Period.From.Time().Year())) {
		return false
	}
	if f.PlaceKind != nil && !slices.Contains(f.PlaceKind, l.kindOf(v.PlaceID)) {
		return false
	}
	if f.Source != nil {
		if s, ok := programme.Lookup[*programme.Source](l.g, v.SourceID); !ok || !slices.Contains(f.Source, s.Code) {
			return false
		}
	}
	if f.Dimension != nil {
		var by []string
		for _, p := range v.Breakdown.Parts() {
			by = append(by, p.Dimension)
		}
		if !slices.Equal(by, distinct(slices.Clone(f.Dimension), func(c string) string { return c })) {
			return false
		}
	}
	return true
}

// Ask gives what a filter asks the database for, and whether a figure that it gives meets the rest; INVALID for what cannot be asked.
func (l Lens) Ask(f FigureFilter) (figure.Filter, func(*figure.Version) bool, error) {
	q, err := l.question(&f)
	q.Places = f.Place
	return q, func(v *figure.Version) bool { return l.match(&f, v) }, err
}

func (l Lens) kindOf(placeID string) FigurePlaceKind {
	switch l.g.Node(placeID).(type) {
	case *programme.Region:
		return AboutRegion
	case *programme.District:
		return AboutDistrict
	case *programme.Partnership:
		return AboutPartnership
	case *programme.Jobcentre:
		return AboutJobcentre
	}
	return AboutEngland
}

// FigureOrderField is what figures can be ordered by.
type FigureOrderField string

// The orders of figures.
const (
	FiguresByKey    FigureOrderField = "KEY"
	FiguresByPeriod FigureOrderField = "PERIOD"
	FiguresByValue  FigureOrderField = "VALUE"
)

// FigureOrder is how figures are ordered.
type FigureOrder struct {
	Field     FigureOrderField
	Direction OrderDirection
}

func (l Lens) figureOrder(by *FigureOrder) order[*figure.Version] {
	tie := func(v *figure.Version) string { return fmt.Sprintf("%019d", v.ID) }
	o := order[*figure.Version]{name: "figure.key", key: func(v *figure.Version) key {
		place := ""
		if p := l.g.Place(v.PlaceID); p != nil {
			place = string(l.kindOf(v.PlaceID)) + " " + p.PlaceCode()
		}
		return key{text: l.indicatorOf(v).Code + "\x01" + place + "\x01" + v.Period.From.String() + v.Period.To.String() + string(v.Breakdown), tie: tie(v)}
	}}
	if by == nil {
		return o
	}
	switch by.Field {
	case FiguresByPeriod:
		o = order[*figure.Version]{name: "figure.period", key: func(v *figure.Version) key {
			return key{number: dayNumber(v.Period.From), tie: tie(v)}
		}}
	case FiguresByValue:
		o = order[*figure.Version]{name: "figure.value", key: func(v *figure.Version) key {
			k := key{number: -1 << 62, tie: tie(v)}
			if v.Value != nil {
				k.number = int64(*v.Value)
			}
			return k
		}}
	}
	return o.towards(by.Direction)
}

// Figures gives a page of figures of any place. A filter without indicator and place is INVALID.
func (l Lens) Figures(ctx context.Context, args Args, filter FigureFilter, by *FigureOrder) (*FigureConnection, error) {
	if filter.Indicator == nil && filter.Place == nil {
		return nil, fault.New(fault.Invalid, "filter", "an indicator or a place must be named")
	}
	q, err := l.question(&filter)
	if err != nil {
		return nil, err
	}
	q.Places = filter.Place
	return l.figures(ctx, q, args, &filter, by)
}

// figuresOf gives a page of figures about one place, "" being England. Those of named indicators are read for all places at once, so that
// a list of places costs one question.
func (l Lens) figuresOf(ctx context.Context, place string, args Args, filter *FigureFilter, by *FigureOrder) (*FigureConnection, error) {
	if filter == nil {
		filter = &FigureFilter{}
	}
	q, err := l.question(filter)
	if err != nil {
		return nil, err
	}
	if q.Indicators == nil {
		q.Places = []string{place}
	}
	own := *filter
	return l.figuresWhere(ctx, q, args, by, func(v *figure.Version) bool { return v.PlaceID == place && l.match(&own, v) })
}

func (l Lens) figures(ctx context.Context, q figure.Filter, args Args, filter *FigureFilter, by *FigureOrder) (*FigureConnection, error) {
	return l.figuresWhere(ctx, q, args, by, func(v *figure.Version) bool { return l.match(filter, v) })
}

func (l Lens) figuresWhere(ctx context.Context, q figure.Filter, args Args, by *FigureOrder, meets func(*figure.Version) bool) (*FigureConnection, error) {
	drawer, err := drawerOf(ctx)
	if err != nil {
		return nil, err
	}
	all, err := drawer.Figures(ctx, l.g, q, l.knownAt)
	if err != nil {
		return nil, err
	}
	if all, err = l.gated(ctx, q, all); err != nil {
		return nil, err
	}
	page, err := paginate(keep(all, meets), l.figureOrder(by), args, l.figure)
	if err != nil {
		return nil, err
	}
	for _, v := range page.records {
		l.showsFigure(v)
	}
	return page, nil
}
