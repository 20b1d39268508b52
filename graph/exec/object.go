// Package exec is what gqlgen's executor of this schema stands on instead of gqlgen's own functions, where those do more than an answer needs:
// they make a context and a goroutine for what a plain struct tells at once, and prepare for answers in parts, which are not served. The
// generated code is rewritten to call it by cmd/execgen. What it gives, errors and their paths included, is what gqlgen's gives.
package exec

import (
	"context"
	"io"
	"sync"

	"github.com/99designs/gqlgen/graphql"
)

// Object is the answer of an object: a value for each field that was asked for.
type Object struct {
	Values   []graphql.Marshaler
	Invalids uint32 // of them that are null and must not be; it is counted atomically

	fields  []graphql.CollectedField
	delayed []delayed
}

// delayed is a field that is worked out beside others.
type delayed struct {
	i    int
	work func(context.Context) graphql.Marshaler
}

// NewObject gives an object with no values yet.
func NewObject(fields []graphql.CollectedField) *Object {
	return &Object{fields: fields, Values: make([]graphql.Marshaler, len(fields))}
}

// Concurrently has a field worked out by Dispatch, beside the others that are.
func (o *Object) Concurrently(i int, work func(context.Context) graphql.Marshaler) {
	o.delayed = append(o.delayed, delayed{i, work})
}

// Dispatch works out what was put off, each in a goroutine but the first, and waits for all of it.
func (o *Object) Dispatch(ctx context.Context) {
	if len(o.delayed) == 0 {
		return
	}
	var all sync.WaitGroup
	for _, d := range o.delayed[1:] {
		all.Go(func() { o.Values[d.i] = d.work(ctx) })
	}
	o.Values[o.delayed[0].i] = o.delayed[0].work(ctx)
	all.Wait()
}

// MarshalGQL writes the object. A name that two fields answer to is written once.
func (o *Object) MarshalGQL(w io.Writer) {
	write(w, "{")
	first := true
	for i := range o.fields {
		alias := o.fields[i].Alias
		if o.written(i, alias) {
			continue
		}
		if first {
			write(w, `"`)
		} else {
			write(w, `,"`)
		}
		first = false
		write(w, alias) // a name of GraphQL, in which nothing needs an escape
		write(w, `":`)
		o.Values[i].MarshalGQL(w)
	}
	write(w, "}")
}

// written tells whether a field before the i-th has the same name.
func (o *Object) written(i int, alias string) bool {
	for j := range i {
		if o.fields[j].Alias == alias {
			return true
		}
	}
	return false
}

// write writes text; as everywhere in an answer, the writer is a buffer.
func write(w io.Writer, text string) { _, _ = io.WriteString(w, text) }
