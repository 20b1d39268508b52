package apportion_test

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"waymark/domain/apportion"
	"waymark/domain/decimal"
)

func TestBudgetPosts(t *testing.T) {
	tests := []struct {
		budget apportion.Budget
		cost   int64
		want   string // posts and pence left, or the refusal
	}{
		// GBP 9m over three years, were a post GBP 48,387.09 a year.
		{apportion.Budget{Pence: 900_000_000}, 3 * 4_838_709, "62 126"},
		{apportion.Budget{Pence: 100, Committed: 1}, 33, "3 0"},
		{apportion.Budget{Pence: 100, Committed: 2}, 33, "2 32"},
		{apportion.Budget{Pence: 100, Committed: 100}, 33, "0 0"},
		{apportion.Budget{}, 1, "0 0"},
		{apportion.Budget{Pence: apportion.MaxPence}, 1, "1000000000000000 0"},
		{apportion.Budget{Pence: 100, Committed: 101}, 0,
			"INFEASIBLE: budget.committed: 101 pence are committed, which is 1 more than the budget; " +
				"INVALID: cost: a post costs more than nothing, not 0 pence"},
		{apportion.Budget{Pence: -1, Committed: -2}, 1,
			"INVALID: budget.pence: a budget is from 0 to 1000000000000000 pence, not -1; " +
				"INVALID: budget.committed: what is committed is not negative, as -2 is"},
	}
	for _, tt := range tests {
		got, err := tt.budget.Posts(tt.cost)
		told := fmt.Sprint(got.Posts, " ", got.Unspent)
		if err != nil {
			told = err.Error()
		}
		if told != tt.want {
			t.Errorf("%+v at %d: got %s, want %s", tt.budget, tt.cost, told, tt.want)
		}
	}
}

func limit(n int64) *int64 { return &n }

func toldCaseload(p apportion.CaseloadProblem) string {
	a, err := p.Solve()
	if err != nil {
		return err.Error()
	}
	var b strings.Builder
	for _, s := range a.Shares {
		fmt.Fprintf(&b, "%s %d, ", s.Key, s.Posts)
	}
	fmt.Fprintf(&b, "%d spent, %d left", a.Spent, a.Unspent)
	if a.Worst != nil {
		fmt.Fprintf(&b, ", worst %s/%d at %s, better %v for %d %v",
			a.Worst.Need, a.Worst.Posts, a.Worst.Key, a.Better.Posts, a.Better.Pence, a.Better.Capped)
	}
	return b.String()
}

// Each answer is worked out by hand.
func TestWorstCaseload(t *testing.T) {
	costs := map[string]int64{"BAND_D": 40, "LONDON": 50}
	tests := []struct {
		name string
		p    apportion.CaseloadProblem
		want string
	}{
		{
			// With 2 and 2 posts (180) the worst is 100/2; anything better needs 3 and 2.
			"unequal costs", apportion.CaseloadProblem{
				Budget: apportion.Budget{Pence: 230, Committed: 20}, Costs: costs,
				Claimants: []apportion.PricedClaimant{
					{Key: "Essex", Grade: "BAND_D", Need: dec("100")}, {Key: "Camden", Grade: "LONDON", Need: dec("80")},
				},
			},
			"Essex 2, Camden 2, 180 spent, 30 left, worst 100/2 at Essex, better [3 2] for 220 []",
		},
		{
			"money that buys nothing for the worst is left", apportion.CaseloadProblem{
				Budget: apportion.Budget{Pence: 199}, Costs: costs,
				Claimants: []apportion.PricedClaimant{
					{Key: "A", Grade: "LONDON", Need: dec("90")}, {Key: "B", Grade: "LONDON", Need: dec("60")},
					{Key: "none", Grade: "BAND_D"},
				},
			},
			"A 2, B 1, none 0, 150 spent, 49 left, worst 60/1 at B, better [2 2 0] for 200 []",
		},
		{
			"a cap decides", apportion.CaseloadProblem{
				Budget: apportion.Budget{Pence: 1_000_000}, Costs: costs,
				Claimants: []apportion.PricedClaimant{
					{Key: "A", Grade: "BAND_D", Need: dec("90"), Cap: limit(2)}, {Key: "B", Grade: "BAND_D", Need: dec("10"), Floor: 3},
				},
			},
			"A 2, B 3, 200 spent, 999800 left, worst 90/2 at A, better [3 3] for 240 [A]",
		},
		{
			"a tie is told by the first key", apportion.CaseloadProblem{
				Budget: apportion.Budget{Pence: 130}, Costs: costs,
				Claimants: []apportion.PricedClaimant{
					{Key: "B", Grade: "BAND_D", Need: dec("20")}, {Key: "A", Grade: "BAND_D", Need: dec("40")},
				},
			},
			"B 1, A 2, 120 spent, 10 left, worst 40/2 at A, better [2 3] for 200 []",
		},
		{"nobody", apportion.CaseloadProblem{Budget: apportion.Budget{Pence: 7}}, "0 spent, 7 left"},
		{
			"not a post each", apportion.CaseloadProblem{
				Budget: apportion.Budget{Pence: 139}, Costs: costs,
				Claimants: []apportion.PricedClaimant{
					{Key: "A", Grade: "BAND_D", Need: 1}, {Key: "B", Grade: "LONDON", Floor: 1}, {Key: "C", Grade: "LONDON", Need: 1},
				},
			},
			"INFEASIBLE: budget: the floors and a first post for each need (A, C) cost 140 pence, and 139 pence are free",
		},
		{
			"the floors cost too much", apportion.CaseloadProblem{
				Budget: apportion.Budget{Pence: 100, Committed: 51}, Costs: costs,
				Claimants: []apportion.PricedClaimant{{Key: "B", Grade: "LONDON", Floor: 1}},
			},
			"INFEASIBLE: budget: the floors cost 50 pence, and 49 pence are free",
		},
		{
			"a cap of nought", apportion.CaseloadProblem{
				Costs:     costs,
				Claimants: []apportion.PricedClaimant{{Key: "B", Grade: "LONDON", Need: 1, Cap: limit(0)}},
			},
			"INFEASIBLE: claimants.0.cap: B may have 0 posts at most and must have 1",
		},
		{
			"everything at once", apportion.CaseloadProblem{
				Budget: apportion.Budget{Pence: -1}, Costs: map[string]int64{"X": 0},
				Claimants: []apportion.PricedClaimant{{Grade: "Y", Need: -1, Floor: -1}},
			},
			"INVALID: budget.pence: a budget is from 0 to 1000000000000000 pence, not -1; INVALID: costs.X: a post costs more than nothing, not 0 pence; " +
				"INVALID: claimants.0.key: each claimant has a key of its own; INVALID: claimants.0.grade: no cost is given for the grade " +
				`"Y"; INVALID: claimants.0.need: a need is not negative, as -0.000001 is; INVALID: claimants.0.floor: bounds are not negative`,
		},
	}
	for _, tt := range tests {
		if got := toldCaseload(tt.p); got != tt.want {
			t.Errorf("%s:\ngot  %s\nwant %s", tt.name, got, tt.want)
		}
	}
}

// cheapest tries every allocation: the least worst caseload, and the least that it costs.
func cheapest(p apportion.CaseloadProblem) (worst *big.Rat, cost int64) {
	var try func(i int, sofar *big.Rat, spent int64)
	try = func(i int, sofar *big.Rat, spent int64) {
		if i == len(p.Claimants) {
			if worst == nil || sofar.Cmp(worst) < 0 || sofar.Cmp(worst) == 0 && spent < cost {
				worst, cost = sofar, spent
			}
			return
		}
		c := p.Claimants[i]
		for k := c.Floor; spent+k*p.Costs[c.Grade] <= p.Budget.Pence-p.Budget.Committed && (c.Cap == nil || k <= *c.Cap); k++ {
			next := sofar
			if c.Need > 0 {
				if k == 0 {
					continue
				}
				if own := big.NewRat(int64(c.Need), k); own.Cmp(next) > 0 {
					next = own
				}
			}
			try(i+1, next, spent+k*p.Costs[c.Grade])
		}
	}
	try(0, new(big.Rat), 0)
	return worst, cost
}

func TestWorstCaseloadAgainstBruteForce(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	solved := 0
	for range 1500 {
		p := apportion.CaseloadProblem{
			Budget: apportion.Budget{Pence: rng.Int64N(60), Committed: 0}, Costs: map[string]int64{"A": 1 + rng.Int64N(9), "B": 1 + rng.Int64N(9)},
		}
		for i := range 1 + rng.IntN(4) {
			c := apportion.PricedClaimant{Key: string(rune('a' + i)), Grade: string(rune('A' + rng.IntN(2))), Need: decimal.Decimal(rng.Int64N(12))}
			if rng.IntN(4) == 0 {
				c.Floor = rng.Int64N(3)
			}
			if rng.IntN(4) == 0 {
				c.Cap = limit(rng.Int64N(5))
			}
			p.Claimants = append(p.Claimants, c)
		}
		worst, cost := cheapest(p)
		a, err := p.Solve()
		if (worst == nil) != (err != nil) {
			t.Fatalf("%+v: %v, but brute force finds %v", p, err, worst)
		}
		if err != nil {
			continue
		}
		solved++
		got := new(big.Rat)
		if a.Worst != nil {
			got.SetFrac64(int64(a.Worst.Need), a.Worst.Posts)
			if !a.Better.Refuted(p.Budget.Pence) {
				t.Fatalf("%+v: something better than %+v is in reach", p, a)
			}
		}
		if got.Cmp(worst) != 0 || a.Spent != cost || a.Unspent != p.Budget.Pence-cost {
			t.Fatalf("%+v:\ngot  %s for %d\nwant %s for %d", p, got, a.Spent, worst, cost)
		}
	}
	if solved < 400 {
		t.Errorf("only %d problems had an answer", solved)
	}
}

// Ten thousand claimants and as many pence as are allowed: the proof holds, and no sum overflows.
func TestWorstCaseloadOfManyAndMuch(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 10))
	for _, money := range []int64{5_000_000_000, apportion.MaxPence} {
		p := apportion.CaseloadProblem{
			Budget: apportion.Budget{Pence: money}, Costs: map[string]int64{"A": 48_387, "B": 53_001},
		}
		for i := range 10_000 {
			p.Claimants = append(p.Claimants, apportion.PricedClaimant{
				Key: fmt.Sprintf("%05d", i), Grade: string(rune('A' + i%2)), Need: decimal.Decimal(1 + rng.Int64N(1<<rng.IntN(62))),
			})
		}
		a, err := p.Solve()
		if err != nil {
			t.Fatal(err)
		}
		if !a.Better.Refuted(money) || a.Spent > money || a.Spent+a.Unspent != money {
			t.Errorf("with %d pence: %d spent, the better answer costs %d", money, a.Spent, a.Better.Pence)
		}
	}
}

func FuzzWorstCaseload(f *testing.F) {
	f.Add(int64(100), int64(0), int64(3), int64(5), int64(10), int64(20), int64(1), int64(4))
	f.Add(int64(apportion.MaxPence), int64(1), int64(1), int64(math.MaxInt64), int64(math.MaxInt64), int64(1), int64(0), int64(math.MaxInt64))
	f.Fuzz(func(t *testing.T, pence, committed, costA, costB, needA, needB, floor, most int64) {
		p := apportion.CaseloadProblem{
			Budget: apportion.Budget{Pence: pence, Committed: committed}, Costs: map[string]int64{"A": costA, "B": costB},
			Claimants: []apportion.PricedClaimant{
				{Key: "a", Grade: "A", Need: decimal.Decimal(needA), Floor: floor},
				{Key: "b", Grade: "B", Need: decimal.Decimal(needB), Cap: &most},
			},
		}
		a, err := p.Solve()
		if err != nil {
			return
		}
		free := pence - committed
		if a.Spent < 0 || a.Spent > free || a.Spent+a.Unspent != free || a.Shares[0].Posts < floor || a.Shares[1].Posts > most {
			t.Errorf("%+v gives %+v", p, a)
		}
		if a.Better != nil && !a.Better.Refuted(free) {
			t.Errorf("%+v: better than %+v is in reach", p, a)
		}
	})
}
