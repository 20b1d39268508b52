package graph

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"waymark/domain/fault"
	"waymark/server/requestid"
)

func TestPresent(t *testing.T) {
	secret := errors.New("pq: duplicate key in secret_table")
	tests := map[string]struct {
		err     error
		code    fault.Code
		field   any
		message string
		logged  bool
	}{
		"fault":            {fault.New(fault.NotFound, "", "there is no such post"), fault.NotFound, nil, "there is no such post", false},
		"fault of a field": {fault.New(fault.Invalid, "input.to", "to is before from"), fault.Invalid, "input.to", "to is before from", false},
		"wrapped fault":    {fmt.Errorf("read: %w", fault.New(fault.Limited, "", "too much")), fault.Limited, nil, "too much", false},
		"several faults": {fault.List{fault.New(fault.Invalid, "a", "one"), fault.New(fault.Invalid, "b", "two")},
			fault.Invalid, "a", "one; two", false},
		"on a path":      {gqlerror.WrapPath(nil, fault.New(fault.Forbidden, "", "not for you")), fault.Forbidden, nil, "not for you", false},
		"deadline":       {fmt.Errorf("query: %w", context.DeadlineExceeded), fault.Unavailable, nil, "no time left", false},
		"abandoned":      {context.Canceled, fault.Unavailable, nil, "no time left", false},
		"unknown":        {secret, fault.Internal, nil, "the service failed", true},
		"internal fault": {fault.New(fault.Internal, "", "secret_table"), fault.Internal, nil, "the service failed", true},
		"unmade promise": {gqlerror.Errorf("the requested element is null which the schema does not allow"), fault.Internal, nil, "the service failed", true},
		"panic":          {recovered(t.Context(), "secret_table"), fault.Internal, nil, "the service failed", true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var log bytes.Buffer
			p := presenter{slog.New(slog.NewTextHandler(&log, nil)), nobody}
			got := p.present(requestid.With(t.Context(), "REQUEST1"), tt.err)
			if got.Extensions["code"] != string(tt.code) || got.Extensions["field"] != tt.field || !strings.Contains(got.Message, tt.message) {
				t.Errorf("got %q, %v", got.Message, got.Extensions)
			}
			if strings.Contains(got.Message, "secret") {
				t.Errorf("told the cause: %q", got.Message)
			}
			if logged := strings.Contains(log.String(), "REQUEST1"); logged != tt.logged {
				t.Errorf("logged: %s", log.String())
			}
			if (got.Extensions["requestId"] == "REQUEST1") != tt.logged {
				t.Errorf("request id: %v", got.Extensions["requestId"])
			}
		})
	}
}

func TestRefusals(t *testing.T) {
	invalid, conflict, missing := fault.New(fault.Invalid, "input.to", "late"), fault.New(fault.Conflict, "", "changed"), fault.New(fault.NotFound, "", "gone")
	tests := map[string]struct {
		err  error
		want int // refusals; 0: not an answer of the payload
	}{
		"none":           {nil, 0},
		"one":            {conflict, 1},
		"several":        {fmt.Errorf("change: %w", fault.List{invalid, conflict}), 2},
		"not found":      {missing, 0},
		"one is no such": {fault.List{invalid, missing}, 0},
		"unknown":        {errors.New("disk full"), 0},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got, ok := refusals(tt.err); ok != (tt.want > 0) || ok && len(got) != tt.want {
				t.Errorf("got %v, %v", got, ok)
			}
		})
	}
}
