package apportion

import (
	"math/big"

	"waymark/domain/decimal"
)

// Reading gives a need that was scaled by 10^power, as NeedTable says, as people read it: rounded half up to six places. One
// that is beyond what a Decimal can say stays as it is.
func Reading(need decimal.Decimal, power int) decimal.Decimal {
	if power == 0 {
		return need
	}
	ten := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(power, -power))), nil)
	value := big.NewRat(int64(need), 1)
	if power > 0 {
		value.Quo(value, new(big.Rat).SetInt(ten))
	} else {
		value.Mul(value, new(big.Rat).SetInt(ten))
	}
	n := new(Number)
	n.ratio.Set(value)
	units := n.scaled(1)
	if !units.IsInt64() {
		return need
	}
	return decimal.Decimal(units.Int64())
}

// Told gives the explanation with its needs as people read them: see Reading.
func (e *Explanation) Told(power int, name func(key string) string) *Explanation {
	if power == 0 {
		return e
	}
	told := *e
	told.Need = Reading(e.Need, power)
	for _, d := range []**decimal.Decimal{&told.GainAt, &told.GainBy, &told.LoseAt, &told.LoseBy} {
		if *d != nil {
			read := Reading(**d, power)
			*d = &read
		}
	}
	told.Sentence = told.sentences(name)
	return &told
}

// PerThousand gives posts for each thousand of need, rounded half up to six places; ok is false without need, and when it is
// beyond what a Decimal can say.
func PerThousand(posts int64, need decimal.Decimal) (ratio decimal.Decimal, ok bool) {
	if need <= 0 {
		return 0, false
	}
	top := new(big.Int).Mul(big.NewInt(posts), big.NewInt(1000*millionths))
	return quotient(top, big.NewInt(int64(need))).Decimal()
}

// Secured gives how many posts the constraints on claimants decide before need is looked at: floors, bases, exact numbers and
// protected posts.
func (p Problem) Secured() int64 {
	var sum int64
	for i := range p.Claimants {
		sum += limitsOf(&p.Claimants[i]).low
	}
	return sum
}
