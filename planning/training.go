package planning

import (
	"context"
	"fmt"
	"slices"

	"waymark/domain/decimal"
	"waymark/domain/fault"
	"waymark/domain/programme"
)

// maxAttended is the most people that are counted of an office.
const maxAttended = 100_000

// TrainingRecord records a session in which staff are trained. Outcome.ID is the session.
func (s *Service) TrainingRecord(ctx context.Context, in TrainingRecordInput) (Outcome, error) {
	c := call{"trainingRecord", "", in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		if d := reference[*programme.District](w, "district", in.District, "district"); d != nil {
			if err := w.allowed(d); err != nil {
				return Outcome{}, err
			}
			w.on("day", d.Name(in.Day), in.Day, d.Valid)
		}
		session := &programme.TrainingSession{Meta: programme.Meta{ID: newID(programme.SessionPrefix)}, DistrictID: in.District, Title: w.text("title", in.Title, 1, 200),
			Day: in.Day, Competences: w.competences(in.Competences), Trainer: w.optionalText("trainer", in.Trainer, 200), Hours: w.hours(in.Hours)}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: session.ID, On: in.Day}, w.insert(ctx, programme.Records{TrainingSessions: []*programme.TrainingSession{session}})
	})
}

// TrainingUpdate changes a session that takes place. Outcome.ID is the session.
func (s *Service) TrainingUpdate(ctx context.Context, id string, in TrainingUpdateInput) (Outcome, error) {
	c := call{"trainingUpdate", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		session, err := w.session(id, in.ExpectedVersion)
		if err != nil {
			return Outcome{}, err
		}
		update := w.tx.TrainingSession.UpdateOneID(id)
		if in.Title != nil {
			update.SetTitle(w.text("title", *in.Title, 1, 200))
		}
		if in.Day != nil {
			w.on("day", session.District.Name(*in.Day), *in.Day, session.District.Valid)
			if len(session.Attendance()) > 0 && in.Day.After(s.today()) {
				w.bad("day", "people took part in it, so it is not yet to come on %s", in.Day)
			}
			for _, a := range session.Attendance() {
				w.on("day", a.Jobcentre.Name(*in.Day), *in.Day, a.Jobcentre.Valid)
			}
			update.SetDay(*in.Day)
		}
		if in.Competences != nil {
			update.SetCompetences(w.competences(in.Competences))
		}
		if in.Trainer != nil {
			update.SetTrainer(w.optionalText("trainer", in.Trainer, 200))
		}
		if in.Hours != nil {
			update.SetHours(w.hours(*in.Hours))
		}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: id, On: s.today()}, update.Exec(ctx)
	})
}

// TrainingWithdraw says that a session does not take place. Outcome.ID is the session.
func (s *Service) TrainingWithdraw(ctx context.Context, id string, in TrainingWithdrawInput) (Outcome, error) {
	c := call{"trainingWithdraw", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		session, err := w.session(id, in.ExpectedVersion)
		if err != nil {
			return Outcome{}, err
		}
		reason := w.text("reason", in.Reason, 1, 500)
		if slices.ContainsFunc(session.Attendance(), func(a *programme.TrainingAttendance) bool { return a.Attended > 0 }) {
			return Outcome{}, fault.New(fault.IllegalTransition, "", "people took part in it")
		}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: id, On: s.today()}, w.tx.TrainingSession.UpdateOneID(id).SetCancelReason(reason).Exec(ctx)
	})
}

// AttendanceRecord says how many of some offices took part in a session. Outcome.ID is the session.
func (s *Service) AttendanceRecord(ctx context.Context, id string, in AttendanceRecordInput) (Outcome, error) {
	c := call{"attendanceRecord", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		session, err := w.session(id, in.ExpectedVersion)
		if err != nil {
			return Outcome{}, err
		}
		if session.Day.After(s.today()) {
			return Outcome{}, fault.New(fault.IllegalTransition, "", "the session is yet to come, on %s", session.Day)
		}
		if len(in.Offices) == 0 {
			w.bad("offices", "say how many took part of at least one office")
		}
		w.attended(session, in.Offices)
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		for _, o := range in.Offices {
			before := slices.IndexFunc(session.Attendance(), func(a *programme.TrainingAttendance) bool { return a.JobcentreID == o.Jobcentre })
			if before < 0 {
				a := &programme.TrainingAttendance{Meta: programme.Meta{ID: newID(programme.AttendancePrefix)}, SessionID: id, JobcentreID: o.Jobcentre, Attended: o.Attended}
				err = w.insert(ctx, programme.Records{TrainingAttendances: []*programme.TrainingAttendance{a}})
			} else {
				err = w.tx.TrainingAttendance.UpdateOneID(session.Attendance()[before].ID).SetAttended(o.Attended).Exec(ctx)
			}
			if err != nil {
				return Outcome{}, err
			}
		}
		return Outcome{ID: id, On: s.today()}, w.tx.TrainingSession.UpdateOneID(id).Exec(ctx)
	})
}

// session finds a session that takes place.
func (w *work) session(id string, expectedVersion int) (*programme.TrainingSession, error) {
	session, err := subject[*programme.TrainingSession](w, id, expectedVersion)
	if err == nil && session.Cancelled() {
		err = fault.New(fault.IllegalTransition, "", "the session was cancelled: %s", session.CancelReason)
	}
	return session, err
}

// attended checks counts of offices.
func (w *work) attended(session *programme.TrainingSession, in []*OfficeAttendanceInput) {
	for i, o := range in {
		field := fmt.Sprintf("offices.%d.", i)
		if office := reference[*programme.Jobcentre](w, field+"jobcentre", o.Jobcentre, "jobcentre"); office != nil {
			w.on(field+"jobcentre", office.Name(session.Day), session.Day, office.Valid)
		}
		if slices.ContainsFunc(in[:i], func(other *OfficeAttendanceInput) bool { return other.Jobcentre == o.Jobcentre }) {
			w.bad(field+"jobcentre", "the office is named twice")
		}
		if o.Attended < 0 || o.Attended > maxAttended {
			w.bad(field+"attended", "it is a whole number from 0 to %d", maxAttended)
		}
	}
}

// competences checks codes of competences, and gives them sorted.
func (w *work) competences(in []string) []string {
	for i, code := range in {
		if w.g.Competence(code) == nil {
			w.bad(fmt.Sprintf("competences.%d", i), "there is no competence with the code %.64q", code)
		}
	}
	return slices.Sorted(slices.Values(distinct(w, "competences", in)))
}

func (w *work) hours(n decimal.Decimal) decimal.Decimal {
	if n <= decimal.Zero || n > 100*decimal.One {
		w.bad("hours", "it takes more than 0 and at most 100 hours, not %s", n)
	}
	return n
}
