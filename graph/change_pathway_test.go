package graph_test

import (
	"fmt"
	"strings"
	"testing"
)

// storyOfAPathway tells how a coordinator leads offices to a service, has a provider hold sessions in one, and trains its staff.
func storyOfAPathway(t *testing.T, c changer) {
	found := c.operator.get(t, `{ district(code: "west-yorkshire") { id jobcentres(first: 1) { nodes { id code } } } }`, "district").(map[string]any)
	district, office, code := found["id"], at(t, found, "jobcentres", "nodes", 0, "id"), at(t, found, "jobcentres", "nodes", 0, "code").(string)
	service := c.operator.get(t, `{ services(first: 1, filter: {kind: [OPEN_ACCESS]}) { nodes { id } } }`, "services", "nodes", 0, "id")
	coordinator := c.known(t, "coordinator", "district_coordinator@district:west-yorkshire")
	const asked = `pathway { id version direction district { code } contact { role name email } protocol { id } substances benefits languages diagram validTo
		steps { key kind actor text forms { code kind } next { step when } } template { code } }`
	input := variables{"code": "story-in", "name": "Into open access", "area": district, "service": service, "template": "jobcentre-to-treatment", "substances": []any{"ALCOHOL"},
		"contact": variables{"role": "Duty worker", "name": "Somebody", "email": "duty@service.example"}, "from": "2009-03-02"}
	if got := fmt.Sprint(c.known(t, "elsewhere", "district_coordinator@district:essex").operator.send(t, mutation("pathwayCreate", "", ""), variables{"input": input}).Errors[0].Extensions.Code); got != "FORBIDDEN" {
		t.Errorf("another district's coordinator: %s", got)
	}
	made := coordinator.change(t, "pathwayCreate", "", input, asked)
	id := at(t, made, "pathway", "id").(string)
	if got := fmt.Sprint(at(t, made, "pathway", "contact"), at(t, made, "pathway", "direction"), at(t, made, "pathway", "steps", 0, "kind")); got !=
		"map[email:duty@service.example name:Somebody role:Duty worker]JOBCENTRE_TO_TREATMENTSTART" {
		t.Errorf("recorded: %s", got)
	}
	if got := at(t, made, "pathway", "diagram").(string); !strings.HasPrefix(got, "flowchart TD\n  n1([\"") || !strings.Contains(got, "DPA1") {
		t.Errorf("drawn: %s", got)
	}
	if got := c.anonymous.get(t, `{ pathway(code: "story-in") { contact { role name telephone email } } }`, "pathway", "contact"); fmt.Sprint(got) !=
		"map[email:<nil> name:<nil> role:Duty worker telephone:<nil>]" {
		t.Errorf("the public is told %v", got)
	}
	gaps := func(kind string) int {
		return len(c.operator.get(t, `{ pathwayGaps(district: "west-yorkshire", first: 500, asOf: "2009-03-02", kind: [`+kind+`]) { nodes { jobcentre { code } kind substances benefits text pathway { code } } } }`,
			"pathwayGaps", "nodes").([]any))
	}
	before := gaps("NO_PROTOCOL")
	steps := []any{variables{"key": "ask", "kind": "START", "text": "Ask.", "next": []any{variables{"step": "tell"}}}, variables{"key": "tell", "kind": "DECISION", "actor": "Adviser", "text": "Agreed?",
		"forms": []any{"DPA1"}, "next": []any{variables{"step": "yes", "when": "Yes"}, variables{"step": "yes", "when": "No"}}}, variables{"key": "yes", "kind": "END", "text": "Done."}}
	changed := coordinator.change(t, "pathwayUpdate", id, variables{"expectedVersion": 1, "protocolReference": "Section 4.", "steps": steps}, asked)
	if got := at(t, changed, "pathway", "diagram"); got != `flowchart TD
  n1(["Ask."])
  n2{"<b>Adviser</b><br/>Agreed?<br/><i>DPA1</i>"}
  n3(["Done."])
  n1 --> n2
  n2 -->|"Yes"| n3
  n2 -->|"No"| n3
` {
		t.Errorf("drawn: %s", got)
	}
	if after := gaps("NO_PROTOCOL"); after >= before {
		t.Errorf("%d gaps of protocols before, %d after", before, after)
	}
	if got := fmt.Sprint(coordinator.refused(t, "pathwayUpdate", id, variables{"expectedVersion": 2, "steps": steps[1:]})); !strings.Contains(got, "INVALID input.steps") {
		t.Errorf("no start: %s", got)
	}
	ended := coordinator.change(t, "pathwayEnd", id, variables{"expectedVersion": 2, "on": "2009-04-01"}, asked)
	if got := at(t, ended, "pathway", "validTo"); got != "2009-04-01" {
		t.Errorf("ended on %v", got)
	}

	const held = `outreach { id version sessionsPerWeek restrictions riskAssessment assessedOn validTo site { id } jobcentre { code } service { id } }`
	began := coordinator.change(t, "outreachStart", "", variables{"kind": "PROVIDER_AT_JOBCENTRE", "service": service, "jobcentre": office, "sessionsPerWeek": "0.5", "riskAssessment": "NOT_ASSESSED", "from": "2009-03-02"}, held)
	outreach := at(t, began, "outreach", "id").(string)
	coordinator.change(t, "outreachUpdate", outreach, variables{"expectedVersion": 1, "restrictions": "In pairs.", "riskAssessment": "ACCEPTED_WITH_CONDITIONS", "assessedOn": "2009-04-01"}, held)
	const sessions = `query($code: String!) { jobcentre(code: $code) { outreach { restrictions riskAssessment assessedOn sessionsPerWeek } } }`
	if got := fmt.Sprint(coordinator.operator.ask(t, sessions, variables{"code": code}), c.anonymous.ask(t, sessions, variables{"code": code})); !strings.Contains(got, "restrictions:In pairs.") || !strings.Contains(got, "restrictions:<nil>") {
		t.Errorf("the coordinator and the public are told %s", got)
	}
	coordinator.change(t, "outreachEnd", outreach, variables{"expectedVersion": 2, "on": "2009-04-20"}, held)

	const trained = `session { id version title day hours trainer cancelReason competences { code title standard } attendance { attended jobcentre { code } } district { code } }`
	recorded := coordinator.change(t, "trainingRecord", "", variables{"district": district, "title": "Awareness", "day": "2009-03-02", "hours": "3", "competences": []any{"AA1"}, "trainer": "A provider"}, trained)
	session := at(t, recorded, "session", "id").(string)
	untrained := func() int {
		return len(c.anonymous.get(t, `{ trainingGaps(district: "west-yorkshire", competence: "AA1", since: "2009-03-01", first: 500) { nodes { jobcentre { code } lastTrainedOn attended } } }`, "trainingGaps", "nodes").([]any))
	}
	without := untrained()
	coordinator.change(t, "trainingUpdate", session, variables{"expectedVersion": 1, "hours": "3.5"}, trained)
	came := coordinator.change(t, "attendanceRecord", session, variables{"expectedVersion": 2, "offices": []any{variables{"jobcentre": office, "attended": 4}}}, trained)
	if got := fmt.Sprint(at(t, came, "session", "attendance"), at(t, came, "session", "hours")); got != "[map[attended:4 jobcentre:map[code:"+code+"]]]3.5" {
		t.Errorf("attended: %s", got)
	}
	if with := untrained(); with > without {
		t.Errorf("%d offices without training before, %d after", without, with)
	}
	second := coordinator.change(t, "trainingRecord", "", variables{"district": district, "title": "Never", "day": "2009-06-01", "hours": "1"}, trained)
	off := coordinator.change(t, "trainingWithdraw", at(t, second, "session", "id").(string), variables{"expectedVersion": 1, "reason": "The trainer is ill."}, trained)
	if got := at(t, off, "session", "cancelReason"); got != "The trainer is ill." {
		t.Errorf("cancelled for %v", got)
	}
}
