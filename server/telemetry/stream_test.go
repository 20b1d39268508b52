package telemetry_test

import (
	"context"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"waymark/server/telemetry"
)

// ticking is a schema whose subscription answers until its channel is closed.
type ticking struct {
	parsed *ast.Schema
	ticks  chan string
}

func (s ticking) Schema() *ast.Schema { return s.parsed }

func (s ticking) Complexity(context.Context, string, string, int, map[string]any) (int, bool) {
	return 0, false
}

func (s ticking) Exec(context.Context) graphql.ResponseHandler {
	return func(context.Context) *graphql.Response {
		tick, more := <-s.ticks
		if !more {
			return nil
		}
		return &graphql.Response{Data: []byte(`{"tick":"` + tick + `"}`)}
	}
}

// A subscription is running from its first answer to its end, and is counted once, whether it ends by itself or is left.
func TestSubscriptions(t *testing.T) {
	for name, left := range map[string]bool{"ends": false, "is left": true} {
		t.Run(name, func(t *testing.T) {
			s := ticking{gqlparser.MustLoadSchema(&ast.Source{Input: `type Query { today: String } type Subscription { tick: String }`}), make(chan string, 2)}
			h := &house{instruments: telemetry.New(telemetry.Config{})}
			exec := h.instruments.Executor(executor.New(s))
			ctx, leave := context.WithCancel(graphql.StartOperationTrace(t.Context()))
			defer leave()
			op, errs := exec.CreateOperationContext(ctx, &graphql.RawParams{Query: `subscription { tick }`})
			if errs != nil {
				t.Fatal(errs)
			}
			next, ctx := exec.DispatchOperation(ctx, op)
			s.ticks <- "1"
			s.ticks <- "2"
			for range 2 {
				if res := next(ctx); res == nil {
					t.Fatal("no answer")
				}
			}
			if text := h.scrape(t); !strings.Contains(text, `waymark_operations_running{type="subscription"} 1`) || strings.Contains(text, `waymark_operations_total{`) {
				t.Errorf("while it runs:\n%s", text)
			}
			if left {
				leave()
			} else {
				close(s.ticks)
				next(ctx)
			}
			const counted = `waymark_operations_total{operation="other",outcome="ok",type="subscription"} 1`
			text := h.scrape(t)
			for left && !strings.Contains(text, counted) { // it is told in its own time
				text = h.scrape(t)
			}
			if !strings.Contains(text, counted) || !strings.Contains(text, `waymark_operations_running{type="subscription"} 0`) {
				t.Errorf("afterwards:\n%s", text)
			}
		})
	}
}
