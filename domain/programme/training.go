package programme

import (
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
)

// Competence is something that staff can do, by an occupational standard.
type Competence struct {
	Meta
	Code     string // of the standard: AA1
	Title    string
	Standard string // the name of the standard
	SourceID string
	Source   *Source
}

// TrainingSession is a session in which staff of Jobcentres are trained.
type TrainingSession struct {
	Meta
	DistrictID   string // whose session it is; offices of other districts may take part
	Title        string
	Day          calendar.Date
	Competences  []string // codes, sorted
	Trainer      string   // an organisation or a role, never a name; empty when not said
	Hours        decimal.Decimal
	CancelReason string // why it did not take place; empty: it did, or will
	District     *District
	attendance   []*TrainingAttendance
}

// Cancelled tells whether it does not take place.
func (s *TrainingSession) Cancelled() bool { return s.CancelReason != "" }

// Attendance gives how many came, by code of the office.
func (s *TrainingSession) Attendance() []*TrainingAttendance { return s.attendance }

// TrainingAttendance says how many of an office's staff took part in a session.
type TrainingAttendance struct {
	Meta
	SessionID   string
	JobcentreID string
	Attended    int // staff, never clients
	Session     *TrainingSession
	Jobcentre   *Jobcentre
}

// Competences gives what staff can be trained in, by code.
func (g *Graph) Competences() []*Competence { return g.competences }

// Competence gives the one with a code, or nil.
func (g *Graph) Competence(code string) *Competence { return g.competenceBy[code] }

// TrainingSessions gives every session, the oldest first.
func (g *Graph) TrainingSessions() []*TrainingSession { return g.sessions }

// TrainingSessions gives every session of the district, the oldest first.
func (d *District) TrainingSessions() []*TrainingSession { return d.sessions }

// Training gives the sessions that the office's staff took part in, the oldest first.
func (j *Jobcentre) Training() []*TrainingAttendance { return j.training }

// Trained gives the last day up to one on which somebody of the office was trained in a competence, in whatever when it is empty, and how
// many have been on all days up to it; last is nil when nobody has.
func (j *Jobcentre) Trained(competence string, day calendar.Date) (last *calendar.Date, attended int) {
	for _, a := range j.training {
		s := a.Session
		if a.Attended == 0 || s.Cancelled() || s.Day.After(day) || competence != "" && !slices.Contains(s.Competences, competence) {
			continue
		}
		last, attended = &s.Day, attended+a.Attended
	}
	return last, attended
}

func bySession(a, b *TrainingSession) int {
	if c := a.Day.Compare(b.Day); c != 0 {
		return c
	}
	return compareText(a.ID, b.ID)
}

func (l *linker) linkTraining(r Records) {
	for _, c := range r.Competences {
		c.Source = find[*Source](l, c.ID, c.SourceID)
	}
	for _, s := range r.TrainingSessions {
		if s.District = find[*District](l, s.ID, s.DistrictID); s.District != nil {
			s.District.sessions = append(s.District.sessions, s)
		}
	}
	for _, a := range r.TrainingAttendances {
		a.Session, a.Jobcentre = find[*TrainingSession](l, a.ID, a.SessionID), find[*Jobcentre](l, a.ID, a.JobcentreID)
		if a.Session != nil && a.Jobcentre != nil {
			a.Session.attendance = append(a.Session.attendance, a)
			a.Jobcentre.training = append(a.Jobcentre.training, a)
		}
	}
	slices.SortFunc(r.Competences, func(a, b *Competence) int { return compareText(a.Code, b.Code) })
	slices.SortFunc(r.TrainingSessions, bySession)
	for _, d := range r.Districts {
		slices.SortFunc(d.sessions, bySession)
	}
	for _, s := range r.TrainingSessions {
		slices.SortFunc(s.attendance, func(a, b *TrainingAttendance) int { return compareText(a.Jobcentre.Code, b.Jobcentre.Code) })
	}
	for _, j := range r.Jobcentres {
		slices.SortFunc(j.training, func(a, b *TrainingAttendance) int { return bySession(a.Session, b.Session) })
	}
}
