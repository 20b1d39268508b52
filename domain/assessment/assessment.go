// Package assessment is the yearly needs assessment of a drug partnership: its parts, its way from a draft to what three roles
// have agreed, and what of one year goes into the next.
package assessment

import (
	"slices"
	"strings"

	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/programme"
	"waymark/domain/workflow"
)

// The prefixes of ids.
const (
	Prefix        = "asm"
	SectionPrefix = "sec"
	FindingPrefix = "fnd"
	CommentPrefix = "cmt"
)

// Assessment is one edition of what a partnership needs in a financial year. The agreed edition stays while another is written.
type Assessment struct {
	programme.Meta
	PartnershipID string
	TemplateID    string
	Year          calendar.FinancialYear
	Edition       int // from 1
	State         State
	Unpublished   bool // never agreed yet, so that it is told to those who work on it alone
	Steps         Steps
	CarriedFrom   string // id of the assessment that it was begun from; empty when from nothing
	Frozen        string // JSON of the figures as they were when it was agreed; empty until then
}

type (
	// Step is something that has been done to an assessment.
	Step = workflow.Step[Action]
	// Steps are what has been done to it, the oldest first.
	Steps []Step
)

// Section is a part of an assessment.
type Section struct {
	programme.Meta
	AssessmentID  string
	PartnershipID string
	Code          string // of the template's section, or given to a local one
	Position      int
	Title         string
	Group         string // code of the group that it is about; empty when it is about none
	Text          string
	Figures       []document.Figure
	Members       []document.Member
	Status        SectionStatus
	Writers       []string // subjects who have changed this edition of it, the last one last
	CarriedFrom   string   // id of the section that its text comes from
}

// SectionStatus is how far a section has come.
type SectionStatus string

// How far sections come.
const (
	Empty    SectionStatus = "EMPTY"
	Begun    SectionStatus = "IN_PROGRESS"
	Complete SectionStatus = "COMPLETE"
)

// Finding is something that an assessment has found, for a plan to answer.
type Finding struct {
	programme.Meta
	AssessmentID   string
	PartnershipID  string
	Statement      string
	Evidence       []document.Figure
	Priority       Priority
	Rank           string // its place among findings of the same priority
	Groups         []string
	Status         FindingStatus
	Answer         string // how it was answered
	WithdrawReason string
	Writers        []string
	CarriedFrom    string // id of the finding of the year or edition before
}

// Priority is how much a finding matters.
type Priority string

// The priorities.
const (
	High   Priority = "HIGH"
	Medium Priority = "MEDIUM"
	Low    Priority = "LOW"
)

// Order gives the place of a priority among all, from 0 for the highest.
func (p Priority) Order() int { return slices.Index([]Priority{High, Medium, Low}, p) }

// FindingStatus is what has become of a finding.
type FindingStatus string

// What becomes of findings.
const (
	Open      FindingStatus = "OPEN"
	Answered  FindingStatus = "ANSWERED"
	Withdrawn FindingStatus = "WITHDRAWN"
)

// Comment is something said about a finding.
type Comment struct {
	programme.Meta
	AssessmentID  string
	PartnershipID string
	FindingID     string
	Text          string
	Author        string // subject
	Resolved      bool
	ResolvedBy    string // subject; empty while it is open
}

// Document is an assessment with all its parts, each list in its order.
type Document struct {
	*Assessment
	Sections []*Section
	Findings []*Finding
	Comments []*Comment
}

// Sort puts the parts in their order: sections by position, findings by priority and rank, comments the oldest first.
func (d *Document) Sort() {
	slices.SortFunc(d.Sections, func(a, b *Section) int { return a.Position - b.Position })
	slices.SortFunc(d.Findings, ByImportance)
	slices.SortFunc(d.Comments, func(a, b *Comment) int {
		if c := a.CreatedAt.Compare(b.CreatedAt); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
}

// ByImportance orders findings by priority and rank.
func ByImportance(a, b *Finding) int {
	if c := a.Priority.Order() - b.Priority.Order(); c != 0 {
		return c
	}
	if c := strings.Compare(a.Rank, b.Rank); c != 0 {
		return c
	}
	return strings.Compare(a.ID, b.ID)
}

// Figures gives every figure that the document refers to, each id once, in order.
func (d *Document) Figures() []string {
	var ids []string
	for _, s := range d.Sections {
		for _, f := range s.Figures {
			ids = append(ids, f.ID)
		}
	}
	for _, x := range d.Findings {
		for _, f := range x.Evidence {
			ids = append(ids, f.ID)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// Wrote gives the subjects who wrote any of it, with one step for each, so that the rules know who may not sign.
func (d *Document) Wrote() []workflow.Step[Action] {
	var who []string
	for _, s := range d.Sections {
		who = append(who, s.Writers...)
	}
	for _, f := range d.Findings {
		who = append(who, f.Writers...)
	}
	slices.Sort(who)
	steps := []workflow.Step[Action]{}
	for _, w := range slices.Compact(who) {
		steps = append(steps, workflow.Step[Action]{Do: ToWrite, By: w})
	}
	return steps
}
