package planning_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/plan"
	"waymark/domain/signoff"
	"waymark/domain/viewer"
	"waymark/planning"
	"waymark/store/storetest"
)

// seen gives what somebody sees.
func (w *world) seen(ctx context.Context) planning.Reading {
	w.Helper()
	at, err := w.Reading(ctx)
	if err != nil {
		w.Fatal(err)
	}
	return at
}

// reminded gives the reminders of a partnership for a year that somebody sees: "LATE PLAN_DUE 2009-03-31".
func (w *world) reminded(ctx context.Context, code string, year int) (list []string) {
	w.Helper()
	all, err := w.Reminders(ctx, w.seen(ctx).Rights, planning.ReminderFilter{Year: new(calendar.FinancialYear(year))})
	if err != nil {
		w.Fatal(err)
	}
	for _, r := range all {
		if r.PartnershipID == w.partnership(code).ID {
			list = append(list, fmt.Sprint(r.About, " ", r.Matter, " ", r.Due))
		}
	}
	slices.Sort(list)
	return list
}

// TestRemindersAreMadeOnceByAnyProcess goes on from day to day, with several processes at each.
func TestRemindersAreMadeOnceByAnyProcess(t *testing.T) {
	t.Parallel()
	small.Run(t, func(t *testing.T, db storetest.Database) {
		w := open(t, db)
		by := w.people()
		id, _, _, _, _ := w.written(by)
		w.done(w.PlanSubmit(by.officer, id, planning.PlanSubmitInput{ExpectedVersion: 1}))
		remind := func(on string, want int) {
			t.Helper()
			var together sync.WaitGroup
			counts, errs := make([]int, 3), make([]error, 3)
			for i := range counts {
				process := planning.New(db.Open(t), func() calendar.Date { return day(on) })
				together.Go(func() { counts[i], errs[i] = process.Remind(t.Context()) }) // nobody has signed in
			}
			together.Wait()
			if counts[0]+counts[1]+counts[2] != want || errs[0] != nil || errs[1] != nil || errs[2] != nil {
				t.Errorf("by %s three made %v reminders, want %d together; %v", on, counts, want, errs)
			}
		}
		remind("2009-04-30", 6) // of P1 to P3 both deadlines of 2009/10; P1's plan of 2008/09 was submitted, and that year is over
		before, _, err := w.store.LastChange(w.ctx)
		remind("2009-05-20", 0)
		if after, _, also := w.store.LastChange(w.ctx); after != before || err != nil || also != nil {
			t.Errorf("nothing to remind of took the last change from %d to %d, %v, %v", before, after, err, also)
		}
		if got := strings.Join(w.reminded(by.chair, "P1", 2009), ", "); got != "LATE PLAN_DRAFT_DUE 2009-01-15, LATE PLAN_DUE 2009-03-31" {
			t.Errorf("the chair is reminded of %s", got)
		}
		for who, ctx := range map[string]context.Context{"anybody": w.with("anybody"), "an officer of another": w.with("oto", "partnership_officer@partnership:P2")} {
			if got := w.reminded(ctx, "P1", 2009); got != nil {
				t.Errorf("%s is reminded of %v", who, got)
			}
		}
		next := w.done(w.PlanRollForward(by.officer, planning.PlanRollForwardInput{Partnership: w.partnership("P1").ID, Kind: document.TreatmentPlan, Year: 2009})).ID
		w.done(w.PlanSubmit(by.officer, next, planning.PlanSubmitInput{ExpectedVersion: 1}))
		remind("2009-05-22", 1) // it has been submitted for 22 days
		if got := w.reminded(by.officer, "P1", 2009); got[len(got)-1] != "STUCK SUBMITTED 2009-04-30" {
			t.Errorf("the officer is reminded of %v", got)
		}
		last, err := w.Audit(w.ctx, w.seen(w.ctx).Rights, planning.AuditFilter{Operation: "remind"}, planning.Window{Most: 10})
		if err != nil || len(last.Rows) != 7 || last.Rows[0].Type != "PlanReminder" || !strings.HasPrefix(last.Rows[0].By, viewer.Own) {
			t.Errorf("the audit has %+v, %v", last.Rows, err)
		}
	})
}

// TestTheBoardKnowsWhatASignatureIsAskedFor counts signatures by the rows that they hold for, of any number of plans in few statements.
func TestTheBoardKnowsWhatASignatureIsAskedFor(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		by := w.people()
		id, _, first, _, _ := w.written(by)
		w.done(w.PlanSubmit(by.officer, id, planning.PlanSubmitInput{ExpectedVersion: 1}))
		w.done(w.PlanSign(by.chair, id, planning.PlanSignInput{ExpectedVersion: 2, Signature: "PARTNERSHIP_CHAIR"}))
		w.done(w.PlanReturn(by.lead, id, planning.PlanReturnInput{ExpectedVersion: 3, Reason: "More", Rows: []string{first}}))
		state := func() plan.Standing {
			w.Helper()
			all, err := w.PlanStandings(by.lead, w.seen(by.lead), document.TreatmentPlan, 2008, today())
			if err != nil {
				w.Fatal(err)
			}
			i := slices.IndexFunc(all, func(s plan.Standing) bool { return s.Partnership.Code == "P1" })
			return all[i]
		}
		if s := state(); s.State != signoff.Returned || len(s.Awaiting) != 0 {
			w.Errorf("returned: %+v", s)
		}
		w.done(w.PlanSubmit(by.officer, id, planning.PlanSubmitInput{ExpectedVersion: 4})) // nothing was changed: the chair's signature holds
		if s := state(); fmt.Sprint(s.Awaiting) != "[COMMISSIONING_CHAIR]" {
			w.Errorf("it waits for %v", s.Awaiting)
		}
		if _, err := w.PlanStandings(w.ctx, w.seen(w.with("anybody")), document.TreatmentPlan, 2008, today()); err == nil {
			w.Error("anybody reads the board")
		}
		_, err := w.PlanStandings(w.ctx, w.seen(w.ctx), document.DeliveryPlan, 2008, today())
		w.refused(planning.Outcome{}, err)("INVALID year: no template of this kind")
	})
}
