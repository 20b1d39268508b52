package planning

import (
	"waymark/domain/calendar"
	"waymark/domain/processmap"
	"waymark/domain/programme"
)

// PathwayCreateInput is a way between Jobcentres and a service.
type PathwayCreateInput struct {
	Code              string // letters, digits and hyphens, unique among pathways
	Name              string // 1 to 200 characters
	Area              string // id of a district or a jobcentre, which exists on all days of the pathway
	Service           string // id of a service, which is offered on the first day
	Template          string // code of the template, whose direction it has
	Contact           PathwayContactInput
	Protocol          *string // id of the agreement that is its protocol
	ProtocolReference *string // at most 500 characters
	Substances        []programme.Substance
	Benefits          []programme.Benefit
	Eligibility       *string // at most 2,000 characters
	Languages         []string
	Steps             []*PathwayStepInput // nil: those of the template
	From              calendar.Date       // the first day
	IdempotencyKey    *string             // optional; a repeated request is answered, not done again
}

// PathwayContactInput is whom to call about a pathway.
type PathwayContactInput struct {
	Role                   string  // 1 to 200 characters
	Name, Telephone, Email *string // at most 200, 40 and 254 characters
}

// PathwayStepInput is one step of a process map.
type PathwayStepInput struct {
	Key   string
	Kind  processmap.Kind
	Actor *string
	Text  string
	Forms []string
	Next  []*PathwayWayInput
}

// PathwayWayInput is what follows a step.
type PathwayWayInput struct {
	Step string  // key of the step that follows
	When *string // in which case
}

// PathwayUpdateInput says what to change about a pathway. What is left out stays as it is.
type PathwayUpdateInput struct {
	ExpectedVersion   int // the version that the caller read and decided by
	Name              *string
	Contact           *PathwayContactInput
	Protocol          *string // empty: none any more, as of the reference and the eligibility
	ProtocolReference *string
	Substances        []programme.Substance
	Benefits          []programme.Benefit
	Eligibility       *string
	Languages         []string
	Steps             []*PathwayStepInput
	IdempotencyKey    *string // optional; a repeated request is answered, not done again
}

// PathwayEndInput is the end of a pathway.
type PathwayEndInput struct {
	ExpectedVersion int           // the version that the caller read and decided by
	On              calendar.Date // the first day on which nobody goes it any more
	IdempotencyKey  *string       // optional; a repeated request is answered, not done again
}
