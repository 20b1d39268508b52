package server_test

import (
	"encoding/json"
	"log/slog"
	"math"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"waymark/domain/calendar"
	"waymark/domain/fault"
	"waymark/graph"
	"waymark/planning"
	"waymark/server"
)

// FuzzRequest sends whatever there is as a body, as an address and as a document, to the real schema over no data: the door never
// fails, answers JSON alone, and refuses by a code of its own.
func FuzzRequest(f *testing.F) {
	for _, text := range []string{
		``, `{}`, `[]`, `[{"query":"{ today }"}]`, `{"query":"{ today }"}`, `{"query":"{ today }","query":"{ today }"}`, `{"query":null,"variables":{"a":{"a":1,"a":2}}}`,
		`{"query":"query($c: String!) { region(code: $c) { code } }","variables":{"c":"\u0000"}}`, `{"query":"query($n: Int) { posts(first: $n) { totalCount } }","variables":{"n":{"n":[1e400]}},"operationName":""}`,
		`{"query":"query($f: PostFilter) { posts(filter: $f) { totalCount } }","variables":{"f":{"state":["FILLED",null,1,{}],"grade":"x","__typename":1}}}`,
		`{"query":"query($f: PostFilter = {state: [LOST]}) { posts(filter: $f) { totalCount } }"}`, `{"query":"query($d: [Date!]!) { coverage(asOf: $d) { asOf } }","variables":{"d":"2009-01-01"}}`,
		`{"query":"mutation($i: DistrictMergeInput!) { districtMerge(input: $i) { userErrors { code } } }","variables":{"i":{"districts":{"id":1},"parts":[[]]}}}`,
		`{"query":"{ region(code: \"\\u0000\") { code } }"}`, "{\"query\":\"\xff\"}", `{"query":"\ud800"}`, `{"query":"subscription { today }"}`, `{"query":"{ ... @defer { today } }"}`,
		`{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"00"}}}`, `{"query":"{` + strings.Repeat("[", 100) + `"}`, `{"query":"{ today }","variables":` + strings.Repeat("[", 2000) + `}`,
		`{"query":"{ ...F } fragment F on Query { ...F }"}`, `{"query":"query A { today } query A { today }","operationName":"A"}`, `query={today}&variables={}`, `query=%zz`, `variables={"a":1,"a":2}`,
		`{ nodes(ids: [[$x], "a"]) { ... on Post { id } } }`, `query Q($x: Nothing) { today @include(if: $x) }`, `{ posts(filter: {state: FILLED, state: LOST}) { nodes { ...F } } } fragment F on Post { id ...F }`,
	} {
		f.Add(text)
	}
	log := slog.New(slog.DiscardHandler)
	exec := graph.NewExecutor(planning.New(nil, func() calendar.Date { return calendar.MustParse("2009-04-30") }), log)
	plenty := server.Allowance{Requests: math.MaxInt32, Burst: math.MaxInt32, Cost: math.MaxInt32, Parallel: 1000}
	h := house{Handler: server.New(exec, ready, server.Config{MaxBody: 1 << 16, Rates: server.Rates{Address: plenty, Parallel: 1000}}, log)}
	f.Fuzz(func(t *testing.T, text string) {
		post := request("POST", "/graphql", text, "Content-Type: application/json", newer)
		get := request("GET", "/graphql", "", newer)
		get.URL.RawQuery = text
		whole := request("GET", "/graphql?query="+url.QueryEscape(text), "", newer)
		for _, r := range []*httptest.ResponseRecorder{h.answer(post), h.answer(get), h.answer(whole)} {
			var body struct {
				Data   json.RawMessage
				Errors []struct{ Extensions struct{ Code fault.Code } }
			}
			if err := json.Unmarshal(r.Body.Bytes(), &body); err != nil {
				t.Fatalf("%v: %d %q", err, r.Code, r.Body)
			}
			switch r.Code {
			case 200: // a field that asks for the programme fails here, which is not what this is about
				if body.Data == nil {
					t.Errorf("answered nothing: %q", r.Body)
				}
			case 400, 405, 413:
				if len(body.Errors) == 0 || body.Errors[0].Extensions.Code == "" || body.Data != nil {
					t.Errorf("refused without a reason: %q", r.Body)
				}
			default:
				t.Errorf("got %d %q", r.Code, r.Body)
			}
		}
	})
}
