package apportion_test

import (
	"math/rand/v2"
	"testing"

	"waymark/domain/apportion"
)

// A bound binds if and only if the claimant would have another number without it, by every method but a re-based Hamilton,
// of which it is said of the quota.
func TestABoundBindsIfLeavingItOutChangesTheShare(t *testing.T) {
	rng := rand.New(rand.NewPCG(23, 24))
	seen := map[apportion.Binding]int{}
	for range 12_000 {
		p, a := solvable(rng)
		if p.Tier == apportion.TwoStage || p.MaxMoves != nil || p.Ties == apportion.ReportOnly || p.Method == apportion.Hamilton {
			continue
		}
		for i, s := range a.Shares {
			seen[s.Binding]++
			if p.Claimants[i].Need == 0 {
				continue
			}
			for _, c := range p.Constraints() {
				if c.Claimant != s.Key || c.Kind == apportion.BaseSet || p.Claimants[i].Protect == apportion.ProtectAsBase {
					continue
				}
				d, err := a.WithoutConstraint(c)
				if err != nil {
					t.Fatal(err)
				}
				got := d.Answer.Shares[i].Posts
				fixed := c.Kind == apportion.FixedSet || p.Claimants[i].Protect == apportion.ProtectAsFixed
				want := s.Binding
				switch {
				case fixed && s.Binding != apportion.BindingFixed:
					t.Fatalf("%s: %s is fixed, but %s", show(p), s.Key, s.Binding)
				case fixed:
				case got < s.Posts:
					want = apportion.BindingMin
				case got > s.Posts:
					want = apportion.BindingMax
				case s.Binding == apportion.BindingMin || s.Binding == apportion.BindingMax:
					want = apportion.BindingNone
				}
				if s.Binding != want {
					t.Fatalf("%s: %v; binding of %s is %s, but it has %d without %s", show(p), posts(a), s.Key, s.Binding, got, c)
				}
			}
		}
	}
	for _, b := range []apportion.Binding{
		apportion.BindingNone, apportion.BindingMin, apportion.BindingMax, apportion.BindingFixed, apportion.BindingRegion,
	} {
		if seen[b] < 100 {
			t.Errorf("bindings seen: %v", seen)
		}
	}
}

// A region's bound binds its members if and only if the flat result, all else equal, is another.
func TestARegionBinds(t *testing.T) {
	p := apportion.Problem{Posts: 10, Tier: apportion.Nested, Groups: []apportion.Group{{Key: "north", Cap: pointer(3)}, {Key: "south", Floor: 1}}}
	for i, need := range []string{"50", "20", "20", "10"} {
		c := needing(need)[0]
		c.Key, c.Group = []string{"a", "b", "c", "d"}[i], []string{"north", "north", "south", "south"}[i]
		p.Claimants = append(p.Claimants, c)
	}
	a := apportioned(t, p)
	for i, want := range []apportion.Binding{apportion.BindingRegion, apportion.BindingRegion, apportion.BindingNone, apportion.BindingNone} {
		if a.Shares[i].Binding != want {
			t.Errorf("%s of %v: %s", a.Shares[i].Key, posts(a), a.Shares[i].Binding)
		}
	}
	if a.Groups[0].Binding != apportion.BindingMax || a.Groups[1].Binding != apportion.BindingNone || a.Groups[0].Posts != 3 {
		t.Errorf("groups %+v", a.Groups)
	}
}
