package apportion

import (
	"math/big"
	"slices"
	"strings"
)

func compareText(a, b string) int { return strings.Compare(a, b) }

// quotas sets the quotas of Hamilton's method for a flat race of so many posts.
func (v *verifier) quotas(seats []*seat, total int64) {
	if v.p.HamiltonBounds == Raw {
		needs := new(big.Int)
		for _, s := range seats {
			if s.fenced() {
				total -= s.low
			} else {
				needs.Add(needs, s.need)
			}
		}
		for _, s := range seats {
			s.quota = new(big.Rat).SetInt64(s.low)
			if !s.fenced() && needs.Sign() > 0 {
				s.quota.SetFrac(new(big.Int).Mul(s.need, big.NewInt(total)), needs)
			} else if !s.fenced() {
				s.quota.SetInt64(0)
			}
		}
		return
	}
	// The sum of the bounded quotas is a broken line in the multiplier; walk along its corners until it reaches the total.
	type corner struct {
		at    *big.Rat
		need  *big.Int // above nought when the quota leaves its floor, below when it reaches its cap
		fixed int64    // what leaves or joins the constant part
	}
	var corners []corner
	constant, slope := new(big.Rat), new(big.Rat)
	for _, s := range seats {
		constant.Add(constant, new(big.Rat).SetInt64(s.low))
		if s.need.Sign() == 0 {
			continue
		}
		corners = append(corners, corner{new(big.Rat).SetFrac(big.NewInt(s.low), s.need), s.need, -s.low})
		if s.high >= 0 {
			corners = append(corners, corner{new(big.Rat).SetFrac(big.NewInt(s.high), s.need), new(big.Int).Neg(s.need), s.high})
		}
	}
	slices.SortStableFunc(corners, func(a, b corner) int { return a.at.Cmp(b.at) })
	sum := func(at *big.Rat) *big.Rat {
		x := new(big.Rat).Mul(slope, at)
		return x.Add(x, constant)
	}
	goal := new(big.Rat).SetInt64(total)
	for _, c := range corners {
		if sum(c.at).Cmp(goal) > 0 {
			break
		}
		slope.Add(slope, new(big.Rat).SetInt(c.need))
		constant.Add(constant, new(big.Rat).SetInt64(c.fixed))
	}
	multiplier := new(big.Rat)
	switch {
	case slope.Sign() > 0:
		multiplier.Quo(goal.Sub(goal, constant), slope)
	case len(corners) > 0:
		multiplier.Set(corners[len(corners)-1].at)
	}
	for _, s := range seats {
		s.quota = new(big.Rat).Mul(multiplier, new(big.Rat).SetInt(s.need))
		if low := new(big.Rat).SetInt64(s.low); s.quota.Cmp(low) < 0 {
			s.quota = low
		}
		if high := new(big.Rat).SetInt64(s.high); s.high >= 0 && s.quota.Cmp(high) > 0 {
			s.quota = high
		}
	}
}

// nestedQuotas sets the quotas when groups have bounds too, and tells which groups leave with theirs.
func (v *verifier) nestedQuotas(groups map[string][]*seat, floors, caps map[string]int64) map[string]bool {
	fenced := map[string]bool{}
	if v.p.HamiltonBounds == Raw {
		v.quotas(v.seats, v.given())
		return fenced
	}
	total, free := v.given(), slices.Clone(v.seats)
	for {
		v.quotas(free, total)
		short, over := new(big.Rat), new(big.Rat)
		below, above := map[string]int64{}, map[string]int64{}
		for key, seats := range groups {
			if key == "" || fenced[key] {
				continue
			}
			sum, base := new(big.Rat), int64(0)
			for _, s := range seats {
				sum.Add(sum, s.quota)
				base += s.base
			}
			limit, capped := caps[key]
			if off := new(big.Rat).Sub(new(big.Rat).SetInt64(floors[key]-base), sum); off.Sign() > 0 {
				short.Add(short, off)
				below[key] = floors[key] - base
			} else if off := new(big.Rat).Sub(sum, new(big.Rat).SetInt64(limit-base)); capped && off.Sign() > 0 {
				over.Add(over, off)
				above[key] = limit - base
			}
		}
		if len(below)+len(above) == 0 {
			return fenced
		}
		leave := func(keys map[string]int64) {
			for key, n := range keys {
				fenced[key] = true
				total -= n
				v.quotas(groups[key], n)
			}
		}
		c := short.Cmp(over)
		if c >= 0 {
			leave(below)
		}
		if c <= 0 {
			leave(above)
		}
		free = slices.DeleteFunc(free, func(s *seat) bool { return fenced[s.group] })
	}
}
