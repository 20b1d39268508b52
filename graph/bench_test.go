package graph_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"waymark/server"
	"waymark/store"
)

// tree is what a regional lead looks at: every district of every region, its posts, who holds them, and what is missing.
const tree = `{ regions { nodes { code name districts { nodes { code name posts { nodes { code state currentHolder { name } } }
	coverage { posts { funded filled covered offered vacant } gaps { kind sentence } } } } } } }`

// BenchmarkCoverageTree answers the tree through the whole handler.
func BenchmarkCoverageTree(b *testing.B) { benchmark(b, tree) }

// BenchmarkCoverageEngland answers the question of the README through the whole handler.
func BenchmarkCoverageEngland(b *testing.B) {
	benchmark(b, `{ coverage { byGrade { grade { code } posts { funded filled covered offered vacant } } districts districtsWithCoordinator } regions { totalCount } }`)
}

// benchmark measures a query on both engines: the handler, from the request to the last byte of the answer, and beside it what
// encoding/json needs to write the same answer from maps, as a measure of the machine.
func benchmark(b *testing.B, query string) {
	body, err := json.Marshal(map[string]any{"query": query})
	if err != nil {
		b.Fatal(err)
	}
	for _, engine := range []store.Engine{store.SQLite, store.Postgres} {
		b.Run(string(engine), func(b *testing.B) {
			d := open(b, england.Database(b, engine))
			h := server.New(d.exec, d.store.Ready, server.Config{Viewer: operator}, slog.New(slog.DiscardHandler))
			ask := func() *bytes.Buffer {
				r := httptest.NewRequest(http.MethodPost, "/graphql", bytes.NewReader(body))
				r.Header.Set("Content-Type", "application/json")
				w := httptest.NewRecorder()
				h.ServeHTTP(w, r)
				return w.Body
			}
			var answer struct {
				Data   map[string]any
				Errors []any
			}
			text := ask()
			size := int64(text.Len())
			if err := json.Unmarshal(text.Bytes(), &answer); err != nil || len(answer.Errors) > 0 {
				b.Fatal(err, answer.Errors)
			}
			b.Run("handler", func(b *testing.B) {
				b.SetBytes(size)
				b.ReportAllocs()
				for b.Loop() {
					ask()
				}
			})
			b.Run("json", func(b *testing.B) {
				b.SetBytes(size)
				b.ReportAllocs()
				for b.Loop() {
					if _, err := json.Marshal(answer.Data); err != nil {
						b.Fatal(err)
					}
				}
			})
		})
	}
}
