package view

import (
	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/establishment"
	"waymark/domain/programme"
)

// Establishment is the posts that are recorded, grade by grade, against what has been published.
type Establishment struct {
	lens  Lens
	lines []establishment.Line
}

// Establishment gives England's posts by grade against what has been published.
func (l Lens) Establishment(asOf *calendar.Date) *Establishment {
	return l.on(asOf).establishmentOf(nil)
}

func (l Lens) establishmentOf(p programme.Place) *Establishment {
	lines := establishment.Shown(establishment.Compare(l.g, p, l.day), l.seesStatement)
	for _, line := range lines {
		for _, c := range line.Published {
			l.shows(c.Statement)
		}
	}
	return &Establishment{l, lines}
}

// AsOf gives the day of the recorded posts.
func (e *Establishment) AsOf() calendar.Date { return e.lens.day }

// Agrees tells whether every statement agrees with the record.
func (e *Establishment) Agrees() bool { return establishment.Agree(e.lines) }

// EstablishmentLine is one grade of an establishment.
type EstablishmentLine struct {
	establishment.Line
	lens Lens
}

// Lines gives one line a grade, the most senior first.
func (e *Establishment) Lines() []EstablishmentLine {
	return shown(e.lines, func(x establishment.Line) EstablishmentLine { return EstablishmentLine{x, e.lens} })
}

// Grade gives the grade.
func (x EstablishmentLine) Grade() *Grade { return x.lens.grade(x.Line.Grade) }

// EstablishmentComparison is a published number of posts against the recorded one.
type EstablishmentComparison struct {
	Statement  *Statement
	Difference decimal.Decimal
	Agrees     bool
}

// Published gives what has been published about posts of this grade.
func (x EstablishmentLine) Published() []EstablishmentComparison {
	return shown(x.Line.Published, func(c establishment.Comparison) EstablishmentComparison {
		return EstablishmentComparison{x.lens.statement(c.Statement), c.Difference, c.Agrees}
	})
}
