package document_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"waymark/domain/document"
)

func TestRanksStayInOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	list := document.Ranks(3)
	for range 3_000 {
		i := r.IntN(len(list) + 1)
		low, high := "", ""
		if i > 0 {
			low = list[i-1]
		}
		if i < len(list) {
			high = list[i]
		}
		rank := document.Between(low, high)
		if rank == "" || low != "" && rank <= low || high != "" && rank >= high || rank[len(rank)-1] == '0' {
			t.Fatalf("between %q and %q: %q", low, high, rank)
		}
		list = slices.Insert(list, i, rank)
	}
	if !slices.IsSorted(list) {
		t.Error("not in order")
	}
}

func TestThereIsRoomForHundredsAtOnePlace(t *testing.T) {
	for name, step := range map[string]func(low, high, rank string) (string, string){
		"after":  func(_, high, rank string) (string, string) { return rank, high },
		"before": func(low, _, rank string) (string, string) { return low, rank },
	} {
		low, high, n := "1", "2", 0
		for rank := document.Between(low, high); rank != ""; rank = document.Between(low, high) {
			low, high = step(low, high, rank)
			n++
		}
		if n < 200 {
			t.Errorf("%s: room for %d", name, n)
		}
	}
}

func TestWhatHasNoRoom(t *testing.T) {
	for _, c := range [][2]string{{"b", "a"}, {"a", "a"}, {"A", "b"}, {"a", "a0"}} {
		if rank := document.Between(c[0], c[1]); rank != "" {
			t.Errorf("between %q: %q", c, rank)
		}
	}
	if got := fmt.Sprintln(document.Last(nil), document.Last([]string{"3", "7y", "5"}), document.Last([]string{"zz"})); got != "1 7z zz1\n" {
		t.Errorf("last: %s", got)
	}
}
