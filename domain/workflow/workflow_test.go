package workflow_test

import (
	"strings"
	"testing"

	"waymark/domain/fault"
	"waymark/domain/workflow"
)

var letter = workflow.Table[string, string, string]{Thing: "agreement", Rules: []workflow.Rule[string, string, string]{
	{Do: "SUBMIT", From: []string{"DRAFT"}, To: "SENT", By: []string{"AUTHOR"}, Begins: true},
	{Do: "SIGN", From: []string{"SENT"}, By: []string{"CHAIR"}, Apart: []string{"SUBMIT"}},
	{Do: "COUNTERSIGN", From: []string{"SENT"}, By: []string{"CHAIR", "LEAD"}, Apart: []string{"SUBMIT", "SIGN"}},
	{Do: "CLOSE", From: []string{"SENT"}, To: "CLOSED", By: []string{"LEAD"}, After: []string{"SIGN", "COUNTERSIGN"}, Reason: true},
	{Do: "SEND_BACK", From: []string{"SENT"}, To: "DRAFT", By: []string{"LEAD"}},
}}

func steps(text string) []workflow.Step[string] {
	var done []workflow.Step[string]
	for _, s := range strings.Fields(text) {
		do, by, _ := strings.Cut(s, ":")
		done = append(done, workflow.Step[string]{Do: do, By: by})
	}
	return done
}

func TestNext(t *testing.T) {
	everyone := []string{"AUTHOR", "CHAIR", "LEAD"}
	for name, c := range map[string]struct {
		now, do, by, done string
		roles             []string
		want              string
	}{
		"who may":                     {"DRAFT", "SUBMIT", "ann", "", []string{"AUTHOR"}, "SENT"},
		"who may among other roles":   {"DRAFT", "SUBMIT", "ann", "", everyone, "SENT"},
		"who may not":                 {"DRAFT", "SUBMIT", "ann", "", []string{"CHAIR"}, "FORBIDDEN: to submit an agreement is not yours to do"},
		"what there is not":           {"DRAFT", "BURN", "ann", "", everyone, "FORBIDDEN: to burn an agreement is not yours to do"},
		"in another state":            {"SENT", "SUBMIT", "ann", "", everyone, "ILLEGAL_TRANSITION: the agreement is SENT; to submit it, it must be DRAFT"},
		"it stays":                    {"SENT", "SIGN", "bob", "SUBMIT:ann", everyone, "SENT"},
		"who did the one":             {"SENT", "SIGN", "ann", "SUBMIT:ann", everyone, "FORBIDDEN: to sign an agreement is for somebody else than who did submit it"},
		"who did the other":           {"SENT", "COUNTERSIGN", "bob", "SUBMIT:ann SIGN:bob", everyone, "FORBIDDEN: to countersign an agreement is for somebody else than who did sign it"},
		"after one of two":            {"SENT", "CLOSE", "cat", "SUBMIT:ann SIGN:bob", everyone, "ILLEGAL_TRANSITION: the agreement waits for somebody to countersign it first"},
		"after both, either order":    {"SENT", "CLOSE", "cat", "SUBMIT:ann COUNTERSIGN:dee SIGN:bob", everyone, "CLOSED"},
		"an earlier round is over":    {"SENT", "CLOSE", "cat", "SUBMIT:ann SIGN:bob COUNTERSIGN:dee SEND_BACK:cat SUBMIT:ann SIGN:bob", everyone, "ILLEGAL_TRANSITION: the agreement waits for somebody to countersign it first"},
		"who submitted long ago may":  {"SENT", "SIGN", "ann", "SUBMIT:ann SEND_BACK:cat SUBMIT:bob", everyone, "SENT"},
		"a step of the round binds":   {"SENT", "SIGN", "bob", "SUBMIT:ann SEND_BACK:cat SUBMIT:bob", everyone, "FORBIDDEN: to sign an agreement is for somebody else than who did submit it"},
		"who has no role may nothing": {"SENT", "SEND_BACK", "cat", "", nil, "FORBIDDEN: to send back an agreement is not yours to do"},
	} {
		t.Run(name, func(t *testing.T) {
			next, err := letter.Next(c.now, c.do, workflow.Who[string]{Subject: c.by, Roles: c.roles}, steps(c.done))
			got := next
			if err != nil {
				got = err.Error()
				if next != c.now {
					t.Errorf("refused, it leads to %s", next)
				}
			}
			if got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestMatrix(t *testing.T) {
	const want = `SUBMIT, begins a round
  DRAFT  AUTHOR: SENT                LEAD: FORBIDDEN
  SENT   AUTHOR: ILLEGAL_TRANSITION  LEAD: FORBIDDEN
SIGN, by another than who did SUBMIT
  DRAFT  AUTHOR: FORBIDDEN           LEAD: FORBIDDEN
  SENT   AUTHOR: FORBIDDEN           LEAD: FORBIDDEN
COUNTERSIGN, by another than who did SUBMIT, SIGN
  DRAFT  AUTHOR: FORBIDDEN           LEAD: ILLEGAL_TRANSITION
  SENT   AUTHOR: FORBIDDEN           LEAD: SENT
CLOSE, after SIGN, COUNTERSIGN, with a reason
  DRAFT  AUTHOR: FORBIDDEN           LEAD: ILLEGAL_TRANSITION
  SENT   AUTHOR: FORBIDDEN           LEAD: CLOSED
SEND_BACK
  DRAFT  AUTHOR: FORBIDDEN           LEAD: ILLEGAL_TRANSITION
  SENT   AUTHOR: FORBIDDEN           LEAD: DRAFT
`
	if got := letter.Matrix([]string{"DRAFT", "SENT"}, []string{"AUTHOR", "LEAD"}); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestARefusalIsAFault(t *testing.T) {
	_, err := letter.Next("SENT", "SUBMIT", workflow.Who[string]{Roles: []string{"AUTHOR"}}, nil)
	if all, ok := fault.All(err); !ok || all[0].Code != fault.IllegalTransition {
		t.Errorf("got %v", err)
	}
}
