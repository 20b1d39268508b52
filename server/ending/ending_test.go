package ending_test

import (
	"context"
	"errors"
	"testing"

	"waymark/server/ending"
)

func TestTheFirstWordCounts(t *testing.T) {
	first := errors.New("first")
	ctx := ending.With(t.Context())
	if err := ending.Of(ctx); err != nil {
		t.Errorf("nobody said anything, got %v", err)
	}
	below, cancel := context.WithCancel(ctx)
	cancel()
	ending.Because(below, first)
	ending.Because(ctx, errors.New("second"))
	if err := ending.Of(ctx); !errors.Is(err, first) {
		t.Errorf("got %v", err)
	}
	if err := ending.Of(ending.With(ctx)); err != nil {
		t.Errorf("another stream knows of it: %v", err)
	}
}

func TestWithoutAStreamAWordIsLost(t *testing.T) {
	ending.Because(t.Context(), errors.New("lost"))
	if err := ending.Of(t.Context()); err != nil {
		t.Errorf("got %v", err)
	}
}
