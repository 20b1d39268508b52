package view

import (
	"context"
	"slices"

	"waymark/domain/assessment"
	"waymark/domain/document"
	"waymark/domain/viewer"
)

// AssessmentSection is a part of an assessment.
type AssessmentSection struct {
	record
	in *Assessment
	s  *assessment.Section
}

func (a *Assessment) section(s *assessment.Section) *AssessmentSection {
	return &AssessmentSection{record{&s.Meta}, a, s}
}

// Assessment gives the assessment that it is a part of.
func (s *AssessmentSection) Assessment() *Assessment { return s.in }

// Code gives its code.
func (s *AssessmentSection) Code() string { return s.s.Code }

// Title gives what it is called.
func (s *AssessmentSection) Title() string { return s.s.Title }

func (s *AssessmentSection) form() *document.Section { return s.in.form().Form.Section(s.s.Code) }

// Guidance tells what belongs in it, or nil for one that the partnership has added.
func (s *AssessmentSection) Guidance() *string {
	if f := s.form(); f != nil {
		return &f.Guidance
	}
	return nil
}

// Group gives the code of the group that it is about, or nil.
func (s *AssessmentSection) Group() *string { return text(s.s.Group) }

// Editors gives the roles that write it.
func (s *AssessmentSection) Editors() []viewer.Role {
	if f := s.form(); f != nil {
		return f.Editors
	}
	return []viewer.Role{viewer.PartnershipOfficer}
}

// Text gives what it says.
func (s *AssessmentSection) Text() string { return s.s.Text }

// Figures gives the figures that it refers to.
func (s *AssessmentSection) Figures() []*FigureReference { return s.in.figures.references(s.s.Figures) }

// Members gives who took part, or nil for a section that lists nobody.
func (s *AssessmentSection) Members() []*document.Member {
	if f := s.form(); f == nil || !f.Members {
		return nil
	}
	return shown(s.s.Members, func(m document.Member) *document.Member { return &m })
}

// Status tells how far it has come.
func (s *AssessmentSection) Status() assessment.SectionStatus { return s.s.Status }

// ChangedBy gives who changed it last in this edition, or nil.
func (s *AssessmentSection) ChangedBy() *string { return s.in.changedBy(s.s.Writers) }

func (a *Assessment) changedBy(writers []string) *string {
	if !a.insider() {
		return nil
	}
	return text(document.LastOf(writers))
}

// CarriedFrom gives the id of the section that its text was carried from, or nil.
func (s *AssessmentSection) CarriedFrom() *string { return text(s.s.CarriedFrom) }

// Finding is something that an assessment has found.
type Finding struct {
	record
	in *Assessment
	f  *assessment.Finding
}

func (a *Assessment) finding(f *assessment.Finding) *Finding {
	return &Finding{record{&f.Meta}, a, f}
}

// FindingConnection is one page of findings.
type FindingConnection = Page[*assessment.Finding, *Finding]

// FindingEdge is one entry of a page of findings.
type FindingEdge = Edge[*Finding]

// FindingFilter says which findings. All conditions must hold; what is left out is no condition.
type FindingFilter struct {
	Status   []assessment.FindingStatus
	Priority []assessment.Priority
	Group    []string
}

// Findings gives a page of its findings, by priority and in their order.
func (a *Assessment) Findings(ctx context.Context, first *int, after *string, last *int, before *string, filter *FindingFilter) (*FindingConnection, error) {
	a, err := a.opened(ctx)
	if err != nil {
		return nil, err
	}
	all := a.d.Findings
	if filter != nil {
		all = keep(all, func(f *assessment.Finding) bool {
			return among(filter.Status, f.Status) && among(filter.Priority, f.Priority) &&
				(filter.Group == nil || slices.ContainsFunc(f.Groups, func(g string) bool { return among(filter.Group, g) }))
		})
	}
	o := order[*assessment.Finding]{name: "finding.importance", sorted: true, key: func(f *assessment.Finding) key {
		return key{number: int64(f.Priority.Order()), text: f.Rank, tie: f.ID}
	}}
	return paginate(all, o, Args{first, after, last, before}, a.finding)
}

// Assessment gives the assessment that it is a part of.
func (f *Finding) Assessment() *Assessment { return f.in }

// Statement gives what was found.
func (f *Finding) Statement() string { return f.f.Statement }

// Evidence gives the figures that show it.
func (f *Finding) Evidence() []*FigureReference { return f.in.figures.references(f.f.Evidence) }

// Priority tells how much it matters.
func (f *Finding) Priority() assessment.Priority { return f.f.Priority }

// Groups gives the codes of the groups that it concerns; never nil.
func (f *Finding) Groups() []string { return append([]string{}, f.f.Groups...) }

// Status tells what has become of it.
func (f *Finding) Status() assessment.FindingStatus { return f.f.Status }

// Answer tells how it was answered, or nil.
func (f *Finding) Answer() *string { return text(f.f.Answer) }

// WithdrawReason tells why it was withdrawn, or nil.
func (f *Finding) WithdrawReason() *string { return text(f.f.WithdrawReason) }

// ChangedBy gives who changed it last in this edition, or nil.
func (f *Finding) ChangedBy() *string { return f.in.changedBy(f.f.Writers) }

// CarriedFrom gives the id of the finding that it was carried from, or nil.
func (f *Finding) CarriedFrom() *string { return text(f.f.CarriedFrom) }

// FindingComment is something said about a finding.
type FindingComment struct {
	record
	in *Assessment
	c  *assessment.Comment
}

func (a *Assessment) comment(c *assessment.Comment) *FindingComment {
	return &FindingComment{record{&c.Meta}, a, c}
}

// FindingCommentConnection is one page of comments.
type FindingCommentConnection = Page[*assessment.Comment, *FindingComment]

// FindingCommentEdge is one entry of a page of comments.
type FindingCommentEdge = Edge[*FindingComment]

// Comments gives a page of what was said about it, the oldest first.
func (f *Finding) Comments(first *int, after *string, last *int, before *string) (*FindingCommentConnection, error) {
	said := keep(f.in.d.Comments, func(c *assessment.Comment) bool { return c.FindingID == f.f.ID })
	o := order[*assessment.Comment]{name: "comment.time", sorted: true, key: func(c *assessment.Comment) key {
		return key{number: c.CreatedAt.UnixMicro(), tie: c.ID}
	}}
	return paginate(said, o, Args{first, after, last, before}, f.in.comment)
}

// Finding gives what it is about.
func (c *FindingComment) Finding() *Finding {
	for _, f := range c.in.d.Findings {
		if f.ID == c.c.FindingID {
			return c.in.finding(f)
		}
	}
	return nil // a foreign key promises that there is one
}

// Text gives what was said.
func (c *FindingComment) Text() string { return c.c.Text }

// Author gives who said it.
func (c *FindingComment) Author() string { return c.c.Author }

// Resolved tells whether it has been seen to.
func (c *FindingComment) Resolved() bool { return c.c.Resolved }

// ResolvedBy gives who said so, or nil while it is open.
func (c *FindingComment) ResolvedBy() *string { return text(c.c.ResolvedBy) }
