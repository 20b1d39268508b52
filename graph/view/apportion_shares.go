package view

import (
	"context"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"

	"waymark/domain/decimal"
)

// Shares is the whole list of shares. It writes itself: by the generated code each of ten thousand claimants would cost a
// goroutine, and each of its fields a context.
type Shares struct{ of *Apportionment }

// Shares gives the share of each claimant, in the order of the input.
func (a *Apportionment) Shares() Shares { return Shares{a} }

// UnmarshalGQLContext is not for use: an answer is never an input.
func (*Shares) UnmarshalGQLContext(context.Context, any) error {
	return errors.New("shares are not an input")
}

// valuesAField is how many values of shares are written in the time in which any other field is worked out.
const valuesAField = 10

// MarshalGQLContext writes the fields that are asked for, as the generated code would.
func (s Shares) MarshalGQLContext(ctx context.Context, w io.Writer) error {
	fields := graphql.CollectFields(graphql.GetOperationContext(ctx), graphql.GetFieldContext(ctx).Field.Selections, []string{"ClaimantShare"})
	write := make([]column, len(fields))
	begin := make([]string, len(fields))
	for i, f := range fields {
		var known bool
		if write[i], known = columns[f.Name]; !known {
			return errors.New("a share has no field " + f.Name)
		}
		begin[i] = `,"` + f.Alias + `":`
		if i == 0 {
			begin[i] = begin[i][1:]
		}
	}
	const page = 32 << 10
	text := append(make([]byte, 0, page+1<<10), '[')
	for i := range s.of.Apportionment.Shares {
		if i%valuesAField == 0 {
			if err := s.of.spend(len(fields)); err != nil {
				return err
			}
		}
		if i > 0 {
			text = append(text, ',')
		}
		text = append(text, '{')
		share := s.of.ClaimantShare(i)
		for j := range write {
			text = append(text, begin[j]...)
			var err error
			if text, err = write[j](text, share); err != nil {
				return err
			}
		}
		text = append(text, '}')
		if len(text) >= page {
			if _, err := w.Write(text); err != nil {
				return err
			}
			text = text[:0]
		}
	}
	_, err := w.Write(append(text, ']'))
	return err
}

// column appends one field of a share.
type column func(text []byte, s ClaimantShare) ([]byte, error)

// columns are the fields of ClaimantShare by name.
var columns = map[string]column{
	"__typename": func(t []byte, _ ClaimantShare) ([]byte, error) { return append(t, `"ClaimantShare"`...), nil },
	"key":        func(t []byte, s ClaimantShare) ([]byte, error) { return quote(t, s.Key), nil },
	"group": func(t []byte, s ClaimantShare) ([]byte, error) {
		if s.claimant.Group == "" {
			return append(t, "null"...), nil
		}
		return quote(t, s.claimant.Group), nil
	},
	"need":  func(t []byte, s ClaimantShare) ([]byte, error) { return exact(t, s.Need()), nil },
	"posts": func(t []byte, s ClaimantShare) ([]byte, error) { return strconv.AppendInt(t, s.Posts, 10), nil },
	"quota": func(t []byte, s ClaimantShare) ([]byte, error) { return exact(t, s.Quota()), nil },
	"gainThreshold": func(t []byte, s ClaimantShare) ([]byte, error) {
		need, err := s.GainThreshold()
		return orNull(t, need, exact), err
	},
	"loseThreshold": func(t []byte, s ClaimantShare) ([]byte, error) {
		need, err := s.LoseThreshold()
		return orNull(t, need, exact), err
	},
	"binding":  func(t []byte, s ClaimantShare) ([]byte, error) { return quote(t, string(s.Binding)), nil },
	"existing": func(t []byte, s ClaimantShare) ([]byte, error) { return orNull(t, s.Existing(), whole), nil },
	"change":   func(t []byte, s ClaimantShare) ([]byte, error) { return orNull(t, s.Change(), whole), nil },
}

func orNull[T any](text []byte, value *T, write func([]byte, T) []byte) []byte {
	if value == nil {
		return append(text, "null"...)
	}
	return write(text, *value)
}

func whole(text []byte, n int64) []byte { return strconv.AppendInt(text, n, 10) }

func exact(text []byte, d decimal.Decimal) []byte {
	return append(append(append(text, '"'), d.String()...), '"')
}

// quote appends a text as JSON.
func quote(text []byte, s string) []byte {
	for i := range len(s) {
		if s[i] < ' ' || s[i] == '"' || s[i] == '\\' {
			var escaped strings.Builder
			graphql.MarshalString(s).MarshalGQL(&escaped)
			return append(text, escaped.String()...)
		}
	}
	return append(append(append(text, '"'), s...), '"')
}
