package planning

import (
	"waymark/domain/calendar"
	"waymark/domain/intervention"
	"waymark/domain/programme"
)

// InterventionRecordInput is what has been published about something that was tried.
type InterventionRecordInput struct {
	Code               string
	Source             string // code of the source
	Name               string
	Description, Scope *string
	Offices            []*InterventionOfficeInput // 1 to maxOffices
	IdempotencyKey     *string                    // optional; a repeated request is answered, not done again
}

// InterventionUpdateInput says what to change of it. What is left out stays as it is.
type InterventionUpdateInput struct {
	ExpectedVersion    int // the version that the caller read and decided by
	Name               *string
	Description, Scope *string
	Offices            []*InterventionOfficeInput // nil: they stay
	IdempotencyKey     *string                    // optional; a repeated request is answered, not done again
}

// InterventionOfficeInput is where something was tried.
type InterventionOfficeInput struct {
	Label                                                 string // never that of a jobcentre
	From, To                                              calendar.Date
	Staff, EstimatedReferrals, SessionsPerWeek, Champions *int
	Outreach, Approaching                                 bool
	Cost                                                  *int64 // whole pence
	Counts                                                []*InterventionCountInput
}

// InterventionCountInput is what was counted in one phase.
type InterventionCountInput struct {
	Phase     intervention.Phase
	Weeks     int
	Substance *programme.Substance

	Referrals, DiscussionStartsKnown, TreatmentStartsKnown, MarkersInTreatment, MarkersNotInTreatment *int

	Definition, Note *string
}
