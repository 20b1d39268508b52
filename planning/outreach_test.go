package planning_test

import (
	"fmt"
	"testing"

	"waymark/domain/decimal"
	"waymark/domain/programme"
	"waymark/planning"
)

// outreach starts sessions of open access in J1, and gives their id.
func (w *world) outreach() string {
	w.Helper()
	return w.done(w.OutreachStart(w.ctx, planning.OutreachStartInput{Kind: programme.ProviderAtJobcentre, Service: w.graph().Service("open-access").ID,
		Jobcentre: w.jobcentre("J1").ID, SessionsPerWeek: decimal.One, RiskAssessment: programme.RiskNotAssessed, From: day("2009-03-02")})).ID
}

func TestOutreach(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		id, assessed := w.outreach(), day("2009-04-01")
		w.done(w.OutreachUpdate(w.ctx, id, planning.OutreachUpdateInput{ExpectedVersion: 1, SessionsPerWeek: new(number("1.5")), Restrictions: new("In pairs."),
			RiskAssessment: new(programme.RiskConditional), AssessedOn: &assessed}))
		w.done(w.OutreachEnd(w.ctx, id, planning.OutreachEndInput{ExpectedVersion: 2, On: day("2009-09-01")}))
		o := w.jobcentre("J1").AllOutreach()[0]
		if got := fmt.Sprint(o.Version, o.Sessions, o.Restrictions, o.Risk, o.AssessedOn, o.Valid); got != "3 1.5In pairs.ACCEPTED_WITH_CONDITIONS2009-04-01 2009-03-02 to 2009-09-01" {
			w.Errorf("outreach %s", got)
		}
		house := w.graph().Site("house").ID
		start := func(change func(*planning.OutreachStartInput)) func() (planning.Outcome, error) {
			return func() (planning.Outcome, error) {
				in := planning.OutreachStartInput{Kind: programme.JobcentreAtProvider, Service: w.graph().Service("open-access").ID, Jobcentre: w.jobcentre("J2").ID,
					Site: &house, SessionsPerWeek: decimal.One, RiskAssessment: programme.RiskAccepted, AssessedOn: &assessed, From: day("2009-04-06")}
				change(&in)
				return w.OutreachStart(w.ctx, in)
			}
		}
		w.done(start(func(*planning.OutreachStartInput) {})())
		w.refusals([]refusal{
			{"of nothing", start(func(in *planning.OutreachStartInput) {
				in.Service, in.Jobcentre, in.Site, in.SessionsPerWeek = "srv_0", "job_0", new("sit_0"), 101*decimal.One
			}), []string{"INVALID input.jobcentre: there is no jobcentre", "INVALID input.service: there is no service", "INVALID input.site: the provider has no site",
				"INVALID input.sessionsPerWeek: more than 0 and at most 100"}},
			{"in an office and at a site", start(func(in *planning.OutreachStartInput) { in.Kind = programme.ProviderAtJobcentre }), []string{"INVALID input.site: held in the office"}},
			{"refused", start(func(in *planning.OutreachStartInput) { in.RiskAssessment = programme.RiskRefused }), []string{"INVALID input.riskAssessment: no sessions are held"}},
			{"assessed on no day", start(func(in *planning.OutreachStartInput) { in.AssessedOn = nil }), []string{"INVALID input.assessedOn: an assessment has a day"}},
			{"never assessed, on a day", start(func(in *planning.OutreachStartInput) { in.RiskAssessment = programme.RiskNotAssessed }), []string{"INVALID input.assessedOn: has no day"}},
			{"assessed tomorrow", start(func(in *planning.OutreachStartInput) { in.AssessedOn = new(day("2009-05-01")) }), []string{"INVALID input.assessedOn: yet to come"}},
			{"before the office and the service", start(func(in *planning.OutreachStartInput) { in.From = day("2000-01-01") }),
				[]string{"INVALID input.from: not a day of J2", "INVALID input.from: not a day of open-access"}},
		})
	})
}
