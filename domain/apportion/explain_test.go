package apportion_test

import (
	"slices"
	"strings"
	"testing"

	"waymark/domain/apportion"
	"waymark/domain/decimal"
)

// Synthetic needs of five districts, made up so that every kind of sentence occurs.
func districts() apportion.Problem {
	p := apportion.Problem{Posts: 14, Ties: apportion.LargerNeed}
	for _, d := range []struct {
		key   string
		need  int
		floor int64
		ceil  *int64
		fixed *int64
	}{
		{"Ashmoor", 9_400, 1, nil, nil}, {"Brinford", 2_622, 1, nil, nil}, {"Caldwick", 310, 1, nil, nil},
		{"Dunsea", 12_000, 1, pointer(3), nil}, {"Ellmere", 1_200, 0, nil, pointer(2)},
	} {
		p.Claimants = append(p.Claimants, apportion.Claimant{Key: d.key, Need: decimal.FromInt(d.need), Floor: d.floor, Cap: d.ceil, Fixed: d.fixed})
	}
	return p
}

func TestExplanations(t *testing.T) {
	a := apportioned(t, districts())
	want := []string{
		"Ashmoor gets 6. Its claiming need, 9,400, is 5.15 posts' worth at 14 posts. It would get a seventh at 11,362 (+1,962); the last post is its own.",
		"",
		"Caldwick gets 1. Its claiming need, 310, is 0.17 posts' worth at 14 posts. By need alone it would have fewer; its floor of 1 secures it. " +
			"It would get a second at 2,564 (+2,254); the last post went to Ashmoor.",
		"Dunsea gets 3. Its claiming need, 12,000, is 6.58 posts' worth at 14 posts. By need alone it would have more; its cap of 3 holds it back. " +
			"The last post went to Ashmoor.",
		"Ellmere gets 2. Its claiming need, 1,200, is 0.66 posts' worth at 14 posts. Its number is fixed, and need has no say in it. " +
			"The last post went to Ashmoor.",
	}
	for i := range want {
		e := a.Explain(i, "claiming need", nil)
		if want[i] != "" && e.Sentence != want[i] {
			t.Errorf("got  %s\nwant %s", e.Sentence, want[i])
		}
		// Every number of the sentence is a field.
		for _, field := range []*decimal.Decimal{e.GainAt, e.GainBy} {
			if field != nil && !strings.Contains(strings.ReplaceAll(e.Sentence, ",", ""), field.String()) {
				t.Errorf("%s does not tell %s", e.Sentence, field)
			}
		}
	}
	e := a.Explain(1, "need", strings.ToUpper)
	if !strings.HasPrefix(e.Sentence, "BRINFORD gets 2. Its need, 2,622,") || !strings.HasSuffix(e.Sentence, "; the last post went to ASHMOOR.") ||
		e.LastPost != "Ashmoor" || e.NextPost != "Ashmoor" || e.LoseAt == nil {
		t.Errorf("%+v", e)
	}
}

func TestAnExplanationTellsTheTie(t *testing.T) {
	p := apportion.Problem{Posts: 1, Ties: apportion.ReportOnly, Claimants: needing("5", "5", "1")}
	a := apportioned(t, p)
	e := a.Explain(0, "need", nil)
	if want := "c0 gets none. Its need, 5, is 0.45 posts' worth at 1 post. It has exactly the same right to one post as c1. It would get a first at 6 (+1)"; !strings.HasPrefix(e.Sentence, want) {
		t.Errorf("got %s", e.Sentence)
	}
	if a.Undecided != 1 || !slices.Equal(e.ContestedBy, []string{"c0", "c1"}) || e.Contested != 1 {
		t.Errorf("%+v", e)
	}
}

// Without a constraint: who paid for it, and whom it served.
func TestWithoutAConstraint(t *testing.T) {
	a := apportioned(t, districts())
	list := a.Problem.Constraints()
	if len(list) != 6 {
		t.Fatalf("constraints %v", list)
	}
	d, err := a.WithoutConstraint(apportion.Constraint{Kind: apportion.CapSet, Claimant: "Dunsea", Posts: 3})
	if err != nil || len(d.Gains) != 1 || d.Gains[0] != (apportion.Change{Key: "Dunsea", From: 3, To: 6}) || d.Moves != 3 || len(d.Losses) != 2 {
		t.Errorf("%+v, %v", d, err)
	}
	for _, c := range list {
		p, err := a.Problem.Without(c)
		if err != nil || len(p.Constraints()) != len(list)-1 || slices.Contains(p.Constraints(), c) {
			t.Errorf("without %s: %v, %v", c, p.Constraints(), err)
		}
		if len(a.Problem.Constraints()) != len(list) {
			t.Fatal("the problem itself was changed")
		}
	}
	if _, err := a.WithoutConstraint(apportion.Constraint{Kind: apportion.FloorSet, Claimant: "Dunsea", Posts: 2}); err == nil {
		t.Error("a constraint that is none was left out")
	}
}

func TestMethodsSideBySide(t *testing.T) {
	p := apportion.Problem{Posts: 10, Claimants: needing("83", "12", "5")}
	c, err := apportion.Compare(p, apportion.Methods())
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range [][]int64{{8, 1, 1}, {8, 1, 1}, {7, 2, 1}, {8, 1, 1}, {9, 1, 0}, {8, 1, 1}, {7, 2, 1}} {
		if got := posts(c.Answers[i]); !slices.Equal(got, want) {
			t.Errorf("%s gives %v, want %v", c.Methods[i], got, want)
		}
	}
	if c.Moves(0, 2) != 1 || c.Moves(2, 4) != 2 || len(c.Rows) != 3 {
		t.Errorf("moves %d and %d, rows %v", c.Moves(0, 2), c.Moves(2, 4), c.Rows)
	}
}

func TestTiersSideBySide(t *testing.T) {
	p := apportion.Problem{Posts: 4, Tier: apportion.TwoStage, Claimants: needing("30", "14", "14", "14")}
	for i, group := range []string{"north", "south", "south", "south"} {
		p.Claimants[i].Group = group
	}
	d, err := apportion.CompareTiers(p)
	if err != nil || len(d.Answer.Groups) != 2 || d.Answer.Groups[1].Posts != 2 {
		t.Fatalf("%+v, %v", d, err)
	}
	if len(d.Gains) != 1 || d.Gains[0].Key != "c0" || len(d.Losses) != 1 {
		t.Errorf("gains %v, losses %v", d.Gains, d.Losses)
	}
}

func TestPaceOfChange(t *testing.T) {
	p := apportion.Problem{Posts: 10, Claimants: needing("60", "30", "10")}
	for i, n := range []int64{2, 2, 6} {
		p.Claimants[i].Existing = pointer(n)
	}
	for moves, want := range map[int64][]int64{0: {2, 2, 6}, 1: {3, 2, 5}, 2: {4, 2, 4}, 3: {5, 2, 3}, 4: {5, 3, 2}, 5: {6, 3, 1}, 9: {6, 3, 1}} {
		p.MaxMoves = &moves
		a := apportioned(t, p)
		if got := posts(a); !slices.Equal(got, want) {
			t.Errorf("with %d moves: %v, want %v", moves, got, want)
		}
		if (a.Kept != nil) != (moves < 5) || a.AgainstExisting().Moves != min(moves, 5) || !a.Certificate.Holds {
			t.Errorf("with %d moves: %+v", moves, a)
		}
	}
}

// A lot can be drawn again by anybody, and the order of the input has no part in it: printf '%s' 7.essex | sha256sum.
func TestLots(t *testing.T) {
	if got := apportion.Lot(7, "essex"); got != 0x43f5599fdc9ea58b {
		t.Errorf("%016x", got)
	}
	wins := map[string]int{}
	for seed := range uint64(300) {
		a := apportioned(t, apportion.Problem{Posts: 1, Ties: apportion.SeededLot, LotSeed: seed, Claimants: needing("5", "5", "5")})
		wins[a.Ties[0].Among[0]]++
	}
	for _, key := range []string{"c0", "c1", "c2"} {
		if wins[key] < 60 {
			t.Errorf("of 300 lots: %v", wins)
		}
	}
}

// What a tie rule decides: two have exactly the same right to the last post.
func TestTieRules(t *testing.T) {
	p := apportion.Problem{Method: apportion.Jefferson, Posts: 2, Claimants: needing("30", "15", "15")}
	p.Claimants[2].Existing = pointer(1)
	tests := []struct {
		rule   apportion.TieRule
		want   []int64
		byKeys bool
	}{
		{apportion.LargerNeed, []int64{2, 0, 0}, false},
		{apportion.SmallerNeed, []int64{1, 1, 0}, true},
		{apportion.Existing, []int64{1, 0, 1}, false},
		{apportion.ReportOnly, []int64{1, 0, 0}, false},
	}
	for _, tt := range tests {
		p.Ties = tt.rule
		a := apportioned(t, p)
		if !slices.Equal(posts(a), tt.want) || len(a.Ties) != 1 || a.Ties[0].Posts != 1 || len(a.Ties[0].Among) != 3 || a.Ties[0].ByKey != tt.byKeys {
			t.Errorf("%s: %v, %+v", tt.rule, posts(a), a.Ties)
		}
	}
}

// That keys decided is said only if the rule itself did not.
func TestKeysDecideOnlyWhatTheRuleLeaves(t *testing.T) {
	for existing, want := range map[int64]bool{0: true, 1: false} {
		p := apportion.Problem{Posts: 1, Ties: apportion.Existing, Claimants: needing("5", "5")}
		p.Claimants[1].Existing = pointer(existing)
		a := apportioned(t, p)
		if a.Ties[0].ByKey != want || a.Shares[existing].Posts != 1 {
			t.Errorf("existing %d: %+v, %v", existing, a.Ties, posts(a))
		}
	}
}

// Adams's method gives the large less than their quota rounded down, and says so.
func TestAdamsLeavesTheQuota(t *testing.T) {
	p := apportion.Problem{Method: apportion.Adams, Posts: 24, Claimants: needing("150", "11", "11", "11", "11", "11")}
	a := apportioned(t, p)
	warned := slices.ContainsFunc(a.Warnings(), func(w apportion.Warning) bool {
		return w.Kind == apportion.QuotaLeft && w.Sentence == "c0 has 14, and its quota is 17.56."
	})
	if a.Shares[0].Posts != 14 || !warned {
		t.Errorf("%v, %+v", posts(a), a.Warnings())
	}
}
