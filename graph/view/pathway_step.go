package view

import (
	"waymark/domain/processmap"
	"waymark/domain/programme"
)

// PathwayTemplate is a process map that pathways begin with.
type PathwayTemplate struct {
	record
	lens Lens
	t    *programme.PathwayTemplate
}

func (l Lens) pathwayTemplate(t *programme.PathwayTemplate) *PathwayTemplate {
	return &PathwayTemplate{record{&t.Meta}, l, t}
}

// PathwayTemplates gives the process maps that pathways begin with, by code.
func (l Lens) PathwayTemplates() []*PathwayTemplate {
	return shown(l.g.PathwayTemplates(), l.pathwayTemplate)
}

// Code gives the code, unique and unchanging.
func (t *PathwayTemplate) Code() string { return t.t.Code }

// Name gives what it is called.
func (t *PathwayTemplate) Name() string { return t.t.Name }

// Description tells what it is for, or nil.
func (t *PathwayTemplate) Description() *string { return text(t.t.Description) }

// Direction tells which way people go.
func (t *PathwayTemplate) Direction() programme.Direction { return t.t.Direction }

// Steps gives its steps.
func (t *PathwayTemplate) Steps() []*PathwayStep { return t.lens.steps(t.t.Steps) }

// Diagram gives it as a Mermaid flowchart.
func (t *PathwayTemplate) Diagram() string { return processmap.Mermaid(t.t.Steps) }

// Source gives the document that it is made after.
func (t *PathwayTemplate) Source() *Source { return t.lens.source(t.t.Source) }

// PathwayStep is one step of a process map.
type PathwayStep struct {
	lens Lens
	s    processmap.Step
}

func (l Lens) steps(all []processmap.Step) []*PathwayStep {
	return shown(all, func(s processmap.Step) *PathwayStep { return &PathwayStep{l, s} })
}

// Key gives the name by which others refer to it.
func (s *PathwayStep) Key() string { return s.s.Key }

// Kind tells what sort of step it is.
func (s *PathwayStep) Kind() processmap.Kind { return s.s.Kind }

// Actor tells whose step it is, or nil.
func (s *PathwayStep) Actor() *string { return text(s.s.Actor) }

// Text tells what is done or asked.
func (s *PathwayStep) Text() string { return s.s.Text }

// Forms gives the forms, markers and opportunities that it uses.
func (s *PathwayStep) Forms() []*ReferralCode {
	found := []*ReferralCode{}
	for _, code := range s.s.Forms {
		if c := s.lens.g.ReferralCode(code); c != nil {
			found = append(found, s.lens.referralCode(c))
		}
	}
	return found
}

// PathwayWay is what follows a step.
type PathwayWay struct {
	Step string
	When *string
}

// Next gives what follows it.
func (s *PathwayStep) Next() []*PathwayWay {
	return shown(s.s.Next, func(w processmap.Way) *PathwayWay { return &PathwayWay{w.Step, text(w.When)} })
}
