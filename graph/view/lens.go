// Package view is what the API shows: plain values over the in-memory programme whose methods are the fields of the SDL, in
// its words and with its arguments. They need no context and no database, so that they are marshalled where they stand.
package view

import (
	"context"
	"time"

	"waymark/domain/access"
	"waymark/domain/calendar"
	"waymark/domain/fault"
	"waymark/domain/programme"
)

// Lens is how the programme is looked at: in which state of it, on which day, and with what rights. All
// that is reached from an object is seen through the object's lens, unless an argument gives it another day.
type Lens struct {
	g      *programme.Graph
	day    calendar.Date
	rights *access.Rights
	names  bool // what rights say of names
	spend  Spend
	shown  *Shown

	moment  time.Time  // at which it is looked; what is under embargo then is not there
	knownAt *time.Time // of which the record is asked; nil: as it is now
}

// Look gives the lens of a viewer on a graph, which holds no record that they may not see but people and grants. Without the right
// to names no name of a post holder or adviser can be reached through it, on any path.
func Look(g *programme.Graph, day calendar.Date, rights *access.Rights) Lens {
	return Lens{g: g, day: day, rights: rights, names: rights.SeesNames(), spend: func(int) error { return nil }}
}

// Spending gives the lens of an operation, which asks for the work of fields that take longer than one does.
func (l Lens) Spending(s Spend) Lens {
	l.spend = s
	return l
}

// At gives the lens of a moment, and when a moment of the past is asked about, of that one.
func (l Lens) At(now time.Time, knownAt *time.Time) Lens {
	l.moment, l.knownAt = now, knownAt
	return l
}

// On gives the lens on the same state for another day.
func (l Lens) On(day calendar.Date) Lens {
	l.day = day
	return l
}

// DayOf gives the day that is asked about, or the lens's own when none is said.
func (l Lens) DayOf(asOf *calendar.Date) calendar.Date { return l.on(asOf).day }

func (l Lens) on(asOf *calendar.Date) Lens {
	if asOf != nil {
		l.day = *asOf
	}
	return l
}

// Node is anything that has an id of its own.
type Node interface {
	ID() string
	isNode()
}

// maxNodes is how many ids may be asked for at once.
const maxNodes = 500

// Node gives the object with an id, or nil when there is none that the viewer may see.
func (l Lens) Node(id string) Node {
	switch n := l.g.Node(id).(type) {
	case *programme.Region:
		return l.region(n)
	case *programme.District:
		return l.district(n)
	case *programme.Partnership:
		return l.partnership(n)
	case *programme.Jobcentre:
		return l.jobcentre(n)
	case *programme.PlaceName:
		return placeName(n)
	case *programme.Identifier:
		return identifier(n)
	case *programme.Lineage:
		return l.lineage(n)
	case *programme.Link:
		return l.link(n)
	case *programme.Grade:
		return l.grade(n)
	case *programme.Post:
		return l.post(n)
	case *programme.Holding:
		return l.holding(n)
	case *programme.Offer:
		return l.offer(n)
	case *programme.Cover:
		return l.cover(n)
	case *programme.DrugChampion:
		return l.champion(n)
	case *programme.Source:
		return l.source(n)
	case *programme.Statement:
		if l.seesStatement(n) {
			l.shows(n)
			return l.statement(n)
		}
	case *programme.Allocation:
		if x := l.allocation(n); x != nil {
			return x
		}
	case *programme.Template:
		return l.template(n)
	case *programme.Intervention:
		return l.intervention(n)
	case *programme.Provider:
		return l.provider(n)
	case *programme.Service:
		return l.service(n)
	case *programme.Site:
		if l.rights.Sees(n) {
			return l.site(n)
		}
	case *programme.ServiceSite:
		if l.rights.Sees(n) {
			return l.serviceSite(n)
		}
	case *programme.Contract:
		return l.contract(n)
	case *programme.Pause:
		return l.pause(n)
	case *programme.ReferralCode:
		return l.referralCode(n)
	case *programme.PathwayTemplate:
		return l.pathwayTemplate(n)
	case *programme.Pathway:
		return l.pathway(n)
	case *programme.Outreach:
		return l.outreach(n)
	case *programme.EmploymentProgramme:
		return l.employmentProgramme(n)
	case *programme.Competence:
		return l.competence(n)
	case *programme.TrainingSession:
		return l.session(n)
	case *programme.TrainingAttendance:
		return l.attendance(n)
	case *programme.Indicator:
		return l.indicator(n)
	case *programme.Dimension:
		return l.dimension(n)
	case *programme.Category:
		return l.category(n)
	case *programme.Family:
		return l.family(n)
	case *programme.FigureBatch:
		if b := l.batch(n); b != nil {
			return b
		}
	case *programme.Coordinator:
		if c := l.coordinator(n); c != nil {
			return c
		}
	case *programme.Grant:
		if x := l.grant(n); x != nil {
			return x
		}
	}
	return nil
}

// Nodes gives the objects with these ids in the same order, nil where there is none; more than 500 ids are INVALID.
func (l Lens) Nodes(ctx context.Context, ids []string) ([]Node, error) {
	if len(ids) > maxNodes {
		return nil, fault.New(fault.Invalid, "ids", "at most %d ids can be asked for at once, not %d", maxNodes, len(ids))
	}
	found := make([]Node, len(ids))
	for i, id := range ids {
		var err error
		if found[i], err = l.Find(ctx, id); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// among tells whether a condition of a filter holds: one that is left out always does, one that names nothing never.
func among[T comparable](wanted []T, value T) bool {
	if wanted == nil {
		return true
	}
	for _, w := range wanted {
		if w == value {
			return true
		}
	}
	return false
}

// is tells whether a yes-or-no condition of a filter holds: one that is left out always does. The fact is worked out only
// when it is asked for.
func is(wanted *bool, fact func() bool) bool {
	return wanted == nil || *wanted == fact()
}
