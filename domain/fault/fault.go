// Package fault is the one vocabulary of refusal: what went wrong, in words a caller can act on, and where.
package fault

import (
	"errors"
	"fmt"
	"strings"
)

// Code classifies a refusal. The first five are answers of a mutation (userErrors); the others end a field or a request.
type Code string

// The codes, as the API publishes them.
const (
	Invalid           Code = "INVALID"            // an input breaks a rule
	Conflict          Code = "CONFLICT"           // somebody else changed it first, or the key was used for another input
	IllegalTransition Code = "ILLEGAL_TRANSITION" // the thing is not in a state that allows this
	Infeasible        Code = "INFEASIBLE"         // no answer satisfies all constraints
	Cancelled         Code = "CANCELLED"          // somebody cancelled it while it was computed
	Unauthenticated   Code = "UNAUTHENTICATED"    // nobody has signed in
	Forbidden         Code = "FORBIDDEN"          // may be seen but not done
	NotFound          Code = "NOT_FOUND"          // does not exist, or may not be seen
	Limited           Code = "LIMITED"            // the request is larger than the service allows
	Unavailable       Code = "UNAVAILABLE"        // the service cannot answer now; try again
	Internal          Code = "INTERNAL"           // a defect; the message says nothing of its cause

	// PersistedQueryNotFound asks for the text of an operation that was named by its hash alone.
	PersistedQueryNotFound Code = "PERSISTED_QUERY_NOT_FOUND"
)

// Error is one refusal. Path names the input field it is about, from the mutation's own arguments down. Excess is there when a
// limit is the reason.
type Error struct {
	Code    Code
	Message string
	Path    []string
	Excess  *Excess
}

// Excess tells which limit was passed. Found is 0 where it was not counted to its end.
type Excess struct {
	Limit          string
	Allowed, Found int64
}

func (e *Error) Error() string {
	if len(e.Path) == 0 {
		return fmt.Sprintf("%s: %s", e.Code, e.Message)
	}
	return fmt.Sprintf("%s: %s: %s", e.Code, strings.Join(e.Path, "."), e.Message)
}

// New gives a refusal whose message is a sentence for the caller; path is dotted ("input.from") or empty.
func New(code Code, path, format string, args ...any) *Error {
	e := &Error{Code: code, Message: fmt.Sprintf(format, args...)}
	if path != "" {
		e.Path = strings.Split(path, ".")
	}
	return e
}

// Exceeded gives the refusal of what is larger than a limit allows; what is counted is told in words ("aliases").
func Exceeded(limit string, allowed, found int64, what string) *Error {
	e := New(Limited, "", "at most %d %s are allowed, not %d", allowed, what, found)
	e.Excess = &Excess{Limit: limit, Allowed: allowed, Found: found}
	return e
}

// List is several refusals found in one go; it is an error when it is not empty.
type List []*Error

func (l List) Error() string {
	texts := make([]string, len(l))
	for i, e := range l {
		texts[i] = e.Error()
	}
	return strings.Join(texts, "; ")
}

// Add appends an INVALID refusal about a field.
func (l *List) Add(path, format string, args ...any) {
	*l = append(*l, New(Invalid, path, format, args...))
}

// Err gives the list as an error, or nil if it is empty.
func (l List) Err() error {
	if len(l) == 0 {
		return nil
	}
	return l
}

// All gives every refusal inside an error, and false if the error is of another kind.
func All(err error) (List, bool) {
	var list List
	if errors.As(err, &list) {
		return list, true
	}
	var one *Error
	if errors.As(err, &one) {
		return List{one}, true
	}
	return nil, false
}

// Refusal tells whether a code is one that a mutation answers in its payload.
func (c Code) Refusal() bool {
	switch c {
	case Invalid, Conflict, IllegalTransition, Infeasible, Cancelled:
		return true
	}
	return false
}
