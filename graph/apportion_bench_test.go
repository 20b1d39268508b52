package graph_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"waymark/server"
	"waymark/store"
)

// BenchmarkApportion answers an apportionment of 1,000,000 posts among 10,000 claimants through the whole handler. Beside it, in
// the same rounds, encoding/json decodes the same request into structs of its shape and encodes the same answer from structs:
// ratio is how many times as long the handler takes.
func BenchmarkApportion(b *testing.B) {
	type claimant struct {
		Key  string `json:"key"`
		Need string `json:"need"`
	}
	type share struct {
		Key     string `json:"key"`
		Posts   int64  `json:"posts"`
		Quota   string `json:"quota"`
		Binding string `json:"binding"`
	}
	type request struct {
		Query     string `json:"query"`
		Variables struct {
			In struct {
				Posts     int64      `json:"posts"`
				Claimants []claimant `json:"claimants"`
			} `json:"in"`
		} `json:"variables"`
	}
	type answer struct {
		Data struct {
			Apportion struct {
				Shares      []share `json:"shares"`
				Certificate struct {
					Holds bool `json:"holds"`
				} `json:"certificate"`
			} `json:"apportion"`
		} `json:"data"`
		Errors []any `json:"errors,omitempty"`
	}
	query := `query($in: ApportionInput!) { apportion(input: $in) { ... on Apportionment { shares { key posts quota binding } certificate { holds } } } }`
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables{"in": variables{"posts": 1_000_000, "claimants": many(10_000)}}})
	if err != nil {
		b.Fatal(err)
	}
	d := open(b, england.Database(b, store.SQLite)) // which is not asked
	h := server.New(d.exec, d.store.Ready, server.Config{}, slog.New(slog.DiscardHandler))
	ask := func() []byte {
		r := httptest.NewRequest(http.MethodPost, "/graphql", bytes.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w.Body.Bytes()
	}
	var whole answer
	if err := json.Unmarshal(ask(), &whole); err != nil || len(whole.Errors) > 0 || len(whole.Data.Apportion.Shares) != 10_000 {
		b.Fatalf("%v, %v, %d shares", err, whole.Errors, len(whole.Data.Apportion.Shares))
	}
	var asked, alone time.Duration
	for b.Loop() {
		start := time.Now()
		ask()
		middle := time.Now()
		var r request
		if err := json.Unmarshal(body, &r); err != nil || len(r.Variables.In.Claimants) != 10_000 {
			b.Fatal(err)
		}
		if _, err := json.Marshal(whole); err != nil {
			b.Fatal(err)
		}
		asked, alone = asked+middle.Sub(start), alone+time.Since(middle)
	}
	b.ReportMetric(float64(asked)/float64(alone), "ratio")
	b.ReportMetric(float64(asked.Microseconds())/float64(b.N)/1000, "ms/handler")
	b.ReportMetric(float64(alone.Microseconds())/float64(b.N)/1000, "ms/json")
}
