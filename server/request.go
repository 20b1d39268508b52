package server

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"

	"waymark/domain/fault"
)

// The four things a GraphQL request may say; whatever else is in it is passed over, as the specification asks.
const (
	queryEntry      = "query"
	operationEntry  = "operationName"
	variablesEntry  = "variables"
	extensionsEntry = "extensions"
)

// readPost reads a request out of a JSON body of at most limit bytes.
func readPost(w http.ResponseWriter, r *http.Request, limit int64) (*graphql.RawParams, *refusal) {
	tooLarge := &refusal{
		status: http.StatusRequestEntityTooLarge, code: fault.Limited, message: fmt.Sprintf("the body may be at most %d bytes", limit),
		excess: &fault.Excess{Limit: "bodyBytes", Allowed: limit, Found: max(r.ContentLength, 0)},
	}
	if r.ContentLength > limit {
		return nil, tooLarge
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, limit))
	if err != nil {
		var over *http.MaxBytesError
		if errors.As(err, &over) {
			return nil, tooLarge
		}
		return nil, invalid("the body ended before it was whole")
	}
	if !utf8.Valid(body) {
		return nil, invalid("the body must be UTF-8")
	}
	entries, why := members(body)
	if why != nil {
		return nil, why
	}
	return params(entries)
}

// readGet reads a request out of the address: query and operationName as they are, variables and extensions as JSON.
func readGet(r *http.Request) (*graphql.RawParams, *refusal) {
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, invalid("the address is not encoded as a URL must be")
	}
	entries := map[string]json.RawMessage{}
	for _, name := range []string{queryEntry, operationEntry, variablesEntry, extensionsEntry} {
		given := values[name]
		switch {
		case len(given) == 0:
			continue
		case len(given) > 1:
			return nil, invalid(name + ": may be given once only")
		case !utf8.ValidString(given[0]):
			return nil, invalid(name + ": must be UTF-8")
		case name == variablesEntry || name == extensionsEntry:
			if given[0] == "" {
				continue
			}
			entries[name] = json.RawMessage(given[0])
		default:
			text, err := json.Marshal(given[0])
			if err != nil {
				return nil, invalid(name + ": must be a string")
			}
			entries[name] = text
		}
	}
	return params(entries)
}

// members splits a JSON object into its entries without looking into them. A name that stands twice is refused: which of the
// two counts would be anybody's guess.
func members(body []byte) (map[string]json.RawMessage, *refusal) {
	if first := bytes.TrimLeft(body, " \t\r\n"); len(first) == 0 {
		return nil, invalid("the body is empty; it must be a JSON object with a query")
	} else if first[0] == '[' {
		return nil, invalid("the body must be one JSON object; batches are not served")
	}
	malformed := invalid("the body must be a JSON object and nothing more")
	d := json.NewDecoder(bytes.NewReader(body))
	if open, err := d.Token(); err != nil || open != json.Delim('{') {
		return nil, malformed
	}
	entries := map[string]json.RawMessage{}
	for d.More() {
		token, err := d.Token()
		name, isName := token.(string)
		if err != nil || !isName {
			return nil, malformed
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return nil, malformed
		}
		switch name {
		case queryEntry, operationEntry, variablesEntry, extensionsEntry:
			if _, twice := entries[name]; twice {
				return nil, invalid(name + ": may be given once only")
			}
			entries[name] = value
		}
	}
	if _, err := d.Token(); err != nil { // the closing brace
		return nil, malformed
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, malformed
	}
	return entries, nil
}

// params gives the entries their types, refusing the first that has another, and any text with a NUL in it.
func params(entries map[string]json.RawMessage) (*graphql.RawParams, *refusal) {
	p := &graphql.RawParams{}
	query, why := text(entries, queryEntry)
	if why != nil {
		return nil, why
	}
	p.Query = query
	if p.OperationName, why = text(entries, operationEntry); why != nil {
		return nil, why
	}
	if p.Variables, why = object(entries, variablesEntry); why != nil {
		return nil, why
	}
	if p.Extensions, why = object(entries, extensionsEntry); why != nil {
		return nil, why
	}
	if strings.TrimSpace(query) == "" && p.Extensions["persistedQuery"] == nil {
		return nil, invalid("query: is required")
	}
	return p, nil
}

func text(entries map[string]json.RawMessage, name string) (string, *refusal) {
	raw, given := entries[name]
	if !given || string(raw) == "null" {
		return "", nil
	}
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		return "", invalid(name + ": must be a string")
	}
	if strings.ContainsRune(s, 0) {
		return "", invalid(name + ": must hold no NUL character")
	}
	return s, nil
}

func object(entries map[string]json.RawMessage, name string) (map[string]any, *refusal) {
	raw, given := entries[name]
	if !given {
		return nil, nil
	}
	var m map[string]any
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber() // a float64 would round what the client wrote
	if err := d.Decode(&m); err != nil {
		return nil, invalid(name + ": must be a JSON object")
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, invalid(name + ": must be one JSON object and nothing more")
	}
	if bytes.Contains(raw, []byte(`\u0000`)) && holdsNUL(m) { // JSON has no other way to write one
		return nil, invalid(name + ": must hold no NUL character")
	}
	if names(raw) > distinct(m) { // counting them takes a tenth of the time of looking for the one
		twice, _ := repeated(raw)
		return nil, invalid(fmt.Sprintf("%s: %.40q may be given once only", name, twice))
	}
	return m, nil
}

// names counts the names in the objects of a JSON text, which is known to be one: a colon follows each.
func names(text []byte) int {
	n, quoted := 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '"':
			quoted = !quoted
		case quoted && c == '\\':
			i++
		case c == ':' && !quoted:
			n++
		}
	}
	return n
}

// distinct counts the names in the objects of a decoded JSON value, of which each holds a name once.
func distinct(value any) int {
	n := 0
	switch v := value.(type) {
	case []any:
		for _, e := range v {
			n += distinct(e)
		}
	case map[string]any:
		n = len(v)
		for _, e := range v {
			switch e.(type) {
			case []any, map[string]any:
				n += distinct(e)
			}
		}
	}
	return n
}

// repeated finds a name that stands twice in one object of a JSON text, which is known to be one.
func repeated(text json.RawMessage) (string, bool) {
	type level struct {
		names map[string]bool // nil in a list
		value bool            // whether a value is due rather than a name
	}
	var levels []level
	for d := json.NewDecoder(bytes.NewReader(text)); ; {
		token, err := d.Token()
		if err != nil {
			return "", false // the end
		}
		top := len(levels) - 1
		if delim, is := token.(json.Delim); is && (delim == '}' || delim == ']') {
			levels = levels[:top]
			continue
		}
		if top >= 0 && levels[top].names != nil && !levels[top].value {
			name, _ := token.(string)
			if levels[top].names[name] {
				return name, true
			}
			levels[top].names[name], levels[top].value = true, true
			continue
		}
		if top >= 0 {
			levels[top].value = false
		}
		switch token {
		case json.Delim('{'):
			levels = append(levels, level{names: map[string]bool{}})
		case json.Delim('['):
			levels = append(levels, level{})
		}
	}
}

// holdsNUL looks for a NUL anywhere in a decoded JSON value; its depth is bounded by the decoder's own limit.
func holdsNUL(value any) bool {
	switch v := value.(type) {
	case string:
		return strings.ContainsRune(v, 0)
	case []any:
		for _, e := range v {
			if holdsNUL(e) {
				return true
			}
		}
	case map[string]any:
		for k, e := range v {
			if strings.ContainsRune(k, 0) || holdsNUL(e) {
				return true
			}
		}
	}
	return false
}
