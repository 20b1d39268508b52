package apportion

import (
	"fmt"
	"strings"

	"waymark/domain/decimal"
)

// Explanation is everything that a claimant's share hangs on. Sentence says it in words; every number in it is a field.
type Explanation struct {
	Key         string
	Posts       int64
	Measure     string
	Need        decimal.Decimal
	Quota       Quota
	QuotaPosts  int64 // the posts at which the quota is reckoned: all
	Binding     Binding
	Bound       *Constraint      // the constraint that binds, if it is the claimant's own
	GainAt      *decimal.Decimal // the need that would win one post more, and how much more that is; nil if none would
	GainBy      *decimal.Decimal
	LoseAt      *decimal.Decimal // the need that would lose one, and how much less that is
	LoseBy      *decimal.Decimal
	LastPost    string // who got the last post: the one that would go first if there were one fewer; empty if there is none
	NextPost    string // who would get one post more
	Contested   int64  // posts in a tie that the claimant takes part in
	ContestedBy []string
	Sentence    string
}

// Explain explains the share of the claimant at a position. measure is what the need is called, such as "claiming need"; name
// gives what a key is called, nil for the key itself.
func (a *Apportionment) Explain(i int, measure string, name func(key string) string) *Explanation {
	if name == nil {
		name = func(key string) string { return key }
	}
	s, c := &a.Shares[i], &a.Problem.Claimants[i]
	e := &Explanation{
		Key: s.Key, Posts: s.Posts, Measure: measure, Need: c.Need, Quota: s.Quota, QuotaPosts: a.Problem.Posts, Binding: s.Binding,
	}
	if at, ok := a.GainThreshold(i); ok {
		by := at - c.Need
		e.GainAt, e.GainBy = &at, &by
	}
	if at, ok := a.LoseThreshold(i); ok {
		by := c.Need - at
		e.LoseAt, e.LoseBy = &at, &by
	}
	if last := a.FirstToLose(1); len(last) > 0 {
		e.LastPost = last[0].Key
	}
	if next := a.NextInLine(1); len(next) > 0 {
		e.NextPost = next[0].Key
	}
	switch l := limitsOf(c); s.Binding {
	case BindingMin:
		bound := l.below(c)
		e.Bound = &bound
	case BindingMax, BindingFixed:
		bound := l.above(c)
		e.Bound = &bound
	}
	for _, t := range a.Ties {
		for _, key := range t.Among {
			if key == s.Key && !t.Groups {
				e.Contested, e.ContestedBy = t.Posts, t.Among
			}
		}
	}
	e.Sentence = e.sentences(name)
	return e
}

// sentences writes the explanation out.
func (e *Explanation) sentences(name func(string) string) string {
	var b strings.Builder
	if e.Posts == 0 {
		fmt.Fprintf(&b, "%s gets none.", name(e.Key))
	} else {
		fmt.Fprintf(&b, "%s gets %s.", name(e.Key), grouped(e.Posts))
	}
	fmt.Fprintf(&b, " Its %s, %s, is %s posts' worth at %s.", e.Measure, amount(e.Need), places(e.Quota.Number(), 2), posts(e.QuotaPosts))
	switch e.Binding {
	case BindingMin:
		fmt.Fprintf(&b, " By need alone it would have fewer; %s secures it.", e.own())
	case BindingMax:
		fmt.Fprintf(&b, " By need alone it would have more; %s holds it back.", e.own())
	case BindingFixed:
		b.WriteString(" Its number is fixed, and need has no say in it.")
	case BindingRegion:
		b.WriteString(" A bound on its group decides.")
	}
	if e.Contested > 0 {
		others := make([]string, 0, len(e.ContestedBy))
		for _, key := range e.ContestedBy {
			if key != e.Key {
				others = append(others, name(key))
			}
		}
		fmt.Fprintf(&b, " It has exactly the same right to %s as %s.", contestedPosts(e.Contested), some(others))
	}
	switch {
	case e.GainAt != nil:
		fmt.Fprintf(&b, " It would get %s at %s (+%s)", ordinal(e.Posts+1), amount(*e.GainAt), amount(*e.GainBy))
		switch e.LastPost {
		case "":
			b.WriteString(".")
		case e.Key:
			b.WriteString("; the last post is its own.")
		default:
			fmt.Fprintf(&b, "; the last post went to %s.", name(e.LastPost))
		}
	case e.LastPost != "" && e.LastPost != e.Key:
		fmt.Fprintf(&b, " The last post went to %s.", name(e.LastPost))
	}
	return b.String()
}

// own names the claimant's bound as its own: "its floor of 1".
func (e *Explanation) own() string {
	switch e.Bound.Kind {
	case FloorSet:
		return "its floor of " + grouped(e.Bound.Posts)
	case CapSet:
		return "its cap of " + grouped(e.Bound.Posts)
	case BaseSet:
		return "its base of " + grouped(e.Bound.Posts)
	case ExistingKept:
		return "the protection of its existing " + posts(e.Bound.Posts)
	}
	return "its bound"
}

func contestedPosts(n int64) string {
	if n == 1 {
		return "one post"
	}
	return grouped(n) + " posts"
}
