package programme

import "waymark/domain/intervention"

// Intervention is something that was tried in offices for a while, with what they counted before, during and after it.
type Intervention struct {
	Meta
	Code        string
	Name        string
	Description string
	Scope       string // what differs between the phases besides what was tried; empty: nothing
	SourceID    string
	Offices     []intervention.Office
	Source      *Source
}

// Interventions gives everything that was tried, by code.
func (g *Graph) Interventions() []*Intervention { return g.interventions }
