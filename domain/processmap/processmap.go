// Package processmap is a way through steps as people draw it: tasks and decisions from one start to an end. It knows nothing of
// what is done in them.
package processmap

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"waymark/domain/fault"
)

// Kind is what sort of step it is.
type Kind string

// The kinds of step.
const (
	Start    Kind = "START"    // where the way begins
	Task     Kind = "TASK"     // something is done, and one step follows
	Decision Kind = "DECISION" // one of several steps follows, by what is the case
	End      Kind = "END"      // where the way is over
)

// Kinds gives all kinds.
func Kinds() []Kind { return []Kind{Start, Task, Decision, End} }

// Step is one step.
type Step struct {
	Key   string   `json:"key"` // unique in its map
	Kind  Kind     `json:"kind"`
	Actor string   `json:"actor,omitempty"` // a role, never a name; empty for a start or an end that is nobody's
	Text  string   `json:"text"`            // what is done or asked
	Forms []string `json:"forms,omitempty"` // codes of the forms, markers and opportunities that it uses
	Next  []Way    `json:"next,omitempty"`
}

// Way is what follows a step.
type Way struct {
	Step string `json:"step"`           // key of the step that follows
	When string `json:"when,omitempty"` // after a decision: in which case
}

// The limits of a map.
const (
	MaxSteps = 60  // steps
	MaxWays  = 10  // ways on from a decision
	MaxForms = 10  // forms of a step
	MaxKey   = 40  // characters of a key
	MaxText  = 500 // characters of what is done, and of a case
	MaxActor = 100 // characters of who does it
)

var key = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// Check gives everything that is wrong with a map, each fault with the path of the part of the step that it is about, below field, and the
// step's key in its words. Forms are those that known knows.
func Check(field string, steps []Step, known func(code string) bool) fault.List {
	c := checker{field: field, steps: steps, index: map[string]int{}, known: known}
	if n := len(steps); n < 2 || n > MaxSteps {
		c.faults.Add(field, "a process map has 2 to %d steps, not %d", MaxSteps, n)
	}
	for i, s := range steps {
		if _, twice := c.index[s.Key]; twice {
			c.bad(i, "key", "another step has this key")
			continue
		}
		c.index[s.Key] = i
	}
	for i := range steps {
		c.step(i)
		c.ways(i)
	}
	c.ends()
	if len(c.faults) == 0 {
		c.reach()
	}
	return c.faults
}

type checker struct {
	field  string
	steps  []Step
	index  map[string]int // by key
	known  func(string) bool
	faults fault.List
}

func (c *checker) bad(i int, part, rule string, args ...any) {
	c.faults.Add(fmt.Sprintf("%s.%d.%s", c.field, i, part), "step %.64q: "+rule, append([]any{c.steps[i].Key}, args...)...)
}

// step looks at what a step says.
func (c *checker) step(i int) {
	s := &c.steps[i]
	if len(s.Key) > MaxKey || !key.MatchString(s.Key) {
		c.bad(i, "key", "a key has at most %d characters and the form %s", MaxKey, key)
	}
	if !slices.Contains(Kinds(), s.Kind) {
		c.bad(i, "kind", "there is no such kind of step")
	}
	c.line(i, "text", s.Text, 1, MaxText)
	least := 0
	if s.Kind == Task || s.Kind == Decision {
		least = 1
	}
	c.line(i, "actor", s.Actor, least, MaxActor)
	if len(s.Forms) > MaxForms {
		c.bad(i, "forms", "it has at most %d forms, not %d", MaxForms, len(s.Forms))
	}
	for n, code := range s.Forms {
		part := fmt.Sprintf("forms.%d", n)
		if !c.known(code) {
			c.bad(i, part, "there is no form, marker or opportunity %.64q", code)
		}
		if slices.Contains(s.Forms[:n], code) {
			c.bad(i, part, "%s is named twice", code)
		}
	}
}

// line looks at a line of text.
func (c *checker) line(i int, part, text string, least, most int) {
	switch n := utf8.RuneCountInString(text); {
	case !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl):
		c.bad(i, part, "it is one line of text without control characters")
	case n < least || n > most || strings.TrimSpace(text) == "" && least > 0:
		c.bad(i, part, "it has %d to %d characters, not %d", least, most, n)
	}
}

// ways looks at what follows a step.
func (c *checker) ways(i int) {
	s := &c.steps[i]
	switch n := len(s.Next); {
	case s.Kind == End && n > 0:
		c.bad(i, "next", "nothing follows an end")
	case (s.Kind == Start || s.Kind == Task) && n != 1:
		c.bad(i, "next", "one step follows, not %d: where it depends, there is a decision", n)
	case s.Kind == Decision && (n < 2 || n > MaxWays):
		c.bad(i, "next", "a decision has 2 to %d ways on, not %d", MaxWays, n)
	}
	cases := map[string]bool{}
	for n, w := range s.Next {
		at := fmt.Sprintf("next.%d.", n)
		to, there := c.index[w.Step]
		switch {
		case !there:
			c.bad(i, at+"step", "there is no step %.64q", w.Step)
		case c.steps[to].Kind == Start:
			c.bad(i, at+"step", "nothing leads back to the start")
		}
		least := 0
		if s.Kind == Decision {
			least = 1
		}
		c.line(i, at+"when", w.When, least, MaxText)
		if s.Kind == Decision && w.When != "" && cases[w.When] {
			c.bad(i, at+"when", "two ways have the same case")
		}
		cases[w.When] = true
	}
}

// ends looks for the one start and an end.
func (c *checker) ends() {
	starts, ends := 0, 0
	for _, s := range c.steps {
		switch s.Kind {
		case Start:
			starts++
		case End:
			ends++
		case Task, Decision:
		}
	}
	if starts != 1 {
		c.faults.Add(c.field, "a process map has one start, not %d", starts)
	}
	if ends == 0 {
		c.faults.Add(c.field, "a process map has an end")
	}
}

// reach looks for steps that are never come to, and for those from which no end is.
func (c *checker) reach() {
	on, back := make([][]int, len(c.steps)), make([][]int, len(c.steps))
	var starts, ends []int
	for i, s := range c.steps {
		switch s.Kind {
		case Start:
			starts = append(starts, i)
		case End:
			ends = append(ends, i)
		case Task, Decision:
		}
		for _, w := range s.Next {
			on[i] = append(on[i], c.index[w.Step])
			back[c.index[w.Step]] = append(back[c.index[w.Step]], i)
		}
	}
	met, over := walk(starts, on), walk(ends, back)
	for i := range c.steps {
		if !met[i] {
			c.bad(i, "key", "no way leads here from the start")
		}
		if !over[i] {
			c.bad(i, "next", "no way leads from here to an end")
		}
	}
}

func walk(from []int, on [][]int) map[int]bool {
	met := map[int]bool{}
	for len(from) > 0 {
		i := from[0]
		from = from[1:]
		if !met[i] {
			met[i] = true
			from = append(from, on[i]...)
		}
	}
	return met
}
