package planning

import (
	"waymark/domain/calendar"
	"waymark/domain/programme"
)

// ServiceDetails is what is said of a service beside its name. What is nil is left as it is; an empty text or list takes away what was said.
type ServiceDetails struct {
	Description  *string               // what it does, at most 5,000 characters
	Tier         *int                  // of Models of Care, 1 to 4; 0 for none
	Substances   []programme.Substance // empty for any
	Groups       []string              // whom it is for, at most 20 of 1 to 60 characters; empty for everybody
	Eligibility  *string               // at most 2,000 characters
	Ages         *AgeRangeInput        // in place of the ages there were
	Languages    []string              // codes of ISO 639-1 beside English, at most 40
	Fees         *string               // one line of at most 500 characters
	SelfReferral *bool                 // whether people may come of themselves
	Website      *string               // an address of http or https
	Email        *string               // of the public
	Telephone    *string               // of the public
}

// AgeRangeInput is from which age to which somebody is helped, in full years; a nil end is none.
type AgeRangeInput struct {
	Minimum *int // 0 to 120
	Maximum *int // 0 to 120, at least Minimum
}

// ServiceCreateInput is a service to record.
type ServiceCreateInput struct {
	Provider string // id of the provider, which exists on the day
	Code     string // letters, digits and hyphens, unique among services of all times
	Name     string // the name, 1 to 200 characters
	Kind     programme.ServiceKind
	From     calendar.Date // the first day on which it is offered
	ServiceDetails
	IdempotencyKey *string // optional; a repeated request is answered, not done again
}

// ServiceUpdateInput is a correction of what is recorded of a service.
type ServiceUpdateInput struct {
	ExpectedVersion int     // the version that the caller read and decided by
	Name            *string // the name, 1 to 200 characters
	Kind            *programme.ServiceKind
	ServiceDetails
	IdempotencyKey *string // optional; a repeated request is answered, not done again
}

// ServiceAssureInput says that somebody has made sure that the entry of a service is right.
type ServiceAssureInput struct {
	ExpectedVersion int           // the version that the caller read and decided by
	On              calendar.Date // the day on which they did: one of its life, neither before the last time nor yet to come
	Assurer         *string       // the organisation that did, at most 200 characters; left out: the provider
	IdempotencyKey  *string       // optional; a repeated request is answered, not done again
}

// ServiceCloseInput is the end of a service.
type ServiceCloseInput struct {
	ExpectedVersion int           // the version that the caller read and decided by
	On              calendar.Date // the first day on which it is no longer offered
	IdempotencyKey  *string       // optional; a repeated request is answered, not done again
}

// ServicePauseInput says that a service takes no more people for a time.
type ServicePauseInput struct {
	ExpectedVersion int            // the version of the service that the caller read and decided by
	From            calendar.Date  // the first day on which it takes nobody
	To              *calendar.Date // the first day on which it takes people again; left out while that is not known
	Reason          string         // why, 1 to 500 characters; no names
	IdempotencyKey  *string        // optional; a repeated request is answered, not done again
}

func (in ServicePauseInput) reason() string { return in.Reason }

// ServiceResumeInput says that a service takes people again.
type ServiceResumeInput struct {
	ExpectedVersion int           // the version of the service that the caller read and decided by
	On              calendar.Date // the first day on which it takes people again
	IdempotencyKey  *string       // optional; a repeated request is answered, not done again
}
