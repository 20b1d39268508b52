package graph

import (
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
)

func TestDocuments(t *testing.T) {
	ctx := t.Context()
	d := newDocuments(2, 10)
	doc := &ast.QueryDocument{}
	has := func(text string) bool { _, ok := d.Get(ctx, text); return ok }

	d.Add(ctx, "{ a }", doc)
	d.Add(ctx, "{ b }", doc)
	if got, ok := d.Get(ctx, "{ a }"); !ok || got != doc {
		t.Error("what was added is not found")
	}
	d.Add(ctx, "{ c }", doc) // b has not been used for longest
	if !has("{ a }") || has("{ b }") || !has("{ c }") {
		t.Error("the wrong one was forgotten")
	}
	d.Add(ctx, strings.Repeat("x", 11), doc)
	if has(strings.Repeat("x", 11)) {
		t.Error("a document above the limit is remembered")
	}
}
