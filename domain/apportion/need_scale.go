package apportion

import (
	"cmp"
	"maps"
	"math"
	"math/big"
	"slices"
	"strconv"

	"waymark/domain/decimal"
	"waymark/domain/fault"
)

func itoa(i int) string { return strconv.Itoa(i) }

// refuse adds a refusal whose path may hold names with dots.
func refuse(faults *fault.List, path []string, format string, args ...any) {
	refusal := fault.New(fault.Invalid, "", format, args...)
	refusal.Path = path
	*faults = append(*faults, refusal)
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// exactly gives a decimal as a fraction.
func exactly(d decimal.Decimal) *big.Rat { return big.NewRat(int64(d), millionths) }

// roundedRat gives x*scale rounded half up to a millionth, for x not negative; ok is false when it is too large.
func roundedRat(x, scale *big.Rat) (result decimal.Decimal, ok bool) {
	y := new(big.Rat).Mul(x, scale)
	y.Mul(y, big.NewRat(millionths, 1))
	twice := new(big.Int).Lsh(y.Num(), 1)
	twice.Add(twice, y.Denom())
	twice.Quo(twice, new(big.Int).Lsh(y.Denom(), 1))
	if !twice.IsInt64() {
		return 0, false
	}
	return decimal.Decimal(twice.Int64()), true
}

// scaled is roundedRat for a scale at which x fits; what is above nought stays so.
func scaled(x, scale *big.Rat) decimal.Decimal {
	d, ok := roundedRat(x, scale)
	if !ok {
		d = math.MaxInt64
	}
	if d == 0 && x.Sign() > 0 {
		d = 1
	}
	return d
}

// commonScale gives the power of ten of NeedTable, and it as a fraction, for needs that may add up to so many millionths.
func commonScale(needs []*big.Rat, most int64) (power int, scale *big.Rat) {
	sum, denominator := new(big.Rat), big.NewInt(1)
	for _, need := range needs {
		sum.Add(sum, need)
		gcd := new(big.Int).GCD(nil, nil, denominator, need.Denom())
		denominator.Mul(denominator, new(big.Int).Quo(need.Denom(), gcd))
	}
	fits := func(power int) bool {
		rounded, ok := roundedRat(sum, tenTo(power))
		return ok && int64(rounded) <= most-int64(len(needs)) // rounding adds less than a unit to each
	}
	for !fits(power) {
		power--
	}
	for power >= 0 && sum.Sign() > 0 && !lossless(denominator, power) && fits(power+1) {
		power++
	}
	return power, tenTo(power)
}

// lossless tells whether every fraction with the denominator has at most 6+power places.
func lossless(denominator *big.Int, power int) bool {
	places := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimal.Places+power)), nil)
	return places.Rem(places, denominator).Sign() == 0
}

func tenTo(power int) *big.Rat {
	size := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(power, -power))), nil)
	if power < 0 {
		return new(big.Rat).SetFrac(big.NewInt(1), size)
	}
	return new(big.Rat).SetInt(size)
}

// spread divides a total in whole units in proportion to parts by the largest remainders, an earlier part first when two
// remainders are equal; all nought when the parts are. So the rounded parts sum exactly to the rounded total.
func spread(total int64, parts []*big.Rat) []int64 {
	result := make([]int64, len(parts))
	sum := new(big.Rat)
	for _, part := range parts {
		sum.Add(sum, part)
	}
	if sum.Sign() == 0 {
		return result
	}
	remainders := make([]*big.Rat, len(parts))
	order := make([]int, len(parts))
	left := total
	for k, part := range parts {
		quota := new(big.Rat).Mul(part, big.NewRat(total, 1))
		quota.Quo(quota, sum)
		whole := new(big.Int).Quo(quota.Num(), quota.Denom())
		result[k], order[k] = whole.Int64(), k
		remainders[k] = quota.Sub(quota, new(big.Rat).SetInt(whole))
		left -= result[k]
	}
	slices.SortStableFunc(order, func(a, b int) int { return remainders[b].Cmp(remainders[a]) })
	for _, k := range order[:left] {
		result[k]++
	}
	return result
}

// merged gives the groups of keys whose exact needs differ and whose scaled ones do not.
func merged(needs []Need) [][]string {
	sorted := slices.Clone(needs)
	slices.SortFunc(sorted, func(a, b Need) int { return cmp.Or(cmp.Compare(a.Need, b.Need), cmp.Compare(a.Key, b.Key)) })
	var groups [][]string
	for start := 0; start < len(sorted); {
		end, differ := start, false
		var keys []string
		for ; end < len(sorted) && sorted[end].Need == sorted[start].Need; end++ {
			differ = differ || sorted[end].Exact.Cmp(sorted[start].Exact) != 0
			keys = append(keys, sorted[end].Key)
		}
		if differ {
			groups = append(groups, keys)
		}
		start = end
	}
	return groups
}
