package view

import "waymark/domain/figurefile"

// ReturnFileProblem is one thing that is wrong with a file of returns.
type ReturnFileProblem struct{ FigureFileProblem }

// ReturnFileProblems gives the objects that show problems; never nil.
func ReturnFileProblems(problems []figurefile.Problem) []*ReturnFileProblem {
	return shown(problems, func(p figurefile.Problem) *ReturnFileProblem { return &ReturnFileProblem{FigureFileProblem{p}} })
}
