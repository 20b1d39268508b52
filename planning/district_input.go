package planning

import (
	"waymark/domain/calendar"
	"waymark/domain/decimal"
)

// DistrictCreateInput is a district to open.
type DistrictCreateInput struct {
	Code           string        // lower-case words joined by hyphens, unique among districts of all times
	Name           string        // the name, 1 to 200 characters
	Region         string        // id of the region
	From           calendar.Date // the first day on which it exists
	IdempotencyKey *string       // optional; a repeated request is answered, not done again
}

// DistrictRenameInput is another name for a district.
type DistrictRenameInput struct {
	ExpectedVersion int           // the version that the caller read and decided by
	Name            string        // the new name, 1 to 200 characters
	From            calendar.Date // the first day of the new name: after the start of the present one
	IdempotencyKey  *string       // optional; a repeated request is answered, not done again
}

// DistrictVersionInput is a district together with the version of it that was read.
type DistrictVersionInput struct {
	ID              string // id of the district
	ExpectedVersion int    // the version that the caller read and decided by
}

// DistrictSuccessorInput is a district that comes out of others.
type DistrictSuccessorInput struct {
	Code string // lower-case words joined by hyphens, unique among districts of all times
	Name string // the name, 1 to 200 characters
}

// DistrictMergeInput is districts to merge. Exactly one of `into` and `successor` is given.
type DistrictMergeInput struct {
	Districts      []*DistrictVersionInput // the districts that close, all of one region: two or more for a new successor, one or more for an existing one
	Into           *DistrictVersionInput   // the existing district of the same region that takes them in
	Successor      *DistrictSuccessorInput // the new district that takes them in
	On             calendar.Date           // the first day of the new shape
	IdempotencyKey *string                 // optional; a repeated request is answered, not done again
}

// DistrictSplitInput is a district to split.
type DistrictSplitInput struct {
	ExpectedVersion int                  // the version that the caller read and decided by
	On              calendar.Date        // the first day of the new shape
	Parts           []*DistrictPartInput // the new districts, two or more
	IdempotencyKey  *string              // optional; a repeated request is answered, not done again
}

// DistrictPartInput is one part of a split. At most one part takes the remainder: all that no other part names.
type DistrictPartInput struct {
	Code         string                   // lower-case words joined by hyphens, unique among districts of all times
	Name         string                   // the name, 1 to 200 characters
	Posts        []string                 // ids of the posts that go here
	Jobcentres   []string                 // ids of the jobcentres that go here
	Partnerships []*PartnershipShareInput // the shares of partnerships that go here; over all parts they sum to the share that lay in the district
	Remainder    bool                     // whether this part takes all that no other part names
}

// PartnershipShareInput is a share of a partnership.
type PartnershipShareInput struct {
	Partnership string          // id of the partnership
	Share       decimal.Decimal // above 0, at most 1
}
