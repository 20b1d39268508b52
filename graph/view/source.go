package view

import (
	"waymark/domain/calendar"
	"waymark/domain/programme"
)

// Source is a document that figures come from.
type Source struct {
	record
	lens Lens
	s    *programme.Source
}

func (l Lens) source(s *programme.Source) *Source { return &Source{record{&s.Meta}, l, s} }

// SourceConnection is one page of sources.
type SourceConnection = Page[*programme.Source, *Source]

// SourceEdge is one entry of a page of sources.
type SourceEdge = Edge[*Source]

// SourceOrderField is what sources can be ordered by.
type SourceOrderField string

// The orders of sources.
const (
	SourcesByCode        SourceOrderField = "CODE"
	SourcesByPublication SourceOrderField = "PUBLISHED_ON"
)

// SourceOrder is how sources are ordered.
type SourceOrder struct {
	Field     SourceOrderField
	Direction OrderDirection
}

// Sources gives a page of the documents that figures come from.
func (l Lens) Sources(first *int, after *string, last *int, before *string, orderBy *SourceOrder) (*SourceConnection, error) {
	o := order[*programme.Source]{name: "source.code", sorted: true, key: func(s *programme.Source) key { return key{text: s.Code} }}
	if orderBy != nil {
		if orderBy.Field == SourcesByPublication {
			o = order[*programme.Source]{name: "source.published", key: func(s *programme.Source) key {
				return key{number: publicationNumber(s), tie: s.Code}
			}}
		}
		o = o.towards(orderBy.Direction)
	}
	return paginate(l.g.Sources(), o, Args{first, after, last, before}, l.source)
}

// publicationNumber puts a source without a date of publication before all others.
func publicationNumber(s *programme.Source) int64 {
	if s.PublishedOn == nil {
		return dayNumber(calendar.First) - 1
	}
	return dayNumber(*s.PublishedOn)
}

// Code gives the source's code, unique and unchanging.
func (s *Source) Code() string { return s.s.Code }

// Title gives the document's title.
func (s *Source) Title() string { return s.s.Title }

// Publisher tells who published it.
func (s *Source) Publisher() string { return s.s.Publisher }

// PublishedOn tells when, or nil when that is not known.
func (s *Source) PublishedOn() *calendar.Date { return s.s.PublishedOn }

// Address gives the web address or citation, or nil when there is none.
func (s *Source) Address() *string { return text(s.s.Address) }

// Licence gives the licence that it is believed to stand under, or nil when that is not known.
func (s *Source) Licence() *string { return text(s.s.Licence) }

// Statements gives a page of what is recorded from it, the oldest first.
func (s *Source) Statements(first *int, after *string, last *int, before *string) (*StatementConnection, error) {
	return s.lens.statements(s.s.Statements(), Args{first, after, last, before}, nil)
}
