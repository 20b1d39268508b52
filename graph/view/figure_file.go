package view

import "waymark/domain/figurefile"

// FigureFileProblem is one thing that is wrong with a file of figures.
type FigureFileProblem struct{ p figurefile.Problem }

// FigureFileProblems gives the objects that show problems; never nil.
func FigureFileProblems(problems []figurefile.Problem) []*FigureFileProblem {
	return shown(problems, func(p figurefile.Problem) *FigureFileProblem { return &FigureFileProblem{p} })
}

// Row gives the row in which it is.
func (p *FigureFileProblem) Row() int { return p.p.Row }

// Column gives the column, or nil when it is about the whole row.
func (p *FigureFileProblem) Column() *string { return text(p.p.Column) }

// Value gives what stands in the cell, or nil when it is about the whole row.
func (p *FigureFileProblem) Value() *string {
	if p.p.Column == "" {
		return text(p.p.Value)
	}
	return &p.p.Value
}

// Rule gives the rule that it breaks.
func (p *FigureFileProblem) Rule() figurefile.Rule { return p.p.Rule }

// Message gives the rule in a sentence.
func (p *FigureFileProblem) Message() string { return p.p.Message }
