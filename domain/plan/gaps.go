package plan

import (
	"fmt"
	"slices"
	"strings"

	"waymark/domain/assessment"
	"waymark/domain/calendar"
	"waymark/domain/document"
)

// GapKind is what is missing.
type GapKind string

// What can be missing.
const (
	FindingWithoutPriority   GapKind = "FINDING_WITHOUT_PRIORITY"   // nothing in the plan answers an open finding
	PriorityWithoutObjective GapKind = "PRIORITY_WITHOUT_OBJECTIVE" // nothing is to be reached under it
	ObjectiveWithoutAction   GapKind = "OBJECTIVE_WITHOUT_ACTION"   // nobody will do anything for it, or all has been dropped
	ActionWithoutOwner       GapKind = "ACTION_WITHOUT_OWNER"       // nobody is named who will do it
	MilestoneOverdue         GapKind = "MILESTONE_OVERDUE"          // its day has passed, and it is still to be done
	MoneyWithoutObjective    GapKind = "MONEY_WITHOUT_OBJECTIVE"    // no objective has been given it
	MoneyOverAllotted        GapKind = "MONEY_OVER_ALLOTTED"        // objectives have been given more than is planned
)

// GapKinds gives every kind, in the order in which they are told of one row.
func GapKinds() []GapKind {
	return []GapKind{FindingWithoutPriority, PriorityWithoutObjective, ObjectiveWithoutAction, ActionWithoutOwner, MilestoneOverdue,
		MoneyWithoutObjective, MoneyOverAllotted}
}

// Gap is something that is missing in a plan and that somebody must see.
type Gap struct {
	Kind    GapKind
	Row     string         // id of the row that it is a gap of; empty for a finding, which is of no row
	Finding string         // id of the finding that nothing answers; empty for a row
	Pence   int64          // the money without an objective or over-allotted; 0 for gaps of no money
	Day     *calendar.Date // by which an overdue milestone was to be reached; nil for other gaps
	Text    string         // the gap in a sentence
}

// Lines tells which findings are one and the same from year to year and edition to edition.
type Lines map[string]string // id of the first finding of a line that is known, by id of each

// LinesOf follows each finding back to the one that it was first carried from. What is not among them ends a line by its id.
func LinesOf(all []*assessment.Finding) Lines {
	from := make(map[string]string, len(all))
	for _, f := range all {
		from[f.ID] = f.CarriedFrom
	}
	lines := make(Lines, len(all))
	for _, f := range all {
		first := f.ID
		for n := 0; from[first] != "" && n <= len(all); n++ {
			first = from[first]
		}
		lines[f.ID] = first
	}
	return lines
}

// Of gives the first of the line that a finding is in: itself when nothing is known of it.
func (l Lines) Of(id string) string {
	if first, ok := l[id]; ok {
		return first
	}
	return id
}

// Any tells whether one of some findings is in the line of another.
func (l Lines) Any(ids []string, finding string) bool {
	line := l.Of(finding)
	return slices.ContainsFunc(ids, func(id string) bool { return l.Of(id) == line })
}

// Gaps gives what is missing in a plan on a day. To be answered are the open findings of the assessment that was agreed for its year, in the order
// given (nil: there is none); all are the findings of every edition that is known, by which one that was carried over is the same. First come the findings, then
// the rows in the order of the plan.
func (d *Document) Gaps(form *document.Template, day calendar.Date, agreed, all []*assessment.Finding) []Gap {
	gaps := []Gap{}
	lines := LinesOf(slices.Concat(all, agreed))
	answered := map[string]bool{}
	filled := map[string]bool{} // ids of rows in which something lies
	for _, r := range d.Rows() {
		if !d.There(r) {
			continue
		}
		switch x := r.(type) {
		case *Priority:
			lines.note(answered, x.Findings)
		case *Objective:
			lines.note(answered, x.Findings)
			filled[x.PriorityID] = true
		case *Action:
			filled[x.ObjectiveID] = filled[x.ObjectiveID] || x.Progress != Dropped
		}
	}
	for _, f := range agreed {
		if f.Status == assessment.Open && !answered[lines.Of(f.ID)] {
			gaps = append(gaps, Gap{Kind: FindingWithoutPriority, Finding: f.ID, Text: "No priority or objective answers the finding " + quoted(f.Statement) + "."})
		}
	}
	for _, r := range d.Outline() {
		gaps = append(gaps, d.gapsOf(r, form, day, filled)...)
	}
	return gaps
}

func (l Lines) note(answered map[string]bool, findings []string) {
	for _, id := range findings {
		answered[l.Of(id)] = true
	}
}

func (d *Document) gapsOf(r Row, form *document.Template, day calendar.Date, filled map[string]bool) (gaps []Gap) {
	add := func(g Gap, text string, args ...any) {
		g.Row, g.Text = r.Row().ID, fmt.Sprintf(text, args...)
		gaps = append(gaps, g)
	}
	switch x := r.(type) {
	case *Line:
		name := x.Name
		if name == "" {
			name = form.StreamName(x.Stream)
		}
		switch rest := x.Planned - d.Allotted(x); {
		case rest > 0:
			add(Gap{Kind: MoneyWithoutObjective, Pence: rest}, "%s of the %s planned from %s has not been given to any objective.", Pounds(rest), Pounds(x.Planned), quoted(name))
		case rest < 0:
			add(Gap{Kind: MoneyOverAllotted, Pence: -rest}, "Objectives have been given %s more than the %s planned from %s.", Pounds(-rest), Pounds(x.Planned), quoted(name))
		}
	case *Priority:
		if !filled[x.ID] {
			add(Gap{Kind: PriorityWithoutObjective}, "The priority %s has no objective.", quoted(x.Statement))
		}
	case *Objective:
		if !filled[x.ID] {
			add(Gap{Kind: ObjectiveWithoutAction}, "The objective %s has no action.", quoted(x.Statement))
		}
	case *Action:
		if x.Owner.None() && x.Progress != Dropped {
			add(Gap{Kind: ActionWithoutOwner}, "Nobody is named for the action %s.", quoted(x.Text))
		}
		if last, ok := x.When.Last(); ok && last.Before(day) && x.Progress.Unmet() {
			add(Gap{Kind: MilestoneOverdue, Day: &last}, "The action %s was to be done by %s.", quoted(x.Text), last.Long())
		}
	}
	return gaps
}

// quoted gives what somebody wrote as a part of a sentence: its first line, cut when it is long.
func quoted(text string) string {
	const most = 100
	first, _, more := strings.Cut(strings.TrimSpace(text), "\n")
	letters := []rune(strings.TrimSpace(first))
	if len(letters) > most {
		letters, more = letters[:most], true
	}
	if more {
		return "“" + strings.TrimRight(string(letters), " .,;:") + "…”"
	}
	return "“" + strings.TrimRight(string(letters), ".") + "”"
}

// Pounds writes an amount in pence as it is read: £1,234.56.
func Pounds(pence int64) string {
	sign := ""
	if pence < 0 {
		sign, pence = "-", -pence
	}
	whole := fmt.Sprint(pence / 100)
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	return fmt.Sprintf("%s£%s.%02d", sign, whole, pence%100)
}
