package view

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"waymark/domain/plan"
)

// PlanComment is something said about a row of a plan.
type PlanComment struct {
	record
	in *Plan
	c  *plan.Comment
}

func (p *Plan) comment(c *plan.Comment) *PlanComment { return &PlanComment{record{&c.Meta}, p, c} }

// PlanCommentConnection is one page of comments.
type PlanCommentConnection = Page[*plan.Comment, *PlanComment]

// PlanCommentEdge is one entry of a page of comments.
type PlanCommentEdge = Edge[*PlanComment]

// Comments gives a page of what was said about it, the oldest first.
func (r planRow) Comments(first *int, after *string, last *int, before *string) (*PlanCommentConnection, error) {
	said := keep(r.in.d.Comments, func(c *plan.Comment) bool { return c.RowID == r.ID() })
	o := order[*plan.Comment]{name: "plan.comment", sorted: true, key: func(c *plan.Comment) key {
		return key{number: c.CreatedAt.UnixMicro(), tie: c.ID}
	}}
	return paginate(said, o, Args{first, after, last, before}, r.in.comment)
}

// Row gives what it is about.
func (c *PlanComment) Row() PlanRow { return c.in.row(c.in.d.Find(c.c.RowID)) }

// Text gives what was said.
func (c *PlanComment) Text() string { return c.c.Text }

// Author gives who said it.
func (c *PlanComment) Author() string { return c.c.Author }

// Resolved tells whether it has been seen to.
func (c *PlanComment) Resolved() bool { return c.c.Resolved }

// ResolvedBy gives who said so, or nil while it is open.
func (c *PlanComment) ResolvedBy() *string { return text(c.c.ResolvedBy) }

// PlanSuggestion is a change of a row that somebody asks for.
type PlanSuggestion struct {
	record
	in *Plan
	s  *plan.Suggestion
}

func (p *Plan) suggestion(s *plan.Suggestion) *PlanSuggestion {
	return &PlanSuggestion{record{&s.Meta}, p, s}
}

// PlanSuggestionConnection is one page of suggestions.
type PlanSuggestionConnection = Page[*plan.Suggestion, *PlanSuggestion]

// PlanSuggestionEdge is one entry of a page of suggestions.
type PlanSuggestionEdge = Edge[*PlanSuggestion]

// Suggestions gives a page of the changes of it that were asked for, the oldest first.
func (r planRow) Suggestions(first *int, after *string, last *int, before *string) (*PlanSuggestionConnection, error) {
	made := keep(r.in.d.Suggestions, func(s *plan.Suggestion) bool { return s.RowID == r.ID() })
	o := order[*plan.Suggestion]{name: "plan.suggestion", sorted: true, key: func(s *plan.Suggestion) key {
		return key{number: s.CreatedAt.UnixMicro(), tie: s.ID}
	}}
	return paginate(made, o, Args{first, after, last, before}, r.in.suggestion)
}

// Row gives what is to be changed.
func (s *PlanSuggestion) Row() PlanRow { return s.in.row(s.in.d.Find(s.s.RowID)) }

// SuggestedField is a field that is to be changed.
type SuggestedField struct{ Name, Value string }

// Fields gives what is to be what, by name.
func (s *PlanSuggestion) Fields() []*SuggestedField {
	fields := []*SuggestedField{}
	var asked map[string]json.RawMessage
	if json.Unmarshal([]byte(s.s.Fields), &asked) != nil {
		return fields // which the use case has written
	}
	for name, value := range asked {
		if bytes.Equal(value, []byte("null")) {
			continue // left as it is
		}
		plain := string(value)
		_ = json.Unmarshal(value, &plain) // what is no text stays JSON
		fields = append(fields, &SuggestedField{name, plain})
	}
	slices.SortFunc(fields, func(a, b *SuggestedField) int { return strings.Compare(a.Name, b.Name) })
	return fields
}

// Reason tells why, or gives nil.
func (s *PlanSuggestion) Reason() *string { return text(s.s.Reason) }

// Author gives who asks.
func (s *PlanSuggestion) Author() string { return s.s.Author }

// State tells what has become of it.
func (s *PlanSuggestion) State() plan.SuggestionState { return s.s.State }

// DecidedBy gives who decided, or nil while it is open.
func (s *PlanSuggestion) DecidedBy() *string { return text(s.s.DecidedBy) }

// Answer tells why it was declined, or gives nil.
func (s *PlanSuggestion) Answer() *string { return text(s.s.Answer) }
