package scalar

import (
	"encoding/json"
	"io"
	"math"
	"strconv"

	"github.com/99designs/gqlgen/graphql"

	"waymark/domain/fault"
)

// MarshalInt writes a whole number.
func MarshalInt(n int) graphql.Marshaler {
	return graphql.WriterFunc(func(w io.Writer) { _, _ = io.WriteString(w, strconv.Itoa(n)) })
}

// UnmarshalInt reads a whole number that fits 32 bits, as GraphQL has it; anything else is INVALID.
func UnmarshalInt(v any) (int, error) {
	var n int64
	var err error
	switch v := v.(type) {
	case int:
		n = int64(v)
	case int64:
		n = v
	case json.Number:
		n, err = v.Int64()
	default:
		return 0, fault.New(fault.Invalid, "", "an integer is written with digits and nothing else")
	}
	if err != nil || n < math.MinInt32 || n > math.MaxInt32 {
		return 0, fault.New(fault.Invalid, "", "an integer lies between %d and %d, not %.32v", math.MinInt32, math.MaxInt32, v)
	}
	return int(n), nil
}

// MarshalInt64 writes a whole number that is known to fit 32 bits.
func MarshalInt64(n int64) graphql.Marshaler {
	return graphql.WriterFunc(func(w io.Writer) { _, _ = io.WriteString(w, strconv.FormatInt(n, 10)) })
}

// UnmarshalInt64 is UnmarshalInt for a wider type.
func UnmarshalInt64(v any) (int64, error) {
	n, err := UnmarshalInt(v)
	return int64(n), err
}
