package graph

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"github.com/99designs/gqlgen/graphql"

	"waymark/domain/fault"
)

// persisted names an operation by the SHA-256 of its text, as clients of automatic persisted queries do in
// extensions { persistedQuery { version sha256Hash } }.
type persisted struct {
	hash string // in lower-case hexadecimal; empty when the request names none
	text string // empty when the hash alone was sent
}

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// persistedIn reads what a request says of its operation. A malformed name, or one of another text, is INVALID.
func persistedIn(params *graphql.RawParams) (persisted, error) {
	p := persisted{text: params.Query}
	given, ok := params.Extensions["persistedQuery"]
	if !ok || given == nil {
		return p, nil
	}
	entries, _ := given.(map[string]any)
	version, _ := entries["version"].(json.Number)
	hash, _ := entries["sha256Hash"].(string)
	sum, err := hex.DecodeString(hash)
	switch {
	case version != "1" || err != nil || len(sum) != sha256.Size:
		return p, fault.New(fault.Invalid, "", "extensions.persistedQuery has version 1 and sha256Hash, the SHA-256 of the query in hexadecimal")
	case p.text != "" && hashOf(p.text) != hex.EncodeToString(sum):
		return p, fault.New(fault.Invalid, "", "extensions.persistedQuery.sha256Hash is not that of the query")
	}
	p.hash = hex.EncodeToString(sum)
	return p, nil
}

// library gives the texts of operations that are named by hash: those that are registered or, when none are, those that
// clients have sent before.
type library struct {
	registered *Operations
	sent       *memory[string]
}

// resolve gives the text that a request means. What is not registered is FORBIDDEN where registered operations are the only
// ones; a hash that nobody has sent the text of is PERSISTED_QUERY_NOT_FOUND, and the client sends both.
func (l library) resolve(p persisted) (string, error) {
	if l.registered != nil {
		if text, ok := l.registered.find(p); ok {
			return text, nil
		}
		return "", fault.New(fault.Forbidden, "", "only registered operations are answered here, and this is none")
	}
	if p.text != "" || p.hash == "" {
		return p.text, nil
	}
	if text, ok := l.sent.get(p.hash); ok {
		return text, nil
	}
	return "", fault.New(fault.PersistedQueryNotFound, "", "PersistedQueryNotFound")
}

// keep remembers a text that was sent under its hash.
func (l library) keep(p persisted) {
	if l.registered == nil && p.hash != "" && p.text != "" {
		l.sent.put(p.hash, len(p.text), p.text)
	}
}
