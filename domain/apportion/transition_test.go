package apportion_test

import (
	"testing"

	"waymark/domain/apportion"
)

func TestTransition(t *testing.T) {
	has := func(n int64) *int64 { return &n }
	p := apportion.Problem{Posts: 6, Claimants: []apportion.Claimant{
		{Key: "a", Need: dec("40"), Existing: has(1)}, {Key: "b", Need: dec("10"), Existing: has(4)}, {Key: "c", Need: dec("10"), Existing: has(0)},
	}}
	a, err := apportion.Apportion(p)
	if err != nil {
		t.Fatal(err)
	}
	got, err := a.AgainstExisting().Transition(12_000_00, 7_500_50) // 4, 1 and 1: four more and three fewer
	if err != nil || *got != (apportion.Transition{Opened: 4, Closed: 3, Pence: 4*12_000_00 + 3*7_500_50}) {
		t.Errorf("got %+v, %v", got, err)
	}
	most, err := apportion.NewTransition(apportion.MaxPosts, apportion.MaxPosts, apportion.MaxTransitionPence, apportion.MaxTransitionPence)
	if err != nil || most.Pence != 2*apportion.MaxPosts*apportion.MaxTransitionPence {
		t.Errorf("got %+v, %v", most, err)
	}
	if _, err := apportion.NewTransition(1, 1, -1, apportion.MaxTransitionPence+1); err == nil || err.Error() != "INVALID: opening: a post costs from 0 to 1000000000 pence, not -1; INVALID: closing: a post costs from 0 to 1000000000 pence, not 1000000001" {
		t.Errorf("got %v", err)
	}
}
