package view

import (
	"waymark/domain/calendar"
	"waymark/domain/programme"
)

// Jobcentre is an office of Jobcentre Plus on a day.
type Jobcentre struct {
	place
	j *programme.Jobcentre
}

func (l Lens) jobcentre(j *programme.Jobcentre) *Jobcentre {
	return &Jobcentre{place{record{&j.Meta}, l, j}, j}
}

// JobcentreConnection is one page of jobcentres.
type JobcentreConnection = Page[*programme.Jobcentre, *Jobcentre]

// JobcentreEdge is one entry of a page of jobcentres.
type JobcentreEdge = Edge[*Jobcentre]

// Jobcentres gives a page of the jobcentres open on the day.
func (l Lens) Jobcentres(asOf *calendar.Date, first *int, after *string, last *int, before *string, filter *JobcentreFilter, orderBy *JobcentreOrder) (*JobcentreConnection, error) {
	l = l.on(asOf)
	return l.jobcentres(l.g.Jobcentres(l.day), Args{first, after, last, before}, filter, orderBy)
}

// Jobcentre gives the jobcentre with a code as of the day, even when it is not open on it, or nil when there is none.
func (l Lens) Jobcentre(code string, asOf *calendar.Date) *Jobcentre {
	if j := l.g.Jobcentre(code); j != nil {
		return l.on(asOf).jobcentre(j)
	}
	return nil
}

// District gives the district that the office belongs to on the day, or nil when it is not open.
func (j *Jobcentre) District(asOf *calendar.Date) *District {
	l := j.lens.on(asOf)
	if d := j.j.District(l.day); d != nil {
		return l.district(d)
	}
	return nil
}

// Champions gives its drug champions in place on the day, the lead first.
func (j *Jobcentre) Champions(asOf *calendar.Date) []*DrugChampion {
	l := j.lens.on(asOf)
	return shown(j.j.Champions(l.day), l.champion)
}

// ChampionHistory gives a page of every drug champion that it has had, the oldest first.
func (j *Jobcentre) ChampionHistory(first *int, after *string, last *int, before *string) (*DrugChampionConnection, error) {
	oldest := order[*programme.DrugChampion]{name: "champion.from", key: func(c *programme.DrugChampion) key {
		return key{number: dayNumber(c.Valid.From), tie: c.ID}
	}}
	return paginate(j.j.AllChampions(), oldest, Args{first, after, last, before}, j.lens.champion)
}

// DrugChampion is an adviser's role at a jobcentre.
type DrugChampion struct {
	record
	lens Lens
	c    *programme.DrugChampion
}

func (l Lens) champion(c *programme.DrugChampion) *DrugChampion {
	return &DrugChampion{record{&c.Meta}, l, c}
}

// DrugChampionConnection is one page of drug champions.
type DrugChampionConnection = Page[*programme.DrugChampion, *DrugChampion]

// DrugChampionEdge is one entry of a page of drug champions.
type DrugChampionEdge = Edge[*DrugChampion]

// Jobcentre gives the office as of the day of the object that this hangs on.
func (c *DrugChampion) Jobcentre() *Jobcentre { return c.lens.jobcentre(c.c.Jobcentre) }

// Adviser gives the adviser's name or local reference; nil when it is not recorded, or names are not told.
func (c *DrugChampion) Adviser() *string {
	if !c.lens.names {
		return nil
	}
	return text(c.c.Adviser)
}

// Lead tells whether this is the office's lead champion.
func (c *DrugChampion) Lead() bool { return c.c.Lead }

// From gives the first day of the role.
func (c *DrugChampion) From() calendar.Date { return c.c.Valid.From }

// To gives the first day on which it is no longer held, or nil while no end is known.
func (c *DrugChampion) To() *calendar.Date { return c.c.Valid.To }

// JobcentreFilter says which jobcentres. All conditions must hold; what is left out is no condition.
type JobcentreFilter struct {
	Region       []string
	District     []string
	Name         *string
	WithChampion *bool
}

func (l Lens) matchJobcentre(f *JobcentreFilter, j *programme.Jobcentre) bool {
	if f.Region != nil || f.District != nil {
		d := j.District(l.day)
		if d == nil || !among(f.Region, d.Region.Code) || !among(f.District, d.Code) {
			return false
		}
	}
	return l.named(f.Name, j) && is(f.WithChampion, func() bool { return len(j.Champions(l.day)) > 0 })
}

// JobcentreOrderField is what jobcentres can be ordered by.
type JobcentreOrderField string

// The orders of jobcentres.
const (
	JobcentresByCode JobcentreOrderField = "CODE"
	JobcentresByName JobcentreOrderField = "NAME"
)

// JobcentreOrder is how jobcentres are ordered.
type JobcentreOrder struct {
	Field     JobcentreOrderField
	Direction OrderDirection
}

func (l Lens) jobcentreOrder(by *JobcentreOrder) order[*programme.Jobcentre] {
	o := order[*programme.Jobcentre]{name: "jobcentre.code", sorted: true, key: func(j *programme.Jobcentre) key { return key{text: j.Code} }}
	if by == nil {
		return o
	}
	if by.Field == JobcentresByName {
		o = order[*programme.Jobcentre]{name: "jobcentre.name", key: func(j *programme.Jobcentre) key {
			return key{text: j.Name(l.day), tie: j.Code}
		}}
	}
	return o.towards(by.Direction)
}

// placedIn gives the jobcentres open on the day in any of the districts, by code.
func (l Lens) placedIn(districts ...*programme.District) []*programme.Jobcentre {
	var open []*programme.Jobcentre
	for _, d := range districts {
		for _, p := range d.Placements() {
			if p.Valid.Contains(l.day) {
				open = append(open, p.Jobcentre)
			}
		}
	}
	return distinct(open, func(j *programme.Jobcentre) string { return j.Code })
}

// jobcentres pages through jobcentres that come by code.
func (l Lens) jobcentres(all []*programme.Jobcentre, args Args, filter *JobcentreFilter, by *JobcentreOrder) (*JobcentreConnection, error) {
	if filter != nil {
		all = keep(all, func(j *programme.Jobcentre) bool { return l.matchJobcentre(filter, j) })
	}
	return paginate(all, l.jobcentreOrder(by), args, l.jobcentre)
}
