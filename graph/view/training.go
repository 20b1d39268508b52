package view

import (
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/programme"
)

// Competence is something that staff can do, by an occupational standard.
type Competence struct {
	record
	lens Lens
	c    *programme.Competence
}

func (l Lens) competence(c *programme.Competence) *Competence {
	return &Competence{record{&c.Meta}, l, c}
}

// Competences gives what staff can be trained in, by code.
func (l Lens) Competences() []*Competence { return shown(l.g.Competences(), l.competence) }

// Code gives the code of the standard.
func (c *Competence) Code() string { return c.c.Code }

// Title gives what it is called.
func (c *Competence) Title() string { return c.c.Title }

// Standard gives the standards that it belongs to.
func (c *Competence) Standard() string { return c.c.Standard }

// Source gives the document that names it.
func (c *Competence) Source() *Source { return c.lens.source(c.c.Source) }

// TrainingSession is a session in which staff of Jobcentres are trained.
type TrainingSession struct {
	record
	lens Lens
	s    *programme.TrainingSession
}

func (l Lens) session(s *programme.TrainingSession) *TrainingSession {
	return &TrainingSession{record{&s.Meta}, l, s}
}

// TrainingSessionConnection is one page of sessions.
type TrainingSessionConnection = Page[*programme.TrainingSession, *TrainingSession]

// TrainingSessionEdge is one entry of a page of sessions.
type TrainingSessionEdge = Edge[*TrainingSession]

// TrainingSessionFilter says which sessions. All conditions must hold; what is left out is no condition.
type TrainingSessionFilter struct {
	District, Competence []string
	From, To             *calendar.Date
	Cancelled            *bool
}

func (f *TrainingSessionFilter) match(s *programme.TrainingSession) bool {
	return f == nil || among(f.District, s.District.Code) && (f.Competence == nil || meets(f.Competence, s.Competences) && len(s.Competences) > 0) &&
		(f.From == nil || !s.Day.Before(*f.From)) && (f.To == nil || s.Day.Before(*f.To)) && is(f.Cancelled, s.Cancelled)
}

func sessionOrder() order[*programme.TrainingSession] {
	return order[*programme.TrainingSession]{name: "session.day", key: func(s *programme.TrainingSession) key {
		return key{number: dayNumber(s.Day), tie: s.ID}
	}}
}

// TrainingSessions gives a page of sessions, the oldest first.
func (l Lens) TrainingSessions(args Args, filter *TrainingSessionFilter) (*TrainingSessionConnection, error) {
	return paginate(keep(l.g.TrainingSessions(), filter.match), sessionOrder(), args, l.session)
}

// Title tells what it is about.
func (s *TrainingSession) Title() string { return s.s.Title }

// District gives the district whose session it is.
func (s *TrainingSession) District() *District { return s.lens.district(s.s.District) }

// Day gives the day on which it takes place.
func (s *TrainingSession) Day() calendar.Date { return s.s.Day }

// Competences tells what is learnt.
func (s *TrainingSession) Competences() []*Competence {
	all := keep(s.lens.g.Competences(), func(c *programme.Competence) bool { return slices.Contains(s.s.Competences, c.Code) })
	return shown(all, s.lens.competence)
}

// Trainer tells who trains, or nil.
func (s *TrainingSession) Trainer() *string { return text(s.s.Trainer) }

// Hours tells how long it takes.
func (s *TrainingSession) Hours() decimal.Decimal { return s.s.Hours }

// CancelReason tells why it does not take place, or nil.
func (s *TrainingSession) CancelReason() *string { return text(s.s.CancelReason) }

// Attendance tells how many took part, by office.
func (s *TrainingSession) Attendance() []*TrainingAttendance {
	return shown(s.s.Attendance(), s.lens.attendance)
}

// TrainingAttendance says how many of an office's staff took part in a session.
type TrainingAttendance struct {
	record
	lens Lens
	a    *programme.TrainingAttendance
}

func (l Lens) attendance(a *programme.TrainingAttendance) *TrainingAttendance {
	return &TrainingAttendance{record{&a.Meta}, l, a}
}

// TrainingAttendanceConnection is one page of attendances.
type TrainingAttendanceConnection = Page[*programme.TrainingAttendance, *TrainingAttendance]

// TrainingAttendanceEdge is one entry of a page of attendances.
type TrainingAttendanceEdge = Edge[*TrainingAttendance]

// Session gives the session.
func (a *TrainingAttendance) Session() *TrainingSession { return a.lens.session(a.a.Session) }

// Jobcentre gives the office.
func (a *TrainingAttendance) Jobcentre() *Jobcentre { return a.lens.jobcentre(a.a.Jobcentre) }

// Attended tells how many took part.
func (a *TrainingAttendance) Attended() int { return a.a.Attended }

// Training gives a page of the training that the office's staff took part in, the oldest first.
func (j *Jobcentre) Training(first *int, after *string, last *int, before *string) (*TrainingAttendanceConnection, error) {
	o := order[*programme.TrainingAttendance]{name: "attendance.day", key: func(a *programme.TrainingAttendance) key {
		return key{number: dayNumber(a.Session.Day), tie: a.ID}
	}}
	return paginate(j.j.Training(), o, Args{first, after, last, before}, j.lens.attendance)
}
