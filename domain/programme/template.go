package programme

import (
	"waymark/domain/calendar"
	"waymark/domain/document"
)

// Template is the form of a kind of document from a financial year on, until another of the same kind takes its place.
type Template struct {
	Meta
	Code     string
	Document document.Kind
	Name     string
	FromYear calendar.FinancialYear
	Content  string // JSON, as it was written
	Form     *document.Template
}

// TemplateFor gives the template of a kind of document for a financial year, or nil.
func (g *Graph) TemplateFor(kind document.Kind, year calendar.FinancialYear) *Template {
	var best *Template
	for _, t := range g.templates {
		if t.Document == kind && t.FromYear <= year && (best == nil || t.FromYear > best.FromYear) {
			best = t
		}
	}
	return best
}
