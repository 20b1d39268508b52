package graph

import (
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
)

func TestDocuments(t *testing.T) {
	ctx := t.Context()
	d := documents{newMemory[*ast.QueryDocument](2, 100, 10)}
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

// TestMemoryIsBounded holds that all texts together stay within their bytes, whatever is put in again or thrown out.
func TestMemoryIsBounded(t *testing.T) {
	m := newMemory[int](100, 50, 40)
	for i, key := range []string{"a", "b", "a", "c", "d", "a", "e"} {
		m.put(key, 20, i)
		total := 0
		for _, r := range m.lru.Values() {
			total += r.bytes
		}
		if total > 50 || total != m.bytes {
			t.Fatalf("after %d: %d bytes are kept and %d counted", i, total, m.bytes)
		}
		if got, ok := m.get(key); !ok || got != i {
			t.Errorf("%s is %d, %t", key, got, ok)
		}
	}
	if _, ok := m.get("d"); ok || m.lru.Len() != 2 {
		t.Errorf("%v are kept", m.lru.Keys())
	}
}
