package planning_test

import (
	"fmt"
	"testing"

	"waymark/domain/processmap"
	"waymark/domain/programme"
	"waymark/planning"
)

// toRecord is a pathway of the north into open access.
func (w *world) toRecord(code string) planning.PathwayCreateInput {
	return planning.PathwayCreateInput{Code: code, Name: "Into open access", Area: w.district("north").ID, Service: w.graph().Service("open-access").ID,
		Template: "jobcentre-to-treatment", Contact: planning.PathwayContactInput{Role: "Duty worker", Email: new("duty@service.example")}, From: day("2009-03-02")}
}

// pathway records a pathway of the north, and gives it.
func (w *world) pathway(code string) *programme.Pathway {
	w.Helper()
	w.done(w.PathwayCreate(w.ctx, w.toRecord(code)))
	return w.graph().Pathway(code)
}

func TestPathwayCreate(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		p := w.pathway("way")
		if p.Direction != programme.ToTreatment || p.Contact.Email != "duty@service.example" || len(p.Steps) < 10 || p.District.Code != "north" {
			w.Errorf("pathway %+v", p)
		}
		change := func(change func(*planning.PathwayCreateInput)) func() (planning.Outcome, error) {
			return func() (planning.Outcome, error) {
				in := w.toRecord("way-2")
				change(&in)
				return w.PathwayCreate(w.ctx, in)
			}
		}
		w.refusals([]refusal{
			{"taken, of nothing", change(func(in *planning.PathwayCreateInput) {
				in.Code, in.Service, in.Template, in.Contact.Role, in.Protocol = "way", "srv_0", "none", "", new("agr_0")
			}), []string{"INVALID input.code: the code way is taken", "INVALID input.service: there is no service", "INVALID input.template: there is no template",
				"INVALID input.contact.role: 1 to 200", "INVALID input.protocol: there is no agreement"}},
			{"of a region", change(func(in *planning.PathwayCreateInput) { in.Area = w.graph().Region("R1").ID }), []string{"INVALID input.area: there is no district or jobcentre"}},
			{"before all", change(func(in *planning.PathwayCreateInput) { in.From = day("2006-03-31") }), []string{"INVALID input.from: lies outside the life of north",
				"INVALID input.from: 2006-03-31 is not a day of open-access"}},
			{"named twice, in no language", change(func(in *planning.PathwayCreateInput) {
				in.Substances, in.Languages = []programme.Substance{programme.Alcohol, programme.Alcohol}, []string{"en", "Polish"}
			}), []string{"INVALID input.substances.1: named twice", "INVALID input.languages.0: a code of ISO 639-1", "INVALID input.languages.1: a code of ISO 639-1"}},
			{"with steps that lead nowhere", change(func(in *planning.PathwayCreateInput) {
				in.Steps = []*planning.PathwayStepInput{{Key: "a", Kind: processmap.Start, Text: "Begin", Next: []*planning.PathwayWayInput{{Step: "b"}}},
					{Key: "c", Kind: processmap.End, Text: "End", Forms: []string{"NONE"}}}
			}), []string{`INVALID input.steps.0.next.0.step: there is no step "b"`, `INVALID input.steps.1.forms.0: there is no form`}},
		})
	})
}

func TestPathwayUpdateAndEnd(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		p := w.pathway("way")
		steps := []*planning.PathwayStepInput{{Key: "a", Kind: processmap.Start, Text: "Begin", Next: []*planning.PathwayWayInput{{Step: "b"}}}, {Key: "b", Kind: processmap.End, Text: "End"}}
		w.done(w.PathwayUpdate(w.ctx, p.ID, planning.PathwayUpdateInput{ExpectedVersion: 1, Name: new("Another"), Substances: []programme.Substance{programme.Alcohol},
			Contact: &planning.PathwayContactInput{Role: "Team"}, ProtocolReference: new("Section 4"), Eligibility: new("Adults."), Languages: []string{"pl"}, Steps: steps}))
		w.done(w.PathwayEnd(w.ctx, p.ID, planning.PathwayEndInput{ExpectedVersion: 2, On: day("2009-09-01")}))
		p = w.graph().Pathway("way")
		if got := fmt.Sprint(p.Version, p.Name, p.Substances, p.Contact, p.ProtocolReference, p.Eligibility, p.Languages, len(p.Steps), p.Valid); got !=
			"3Another[ALCOHOL] {Team   }Section 4Adults.[pl] 2 2009-03-02 to 2009-09-01" {
			w.Errorf("pathway %s", got)
		}
		w.refused(w.PathwayEnd(w.ctx, p.ID, planning.PathwayEndInput{ExpectedVersion: 3, On: day("2009-09-01")}))("ILLEGAL_TRANSITION : the pathway ended on 2009-09-01 already")
		w.refused(w.PathwayEnd(w.ctx, p.ID, planning.PathwayEndInput{ExpectedVersion: 3, On: day("2009-03-02")}))("INVALID input.on: is not after the start")
	})
}

// TestWhatEndsWithAPlace closes an office, whose pathways and outreach end with it, and a district, whose pathways do.
func TestWhatEndsWithAPlace(t *testing.T) {
	inWorld(t, &small, func(w *world) {
		in := w.toRecord("own")
		in.Area = w.jobcentre("J1").ID
		w.done(w.PathwayCreate(w.ctx, in))
		w.outreach()
		in.Code, in.From = "later", day("2009-12-01")
		w.done(w.PathwayCreate(w.ctx, in))
		w.refused(w.shut("J1", "2009-09-01"))("INVALID input.on: pathway later is to start on 2009-12-01")
		w.done(w.shut("J1", "2010-01-01"))
		j := w.jobcentre("J1")
		if got := fmt.Sprint(j.AllOutreach()[0].Valid.To, w.graph().Pathway("own").Valid.To, w.graph().Pathway("later").Valid.To); got != "2010-01-01 2010-01-01 2010-01-01" {
			w.Errorf("ends %s", got)
		}
		wide := w.pathway("wide")
		version := func(code string) *planning.DistrictVersionInput {
			return &planning.DistrictVersionInput{ID: w.district(code).ID, ExpectedVersion: w.district(code).Version}
		}
		w.done(w.DistrictMerge(w.ctx, planning.DistrictMergeInput{Districts: []*planning.DistrictVersionInput{version("north")}, Into: version("south"), On: day("2010-04-01")}))
		if to := w.graph().Pathway(wide.Code).Valid.To; to == nil || *to != day("2010-04-01") {
			w.Errorf("the district's pathway ends %v", to)
		}
	})
}
