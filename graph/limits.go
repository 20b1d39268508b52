package graph

import (
	"cmp"

	"waymark/domain/fault"
)

// Limits is how large an operation and its answer may be. A field that is zero has its default, which DefaultLimits gives.
// Whatever is larger is LIMITED before it is executed, with the limit, what it allows and what was found in
// extensions { code limit allowed found }. All but the last three are settled before the document is validated: validation
// itself takes time that grows with the square of the fields.
type Limits struct {
	DocumentBytes int // of the text of a document
	Tokens        int // of a document: names, marks, values and comments
	Depth         int // of fields within fields, fragments spread out
	Fields        int // in the operations of a document, fragments spread out
	Aliases       int // in a document, as written
	RootFields    int // of one operation, fragments spread out
	Directives    int // in a document, as written
	Fragments     int // definitions and spreads in a document, inline ones too, as written
	Introspection int // root fields __schema and __type in one operation
	ListLength    int // of every list among arguments and variables
	ValueDepth    int // of lists and objects within each other, in arguments and variables
	Complexity    int // the price of an operation, see price
	AnswerFields  int // in one answer, each counted as often as it occurs
	AnswerErrors  int // told in one answer
}

// DefaultLimits gives what holds where nothing else is configured: some times what the dashboard, GraphiQL's introspection and
// a question about everything at once need, and little enough that no document takes more than some milliseconds to refuse.
func DefaultLimits() Limits {
	return Limits{
		DocumentBytes: 128 << 10,
		Tokens:        1_500,
		Depth:         20,
		Fields:        500,
		Aliases:       50,
		RootFields:    50,
		Directives:    50,
		Fragments:     100,
		Introspection: 2,
		ListLength:    500,
		ValueDepth:    10,
		Complexity:    200_000_000,
		AnswerFields:  100_000,
		AnswerErrors:  20,
	}
}

func (l Limits) withDefaults() Limits {
	d := DefaultLimits()
	return Limits{
		DocumentBytes: cmp.Or(l.DocumentBytes, d.DocumentBytes),
		Tokens:        cmp.Or(l.Tokens, d.Tokens),
		Depth:         cmp.Or(l.Depth, d.Depth),
		Fields:        cmp.Or(l.Fields, d.Fields),
		Aliases:       cmp.Or(l.Aliases, d.Aliases),
		RootFields:    cmp.Or(l.RootFields, d.RootFields),
		Directives:    cmp.Or(l.Directives, d.Directives),
		Fragments:     cmp.Or(l.Fragments, d.Fragments),
		Introspection: cmp.Or(l.Introspection, d.Introspection),
		ListLength:    cmp.Or(l.ListLength, d.ListLength),
		ValueDepth:    cmp.Or(l.ValueDepth, d.ValueDepth),
		Complexity:    cmp.Or(l.Complexity, d.Complexity),
		AnswerFields:  cmp.Or(l.AnswerFields, d.AnswerFields),
		AnswerErrors:  cmp.Or(l.AnswerErrors, d.AnswerErrors),
	}
}

// count is one thing counted, and how many of it may be.
type count struct {
	limit          string
	allowed, found int
	what           string
}

// within refuses the first count that is above its limit.
func within(counts ...count) error {
	for _, c := range counts {
		if c.found > c.allowed {
			return fault.Exceeded(c.limit, int64(c.allowed), int64(c.found), c.what)
		}
	}
	return nil
}
