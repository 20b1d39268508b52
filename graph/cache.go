package graph

import (
	"context"
	"sync"

	"github.com/hashicorp/golang-lru/v2/simplelru"
	"github.com/vektah/gqlparser/v2/ast"
)

// What is remembered of documents. The parsed form of a text takes up to a hundred times its bytes.
const (
	cachedDocuments = 1_000
	cachedBytes     = 1 << 20 // of all texts together
	cachedLongest   = 8 << 10 // bytes of one text
)

// memory remembers what belongs to texts: the most recently used, so many and so many bytes of text at most, and none that is
// so long that a few clients could fill it with theirs. It is safe for concurrent use.
type memory[V any] struct {
	mutex         sync.Mutex
	lru           *simplelru.LRU[string, remembered[V]]
	bytes         int
	most, longest int
}

type remembered[V any] struct {
	value V
	bytes int
}

func newMemory[V any](entries, bytes, longest int) *memory[V] {
	m := &memory[V]{most: bytes, longest: longest}
	lru, err := simplelru.NewLRU(entries, func(_ string, gone remembered[V]) { m.bytes -= gone.bytes })
	if err != nil {
		panic(err) // entries is a constant above 0
	}
	m.lru = lru
	return m
}

// get gives what is remembered under a key.
func (m *memory[V]) get(key string) (V, bool) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	r, ok := m.lru.Get(key)
	return r.value, ok
}

// put remembers a value that belongs to a text of so many bytes, unless the text is too long.
func (m *memory[V]) put(key string, bytes int, value V) {
	if bytes > m.longest {
		return
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.lru.Remove(key)
	m.lru.Add(key, remembered[V]{value, bytes})
	m.bytes += bytes
	for m.bytes > m.most {
		m.lru.RemoveOldest()
	}
}

// documents remembers parsed and validated documents by their text, for gqlgen.
type documents struct{ *memory[*ast.QueryDocument] }

// Get gives the parsed form of a text.
func (d documents) Get(_ context.Context, text string) (*ast.QueryDocument, bool) { return d.get(text) }

// Add remembers the parsed form of a text.
func (d documents) Add(_ context.Context, text string, parsed *ast.QueryDocument) {
	d.put(text, len(text), parsed)
}
