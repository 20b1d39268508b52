package figure_test

import (
	"testing"

	"waymark/domain/figure"
)

func TestVersions(t *testing.T) {
	key := figure.Key{IndicatorID: "ind_a", Period: figure.YearFrom(2008)}
	other := figure.Key{IndicatorID: "ind_a", Period: figure.YearFrom(2008), Breakdown: "SEX=FEMALE"}
	all := []*figure.Figure{
		{ID: 4, Key: key, BatchID: "third"}, {ID: 1, Key: key, BatchID: "first"}, {ID: 2, Key: other, BatchID: "first"},
		{ID: 3, Key: key, BatchID: "reversed"}, {ID: 5, Key: key, BatchID: "fourth"},
	}
	numbers := map[string]int64{"first": 1, "third": 3, "fourth": 4}
	versions := figure.Versions(all, func(id string) (int64, bool) {
		n, ok := numbers[id]
		return n, ok
	})
	if len(versions) != 4 {
		t.Fatalf("got %d versions", len(versions))
	}
	third, first, alone, fourth := versions[0], versions[1], versions[2], versions[3]
	if third.ID != 4 || first.ID != 1 || alone.ID != 2 || fourth.ID != 5 {
		t.Errorf("the order is not the one given: %d, %d, %d, %d", third.ID, first.ID, alone.ID, fourth.ID)
	}
	if first.Later != third || third.Later != fourth || !fourth.Holds() || fourth.Earlier != third || third.Earlier != first || first.Earlier != nil {
		t.Error("the versions of a key are not joined by their batches")
	}
	if !alone.Holds() || alone.Earlier != nil {
		t.Error("a figure alone with its key has others before or after it")
	}
}
