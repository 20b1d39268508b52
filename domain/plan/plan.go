// Package plan is the yearly plan of a drug partnership: what it is made of, what of one year goes into the next, what is missing in it,
// what lies between two of its versions, and how far it has been carried out. Its way to what is in force is package signoff.
package plan

import (
	"slices"
	"strings"

	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/programme"
	"waymark/domain/signoff"
)

// The prefixes of ids.
const (
	Prefix           = "pln"
	PartPrefix       = "prt"
	LinePrefix       = "fun"
	PriorityPrefix   = "pri"
	ObjectivePrefix  = "obj"
	ActionPrefix     = "act"
	CommentPrefix    = "pcm"
	SuggestionPrefix = "sug"
)

// Kinds are the kinds of document that are plans.
func Kinds() []document.Kind {
	return []document.Kind{document.TreatmentPlan, document.DeliveryPlan, document.EmploymentPlan}
}

// Plan is one edition of what a partnership will do in a financial year. The agreed edition stays in force while another is written.
type Plan struct {
	programme.Meta
	PartnershipID string
	TemplateID    string
	Kind          document.Kind
	Year          calendar.FinancialYear
	Edition       int // from 1
	State         signoff.State
	Unpublished   bool // never agreed yet, so that it is told to those who work on it alone
	Steps         signoff.Steps
	CarriedFrom   string // id of the plan that it was begun from; empty when from nothing
}

// Common is what every row of a plan has.
type Common struct {
	programme.Meta
	PlanID        string
	PartnershipID string
	// Changed is how many steps the plan had taken when what is signed of the row last changed; 0: not in this edition.
	Changed     int
	Writers     []string // subjects who have changed this edition of it, the last one last
	CarriedFrom string   // id of the row of the year or edition before
	Origin      string   // id of the first row of that line; its own when it is the first
	Removed     string   // why it was taken out; empty while it is in
}

// Row is a part, a funding line, a priority, an objective or an action.
type Row interface {
	programme.Node
	Row() *Common
	// Parent gives the id of what it lies in; empty for a part.
	Parent() string
}

// Part is a part of a plan: a text, money, or a grid of priorities.
type Part struct {
	Common
	Code     string // of the template's section
	Position int
	Title    string
	Text     string
	Status   PartStatus
}

// PartStatus is how far a part has come.
type PartStatus string

// How far parts come.
const (
	Empty    PartStatus = "EMPTY"
	Begun    PartStatus = "IN_PROGRESS"
	Complete PartStatus = "COMPLETE"
)

// Line is money from one stream, in whole pence.
type Line struct {
	Common
	PartID    string
	Rank      string // its place among the lines of the part
	Stream    string // code of the template's stream
	Name      string // what it is for
	Planned   int64
	Committed int64
	Spent     int64
	Note      string
}

// Priority is something that a plan puts first in one of its grids, since findings ask for it.
type Priority struct {
	Common
	PartID    string
	Rank      string // its place among the priorities of the grid
	Statement string
	Findings  []string // ids of the findings that it answers
}

// Objective is something that a plan wants to reach.
type Objective struct {
	Common
	PriorityID string
	Rank       string // its place among the objectives of the priority
	Statement  string
	Findings   []string // ids of the findings that it serves
	Funding    []Allotment
}

// Allotment is money of a line that an objective has been given.
type Allotment struct {
	Line  string `json:"line"` // origin of the funding line, which it keeps from edition to edition
	Pence int64  `json:"pence"`
}

// Action is something that somebody will do, by when.
type Action struct {
	Common
	ObjectiveID string
	Rank        string // its place among the actions of the objective
	Text        string // what, with its milestones
	When        When
	Owner       Owner
	Resources   string
	Target      *Target // nil: none is measured
	Pathway     bool    // it is about the way between Jobcentres and treatment: the district coordinator's to write
	// RAG, Progress and Evidence are how it stands: by the last review, or as it was carried. They are no part of what is signed.
	RAG      RAG
	Progress Progress
	Evidence []document.Figure
}

// Owner is by whom something is done: a role in an organisation, and who of the coordinators that is.
type Owner struct {
	Role         string `json:"role,omitempty"`
	Organisation string `json:"organisation,omitempty"`
	Coordinator  string `json:"coordinator,omitempty"` // id
}

// None tells whether nobody is named.
func (o Owner) None() bool { return o == Owner{} }

// Comment is something said about a row.
type Comment struct {
	programme.Meta
	PlanID        string
	PartnershipID string
	RowID         string
	Text          string
	Author        string // subject
	Resolved      bool
	ResolvedBy    string // subject; empty while it is open
}

// Suggestion is a change of a row that somebody asks its owner to make.
type Suggestion struct {
	programme.Meta
	PlanID        string
	PartnershipID string
	RowID         string
	Fields        string // JSON of the fields to change, as the mutation that changes the row takes them
	Reason        string // why
	Author        string // subject
	State         SuggestionState
	DecidedBy     string // subject
	Answer        string // why it was declined
}

// SuggestionState is what has become of a suggestion.
type SuggestionState string

// What becomes of suggestions.
const (
	Open      SuggestionState = "OPEN"
	Accepted  SuggestionState = "ACCEPTED"
	Declined  SuggestionState = "DECLINED"
	Retracted SuggestionState = "RETRACTED" // by who made it
)

// Row gives what it has in common with other rows.
func (c *Common) Row() *Common { return c }

// Parent gives "".
func (*Part) Parent() string { return "" }

// Parent gives the id of its part.
func (l *Line) Parent() string { return l.PartID }

// Parent gives the id of its grid.
func (p *Priority) Parent() string { return p.PartID }

// Parent gives the id of its priority.
func (o *Objective) Parent() string { return o.PriorityID }

// Parent gives the id of its objective.
func (a *Action) Parent() string { return a.ObjectiveID }

// Document is a plan with all its rows, each list in its order.
type Document struct {
	*Plan
	Parts       []*Part
	Lines       []*Line
	Priorities  []*Priority
	Objectives  []*Objective
	Actions     []*Action
	Comments    []*Comment
	Suggestions []*Suggestion

	index map[string]Row // by id
}

// Sort puts the rows in their order: of the template, by rank within what they lie in, and what was said the oldest first.
func (d *Document) Sort() {
	d.index = nil
	slices.SortFunc(d.Parts, func(a, b *Part) int { return a.Position - b.Position })
	place := map[string]int{}
	note := func(i int, id string) { place[id] = i }
	for i, p := range d.Parts {
		note(i, p.ID)
	}
	slices.SortFunc(d.Lines, func(a, b *Line) int { return within(place, a, b, a.Rank, b.Rank) })
	slices.SortFunc(d.Priorities, func(a, b *Priority) int { return within(place, a, b, a.Rank, b.Rank) })
	for i, p := range d.Priorities {
		note(i, p.ID)
	}
	slices.SortFunc(d.Objectives, func(a, b *Objective) int { return within(place, a, b, a.Rank, b.Rank) })
	for i, o := range d.Objectives {
		note(i, o.ID)
	}
	slices.SortFunc(d.Actions, func(a, b *Action) int { return within(place, a, b, a.Rank, b.Rank) })
	slices.SortFunc(d.Comments, func(a, b *Comment) int { return oldest(a.Meta, b.Meta) })
	slices.SortFunc(d.Suggestions, func(a, b *Suggestion) int { return oldest(a.Meta, b.Meta) })
}

func within(place map[string]int, a, b Row, rankA, rankB string) int {
	if c := place[a.Parent()] - place[b.Parent()]; c != 0 {
		return c
	}
	if c := strings.Compare(rankA, rankB); c != 0 {
		return c
	}
	return strings.Compare(a.Row().ID, b.Row().ID)
}

func oldest(a, b programme.Meta) int {
	if c := a.CreatedAt.Compare(b.CreatedAt); c != 0 {
		return c
	}
	return strings.Compare(a.ID, b.ID)
}
