package planning

import (
	"waymark/domain/calendar"
	"waymark/domain/programme"
)

// ProviderDetails is what is said of a provider beside its name. What is nil is left as it is; an empty text takes away what was said.
type ProviderDetails struct {
	Description   *string // what it does, at most 5,000 characters
	Website       *string // an address of http or https
	Email         *string // of the public
	Telephone     *string // of the public
	CharityNumber *string // as the register has it; no two providers of a time share one, as of those that follow
	CompanyNumber *string
	OdsCode       *string
	CqcID         *string
}

// ProviderCreateInput is a provider to record.
type ProviderCreateInput struct {
	Code string // letters, digits and hyphens, unique among providers of all times
	Name string // the name, 1 to 200 characters
	Kind programme.ProviderKind
	From calendar.Date // the first day on which it exists
	ProviderDetails
	IdempotencyKey *string // optional; a repeated request is answered, not done again
}

// ProviderUpdateInput is a correction of what is recorded of a provider.
type ProviderUpdateInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	Name            *string // the name, 1 to 200 characters
	Kind            *programme.ProviderKind
	ProviderDetails
	IdempotencyKey *string // optional; a repeated request is answered, not done again
}

// ProviderCloseInput is the end of a provider.
type ProviderCloseInput struct {
	ExpectedVersion int           // the version that the caller read and decided by
	On              calendar.Date // the first day on which it no longer exists
	IdempotencyKey  *string       // optional; a repeated request is answered, not done again
}
