package planning

import (
	"waymark/domain/calendar"
	"waymark/domain/decimal"
)

// PartnershipCreateInput is a partnership to found.
type PartnershipCreateInput struct {
	Code           string                // letters, digits and hyphens, unique among partnerships of all times
	Name           string                // the name, 1 to 200 characters
	From           calendar.Date         // the first day on which it exists
	Districts      []*DistrictShareInput // its links to districts from that day on; the shares sum to exactly 1
	IdempotencyKey *string               // optional; a repeated request is answered, not done again
}

// PartnershipLinkInput is the links of a partnership from a day on.
type PartnershipLinkInput struct {
	ExpectedVersion int                   // the version that the caller read and decided by
	From            calendar.Date         // the first day of the new links
	Districts       []*DistrictShareInput // all its links from that day on; the shares sum to exactly 1
	IdempotencyKey  *string               // optional; a repeated request is answered, not done again
}

// DistrictShareInput is the share of a partnership that lies in a district.
type DistrictShareInput struct {
	District string          // id of the district
	Share    decimal.Decimal // above 0, at most 1
}

// PartnershipRenameInput is another name for a partnership.
type PartnershipRenameInput struct {
	ExpectedVersion int           // the version that the caller read and decided by
	Name            string        // the new name, 1 to 200 characters
	From            calendar.Date // the first day of the new name: after the start of the present one
	IdempotencyKey  *string       // optional; a repeated request is answered, not done again
}
