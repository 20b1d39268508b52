package processmap_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"waymark/domain/processmap"
)

func known(code string) bool { return code == "DPA1" || code == "TPR1" }

// sound is a map of every kind of step, with a way back.
func sound() []processmap.Step {
	return []processmap.Step{
		{Key: "disclosed", Kind: processmap.Start, Text: "Somebody tells of drug use", Next: []processmap.Way{{Step: "consent"}}},
		{Key: "consent", Kind: processmap.Decision, Actor: "Adviser", Text: "Is DPA1 signed?", Forms: []string{"DPA1"},
			Next: []processmap.Way{{Step: "refer", When: "yes"}, {Step: "signpost", When: "no"}, {Step: "consent", When: "not yet"}}},
		{Key: "refer", Kind: processmap.Task, Actor: "Adviser", Text: "Refer", Forms: []string{"TPR1", "DPA1"}, Next: []processmap.Way{{Step: "over"}}},
		{Key: "signpost", Kind: processmap.End, Actor: "Adviser", Text: "Signpost, and record nothing"},
		{Key: "over", Kind: processmap.End, Text: "Followed up"},
	}
}

func TestCheck(t *testing.T) {
	long := strings.Repeat("a", 501)
	for name, c := range map[string]struct {
		spoil func(s []processmap.Step) []processmap.Step
		want  []string
	}{
		"nothing wrong":    {func(s []processmap.Step) []processmap.Step { return s }, nil},
		"no steps":         {func([]processmap.Step) []processmap.Step { return nil }, []string{"steps: a process map has 2 to 60 steps, not 0", "steps: a process map has one start, not 0", "steps: a process map has an end"}},
		"too many":         {func(s []processmap.Step) []processmap.Step { return slices.Repeat(s, 13) }, []string{"steps: a process map has 2 to 60 steps, not 65"}},
		"a key twice":      {func(s []processmap.Step) []processmap.Step { s[4].Key = "refer"; return s }, []string{`steps.4.key: step "refer": another step has this key`, `steps.2.next.0.step: step "refer": there is no step "over"`}},
		"a key in capital": {func(s []processmap.Step) []processmap.Step { s[0].Key = "Told"; return s }, []string{`steps.0.key: step "Told": a key has at most 40 characters`}},
		"no kind":          {func(s []processmap.Step) []processmap.Step { s[2].Kind = "OTHER"; return s }, []string{`steps.2.kind: step "refer": there is no such kind`}},
		"no text":          {func(s []processmap.Step) []processmap.Step { s[2].Text = " "; return s }, []string{`steps.2.text: step "refer": it has 1 to 500`}},
		"a long text":      {func(s []processmap.Step) []processmap.Step { s[2].Text = long; return s }, []string{`steps.2.text: step "refer": it has 1 to 500 characters, not 501`}},
		"two lines":        {func(s []processmap.Step) []processmap.Step { s[2].Text = "a\nb"; return s }, []string{`steps.2.text: step "refer": it is one line`}},
		"no actor":         {func(s []processmap.Step) []processmap.Step { s[2].Actor = ""; return s }, []string{`steps.2.actor: step "refer": it has 1 to 100`}},
		"unknown form":     {func(s []processmap.Step) []processmap.Step { s[2].Forms = []string{"X1"}; return s }, []string{`steps.2.forms.0: step "refer": there is no form`}},
		"a form twice":     {func(s []processmap.Step) []processmap.Step { s[2].Forms = []string{"DPA1", "DPA1"}; return s }, []string{`steps.2.forms.1: step "refer": DPA1 is named twice`}},
		"many forms": {func(s []processmap.Step) []processmap.Step {
			s[2].Forms = slices.Repeat([]string{"DPA1"}, 11)
			return s
		}, []string{`steps.2.forms: step "refer": it has at most 10 forms, not 11`}},
		"two starts": {func(s []processmap.Step) []processmap.Step { s[2].Kind = processmap.Start; return s }, []string{"steps: a process map has one start, not 2"}},
		"no end": {func(s []processmap.Step) []processmap.Step {
			s[3].Kind, s[4].Kind, s[4].Actor = processmap.Task, processmap.Task, "Adviser"
			return s
		}, []string{`steps.3.next: step "signpost": one step follows, not 0`, "steps: a process map has an end"}},
		"an end that goes on": {func(s []processmap.Step) []processmap.Step { s[4].Next = []processmap.Way{{Step: "refer"}}; return s }, []string{`steps.4.next: step "over": nothing follows an end`}},
		"a task that dangles": {func(s []processmap.Step) []processmap.Step { s[2].Next = nil; return s }, []string{`steps.2.next: step "refer": one step follows, not 0`}},
		"a decision of one":   {func(s []processmap.Step) []processmap.Step { s[1].Next = s[1].Next[:1]; return s }, []string{`steps.1.next: step "consent": a decision has 2 to 10 ways on, not 1`}},
		"no case":             {func(s []processmap.Step) []processmap.Step { s[1].Next[0].When = ""; return s }, []string{`steps.1.next.0.when: step "consent": it has 1 to 500`}},
		"a case twice":        {func(s []processmap.Step) []processmap.Step { s[1].Next[1].When = "yes"; return s }, []string{`steps.1.next.1.when: step "consent": two ways have the same case`}},
		"back to the start":   {func(s []processmap.Step) []processmap.Step { s[1].Next[2].Step = "disclosed"; return s }, []string{`steps.1.next.2.step: step "consent": nothing leads back to the start`}},
		"never come to": {func(s []processmap.Step) []processmap.Step {
			return append(s, processmap.Step{Key: "lost", Kind: processmap.Task, Actor: "A", Text: "T", Next: []processmap.Way{{Step: "over"}}})
		}, []string{`steps.5.key: step "lost": no way leads here`}},
		"round and round": {func(s []processmap.Step) []processmap.Step {
			s[2].Next[0].Step = "turn"
			return append(s[:4], processmap.Step{Key: "turn", Kind: processmap.Task, Actor: "A", Text: "T", Next: []processmap.Way{{Step: "refer"}}})
		},
			[]string{`steps.2.next: step "refer": no way leads from here to an end`, `steps.4.next: step "turn": no way leads from here to an end`}},
	} {
		t.Run(name, func(t *testing.T) {
			found := processmap.Check("steps", c.spoil(sound()), known)
			if c.want == nil && len(found) > 0 {
				t.Errorf("found %v", found)
			}
			for _, want := range c.want {
				if !strings.Contains(found.Error(), "INVALID: "+want) {
					t.Errorf("found %v, want %s", found, want)
				}
			}
		})
	}
}

func TestMermaid(t *testing.T) {
	want := `flowchart TD
  n1(["Somebody tells of drug use"])
  n2{"<b>Adviser</b><br/>Is DPA1 signed?<br/><i>DPA1</i>"}
  n3["<b>Adviser</b><br/>Refer<br/><i>TPR1, DPA1</i>"]
  n4(["<b>Adviser</b><br/>Signpost, and record nothing"])
  n5(["Followed up"])
  n1 --> n2
  n2 -->|"yes"| n3
  n2 -->|"no"| n4
  n2 -->|"not yet"| n2
  n3 --> n5
`
	if got := processmap.Mermaid(sound()); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// FuzzMermaid holds that no text gets out of its label: the lines keep their form whatever steps say.
func FuzzMermaid(f *testing.F) {
	f.Add("end", `"] --> x[("`, "a\nclick n1 call()")
	f.Add("`md`", "<script>", "#quot;|")
	node := regexp.MustCompile("^  n\\d+(\\(\\[\"[^\"]*\"\\]\\)|\\[\"[^\"]*\"\\]|\\{\"[^\"]*\"\\})$")
	edge := regexp.MustCompile("^  n\\d+ -->(\\|\"[^\"|]*\"\\|)? n\\d+$")
	f.Fuzz(func(t *testing.T, actor, text, when string) {
		s := sound()
		s[1].Actor, s[1].Text, s[1].Next[0].When, s[0].Text = actor, text, when, text
		lines := strings.Split(strings.TrimSuffix(processmap.Mermaid(s), "\n"), "\n")
		if len(lines) != 11 {
			t.Fatalf("%d lines: %q", len(lines), lines)
		}
		for i, line := range lines[1:] {
			form := node
			if i >= len(s) {
				form = edge
			}
			plain := strings.NewReplacer("<b>", "", "</b>", "", "<br/>", "", "<i>", "", "</i>", "").Replace(line)
			if !form.MatchString(line) || strings.ContainsAny(plain, "<`\\") {
				t.Errorf("line %q", line)
			}
		}
	})
}
