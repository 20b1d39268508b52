package view

import (
	"cmp"
	"encoding/base64"
	"strconv"
	"strings"
	"unicode/utf8"

	"waymark/domain/calendar"
	"waymark/domain/fault"
)

// key is where an entry stands in a list: by number, then by text, and last by what no other entry shares.
type key struct {
	number int64
	text   string
	tie    string
}

// compare is negative, zero or positive as k stands before, on or after other. Descending turns number and text round; ties
// go upwards either way.
func (k key) compare(other key, descending bool) int {
	c := cmp.Or(cmp.Compare(k.number, other.number), strings.Compare(k.text, other.text))
	if descending {
		c = -c
	}
	return cmp.Or(c, strings.Compare(k.tie, other.tie))
}

// dayNumber makes a day something to sort by.
func dayNumber(d calendar.Date) int64 { return int64(d.DaysSince(calendar.Date{})) }

// A cursor is the name of the order and the key, not a number of steps: it stays where it is whatever comes and goes around
// it, and even when its own entry is gone.
const separator = "\x00"

func encodeCursor(order string, k key) string {
	plain := strings.Join([]string{order, strconv.FormatInt(k.number, 36), k.text, k.tie}, separator)
	return base64.RawURLEncoding.EncodeToString([]byte(plain))
}

// decodeCursor reads a cursor of the named order; argument is the name of the argument that carried it.
func decodeCursor(argument, order, cursor string) (key, error) {
	plain, err := base64.RawURLEncoding.DecodeString(cursor)
	parts := strings.Split(string(plain), separator)
	if err != nil || len(parts) != 4 || !utf8.Valid(plain) {
		return key{}, fault.New(fault.Invalid, argument, "%s must be a cursor that this list gave, not %.40q", argument, cursor)
	}
	number, err := strconv.ParseInt(parts[1], 36, 64)
	k := key{number: number, text: parts[2], tie: parts[3]}
	if err != nil || encodeCursor(parts[0], k) != cursor {
		return key{}, fault.New(fault.Invalid, argument, "%s must be a cursor that this list gave, not %.40q", argument, cursor)
	}
	if parts[0] != order {
		return key{}, fault.New(fault.Invalid, argument, "%s is a cursor of a list in another order (%.40q, not %q)", argument, parts[0], order)
	}
	return k, nil
}
