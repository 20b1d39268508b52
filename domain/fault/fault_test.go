package fault_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"waymark/domain/fault"
)

func TestErrorSaysWhatAndWhere(t *testing.T) {
	tests := map[string]*fault.Error{
		"NOT_FOUND: there is no post":              fault.New(fault.NotFound, "", "there is no %s", "post"),
		"INVALID: input.from: it is before 1900":   fault.New(fault.Invalid, "input.from", "it is before %d", 1900),
		"CONFLICT: input: 100% of it is held by A": fault.New(fault.Conflict, "input", "%s", "100% of it is held by A"),
	}
	for want, err := range tests {
		if err.Error() != want {
			t.Errorf("got %q, want %q", err, want)
		}
	}
	if path := fault.New(fault.Invalid, "", "x").Path; path != nil {
		t.Errorf("a fault about the whole has the path %q", path)
	}
}

func TestListIsAnErrorWhenSomethingIsInIt(t *testing.T) {
	var list fault.List
	if err := list.Err(); err != nil {
		t.Errorf("an empty list is the error %v", err)
	}
	list.Add("input.a", "a rule")
	list.Add("input.b", "another")
	err := list.Err()
	if err == nil || err.Error() != "INVALID: input.a: a rule; INVALID: input.b: another" {
		t.Errorf("got %v", err)
	}
}

// However deep a fault lies in an error, it is found, and nothing else is taken for one.
func TestAll(t *testing.T) {
	one := fault.New(fault.Conflict, "", "changed")
	list := fault.List{one, fault.New(fault.Invalid, "input.x", "wrong")}
	tests := []struct {
		err  error
		want int
	}{
		{one, 1},
		{list, 2},
		{fmt.Errorf("fill post: %w", one), 1},
		{fmt.Errorf("fill post: %w", list.Err()), 2},
		{errors.Join(errors.New("roll back: gone"), one), 1},
		{fmt.Errorf("%w (%w)", one, errors.New("pq: secret")), 1},
		{errors.New("pq: secret"), 0},
		{nil, 0},
	}
	for _, tt := range tests {
		found, ok := fault.All(tt.err)
		if len(found) != tt.want || ok != (tt.want > 0) {
			t.Errorf("%v: found %v, %t", tt.err, found, ok)
		}
		if strings.Contains(found.Error(), "secret") {
			t.Errorf("%v: a cause got out: %v", tt.err, found)
		}
	}
}

func TestRefusalsAreWhatACallerCanActOn(t *testing.T) {
	for code, want := range map[fault.Code]bool{
		fault.Invalid: true, fault.Conflict: true, fault.IllegalTransition: true, fault.Infeasible: true,
		fault.Cancelled:       true,
		fault.Unauthenticated: false, fault.Forbidden: false, fault.NotFound: false, fault.Limited: false,
		fault.Unavailable: false, fault.Internal: false, "": false, "SOMETHING": false,
	} {
		if code.Refusal() != want {
			t.Errorf("%s: %t", code, code.Refusal())
		}
	}
}
