// Package document is what needs assessments, and plans after them, have in common: templates that are data, figures by reference,
// the order of rows, and what lies between two who changed the same row.
package document

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"waymark/domain/calendar"
	"waymark/domain/viewer"
)

// Kind is what sort of document a template is for.
type Kind string

// The kinds.
const (
	NeedsAssessment    Kind = "NEEDS_ASSESSMENT"             // the yearly assessment of need
	TreatmentPlan      Kind = "TREATMENT_PLAN"               // the yearly adult drug treatment plan
	DeliveryPlan       Kind = "DELIVERY_PLAN"                // of a Combating Drugs Partnership
	EmploymentPlan     Kind = "EMPLOYMENT_PLAN"              // of Individual Placement and Support
	JobcentreAgreement Kind = "JOBCENTRE_AGREEMENT"          // the yearly one between Jobcentres and treatment providers
	SharingProtocol    Kind = "INFORMATION_SHARING_PROTOCOL" // what may be shared, with whose consent
)

// Template is the form of a kind of document from a financial year on.
type Template struct {
	Sections  []Section  `json:"sections"`
	Groups    []Group    `json:"groups,omitempty"`
	Deadlines []Deadline `json:"deadlines,omitempty"`
	// Signatures are those that the document may bear.
	Signatures []Signature `json:"signatures,omitempty"`
	// Streams are where its money comes from.
	Streams []Stream `json:"streams,omitempty"`
	// Patience is for how many days a document may wait in a state, by its name, before it is stuck.
	Patience map[string]int `json:"patience,omitempty"`
	// Months is for how long a document may hold at most, and Expiring for how many days before its end it is one that ends soon; 0 for what
	// has no period of its own.
	Months   int `json:"months,omitempty"`
	Expiring int `json:"expiring,omitempty"`
}

// Signature is one that a document may bear.
type Signature struct {
	Code     string        `json:"code"` // unique among signatures
	Name     string        `json:"name"` // whose it is: "the partnership's chair"
	Roles    []viewer.Role `json:"roles"`
	Required bool          `json:"required"`
	// Parts are the codes of the sections that it is for; none for all.
	Parts []string `json:"parts,omitempty"`
}

// IsFor tells whether a signature is for the section with a code.
func (s Signature) IsFor(part string) bool {
	return len(s.Parts) == 0 || slices.Contains(s.Parts, part)
}

// Stream is where money comes from.
type Stream struct {
	Code string `json:"code"` // unique among streams
	Name string `json:"name"`
	Note string `json:"note,omitempty"` // where it is from
}

// Form is what a section of a template is made of.
type Form string

// What sections are made of.
const (
	Prose   Form = ""        // text alone
	Funding Form = "FUNDING" // text, and lines of money
	Grid    Form = "GRID"    // text, and priorities with objectives and actions
)

// Section is a part of the form.
type Section struct {
	Code     string        `json:"code"` // unique among sections
	Title    string        `json:"title"`
	Guidance string        `json:"guidance"`
	Group    string        `json:"group,omitempty"`   // code of the underserved group that it is about
	Members  bool          `json:"members,omitempty"` // it lists people by role and organisation
	Editors  []viewer.Role `json:"editors"`           // who writes it, each within their scope
	// Part is the heading that it stands under: "Part 3: Planning grids".
	Part string `json:"part,omitempty"`
	Form Form   `json:"form,omitempty"`
	// Columns are the headings of the columns of a grid, in their order: what, by when, by whom, and others.
	Columns []string `json:"columns,omitempty"`
}

// Group is people whose needs are looked at by themselves.
type Group struct {
	Code string `json:"code"` // unique among groups
	Name string `json:"name"`
}

// Signature gives the signature with a code, or nil.
func (t *Template) Signature(code string) *Signature {
	i := slices.IndexFunc(t.Signatures, func(s Signature) bool { return s.Code == code })
	if i < 0 {
		return nil
	}
	return &t.Signatures[i]
}

// StreamName gives the name of the stream with a code, or the code when there is no such stream.
func (t *Template) StreamName(code string) string {
	i := slices.IndexFunc(t.Streams, func(s Stream) bool { return s.Code == code })
	if i < 0 {
		return code
	}
	return t.Streams[i].Name
}

// Deadline is a day by which a document is to have come so far.
type Deadline struct {
	Code        string `json:"code"`
	Name        string `json:"name"`
	Month       int    `json:"month"`
	Day         int    `json:"day"`
	YearsBefore int    `json:"yearsBefore"`     // of the month, before the calendar year in which the financial year begins
	State       string `json:"state,omitempty"` // that the document is to have come to by then; empty: the deadline is about something else
	Assumed     bool   `json:"assumed"`         // nobody has published it
	Note        string `json:"note"`
}

// DeadlineName gives the name of the deadline with a code, or the code when there is no such deadline.
func (t *Template) DeadlineName(code string) string {
	i := slices.IndexFunc(t.Deadlines, func(d Deadline) bool { return d.Code == code })
	if i < 0 {
		return code
	}
	return t.Deadlines[i].Name
}

// Parse reads the content of a template.
func Parse(content string) (*Template, error) {
	t := &Template{}
	if err := json.Unmarshal([]byte(content), t); err != nil {
		return nil, fmt.Errorf("read template: %w", err)
	}
	return t, nil
}

// Section gives the section with a code, or nil.
func (t *Template) Section(code string) *Section {
	i := slices.IndexFunc(t.Sections, func(s Section) bool { return s.Code == code })
	if i < 0 {
		return nil
	}
	return &t.Sections[i]
}

// Group gives the group with a code, or nil.
func (t *Template) Group(code string) *Group {
	i := slices.IndexFunc(t.Groups, func(g Group) bool { return g.Code == code })
	if i < 0 {
		return nil
	}
	return &t.Groups[i]
}

// Due gives the day of the deadline with a code for a financial year; ok is false when there is none.
func (t *Template) Due(code string, year calendar.FinancialYear) (day calendar.Date, ok bool) {
	i := slices.IndexFunc(t.Deadlines, func(d Deadline) bool { return d.Code == code })
	if i < 0 {
		return day, false
	}
	return t.Deadlines[i].On(year), true
}

// On gives the day of the deadline for a financial year.
func (d Deadline) On(year calendar.FinancialYear) calendar.Date {
	return calendar.New(int(year)-d.YearsBefore, time.Month(d.Month), d.Day)
}

// Figure refers to a figure by its id, and says what it is there for.
type Figure struct {
	ID   string `json:"id"`
	Note string `json:"note,omitempty"`
}

// Member is somebody who took part, by role and organisation and never by name.
type Member struct {
	Role         string `json:"role"`
	Organisation string `json:"organisation"`
}
