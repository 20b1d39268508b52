package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2/ast"
)

// documents remembers parsed and validated documents: the most recently used, and none that is so large that a few clients
// could fill the memory with theirs. It is safe for concurrent use.
type documents struct {
	*lru.LRU[*ast.QueryDocument]
	longest int // bytes of one document
}

func newDocuments(most, longest int) documents {
	return documents{lru.New[*ast.QueryDocument](most), longest}
}

// Add remembers the parsed form of a text, unless the text is too long.
func (d documents) Add(ctx context.Context, text string, parsed *ast.QueryDocument) {
	if len(text) <= d.longest {
		d.LRU.Add(ctx, text, parsed)
	}
}
