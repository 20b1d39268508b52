package apportion_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"waymark/domain/apportion"
	"waymark/domain/decimal"
)

// byPosts gives what each key got.
func byPosts(a *apportion.Apportionment) map[string]int64 {
	m := map[string]int64{}
	for _, s := range a.Shares {
		m[s.Key] = s.Posts
	}
	return m
}

// solvable draws problems until one has an answer.
func solvable(rng *rand.Rand) (apportion.Problem, *apportion.Apportionment) {
	for {
		p := randomProblem(rng)
		if a, err := apportion.Apportion(p); err == nil {
			return p, a
		}
	}
}

// Neither the order of claimants and groups nor the unit of need changes anything.
func TestOrderAndUnitDoNotMatter(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	for range 5000 {
		p, a := solvable(rng)
		q := p
		q.Claimants, q.Groups = slices.Clone(p.Claimants), slices.Clone(p.Groups)
		rng.Shuffle(len(q.Claimants), func(i, j int) { q.Claimants[i], q.Claimants[j] = q.Claimants[j], q.Claimants[i] })
		rng.Shuffle(len(q.Groups), func(i, j int) { q.Groups[i], q.Groups[j] = q.Groups[j], q.Groups[i] })
		factor := decimal.Decimal(1 + rng.IntN(1000))
		for i := range q.Claimants {
			q.Claimants[i].Need *= factor
		}
		b, err := apportion.Apportion(q)
		if err != nil {
			t.Fatalf("%s: %v", show(q), err)
		}
		one, other := byPosts(a), byPosts(b)
		for key, n := range one {
			if other[key] != n {
				t.Fatalf("%s: %v, and %v in another order and unit", show(p), one, other)
			}
		}
		if len(a.Ties) != len(b.Ties) || a.Undecided != b.Undecided {
			t.Fatalf("%s: ties %v and %v", show(p), a.Ties, b.Ties)
		}
		if a.Certificate.LowestHeld != nil && a.Certificate.LowestHeld.Key != b.Certificate.LowestHeld.Key {
			t.Fatalf("%s: %s and %s hold the lowest priority", show(p), a.Certificate.LowestHeld.Key, b.Certificate.LowestHeld.Key)
		}
	}
}

// With one post more nobody has fewer, and the first in line gets it, by every method but Hamilton's; groups' bounds included.
func TestOnePostMoreCostsNobody(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 10))
	for range 8000 {
		p, a := solvable(rng)
		d, err := a.WithPosts(1)
		if err != nil || !p.Method.HouseMonotone() || p.Ties == apportion.ReportOnly || p.MaxMoves != nil {
			continue
		}
		next := a.NextInLine(1)
		if len(d.Losses) > 0 || len(d.Gains) != 1 || d.Gains[0].To != d.Gains[0].From+1 {
			t.Fatalf("%s: one post more changes %+v and %+v", show(p), d.Gains, d.Losses)
		}
		if len(next) == 0 || next[0].Key != d.Gains[0].Key {
			t.Fatalf("%s: %v; next in line is %+v, but %+v got it", show(p), posts(a), next, d.Gains)
		}
		back, err := d.Answer.WithPosts(-1)
		if err != nil {
			t.Fatal(err)
		}
		if last := d.Answer.FirstToLose(1); last[0].Key != back.Losses[0].Key || len(back.Losses) != 1 || len(back.Gains) > 0 {
			t.Fatalf("%s: first to lose is %+v, but %+v lost it", show(p), last, back.Losses)
		}
	}
}

// By a divisor method, a claimant whose need grows in proportion to another's never loses a post to it.
func TestGrowthNeverLosesToDecline(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 12))
	for range 8000 {
		n := 2 + rng.IntN(6)
		p := apportion.Problem{Method: apportion.Methods()[rng.IntN(5)], Posts: rng.Int64N(30)}
		for _, key := range []string{"a", "b", "c", "d", "e", "f", "g", "h"}[:n] {
			p.Claimants = append(p.Claimants, apportion.Claimant{Key: key, Need: decimal.Decimal(1 + rng.IntN(100))})
		}
		q := p
		q.Claimants = slices.Clone(p.Claimants)
		for i := range q.Claimants {
			q.Claimants[i].Need = q.Claimants[i].Need * decimal.Decimal(50+rng.IntN(100)) / 50
			q.Claimants[i].Need = max(q.Claimants[i].Need, 1)
		}
		a, b := apportioned(t, p), apportioned(t, q)
		if len(a.Ties)+len(b.Ties) > 0 {
			continue
		}
		for i := range p.Claimants {
			for j := range p.Claimants {
				grows := q.Claimants[i].Need*p.Claimants[j].Need > p.Claimants[i].Need*q.Claimants[j].Need
				if grows && b.Shares[i].Posts < a.Shares[i].Posts && b.Shares[j].Posts > a.Shares[j].Posts {
					t.Fatalf("%s: %v becomes %v", show(p), posts(a), posts(b))
				}
			}
		}
	}
}

// A reported tie is one: any of its members may have the contested posts, and who is not in it may not.
func TestTiesAreExact(t *testing.T) {
	rng := rand.New(rand.NewPCG(13, 14))
	ties := 0
	for range 10_000 {
		p, _ := solvable(rng)
		if p.Tier == apportion.TwoStage || p.MaxMoves != nil || p.Method == apportion.Hamilton {
			continue
		}
		p.Ties = apportion.LargerNeed
		a, contested := apportioned(t, p), map[string]bool{}
		for _, tie := range a.Ties {
			ties++
			if tie.Posts < 1 || tie.Posts >= int64(len(tie.Among)) {
				t.Fatalf("%s: %+v", show(p), tie)
			}
			for _, key := range tie.Among {
				contested[key] = true
			}
		}
		varies := map[string]bool{}
		first := posts(a)
		everyAllocation(p, func(s []int64) {
			if apportion.Verify(p, s) != nil {
				return
			}
			for i := range s {
				if s[i] != first[i] {
					varies[a.Shares[i].Key] = true
				}
			}
		})
		for _, s := range a.Shares {
			if varies[s.Key] != contested[s.Key] {
				t.Fatalf("%s: %v, ties %+v; that of %s varies: %t", show(p), first, a.Ties, s.Key, varies[s.Key])
			}
		}
	}
	if ties < 300 {
		t.Errorf("only %d ties", ties)
	}
}

// With REPORT_ONLY nobody has a contested post, and what is missing is what the ties contest.
func TestReportOnlyGivesWhatIsCertain(t *testing.T) {
	rng := rand.New(rand.NewPCG(15, 16))
	undecided := 0
	for range 5000 {
		p, _ := solvable(rng)
		p.Ties = apportion.LargerNeed
		a := apportioned(t, p)
		p.Ties = apportion.ReportOnly
		b := apportioned(t, p)
		var sum, contested int64
		for i := range b.Shares {
			sum += b.Shares[i].Posts
			if p.Tier != apportion.TwoStage && b.Shares[i].Posts > a.Shares[i].Posts {
				t.Fatalf("%s: %v, but %v for certain", show(p), posts(a), posts(b))
			}
		}
		for _, tie := range b.Ties {
			contested += tie.Posts
		}
		if sum+b.Undecided != p.Posts || contested != b.Undecided {
			t.Fatalf("%s: %d given and %d undecided of %d; ties %+v", show(p), sum, b.Undecided, p.Posts, b.Ties)
		}
		if b.Undecided > 0 {
			undecided++
		}
	}
	if undecided < 100 {
		t.Errorf("only %d were undecided", undecided)
	}
}

// A conflict is one, and a smallest: without any of its constraints it is gone, and no smaller set of all constraints is one.
func TestConflictsAreSmallest(t *testing.T) {
	rng := rand.New(rand.NewPCG(17, 18))
	sizes := map[int]int{}
	for range 8000 {
		p := randomProblem(rng)
		_, err := apportion.Apportion(p)
		var infeasible *apportion.Infeasible
		if !errors.As(err, &infeasible) {
			continue
		}
		set := infeasible.Conflicts
		sizes[len(set)]++
		if possible(t, p, set) {
			t.Fatalf("%s: %s, which is possible", show(p), infeasible.Message())
		}
		for i := range set {
			if rest := slices.Delete(slices.Clone(set), i, i+1); !possible(t, p, rest) {
				t.Fatalf("%s: %s, but %v already is a conflict", show(p), infeasible.Message(), rest)
			}
		}
		if smaller := smallest(t, p, everyConstraint(p), len(set)-1); smaller != nil {
			t.Fatalf("%s: %s, but %v is smaller", show(p), infeasible.Message(), smaller)
		}
	}
	if sizes[2] < 100 || sizes[3] < 100 || sizes[4] < 20 {
		t.Errorf("conflicts by size: %v", sizes)
	}
}

// everyConstraint lists what can take part in a conflict.
func everyConstraint(p apportion.Problem) []apportion.Constraint {
	list := append(p.Constraints(), apportion.Constraint{Kind: apportion.PostsGiven, Posts: p.Posts})
	for _, c := range p.Claimants {
		if _, low, high := span(c, p.Posts); c.Need == 0 && low == high {
			list = append(list, apportion.Constraint{Kind: apportion.NoNeed, Claimant: c.Key, Posts: low})
		}
	}
	return list
}

// smallest gives a conflict of at most so many of the constraints.
func smallest(t *testing.T, p apportion.Problem, all []apportion.Constraint, size int) []apportion.Constraint {
	var search func(from int, set []apportion.Constraint) []apportion.Constraint
	search = func(from int, set []apportion.Constraint) []apportion.Constraint {
		if !possible(t, p, set) {
			return slices.Clone(set)
		}
		if len(set) == size {
			return nil
		}
		for i := from; i < len(all); i++ {
			if found := search(i+1, append(set, all[i])); found != nil {
				return found
			}
		}
		return nil
	}
	return search(0, nil)
}

// possible tells whether some numbers of posts satisfy the constraints of a set, and no others. Without the number of posts
// any total will do; without its lack of need a claimant may have any number.
func possible(t *testing.T, p apportion.Problem, set []apportion.Constraint) bool {
	t.Helper()
	bare := p
	bare.Claimants, bare.Groups, bare.MaxMoves = slices.Clone(p.Claimants), slices.Clone(p.Groups), nil
	for i := range bare.Claimants {
		c := &bare.Claimants[i]
		c.Floor, c.Base, c.Cap, c.Fixed, c.Protect, c.Need = 0, 0, nil, nil, apportion.Unprotected, max(c.Need, 1)
	}
	for i := range bare.Groups {
		bare.Groups[i].Floor, bare.Groups[i].Cap = 0, nil
	}
	anyTotal := true
	for _, c := range set {
		for i := range bare.Claimants {
			if d := &bare.Claimants[i]; d.Key == c.Claimant {
				switch was := p.Claimants[i]; c.Kind {
				case apportion.FloorSet:
					d.Floor = was.Floor
				case apportion.CapSet:
					d.Cap = was.Cap
				case apportion.FixedSet:
					d.Fixed = was.Fixed
				case apportion.BaseSet:
					d.Base = was.Base
				case apportion.ExistingKept:
					d.Protect = was.Protect
				case apportion.NoNeed: // at most what is secured for it
					if d.Cap == nil || *d.Cap > c.Posts {
						d.Cap = pointer(c.Posts)
					}
				}
			}
		}
		for i := range bare.Groups {
			switch g := &bare.Groups[i]; {
			case g.Key != c.Group:
			case c.Kind == apportion.GroupFloorSet:
				g.Floor = p.Groups[i].Floor
			case c.Kind == apportion.GroupCapSet:
				g.Cap = p.Groups[i].Cap
			}
		}
		switch c.Kind {
		case apportion.PostsGiven:
			anyTotal = false
		case apportion.MovesLimit:
			bare.MaxMoves = p.MaxMoves
		}
	}
	totals := []int64{p.Posts}
	if anyTotal {
		totals = nil
		for n := range int64(18) {
			totals = append(totals, n)
		}
	}
	for _, n := range totals {
		bare.Posts = n
		found := false
		everyAllocation(bare, func([]int64) { found = true })
		if found {
			return true
		}
	}
	return false
}
