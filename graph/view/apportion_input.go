package view

import (
	"encoding/json"
	"fmt"
	"io"
	"math"

	"github.com/99designs/gqlgen/graphql"

	"waymark/domain/apportion"
	"waymark/domain/decimal"
	"waymark/domain/fault"
)

// MaxClaimants is how many claimants a problem may have, and how many groups.
const MaxClaimants = 20_000

// ApportionInput is a problem as a client puts it, and what of it could not be read. It reads itself, in one pass: by the
// generated code every field of every claimant would cost a context of its own.
type ApportionInput struct {
	apportion.Problem
	LotSeed int64 // as the API knows it
	faults  fault.List
}

// UnmarshalGQL reads the input. A value that is of the right type and out of bounds is no error: it is kept, to be told
// with all else that is wrong.
func (in *ApportionInput) UnmarshalGQL(v any) error {
	m, ok := v.(map[string]any)
	if !ok {
		return fault.New(fault.Invalid, "", "an apportionment is an object")
	}
	p := &in.Problem
	*p = apportion.Problem{
		Method:         apportion.Method(name(m["method"])),
		Posts:          in.posts(m["posts"], at("posts")),
		Tier:           apportion.Tier(name(m["tier"])),
		HamiltonBounds: apportion.HamiltonBounds(name(m["hamiltonBounds"])),
		Ties:           apportion.TieRule(name(m["tieRule"])),
		MaxMoves:       in.some(m["maxMoves"], at("maxMoves")),
	}
	if seed := m["lotSeed"]; seed != nil {
		in.LotSeed = in.whole(seed, at("lotSeed"), "a seed")
		p.LotSeed = uint64(in.LotSeed)
	} else if p.Ties == apportion.SeededLot {
		in.faults.Add("lotSeed", "a lot is drawn from a seed; it is missing")
	}
	if groups := in.list(m["groups"], "groups"); len(groups) > 0 {
		p.Groups = make([]apportion.Group, len(groups))
		for i, g := range groups {
			m, _ := g.(map[string]any)
			where := func(field string) func() string {
				return func() string { return fmt.Sprintf("groups.%d.%s", i, field) }
			}
			p.Groups[i] = apportion.Group{Key: name(m["key"]), Floor: in.posts(m["floor"], where("floor")), Cap: in.some(m["cap"], where("cap"))}
		}
	}
	claimants := in.list(m["claimants"], "claimants")
	p.Claimants = make([]apportion.Claimant, len(claimants))
	var existing int64
	for i, c := range claimants {
		m, _ := c.(map[string]any)
		p.Claimants[i] = in.claimant(i, m)
		if e := p.Claimants[i].Existing; e != nil {
			existing += max(0, *e)
		}
	}
	if existing > apportion.MaxPosts {
		in.faults.Add("claimants", "the existing posts add up to at most %d", apportion.MaxPosts)
	}
	return nil
}

// MarshalGQL is not for use: an input is never an answer.
func (*ApportionInput) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, "null") }

func (in *ApportionInput) claimant(i int, m map[string]any) apportion.Claimant {
	var c apportion.Claimant
	for field, v := range m {
		if v == nil {
			continue
		}
		where := func() string { return fmt.Sprintf("claimants.%d.%s", i, field) }
		switch field {
		case "key":
			c.Key = name(v)
		case "need":
			c.Need = in.need(v, where)
		case "floor":
			c.Floor = in.posts(v, where)
		case "cap":
			c.Cap = in.some(v, where)
		case "fixed":
			c.Fixed = in.some(v, where)
		case "base":
			c.Base = in.posts(v, where)
		case "existing":
			c.Existing = in.some(v, where)
		case "protect":
			c.Protect = apportion.Protection(name(v))
		case "group":
			c.Group = name(v)
		}
	}
	return c
}

// list reads a list that is not too long to be looked at.
func (in *ApportionInput) list(v any, field string) []any {
	list := graphql.CoerceList(v)
	if len(list) > MaxClaimants {
		in.faults.Add(field, "there may be at most %d of them, not %d", MaxClaimants, len(list))
		return nil
	}
	return list
}

// need reads a decimal.
func (in *ApportionInput) need(v any, where func() string) decimal.Decimal {
	s, ok := v.(string)
	if !ok {
		in.faults.Add(where(), "a decimal is a string, such as \"0.5\", so that it stays exact")
		return 0
	}
	d, err := decimal.Parse(s)
	if err != nil {
		in.faults.Add(where(), "%s", err)
	}
	return d
}

// posts reads a number of posts; what is left out is 0.
func (in *ApportionInput) posts(v any, where func() string) int64 {
	return in.whole(v, where, "a number of posts")
}

// some reads a number of posts that may be left out.
func (in *ApportionInput) some(v any, where func() string) *int64 {
	if v == nil {
		return nil
	}
	n := in.posts(v, where)
	return &n
}

func (in *ApportionInput) whole(v any, where func() string, what string) int64 {
	n, ok := int64(0), true
	switch v := v.(type) {
	case nil:
		return 0
	case int64:
		n = v
	case int:
		n = int64(v)
	case json.Number:
		var err error
		n, err = v.Int64()
		ok = err == nil
	default:
		ok = false
	}
	if !ok || n < 0 || n > math.MaxInt32 {
		in.faults.Add(where(), "%s lies between 0 and %d", what, math.MaxInt32)
		return 0
	}
	return n
}

// name reads a text or the name of an enum's value; nil is empty.
func name(v any) string {
	if s, ok := v.(string); ok {
		return s
	}
	s, _ := graphql.UnmarshalString(v) // gqlparser lets numbers pass for texts
	return s
}

func at(path string) func() string { return func() string { return path } }
