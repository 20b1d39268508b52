package need

import (
	"fmt"

	"waymark/domain/decimal"
)

// Ring is one of the rings of the treatment bullseye.
type Ring string

// The rings, from the middle outwards.
const (
	InTreatment    Ring = "IN_TREATMENT"    // in treatment now
	InYear         Ring = "IN_YEAR"         // in treatment in the year, but not now
	KnownBefore    Ring = "KNOWN_BEFORE"    // in treatment in an earlier year, or known to another agency
	TreatmentNaive Ring = "TREATMENT_NAIVE" // estimated and known to nobody
)

// Known is who is known, each person in one count alone.
type Known struct {
	InTreatment int64 // in treatment now
	InYear      int64 // in treatment in the year, but not now
	Before      int64 // in treatment in an earlier year, or known to another agency
}

// RingFigure is one ring.
type RingFigure struct {
	Ring         Ring
	Value        decimal.Decimal
	Lower, Upper *decimal.Decimal // of the outermost ring when the estimate has an interval; nil otherwise
	Share        *decimal.Decimal // of the estimate, to six places; nil when the estimate is too small for one
}

// Bullseye is the estimate laid out by how near people are to treatment.
type Bullseye struct {
	Rings    []RingFigure    // four, from the middle outwards; unless Exceeded they sum to the estimate
	Excess   decimal.Decimal // by how much those known exceed the estimate; the outermost ring is 0 then
	Exceeded bool            // Excess is above 0: a person may have been counted twice, or the estimate may be too low
	Sentence string
}

// NewBullseye lays out an estimate. The error is a *statistics.DomainError when a count, their sum or the estimate lies
// beyond its bounds.
func NewBullseye(known Known, prevalence Estimate) (Bullseye, error) {
	inner := []struct {
		ring  Ring
		name  string
		count int64
	}{{InTreatment, "inTreatment", known.InTreatment}, {InYear, "inYear", known.InYear}, {KnownBefore, "before", known.Before}}
	var b Bullseye
	var total int64
	ring := func(f RingFigure) {
		if s, ok := share(f.Value, prevalence.Value); ok {
			f.Share = &s
		}
		b.Rings = append(b.Rings, f)
	}
	for _, i := range inner {
		if err := checkPeople(i.name, i.count); err != nil {
			return Bullseye{}, err
		}
		total += i.count
		ring(RingFigure{Ring: i.ring, Value: people(i.count)})
	}
	if err := checkPeople("sum of those known", total); err != nil {
		return Bullseye{}, err
	}
	naive, err := Remaining(total, prevalence)
	if err != nil {
		return Bullseye{}, err
	}
	ring(RingFigure{Ring: TreatmentNaive, Value: naive.Value, Lower: naive.Lower, Upper: naive.Upper})
	b.Excess, b.Exceeded = naive.Excess, naive.Exceeded
	if b.Exceeded {
		b.Sentence = fmt.Sprintf("%s are known, %s more than the estimated %s: a person may have been counted twice, or the estimate may be too low.",
			grouped(total), amount(b.Excess), amount(prevalence.Value))
	} else {
		b.Sentence = fmt.Sprintf("Of an estimated %s, %s were in treatment at the end of the year, %s earlier in it, %s were known before and %s%s are treatment-naive.",
			amount(prevalence.Value), grouped(known.InTreatment), grouped(known.InYear), grouped(known.Before), amount(naive.Value), naive.interval())
	}
	return b, nil
}
