package openreferral_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// published are the schemas of the profile as they are published, found by their addresses, and nothing else.
type published struct{}

// Load gives a file of testdata for the address that the profile refers to it by.
func (published) Load(address string) (any, error) {
	name, ok := strings.CutPrefix(address, "https://raw.githubusercontent.com/openreferral/uk-profile/main/schema/")
	if !ok {
		return nil, fmt.Errorf("no %s: the tests use no network", address)
	}
	file, err := os.Open(filepath.Join("testdata", "uk-profile", filepath.FromSlash(name)))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return jsonschema.UnmarshalJSON(file)
}

const description = "https://raw.githubusercontent.com/openreferral/uk-profile/main/schema/openapi.json"

// schemas are what the published description says of the answer at each of its paths, formats included, with beside them what it says of
// a service at a location elsewhere.
func schemas(t *testing.T) map[string]*jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.UseLoader(published{})
	c.AssertFormat()
	all := map[string]*jsonschema.Schema{}
	for _, path := range []string{"/", "/services", "/services/{id}", "/taxonomies", "/taxonomies/{id}", "/taxonomy_terms", "/taxonomy_terms/{id}",
		"/service_at_locations", "/service_at_locations/{id}"} {
		pointer := strings.ReplaceAll(path, "/", "~1")
		compiled, err := c.Compile(description + "#/paths/" + pointer + "/get/responses/200/content/application~1json/schema")
		if err != nil {
			t.Fatal(err)
		}
		all[path] = compiled
	}
	var err error
	if all["service_at_location"], err = c.Compile(strings.Replace(description, "openapi", "compiled/service_at_location", 1)); err != nil {
		t.Fatal(err)
	}
	return all
}

// meets holds an answer to a schema, and to what the schemas leave open: that nothing is null, and nothing empty that may be left out.
func meets(t *testing.T, s *jsonschema.Schema, path string, body []byte) {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	if err := s.Validate(value); err != nil {
		t.Errorf("%s: %v", path, err)
	}
	full(t, path, value)
}

func full(t *testing.T, path string, value any) {
	t.Helper()
	switch v := value.(type) {
	case nil:
		t.Errorf("%s is null", path)
	case string:
		if v == "" {
			t.Errorf("%s is empty", path)
		}
	case map[string]any:
		for name, x := range v {
			full(t, path+"."+name, x)
		}
	case []any:
		if len(v) == 0 && !strings.HasSuffix(path, ".contents") {
			t.Errorf("%s is empty", path)
		}
		for i, x := range v {
			full(t, fmt.Sprintf("%s[%d]", path, i), x)
		}
	}
}

// TestTheSchemasBite makes sure that the published schemas refuse what they should, so that to meet them says something.
func TestTheSchemasBite(t *testing.T) {
	all := schemas(t)
	for path, wrong := range map[string]string{
		"/":                          `{"version": 3}`,
		"/services":                  `{"total_items": "1"}`,
		"/services/{id}":             `{"id": "1", "name": "x", "status": "active"}`,
		"/taxonomies":                `{"contents": [{"name": "x"}]}`,
		"/taxonomies/{id}":           `{"id": "0f53ac98-485e-40d4-a4d6-539976cb2147", "name": "x", "description": "x", "taxonomy_terms": [{"id": 1}]}`,
		"/taxonomy_terms":            `{"contents": [{}]}`,
		"/taxonomy_terms/{id}":       `{"id": "0f53ac98-485e-40d4-a4d6-539976cb2147", "name": null, "description": "x"}`,
		"/service_at_locations":      `{"contents": [{"id": "0f53ac98-485e-40d4-a4d6-539976cb2147", "location": {"location_type": "ship"}}]}`,
		"/service_at_locations/{id}": `{"id": "0f53ac98-485e-40d4-a4d6-539976cb2147"}`,
		"service_at_location":        `{"id": "0f53ac98-485e-40d4-a4d6-539976cb2147", "service": {"status": "open"}}`,
	} {
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(wrong))
		if err != nil {
			t.Fatal(err)
		}
		if all[path].Validate(value) == nil {
			t.Errorf("%s takes %s", path, wrong)
		}
	}
}
