package programmetest_test

import (
	"math/rand/v2"
	"testing"

	"waymark/domain/programme/programmetest"
)

func TestRandomGraphsViolateNothing(t *testing.T) {
	for seed := range uint64(300) {
		g := programmetest.Random(rand.New(rand.NewPCG(seed, 1))).Graph(t)
		for _, v := range g.Violations() {
			t.Errorf("seed %d: %s", seed, v)
		}
	}
}
