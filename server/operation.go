package server

import (
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// inspect looks through a parsed document for what a schema cannot rule out: a NUL that a string literal spells as an escape, and
// the directives of answers in parts, of which this door would send the first alone. Each node is visited once.
func inspect(doc *ast.QueryDocument) *refusal {
	for _, op := range doc.Operations {
		for _, v := range op.VariableDefinitions {
			if why := inspectValue(v.DefaultValue); why != nil {
				return why
			}
		}
		if why := inspectDirectives(op.Directives); why != nil {
			return why
		}
		if why := inspectSelections(op.SelectionSet); why != nil {
			return why
		}
	}
	for _, f := range doc.Fragments {
		if why := inspectDirectives(f.Directives); why != nil {
			return why
		}
		if why := inspectSelections(f.SelectionSet); why != nil {
			return why
		}
	}
	return nil
}

func inspectSelections(set ast.SelectionSet) *refusal {
	for _, selection := range set {
		var directives ast.DirectiveList
		var arguments ast.ArgumentList
		var below ast.SelectionSet
		switch s := selection.(type) {
		case *ast.Field:
			directives, arguments, below = s.Directives, s.Arguments, s.SelectionSet
		case *ast.InlineFragment:
			directives, below = s.Directives, s.SelectionSet
		case *ast.FragmentSpread:
			directives = s.Directives
		}
		if why := inspectDirectives(directives); why != nil {
			return why
		}
		if why := inspectArguments(arguments); why != nil {
			return why
		}
		if why := inspectSelections(below); why != nil {
			return why
		}
	}
	return nil
}

func inspectDirectives(list ast.DirectiveList) *refusal {
	for _, d := range list {
		if d.Name == "defer" || d.Name == "stream" {
			return invalid("query: @" + d.Name + " is not served; an answer comes whole")
		}
		if why := inspectArguments(d.Arguments); why != nil {
			return why
		}
	}
	return nil
}

func inspectArguments(list ast.ArgumentList) *refusal {
	for _, a := range list {
		if why := inspectValue(a.Value); why != nil {
			return why
		}
	}
	return nil
}

func inspectValue(v *ast.Value) *refusal {
	if v == nil {
		return nil
	}
	if strings.ContainsRune(v.Raw, 0) {
		return invalid("query: must hold no NUL character")
	}
	for _, child := range v.Children {
		if why := inspectValue(child.Value); why != nil {
			return why
		}
	}
	return nil
}
