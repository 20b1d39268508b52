package need

import (
	"fmt"
	"math/bits"

	"waymark/domain/decimal"
)

// GateStatus says whether figures are complete enough to be shown.
type GateStatus string

// The statuses.
const (
	GateOpen          GateStatus = "COMPLETE"       // at the threshold or above it
	GateClosed        GateStatus = "INCOMPLETE"     // below it
	GateNotApplicable GateStatus = "NOT_APPLICABLE" // nobody was eligible
)

// Completeness is how many records there are of those that there should be.
type Completeness struct {
	Status              GateStatus
	Completed, Eligible int64
	Threshold           decimal.Decimal  // per cent
	Percent             *decimal.Decimal // completed of eligible, to six places, rounded down so that it never reads as the threshold when below it; nil when nobody was eligible
	Sentence            string
}

// NewCompleteness decides exactly, without rounding, whether completed of eligible reaches a threshold in per cent: 79.6% is below 80%. The
// error is a *statistics.DomainError unless 0 <= completed <= eligible and the threshold lies between 0 and 100.
func NewCompleteness(completed, eligible int64, threshold decimal.Decimal) (Completeness, error) {
	hundred := decimal.FromInt(100)
	switch {
	case eligible < 0:
		return Completeness{}, refused("eligible", "must be 0 or above")
	case completed < 0 || completed > eligible:
		return Completeness{}, refused("completed", "must lie between 0 and eligible")
	case threshold < 0 || threshold > hundred:
		return Completeness{}, refused("threshold", "must lie between 0 and 100")
	}
	c := Completeness{Completed: completed, Eligible: eligible, Threshold: threshold}
	if eligible == 0 {
		c.Status, c.Sentence = GateNotApplicable, "Nobody was eligible."
		return c, nil
	}
	// completed/eligible >= threshold/100, multiplied out to 128 bits.
	high, low := bits.Mul64(uint64(completed), uint64(hundred))
	wantHigh, wantLow := bits.Mul64(uint64(eligible), uint64(threshold))
	c.Status = GateClosed
	if high > wantHigh || (high == wantHigh && low >= wantLow) {
		c.Status = GateOpen
	}
	quotient, _ := bits.Div64(high, low, uint64(eligible)) // at most 100%, so it fits
	part := decimal.Decimal(quotient)
	c.Percent = &part
	reading := "below the"
	if c.Status == GateOpen {
		reading = "which reaches the"
	}
	c.Sentence = fmt.Sprintf("%s of %s eligible are complete (%s), %s %s%% that is needed.",
		grouped(completed), grouped(eligible), percentAtLeast(part/100), reading, threshold)
	return c, nil
}
