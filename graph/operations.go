package graph

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"waymark/graph/generated"
)

// Operations are the documents that a server answers when it answers no others. White space around a document is no part of it.
type Operations struct{ texts map[string]string } // by hash, of the whole text and of what is within white space

// NewOperations registers documents.
func NewOperations(texts ...string) *Operations {
	o := &Operations{texts: map[string]string{}}
	for _, text := range texts {
		o.register(text)
	}
	return o
}

// ReadOperations registers what lies at a path: a JSON manifest, which is an object of documents by the SHA-256 of each, or a
// directory of such manifests (*.json) and of documents (*.graphql), without those below it. A manifest that names a document by
// another hash than its own, and a path without any document, are errors.
func ReadOperations(tree fs.FS, name string) (*Operations, error) {
	o := NewOperations()
	info, err := fs.Stat(tree, name)
	if err != nil {
		return nil, fmt.Errorf("read operations: %w", err)
	}
	names := []string{name}
	if info.IsDir() {
		names = nil
		for _, pattern := range []string{"*.graphql", "*.json"} {
			found, err := fs.Glob(tree, path.Join(name, pattern))
			if err != nil {
				return nil, fmt.Errorf("read operations: %w", err)
			}
			names = append(names, found...)
		}
	}
	for _, file := range names {
		text, err := fs.ReadFile(tree, file)
		if err != nil {
			return nil, fmt.Errorf("read operations: %w", err)
		}
		if path.Ext(file) == ".graphql" {
			o.register(string(text))
		} else if err := o.manifest(text); err != nil {
			return nil, fmt.Errorf("read operations: %s: %w", file, err)
		}
	}
	if len(o.texts) == 0 {
		return nil, fmt.Errorf("read operations: there are none in %s", name)
	}
	return o, nil
}

func (o *Operations) manifest(text []byte) error {
	var documents map[string]string
	if err := json.Unmarshal(text, &documents); err != nil {
		return fmt.Errorf("a manifest is a JSON object of documents by their SHA-256: %w", err)
	}
	for hash, document := range documents {
		sum, err := hex.DecodeString(hash)
		if err != nil || hex.EncodeToString(sum) != hashOf(document) {
			return fmt.Errorf("%.80q is not the SHA-256 of its document, which is %s", hash, hashOf(document))
		}
		o.register(document)
	}
	return nil
}

func (o *Operations) register(text string) {
	o.texts[hashOf(text)] = text
	within := strings.TrimSpace(text)
	o.texts[hashOf(within)] = within
}

// With registers documents beside those that are there.
func (o *Operations) With(texts ...string) *Operations {
	both := NewOperations(texts...)
	for hash, text := range o.texts {
		both.texts[hash] = text
	}
	return both
}

func (o *Operations) find(p persisted) (string, bool) {
	hash := p.hash
	if p.text != "" {
		hash = hashOf(strings.TrimSpace(p.text))
	}
	text, ok := o.texts[hash]
	return text, ok
}

// Check tells which of the documents this server could not answer: those that break the schema or the limits.
func (o *Operations) Check(limits Limits) error {
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	limits = limits.withDefaults()
	var errs []error
	for hash, text := range o.texts {
		if _, err := limits.read(&ast.Source{Name: hash, Input: text}); err != nil {
			errs = append(errs, fmt.Errorf("operation %s: %w", hash, err))
		} else if _, err := gqlparser.LoadQueryWithRules(schema, text, nil); err != nil {
			errs = append(errs, fmt.Errorf("operation %s: %w", hash, err))
		}
	}
	return errors.Join(errs...)
}
