package programme

import "waymark/domain/calendar"

// Direction is which way people are referred.
type Direction string

// The directions.
const (
	ToTreatment Direction = "JOBCENTRE_TO_TREATMENT"
	ToJobcentre Direction = "TREATMENT_TO_JOBCENTRE"
)

// Directions gives both, in the order in which they are listed.
func Directions() []Direction { return []Direction{ToTreatment, ToJobcentre} }

// Benefit is what somebody who is referred claims.
type Benefit string

// The benefits.
const (
	JSA             Benefit = "JSA"              // Jobseeker's Allowance
	ESA             Benefit = "ESA"              // Employment and Support Allowance
	Incapacity      Benefit = "INCAPACITY"       // Incapacity Benefit, or Income Support for incapacity
	UniversalCredit Benefit = "UNIVERSAL_CREDIT" // its successor
	OtherBenefit    Benefit = "OTHER"            // another, or none
)

// Benefits gives all, in the order in which they are listed.
func Benefits() []Benefit {
	return []Benefit{JSA, ESA, Incapacity, UniversalCredit, OtherBenefit}
}

var (
	esaFrom       = calendar.New(2008, 10, 27) // the appointed day of the Welfare Reform Act 2007, section 1
	universalFrom = calendar.New(2013, 4, 29)  // the appointed day of the Welfare Reform Act 2012, section 1
)

// BenefitsOn gives the benefits that can be claimed by their own names on a day, in their order. Of those that were closed to new claims
// people may go on to have them.
func BenefitsOn(day calendar.Date) []Benefit {
	on := []Benefit{JSA}
	if !day.Before(esaFrom) {
		on = append(on, ESA)
	}
	on = append(on, Incapacity)
	if !day.Before(universalFrom) {
		on = append(on, UniversalCredit)
	}
	return on
}
