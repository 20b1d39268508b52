package view

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"waymark/domain/calendar"
	"waymark/domain/fault"
	"waymark/domain/figure"
	"waymark/domain/profile"
	"waymark/domain/programme"
)

// Desk is where an operation keeps the profiles that it has worked out, so that the figures of each are read once, and figures as they may
// be told. It is safe for concurrent use.
type Desk struct {
	mutex sync.Mutex
	kept  map[deskKey]*profiled
	told  map[*figure.Version]*figure.Version // figures of indicators with a gate, as they may be told
}

// deskKey tells one profile from another.
type deskKey struct {
	subject  string
	day      calendar.Date
	revision int64
	moment   time.Time // 0: as it is now
}

// profiled is a profile of some places, and the figures that it is of among their versions.
type profiled struct {
	*profile.Profile
	places   []string // by id; nil: all
	versions map[*figure.Figure]*figure.Version
}

// Renew forgets all: for another answer of the operation, or after a change.
func (d *Desk) Renew() {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	d.kept, d.told = nil, nil
}

type deskContext struct{}

// WithDesk puts into the context of an operation where it keeps profiles.
func WithDesk(ctx context.Context, d *Desk) context.Context {
	return context.WithValue(ctx, deskContext{}, d)
}

// profileQuestion is what of the figures a profile is made of: those of indicators, and of the places or of all when there are none.
type profileQuestion struct {
	subject    string
	indicators []*programme.Indicator
	breakdown  *figure.Breakdown
	places     []programme.Place
}

// profile gives a profile of what a question asks for. The first places of an operation are read alone; when others follow, England with all
// regions and districts if they are among these, and otherwise all places: so that a list of places costs two statements, and one of
// regions or districts does not read the partnerships, of which there are many more.
func (l Lens) profile(ctx context.Context, q profileQuestion) (*profiled, error) {
	desk, ok := ctx.Value(deskContext{}).(*Desk)
	drawer, err := drawerOf(ctx)
	if err != nil || !ok {
		return nil, fmt.Errorf("work out a profile: there is no desk or no drawer")
	}
	key := deskKey{subject: q.subject, day: l.day, revision: l.g.Revision()}
	if l.knownAt != nil {
		key.moment = *l.knownAt
	}
	desk.mutex.Lock()
	defer desk.mutex.Unlock()
	made := desk.kept[key]
	ids := idsOf(q.places)
	if made != nil && (made.places == nil || (ids != nil && containsAll(made.places, ids))) {
		return made, nil
	}
	filter := figure.Filter{Indicators: []string{}, Breakdown: q.breakdown}
	for _, i := range q.indicators {
		filter.Indicators = append(filter.Indicators, i.ID)
	}
	slices.Sort(filter.Indicators)
	filter.Indicators = slices.Compact(filter.Indicators)
	if made == nil {
		filter.Places = ids
	} else if structure := l.structure(); containsAll(structure, ids) && !containsAll(made.places, structure) {
		filter.Places = structure
	}
	all, err := drawer.Figures(ctx, l.g, filter, l.knownAt)
	if err != nil {
		return nil, err
	}
	found := &profiled{places: filter.Places, versions: make(map[*figure.Figure]*figure.Version, len(all))}
	holding := make([]*figure.Figure, 0, len(all))
	for _, v := range all {
		if v.Holds() {
			holding, found.versions[v.Figure] = append(holding, v.Figure), v
			l.showsFigure(v) // what is worked out shows something of each
		}
	}
	found.Profile = profile.New(l.g, l.day, holding)
	if desk.kept == nil {
		desk.kept = map[deskKey]*profiled{}
	}
	desk.kept[key] = found
	return found, nil
}

// structure gives the ids of England, all regions and all districts of the day.
func (l Lens) structure() []string {
	places := l.districtsOf(nil)
	for _, r := range l.g.Regions(l.day) {
		places = append(places, r)
	}
	return idsOf(places)
}

// idsOf gives the ids of places, England's being empty; nil for none.
func idsOf(places []programme.Place) []string {
	var ids []string
	for _, p := range places {
		id := ""
		if p != nil {
			id = p.Identity().ID
		}
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

func containsAll(all, some []string) bool {
	return !slices.ContainsFunc(some, func(id string) bool { return !slices.Contains(all, id) })
}

// districtsOf gives a place and the districts that it is made of, if it is a region or England.
func (l Lens) districtsOf(place programme.Place) []programme.Place {
	all := []programme.Place{place}
	var parts []*programme.District
	switch x := place.(type) {
	case nil:
		parts = l.g.Districts(l.day)
	case *programme.Region:
		parts = x.Districts(l.day)
	}
	for _, d := range parts {
		all = append(all, d)
	}
	return all
}

// needProfile gives the profile that the need of a place is worked out from.
func (l Lens) needProfile(ctx context.Context, place programme.Place) (*profiled, error) {
	return l.profile(ctx, profileQuestion{subject: "need", indicators: profile.NeedIndicators(l.g), places: l.districtsOf(place)})
}

// measured gives the profile of all places by a measure, and the measure. One that is not there is INVALID.
func (l Lens) measured(ctx context.Context, code string) (*profiled, profile.Measure, error) {
	m, ok := profile.New(l.g, l.day, nil).Measure(code)
	if !ok {
		return nil, m, fault.New(fault.Invalid, "measure", "there is no measure %.64q", code)
	}
	p, err := l.profile(ctx, profileQuestion{subject: "measure " + code, indicators: m.Indicators(), breakdown: new(figure.Breakdown(""))})
	return p, m, err
}

// judged gives the profile of a place and England by every measure with better and worse.
func (l Lens) judged(ctx context.Context, place programme.Place) (*profiled, error) {
	var indicators []*programme.Indicator
	for _, m := range profile.New(l.g, l.day, nil).Measures() {
		if m.Judged() {
			indicators = append(indicators, m.Indicators()...)
		}
	}
	return l.profile(ctx, profileQuestion{subject: "judged", indicators: indicators, breakdown: new(figure.Breakdown("")),
		places: append(l.districtsOf(nil), l.districtsOf(place)...)})
}

// yearOf reads a financial year. One beyond the calendar is INVALID.
func yearOf(year *int) (*calendar.FinancialYear, error) {
	if year == nil {
		return nil, nil
	}
	y := calendar.FinancialYear(*year)
	if !y.Valid() {
		return nil, fault.New(fault.Invalid, "year", "a financial year begins in %d to %d, not %d", calendar.FirstYear, calendar.LastYear, *year)
	}
	return &y, nil
}

// peersOf reads a kind of place that has peers. England is INVALID.
func peersOf(kind FigurePlaceKind) (programme.Kind, error) {
	if kind == AboutEngland {
		return "", fault.New(fault.Invalid, "placeKind", "England is one alone")
	}
	return programme.Kind(kind), nil
}
