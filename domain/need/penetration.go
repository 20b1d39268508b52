package need

import (
	"fmt"

	"waymark/domain/decimal"
)

// Share is how much of an estimate something is, as a fraction of 1 to six places.
type Share struct {
	Value    decimal.Decimal
	Lower    *decimal.Decimal // from the upper end of the estimate; nil when it has no interval
	Upper    *decimal.Decimal // from the lower end of the estimate; nil when it has no interval or begins at 0
	Exceeds  bool             // the count is larger than the estimate, so Value is above 1
	Sentence string           // the same in words
}

// Penetration gives those in treatment as a share of those estimated to need it, with the interval that the estimate's gives. It is as
// asymmetric as the estimate and says nothing of the count, which is taken as known. The error is a *statistics.DomainError when the count or the
// estimate lies beyond its bounds or the estimate is 0.
func Penetration(inTreatment int64, prevalence Estimate) (Share, error) {
	if err := checkPeople("inTreatment", inTreatment); err != nil {
		return Share{}, err
	}
	if err := prevalence.check("prevalence"); err != nil {
		return Share{}, err
	}
	count := people(inTreatment)
	value, ok := share(count, prevalence.Value)
	if !ok {
		return Share{}, refused("prevalence", "must be larger for a share of it to be given")
	}
	s := Share{Value: value, Exceeds: count > prevalence.Value}
	s.Sentence = fmt.Sprintf("%s of an estimated %s were in treatment in the year", percent(value), amount(prevalence.Value))
	if prevalence.HasInterval {
		if lower, ok := share(count, prevalence.Upper); ok {
			s.Lower = &lower
		}
		if upper, ok := share(count, prevalence.Lower); ok {
			s.Upper = &upper
		}
	}
	if s.Lower != nil && s.Upper != nil {
		s.Sentence += fmt.Sprintf(" (%s to %s)", percent(*s.Lower), percent(*s.Upper))
	}
	if s.Exceeds {
		s.Sentence += ", which is more than the estimate"
	}
	s.Sentence += "."
	return s, nil
}

// share gives a part of a whole; there is none of nothing.
func share(part, whole decimal.Decimal) (decimal.Decimal, bool) {
	if whole <= 0 {
		return 0, false
	}
	return over(part, whole, false)
}

// Remainder is what of an estimate is left when those counted are taken away.
type Remainder struct {
	Value        decimal.Decimal
	Lower, Upper *decimal.Decimal // the ends of the estimate less those counted, none below 0; nil when it has no interval
	Excess       decimal.Decimal  // by how much those counted exceed the estimate; Value is 0 then
	Exceeded     bool             // Excess is above 0: the estimate or the count is to be looked into
}

// Remaining takes those counted from an estimate. With those in treatment it gives the unmet need; with all who are known, those who are
// treatment-naive. Nothing is ever below 0: an excess is told instead. The error is a *statistics.DomainError when the count
// or the estimate lies beyond its bounds.
func Remaining(counted int64, prevalence Estimate) (Remainder, error) {
	if err := checkPeople("counted", counted); err != nil {
		return Remainder{}, err
	}
	if err := prevalence.check("prevalence"); err != nil {
		return Remainder{}, err
	}
	known := people(counted)
	r := Remainder{
		Value:    max(0, prevalence.Value-known),
		Excess:   max(0, known-prevalence.Value),
		Exceeded: known > prevalence.Value,
	}
	if prevalence.HasInterval {
		lower, upper := max(0, prevalence.Lower-known), max(0, prevalence.Upper-known)
		r.Lower, r.Upper = &lower, &upper
	}
	return r, nil
}

// NeedMet is met and unmet need.
type NeedMet struct {
	Met      int64     // in treatment
	Unmet    Remainder // the rest of the estimate
	Sentence string
}

// MetAndUnmet sets those in treatment against those who need it. The error is that of Remaining.
func MetAndUnmet(inTreatment int64, prevalence Estimate) (NeedMet, error) {
	rest, err := Remaining(inTreatment, prevalence)
	if err != nil {
		return NeedMet{}, err
	}
	n := NeedMet{Met: inTreatment, Unmet: rest}
	switch {
	case rest.Exceeded:
		n.Sentence = fmt.Sprintf("%s were in treatment in the year, %s more than are estimated to need it.", grouped(inTreatment), amount(rest.Excess))
	default:
		n.Sentence = fmt.Sprintf("%s were in treatment in the year and an estimated %s%s were not.", grouped(inTreatment), amount(rest.Value), rest.interval())
	}
	return n, nil
}

// interval writes the ends, if there are any: " (470 to 1,226)".
func (r Remainder) interval() string {
	if r.Lower == nil {
		return ""
	}
	return fmt.Sprintf(" (%s to %s)", amount(*r.Lower), amount(*r.Upper))
}
