package view

import (
	"waymark/domain/document"
	"waymark/domain/programme"
)

// DocumentTemplate is the form of a kind of document.
type DocumentTemplate struct {
	record
	t *programme.Template
}

func (l Lens) template(t *programme.Template) *DocumentTemplate {
	return &DocumentTemplate{record{&t.Meta}, t}
}

// Code gives its code.
func (t *DocumentTemplate) Code() string { return t.t.Code }

// Name gives what it is called.
func (t *DocumentTemplate) Name() string { return t.t.Name }

// FromYear gives the calendar year in which the first financial year that it is for begins.
func (t *DocumentTemplate) FromYear() int { return int(t.t.FromYear) }

// Sections gives its sections in order.
func (t *DocumentTemplate) Sections() []*TemplateSection {
	return shown(t.t.Form.Sections, func(s document.Section) *TemplateSection { return &TemplateSection{s} })
}

// TemplateSection is a section of a form.
type TemplateSection struct{ document.Section }

// Group gives the code of the group that it is about, or nil.
func (s *TemplateSection) Group() *string { return text(s.Section.Group) }

// Groups gives the groups of people whose needs are looked at by themselves.
func (t *DocumentTemplate) Groups() []*document.Group {
	return shown(t.t.Form.Groups, func(g document.Group) *document.Group { return &g })
}

// Deadlines gives the days by which documents are to have come so far.
func (t *DocumentTemplate) Deadlines() []*document.Deadline {
	return shown(t.t.Form.Deadlines, func(d document.Deadline) *document.Deadline { return &d })
}
