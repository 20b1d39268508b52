package apportion_test

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"waymark/domain/apportion"
	"waymark/domain/decimal"
	"waymark/domain/fault"
)

func TestAllFaultsOfTheInputComeAtOnce(t *testing.T) {
	_, err := apportion.Apportion(apportion.Problem{
		Method: "DARTS", Posts: -1, Tier: "THREE", HamiltonBounds: "COOKED", Ties: "LOUDEST", MaxMoves: pointer(math.MaxInt64),
		Groups: []apportion.Group{{Key: "north", Floor: -1}, {Key: "north"}, {Key: "", Cap: pointer(math.MaxInt32 + 1)}},
		Claimants: []apportion.Claimant{
			{Key: "a", Need: -1, Floor: -1, Base: -1, Cap: pointer(-1), Fixed: pointer(-1), Existing: pointer(-1), Protect: "WELL", Group: "south"},
			{Key: "a", Need: math.MaxInt64}, {Key: "", Need: math.MaxInt64, Floor: math.MaxInt64, Existing: pointer(0)},
		},
	})
	var invalid *apportion.InvalidInput
	if !errors.As(err, &invalid) {
		t.Fatalf("got %v", err)
	}
	var paths []string
	for _, e := range invalid.Errors {
		if e.Code != fault.Invalid || e.Message == "" {
			t.Errorf("fault %+v", e)
		}
		paths = append(paths, strings.Join(e.Path, "."))
	}
	slices.Sort(paths)
	want := strings.Fields(`claimants claimants.0.base claimants.0.cap claimants.0.existing claimants.0.fixed claimants.0.floor claimants.0.group
		claimants.0.need claimants.0.protect claimants.1.existing claimants.1.key claimants.2.floor claimants.2.key groups.0.floor groups.1.key
		groups.2.cap groups.2.key hamiltonBounds maxMoves maxMoves method posts tieRule tier`)
	if !slices.Equal(paths, want) {
		t.Errorf("got  %v\nwant %v", paths, want)
	}
	if all, ok := fault.All(err); !ok || len(all) != len(want) {
		t.Errorf("as faults: %v", all)
	}
}

func TestRefusals(t *testing.T) {
	two := decimal.FromInt(2)
	tests := map[string]apportion.Problem{
		"groups.0": {Groups: []apportion.Group{{Key: "g", Floor: 1}}},
		"claimants.0.base": {Claimants: []apportion.Claimant{
			{Key: "a", Need: two, Base: 1, Existing: pointer(1), Protect: apportion.ProtectAsBase}}},
		"claimants.0.key": {Tier: apportion.TwoStage, Groups: []apportion.Group{{Key: "a"}}, Claimants: []apportion.Claimant{{Key: "a", Need: two}}},
		"maxMoves":        {Tier: apportion.Nested, MaxMoves: pointer(1)},
		"claimants":       {Claimants: []apportion.Claimant{{Key: "a", Need: 4_000_000_000_000_000_000}, {Key: "b", Need: 1}}},
	}
	for path, p := range tests {
		_, err := apportion.Apportion(p)
		all, ok := fault.All(err)
		if !ok || len(all) != 1 || strings.Join(all[0].Path, ".") != path {
			t.Errorf("%s: %v", path, err)
		}
		if apportion.Verify(p, make([]int64, len(p.Claimants))) == nil {
			t.Errorf("%s: verified", path)
		}
	}
}

func TestInfeasibleInWords(t *testing.T) {
	tests := map[string]apportion.Problem{
		"the cap of 1 for essex and the floor of 2 for essex cannot hold together": {Posts: 3, Claimants: []apportion.Claimant{
			{Key: "essex", Need: 1, Floor: 2, Cap: pointer(1)}, {Key: "kent", Need: 1}}},
		"the floor of 3 for kent and the 2 posts to give out cannot hold together": {Posts: 2, Claimants: []apportion.Claimant{
			{Key: "essex", Need: 1, Floor: 2}, {Key: "kent", Need: 1, Floor: 3}}},
		"that essex has no need and the 1 post to give out cannot hold together": {Posts: 1, Claimants: []apportion.Claimant{{Key: "essex"}}},
		"the limit of 1 moves and the 3 posts to give out cannot hold together": {Posts: 3, MaxMoves: pointer(1), Claimants: []apportion.Claimant{
			{Key: "essex", Need: 1, Existing: pointer(1)}}},
		"the cap of 2 for the group east and the floor of 3 for the group east cannot hold together": {Posts: 3, Tier: apportion.Nested,
			Groups: []apportion.Group{{Key: "east", Floor: 3, Cap: pointer(2)}}, Claimants: []apportion.Claimant{{Key: "essex", Need: 1, Group: "east"}}},
	}
	for want, p := range tests {
		_, err := apportion.Apportion(p)
		var infeasible *apportion.Infeasible
		if !errors.As(err, &infeasible) || infeasible.Message() != "No allocation is possible: "+want+"." {
			t.Errorf("got %v\nwant %s", err, want)
		}
	}
}
