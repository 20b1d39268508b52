package graph_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"

	"waymark/graph"
	"waymark/store/storetest"
	"waymark/web"
)

func sha(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// named is a request for an operation by its hash, with its text or without.
func named(t *testing.T, hash, text string) []byte {
	t.Helper()
	request := map[string]any{"extensions": map[string]any{"persistedQuery": map[string]any{"version": 1, "sha256Hash": hash}}}
	if text != "" {
		request["query"] = text
	}
	body, err := json.Marshal(request)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

// byGET sends the same request by its address.
func (c client) byGET(t *testing.T, body []byte) reply {
	t.Helper()
	var entries map[string]json.RawMessage
	if err := json.Unmarshal(body, &entries); err != nil {
		t.Fatal(err)
	}
	values := url.Values{"extensions": {string(entries["extensions"])}}
	if raw, ok := entries["query"]; ok {
		var text string
		if err := json.Unmarshal(raw, &text); err != nil {
			t.Fatal(err)
		}
		values.Set("query", text)
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, c.url+"?"+values.Encode(), nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Accept", "application/graphql-response+json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var text bytes.Buffer
	if _, err := text.ReadFrom(response.Body); err != nil {
		t.Fatal(err)
	}
	r := reply{Status: response.StatusCode, Body: text.Bytes()}
	if err := json.Unmarshal(r.Body, &r); err != nil {
		t.Fatalf("%v: %s", err, r.Body)
	}
	return r
}

// says tells whether an answer is a refusal with a code.
func (r reply) says(code string) bool {
	return len(r.Errors) == 1 && r.Errors[0].Extensions.Code == code && r.Data == nil
}

// TestAutomaticPersistedQueries holds the exchange that clients know: the hash alone is not found, hash and text are answered, and
// from then on the hash alone is.
func TestAutomaticPersistedQueries(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		for method, send := range map[string]func(*testing.T, []byte) reply{
			"POST": func(t *testing.T, body []byte) reply { return d.anonymous.raw(t, body) },
			"GET":  d.anonymous.byGET,
		} {
			text := "query Persisted" + method + " { today }"
			if r := send(t, named(t, sha(text), "")); !r.says("PERSISTED_QUERY_NOT_FOUND") || r.Errors[0].Message != "PersistedQueryNotFound" || r.Status != 400 {
				t.Errorf("%s: an unknown hash: got %d %s", method, r.Status, r.Body)
			}
			for _, mistake := range [][]byte{
				named(t, sha(text+" "), text), named(t, "", text), named(t, "zz", text), named(t, sha(text)[:62], ""),
				[]byte(`{"query":"{ today }","extensions":{"persistedQuery":1}}`), []byte(`{"query":"{ today }","extensions":{"persistedQuery":{"version":2,"sha256Hash":"` + sha("{ today }") + `"}}}`),
				[]byte(`{"extensions":{"persistedQuery":{}}}`), []byte(`{"extensions":{"persistedQuery":[]}}`), []byte(`{"extensions":{"persistedQuery":{"version":"1","sha256Hash":7}}}`),
			} {
				if r := send(t, mistake); !r.says("INVALID") || r.Status != 400 {
					t.Errorf("%s: %s: got %d %s", method, mistake, r.Status, r.Body)
				}
			}
			if r := send(t, named(t, sha(text), "")); !r.says("PERSISTED_QUERY_NOT_FOUND") {
				t.Errorf("%s: a mistake was remembered: %s", method, r.Body)
			}
			for _, body := range [][]byte{named(t, sha(text), text), named(t, sha(text), ""), named(t, strings.ToUpper(sha(text)), "")} {
				if r := send(t, body); string(r.Data) != `{"today":"2009-04-30"}` || len(r.Errors) > 0 {
					t.Errorf("%s: %s: got %s", method, body, r.Body)
				}
			}
		}
		wrong := "{ todya }" // no operation, so not worth remembering
		d.anonymous.raw(t, named(t, sha(wrong), wrong))
		if r := d.anonymous.raw(t, named(t, sha(wrong), "")); !r.says("PERSISTED_QUERY_NOT_FOUND") {
			t.Errorf("a wrong document was remembered: %s", r.Body)
		}
		change := `mutation { coordinatorCreate(input: {name: "Persisted"}) { userErrors { code } } }`
		d.operator.raw(t, named(t, sha(change), change))
		if r := d.operator.byGET(t, named(t, sha(change), "")); r.Status != http.StatusMethodNotAllowed {
			t.Errorf("a mutation by its hash alone is made by GET: %d %s", r.Status, r.Body)
		}
	})
}

// TestPersistedStoreIsBounded holds that what clients have sent is forgotten, the oldest first.
func TestPersistedStoreIsBounded(t *testing.T) {
	e := newEdge()
	text := func(i int) string { return fmt.Sprintf("query Q%d { today } # %s", i, strings.Repeat("x", 4000)) }
	send := func(hash, text string) string {
		res := e.ask(as(anonymous), text, nil, map[string]any{"persistedQuery": map[string]any{"version": json.Number("1"), "sha256Hash": hash}})
		if len(res.Errors) > 0 {
			return res.Errors[0].Extensions["code"].(string)
		}
		return ""
	}
	const sent = 600 // 2.4 MB
	for i := range sent {
		if got := send(sha(text(i)), text(i)); got != "" {
			t.Fatal(got)
		}
	}
	if first, last := send(sha(text(0)), ""), send(sha(text(sent-1)), ""); first != "PERSISTED_QUERY_NOT_FOUND" || last != "" {
		t.Errorf("the first is %q, the last %q", first, last)
	}
}

// TestRegisteredOperations holds that a server that is told its operations answers those, by hash or by text, and nothing else.
func TestRegisteredOperations(t *testing.T) {
	const asked, second = "query Asked { today }", "{ regions { totalCount } }"
	manifest, err := json.Marshal(map[string]string{sha(second): second})
	if err != nil {
		t.Fatal(err)
	}
	tree := fstest.MapFS{
		"operations/asked.graphql": {Data: []byte("\n" + asked + "\n")}, "operations/second.json": {Data: manifest}, "operations/notes.txt": {Data: []byte("x")},
	}
	registered, err := graph.ReadOperations(tree, "operations")
	if err != nil {
		t.Fatal(err)
	}
	registered = registered.With(web.Operations()...)
	if err := registered.Check(graph.Limits{}); err != nil {
		t.Fatal(err)
	}
	england.Run(t, func(t *testing.T, db storetest.Database) {
		d := open(t, db, graph.WithOperations(registered))
		for _, send := range []func(*testing.T, []byte) reply{func(t *testing.T, body []byte) reply { return d.anonymous.raw(t, body) }, d.anonymous.byGET} {
			for _, body := range [][]byte{
				named(t, sha(asked), ""), named(t, sha(asked), asked), named(t, sha(second), ""), named(t, sha(web.Operations()[0]), ""), plainly(t, asked), plainly(t, second+"\n"), plainly(t, web.Operations()[0]),
			} {
				if r := send(t, body); r.Status != 200 || len(r.Errors) > 0 {
					t.Errorf("%s: got %s", body, r.Body)
				}
			}
			for _, body := range [][]byte{plainly(t, "{ today }"), plainly(t, "{"), named(t, sha("{ today }"), "{ today }"), named(t, sha("{ today }"), ""), named(t, sha("{ today }"), ""), plainly(t, "{ __schema { description } }")} {
				if r := send(t, body); !r.says("FORBIDDEN") || !strings.Contains(r.Errors[0].Message, "registered") {
					t.Errorf("%s: got %s", body, r.Body)
				}
			}
		}
	})
}

func plainly(t *testing.T, text string) []byte {
	t.Helper()
	body, err := json.Marshal(map[string]string{"query": text})
	if err != nil {
		t.Fatal(err)
	}
	return body
}

// TestOperationsThatAreNone holds that a registry is refused as a whole when a part of it could not be answered.
func TestOperationsThatAreNone(t *testing.T) {
	for name, tt := range map[string]struct {
		tree fstest.MapFS
		says string
	}{
		"nothing there":    {fstest.MapFS{}, "does not exist"},
		"empty":            {fstest.MapFS{"ops/notes.txt": {Data: []byte("x")}}, "there are none"},
		"no manifest":      {fstest.MapFS{"ops/a.json": {Data: []byte("[]")}}, "a manifest is"},
		"hash of another":  {fstest.MapFS{"ops/a.json": {Data: []byte(`{"` + sha("x") + `":"{ today }"}`)}}, sha("{ today }")},
		"a mistake":        {fstest.MapFS{"ops/a.graphql": {Data: []byte("{ todya }")}}, "todya"},
		"above the limits": {fstest.MapFS{"ops/a.graphql": {Data: []byte(aliased(60))}}, "aliases"},
	} {
		registered, err := graph.ReadOperations(tt.tree, "ops")
		if err == nil {
			err = registered.Check(graph.Limits{})
		}
		if err == nil || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}
