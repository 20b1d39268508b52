package programme

import (
	"waymark/domain/calendar"
)

// Source is a document that figures come from.
type Source struct {
	Meta
	Code        string
	Title       string
	Publisher   string
	PublishedOn *calendar.Date
	Address     string // web address or citation
	Licence     string
	statements  []*Statement
}

// Statements gives all that is recorded from the source, the oldest first.
func (s *Source) Statements() []*Statement { return s.statements }
