package apportion

import (
	"math"

	"waymark/domain/fault"
)

// MaxPence is the largest budget: ten million million pounds. Costs beyond it can be counted as such.
const MaxPence = 1_000_000_000_000_000

// Budget is money for posts, in whole pence.
type Budget struct {
	Pence     int64 // what there is, from 0 to MaxPence
	Committed int64 // what of it is promised already, not negative and not more than there is
}

// Affordable is how many posts of one cost a budget pays.
type Affordable struct {
	Posts   int64 // (pence - committed) / cost, rounded down
	Unspent int64 // pence that stay; less than the cost of a post
}

// Posts gives what a budget pays at one cost per post, in pence. The error is a fault.List: a cost that is not above
// nought, a negative sum, or (INFEASIBLE) more committed than there is.
func (b Budget) Posts(cost int64) (Affordable, error) {
	var faults fault.List
	b.check(&faults)
	if cost <= 0 {
		faults.Add("cost", "a post costs more than nothing, not %d pence", cost)
	}
	if err := faults.Err(); err != nil {
		return Affordable{}, err
	}
	free := b.Pence - b.Committed
	return Affordable{Posts: free / cost, Unspent: free % cost}, nil
}

func (b Budget) check(faults *fault.List) {
	if b.Pence < 0 || b.Pence > MaxPence {
		faults.Add("budget.pence", "a budget is from 0 to %d pence, not %d", int64(MaxPence), b.Pence)
	}
	if b.Committed < 0 {
		faults.Add("budget.committed", "what is committed is not negative, as %d is", b.Committed)
	}
	if b.Pence >= 0 && b.Committed > b.Pence {
		*faults = append(*faults, fault.New(fault.Infeasible, "budget.committed",
			"%d pence are committed, which is %d more than the budget", b.Committed, b.Committed-b.Pence))
	}
}

// addedPence gives sum + posts*cost, and the largest number when that is larger; posts and cost are not negative.
func addedPence(sum, posts, cost int64) int64 {
	if posts > 0 && cost > (math.MaxInt64-sum)/posts {
		return math.MaxInt64
	}
	return sum + posts*cost
}
