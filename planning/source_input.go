package planning

import (
	"waymark/domain/calendar"
	"waymark/domain/decimal"
)

// SourceCreateInput is a document to record.
type SourceCreateInput struct {
	Code           string         // lower-case letters, digits and hyphens, unique
	Title          string         // the title, 1 to 500 characters
	Publisher      string         // who published it, 1 to 200 characters
	PublishedOn    *calendar.Date // when
	Address        *string        // web address or citation, at most 2,000 characters
	Licence        *string        // the licence, at most 200 characters
	IdempotencyKey *string        // optional; a repeated request is answered, not done again
}

// StatementRecordInput is a figure to record.
type StatementRecordInput struct {
	Source         string           // id of the source
	Place          *string          // id of the place; left out for England as a whole
	Measure        string           // upper-case letters, digits and underscores, such as POSTS_FUNDED
	Grade          *string          // code of the grade, when posts of one grade are counted
	Value          decimal.Decimal  // the figure as published
	Lower          *decimal.Decimal // the ends of its 95% interval; both or neither
	Upper          *decimal.Decimal
	Unit           string        // its unit, 1 to 64 characters
	AsAt           calendar.Date // the day that it is about
	Note           *string       // what one must know to read it rightly, at most 2,000 characters
	Restricted     bool          // shown to few, and each time noted
	IdempotencyKey *string       // optional; a repeated request is answered, not done again
}
