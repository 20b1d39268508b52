package view

import (
	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/programme"
)

// Statement is one published figure about a place, or about England, at a date.
type Statement struct {
	record
	lens Lens
	s    *programme.Statement
}

func (l Lens) statement(s *programme.Statement) *Statement { return &Statement{record{&s.Meta}, l, s} }

// StatementConnection is one page of statements.
type StatementConnection = Page[*programme.Statement, *Statement]

// StatementEdge is one entry of a page of statements.
type StatementEdge = Edge[*Statement]

// Place gives the place that it is about, or nil when it is about England as a whole.
func (s *Statement) Place() Place { return s.lens.place(s.s.Of) }

// Measure tells what is counted.
func (s *Statement) Measure() string { return s.s.Measure }

// Grade gives the grade of the posts that are counted, or nil when it is not about one grade.
func (s *Statement) Grade() *Grade {
	if s.s.Grade == nil {
		return nil
	}
	return s.lens.grade(s.s.Grade)
}

// Value gives the figure as published.
func (s *Statement) Value() decimal.Decimal { return s.s.Value }

// Unit gives its unit.
func (s *Statement) Unit() string { return s.s.Unit }

// AsAt gives the day that the figure is about.
func (s *Statement) AsAt() calendar.Date { return s.s.AsAt }

// Note gives what one must know to read it rightly, or nil.
func (s *Statement) Note() *string { return text(s.s.Note) }

// Restricted tells whether it is shown only to administrators, the national programme team and analysts.
func (s *Statement) Restricted() bool { return s.s.Restricted }

// Source gives the document that says so.
func (s *Statement) Source() *Source { return s.lens.source(s.s.Source) }

// StatementFilter says which statements. All conditions must hold; what is left out is no condition.
type StatementFilter struct {
	Measure  []string
	Grade    []string
	Source   []string
	Place    *string
	National *bool
}

func (f *StatementFilter) match(s *programme.Statement) bool {
	return among(f.Measure, s.Measure) && among(f.Source, s.Source.Code) &&
		(f.Grade == nil || s.Grade != nil && among(f.Grade, s.Grade.Code)) &&
		(f.Place == nil || s.Of != nil && s.Of.Identity().ID == *f.Place) &&
		is(f.National, func() bool { return s.Of == nil })
}

// StatementOrderField is what statements can be ordered by.
type StatementOrderField string

// The orders of statements.
const (
	StatementsByAsAt    StatementOrderField = "AS_AT"
	StatementsByMeasure StatementOrderField = "MEASURE"
	StatementsByValue   StatementOrderField = "VALUE"
)

// StatementOrder is how statements are ordered.
type StatementOrder struct {
	Field     StatementOrderField
	Direction OrderDirection
}

// Statements gives a page of published figures. Those that disagree stand side by side.
func (l Lens) Statements(first *int, after *string, last *int, before *string, filter *StatementFilter, orderBy *StatementOrder) (*StatementConnection, error) {
	all := l.g.Statements()
	if filter != nil {
		all = keep(all, filter.match)
	}
	return l.statements(all, Args{first, after, last, before}, orderBy)
}

// statements pages through those of the statements that the viewer sees. They come the oldest first.
func (l Lens) statements(all []*programme.Statement, args Args, by *StatementOrder) (*StatementConnection, error) {
	page, err := paginate(keep(all, l.seesStatement), statementOrder(by), args, l.statement)
	if err != nil {
		return nil, err
	}
	for _, s := range page.records {
		l.shows(s)
	}
	return page, nil
}

func statementOrder(by *StatementOrder) order[*programme.Statement] {
	o := order[*programme.Statement]{name: "statement.at", sorted: true, key: func(s *programme.Statement) key {
		return key{number: dayNumber(s.AsAt), tie: s.ID}
	}}
	if by == nil {
		return o
	}
	switch by.Field {
	case StatementsByMeasure:
		o = order[*programme.Statement]{name: "statement.measure", key: func(s *programme.Statement) key {
			return key{text: s.Measure, tie: s.ID}
		}}
	case StatementsByValue:
		o = order[*programme.Statement]{name: "statement.value", key: func(s *programme.Statement) key {
			return key{number: int64(s.Value), tie: s.ID}
		}}
	}
	return o.towards(by.Direction)
}

// Lower gives the lower end of its 95% interval, or nil.
func (s *Statement) Lower() *decimal.Decimal {
	if s.s.Interval == nil {
		return nil
	}
	return &s.s.Interval.Lower
}

// Upper gives the upper end of its 95% interval, or nil.
func (s *Statement) Upper() *decimal.Decimal {
	if s.s.Interval == nil {
		return nil
	}
	return &s.s.Interval.Upper
}
