package need

import (
	"fmt"

	"waymark/domain/decimal"
)

// Outcomes are what became of a number of people, as far as anybody may know.
type Outcomes struct {
	Known    int64 // it is known to have happened
	KnownNot int64 // it is known not to have happened
	Of       int64 // all; what became of the others is not known
}

// Bounds is between what a share lies when some outcomes are not known. An unknown outcome is never a failure.
type Bounds struct {
	Unknown   int64            // how many outcomes are not known; 0 when NotNested
	AtLeast   *decimal.Decimal // of 1, to six places, rounded down; nil when nobody is counted or NotNested
	AtMost    *decimal.Decimal // of 1, to six places, rounded up; nil likewise
	NotNested bool             // more outcomes are known than there are people, so there is no share
	Sentence  string
}

// NewBounds gives the least and the most that a share can be: 861 known of 2,500 is at least 34.4% and may be 100%. The error is a
// *statistics.DomainError when a count or the sum of those known lies beyond its bounds.
func NewBounds(o Outcomes) (Bounds, error) {
	known := o.Known + o.KnownNot // wraps only when one of them is refused
	for _, c := range []struct {
		name  string
		count int64
	}{{"known", o.Known}, {"knownNot", o.KnownNot}, {"of", o.Of}, {"sum of those known", known}} {
		if err := checkPeople(c.name, c.count); err != nil {
			return Bounds{}, err
		}
	}
	switch {
	case known > o.Of:
		return Bounds{NotNested: true, Sentence: fmt.Sprintf("%s outcomes are known of %s people: the counts do not nest, so there is no share.", grouped(known), grouped(o.Of))}, nil
	case o.Of == 0:
		return Bounds{Sentence: "Nobody is counted."}, nil
	}
	of := people(o.Of)
	least, _ := over(people(o.Known), of, true) // a count of a larger one fits
	failed, _ := over(people(o.KnownNot), of, true)
	most := decimal.One - failed
	b := Bounds{Unknown: o.Of - known, AtLeast: &least, AtMost: &most}
	if b.Unknown == 0 {
		exact, _ := share(people(o.Known), of)
		b.Sentence = fmt.Sprintf("%s: %s of %s.", percent(exact), grouped(o.Known), grouped(o.Of))
	} else {
		b.Sentence = fmt.Sprintf("At least %s and at most %s: %s are known of %s.", percentAtLeast(least), percentAtMost(most), grouped(o.Known), grouped(o.Of))
	}
	return b, nil
}
