package planning_test

import (
	"fmt"
	"testing"

	"waymark/domain/decimal"
	"waymark/planning"
)

// session records a session of the north that has taken place, and gives its id.
func (w *world) session() string {
	w.Helper()
	return w.done(w.TrainingRecord(w.ctx, planning.TrainingRecordInput{District: w.district("north").ID, Title: "Awareness", Day: day("2009-03-02"),
		Competences: []string{"AF1", "AA1"}, Hours: 3 * decimal.One})).ID
}

func (w *world) attended(id string, version int, office string, n int) (planning.Outcome, error) {
	return w.AttendanceRecord(w.ctx, id, planning.AttendanceRecordInput{ExpectedVersion: version, Offices: []*planning.OfficeAttendanceInput{{Jobcentre: w.jobcentre(office).ID, Attended: n}}})
}

func TestTraining(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		id := w.session()
		w.done(w.attended(id, 1, "J1", 4))
		w.done(w.attended(id, 2, "J1", 5))
		w.done(w.attended(id, 3, "J3", 1))
		last, n := w.jobcentre("J1").Trained("AA1", day("2009-04-30"))
		before, none := w.jobcentre("J1").Trained("", day("2009-03-01"))
		if got := fmt.Sprint(last, n, before, none); got != "2009-03-02 5 <nil> 0" {
			w.Errorf("trained %s", got)
		}
		w.done(w.TrainingUpdate(w.ctx, id, planning.TrainingUpdateInput{ExpectedVersion: 4, Title: new("More"), Day: new(day("2009-03-03")), Competences: []string{"AB5"},
			Trainer: new("A provider"), Hours: new(number("3.5"))}))
		s := w.graph().TrainingSessions()[0]
		if got := fmt.Sprint(s.Version, s.Title, s.Day, s.Competences, s.Trainer, s.Hours, len(s.Attendance())); got != "5More2009-03-03 [AB5]A provider3.5 2" {
			w.Errorf("session %s", got)
		}
		w.refused(w.TrainingWithdraw(w.ctx, id, planning.TrainingWithdrawInput{ExpectedVersion: 5, Reason: "ill"}))("ILLEGAL_TRANSITION : people took part in it")
		w.refused(w.TrainingUpdate(w.ctx, id, planning.TrainingUpdateInput{ExpectedVersion: 5, Day: new(day("2009-06-01"))}))("INVALID input.day: not yet to come on 2009-06-01")
		later := w.done(w.TrainingRecord(w.ctx, planning.TrainingRecordInput{District: w.district("north").ID, Title: "Later", Day: day("2009-06-01"), Hours: decimal.One})).ID
		w.refused(w.attended(later, 1, "J1", 1))("ILLEGAL_TRANSITION : the session is yet to come, on 2009-06-01")
		w.done(w.TrainingWithdraw(w.ctx, later, planning.TrainingWithdrawInput{ExpectedVersion: 1, Reason: "The trainer is ill."}))
		w.refused(w.TrainingWithdraw(w.ctx, later, planning.TrainingWithdrawInput{ExpectedVersion: 2, Reason: "again"}))("ILLEGAL_TRANSITION : the session was cancelled")
		w.refusals([]refusal{
			{"of nothing", func() (planning.Outcome, error) {
				return w.TrainingRecord(w.ctx, planning.TrainingRecordInput{District: "dis_0", Title: "", Day: day("2009-03-02"), Competences: []string{"ZZ9", "AA1", "AA1"}})
			}, []string{"INVALID input.district: there is no district", "INVALID input.title: 1 to 200", "INVALID input.competences.0: there is no competence",
				"INVALID input.competences.2: named twice", "INVALID input.hours: more than 0 and at most 100"}},
			{"attended by nobody", func() (planning.Outcome, error) {
				return w.AttendanceRecord(w.ctx, id, planning.AttendanceRecordInput{ExpectedVersion: 5})
			}, []string{"INVALID input.offices: at least one office"}},
			{"attended oddly", func() (planning.Outcome, error) {
				j := w.jobcentre("J1").ID
				return w.AttendanceRecord(w.ctx, id, planning.AttendanceRecordInput{ExpectedVersion: 5, Offices: []*planning.OfficeAttendanceInput{
					{Jobcentre: j, Attended: -1}, {Jobcentre: j}, {Jobcentre: "job_0"}}})
			}, []string{"INVALID input.offices.0.attended: 0 to 100000", "INVALID input.offices.1.jobcentre: named twice", "INVALID input.offices.2.jobcentre: there is no jobcentre"}},
		})
	})
}
