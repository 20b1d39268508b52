package view

import (
	"waymark/domain/document"
	"waymark/domain/programme"
	"waymark/domain/signoff"
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

// Document gives which kind of document it is for.
func (t *DocumentTemplate) Document() document.Kind { return t.t.Document }

// Signatures gives those that a document may bear.
func (t *DocumentTemplate) Signatures() []*document.Signature {
	return shown(t.t.Form.Signatures, func(s document.Signature) *document.Signature { return &s })
}

// TemplateStream is where money comes from.
type TemplateStream struct{ document.Stream }

// Note gives where it is from, or nil.
func (s *TemplateStream) Note() *string { return text(s.Stream.Note) }

// Streams gives where the money of a plan comes from.
func (t *DocumentTemplate) Streams() []*TemplateStream {
	return shown(t.t.Form.Streams, func(s document.Stream) *TemplateStream { return &TemplateStream{s} })
}

// TemplatePatience is for how long a document may wait.
type TemplatePatience struct {
	State signoff.State
	Days  int
}

// Patience gives for how long a document may wait, in the order of its way.
func (t *DocumentTemplate) Patience() []*TemplatePatience {
	list := []*TemplatePatience{}
	for _, state := range signoff.States() {
		if days, ok := t.t.Form.Patience[string(state)]; ok {
			list = append(list, &TemplatePatience{state, days})
		}
	}
	return list
}

// Months gives for how long a document may hold at most, or nil.
func (t *DocumentTemplate) Months() *int { return some(t.t.Form.Months) }

// ExpiringDays gives how many days before its end a document ends soon, or nil.
func (t *DocumentTemplate) ExpiringDays() *int { return some(t.t.Form.Expiring) }

// some gives nil for 0.
func some(n int) *int {
	if n == 0 {
		return nil
	}
	return &n
}

// SectionForm is what a section is made of.
type SectionForm string

// Part gives the heading that it stands under, or nil.
func (s *TemplateSection) Part() *string { return text(s.Section.Part) }

// Form tells what it is made of.
func (s *TemplateSection) Form() SectionForm {
	if s.Section.Form == document.Prose {
		return "PROSE"
	}
	return SectionForm(s.Section.Form)
}
