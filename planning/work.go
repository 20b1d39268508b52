package planning

import (
	"context"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"waymark/domain/access"
	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/fault"
	"waymark/domain/plan"
	"waymark/domain/programme"
	"waymark/store"
)

// work is what a use case decides with: the programme as it is, and the transaction to write in.
type work struct {
	tx     *store.Tx
	g      *programme.Graph
	rights *access.Rights
	action access.Action
	asked  bool          // whether the rights have been asked where the action is to happen
	now    calendar.Date // the real day
	faults fault.List
	coded  map[string]bool // codes of posts that the use case has given already
	made   *plan.Document  // what has become of the one plan that is changed, when the use case knows all of it
}

// allowed asks whether the viewer may do the action in one of the places; without places, whether somewhere. A use case that makes
// something new asks before it says anything else; of what is changed it has been asked already.
func (w *work) allowed(places ...programme.Node) error {
	w.asked = true
	if len(places) == 0 {
		return w.rights.May(w.action, nil)
	}
	var refused error
	for _, p := range places {
		if refused = w.rights.May(w.action, p); refused == nil {
			return nil
		}
	}
	return refused
}

// bad notes that an input field breaks a rule. The use case goes on, so that all that is wrong is said at once.
func (w *work) bad(field, rule string, args ...any) { w.faults.Add("input."+field, rule, args...) }

// refused gives everything that has been noted, or nil.
func (w *work) refused() error { return w.faults.Err() }

// subject finds what a mutation is about. It is NOT_FOUND when there is none, and CONFLICT when it has changed since it was read.
func subject[T programme.Node](w *work, id string, expectedVersion int) (T, error) {
	return versioned[T](w, id, "input.expectedVersion", expectedVersion)
}

func versioned[T programme.Node](w *work, id, field string, expectedVersion int) (T, error) {
	found, ok := programme.Lookup[T](w.g, id)
	if !ok {
		return found, fault.New(fault.NotFound, "id", "there is nothing with this id")
	}
	if v := found.Identity().Version; v != expectedVersion {
		return found, fault.New(fault.Conflict, field, "it has changed: you read version %d and it is now at version %d", expectedVersion, v)
	}
	return found, nil
}

// reference finds what an input field points to and notes when there is none.
func reference[T programme.Node](w *work, field, id, what string) T {
	found, ok := programme.Lookup[T](w.g, id)
	if !ok {
		w.bad(field, "there is no %s with this id", what)
	}
	return found
}

// insert writes new records.
func (w *work) insert(ctx context.Context, r programme.Records) error { return w.tx.Insert(ctx, r) }

// text checks a line of text that somebody wrote: of some length, without control characters, not only spaces.
func (w *work) text(field, value string, least, most int) string {
	value = strings.TrimSpace(value)
	switch n := utf8.RuneCountInString(value); {
	case !utf8.ValidString(value) || strings.ContainsFunc(value, unicode.IsControl):
		w.bad(field, "it is one line of text without control characters")
	case n < least || n > most:
		if least == 0 {
			w.bad(field, "it has at most %d characters, not %d", most, n)
		} else {
			w.bad(field, "it has %d to %d characters, not %d", least, most, n)
		}
	}
	return value
}

// prose checks a text of several lines that somebody wrote: of some length, without control characters but ends of lines and tabs.
func (w *work) prose(field, value string, least, most int) string {
	value = strings.TrimSpace(value)
	control := func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' && r != '\r' }
	switch n := utf8.RuneCountInString(value); {
	case !utf8.ValidString(value) || strings.ContainsFunc(value, control):
		w.bad(field, "it is text without control characters but ends of lines and tabs")
	case n < least || n > most:
		w.bad(field, "it has %d to %d characters, not %d", least, most, n)
	}
	return value
}

func (w *work) optionalText(field string, value *string, most int) string {
	if value == nil {
		return ""
	}
	return w.text(field, *value, 0, most)
}

var (
	slug   = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	label  = regexp.MustCompile(`^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$`)
	symbol = regexp.MustCompile(`^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$`)
)

// maxCode is the length of the longest code.
const maxCode = 64

// code checks a code against its form and, with taken, that nothing has it yet.
func (w *work) code(field, value string, form *regexp.Regexp, taken bool) {
	switch {
	case len(value) > maxCode || !form.MatchString(value):
		w.bad(field, "a code has at most %d characters and the form %s", maxCode, form)
	case taken:
		w.bad(field, "the code %s is taken", value)
	}
}

// fraction checks a full-time equivalent or a share: above 0, at most 1.
func (w *work) fraction(field, what string, value decimal.Decimal) {
	if value <= decimal.Zero || value > decimal.One {
		w.bad(field, "a %s is above 0 and at most 1, not %s", what, value)
	}
}

// span makes a period of two input fields and notes an end that is not after the start.
func (w *work) span(toField string, from calendar.Date, to *calendar.Date) calendar.Period {
	p := calendar.Period{From: from, To: to}
	if p.Empty() {
		w.bad(toField, "the end, %s, is not after the start, %s", to, from)
	}
	return p
}

// inside notes a period that is not wholly within another: that of what it hangs on.
func (w *work) inside(field, what string, p calendar.Period, owner string, around calendar.Period) {
	if !p.Empty() && !p.Within(around) {
		w.bad(field, "%s, %s, lies outside the life of %s, %s", what, p, owner, around)
	}
}

// on notes a day on which something does not exist.
func (w *work) on(field, what string, day calendar.Date, around calendar.Period) {
	if !around.Contains(day) {
		w.bad(field, "%s is not a day of %s, %s", day, what, around)
	}
}
