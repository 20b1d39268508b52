package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"testing"
)

// What README shows is what the server answers: each GraphQL block, run in their order on fresh data, gives the JSON block
// that follows it, and the sentences in quotes are said.
func TestReadmeShowsTrueAnswers(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	p := start(t, "--data", t.TempDir(), "--demo", "--today", "2009-04-30")
	blocks := regexp.MustCompile("(?s)```(graphql|json)\n(.*?)```").FindAllStringSubmatch(string(text), -1)
	if len(blocks) != 4 {
		t.Fatalf("README has %d blocks of GraphQL and JSON, want two of each", len(blocks))
	}
	for i := 0; i < len(blocks); i += 2 {
		var shown struct{ Data map[string]any }
		if err := json.Unmarshal([]byte(blocks[i+1][2]), &shown); err != nil {
			t.Fatal(err)
		}
		if got := p.ask(blocks[i][2], nil); !reflect.DeepEqual(got, shown.Data) {
			t.Errorf("README shows %v\nthe server answers %v", shown.Data, got)
		}
	}
	said := p.ask(`{ district(code: "essex", asOf: "2009-05-15") { coverage { gaps { sentence } } } }`, nil)
	want := "Essex has had no drug coordinator in post or covering since 11 May 2009 (4 days)."
	if got := at(said, "district", "coverage", "gaps", 0, "sentence"); got != want {
		t.Errorf("the first gap is %q, README says %q", got, want)
	}
	again := p.ask(blocks[2][2], nil)
	if got := at(again, "postVacate", "userErrors", 0, "message"); got != "it has changed: you read version 1 and it is now at version 2" {
		t.Errorf("the second time it is refused with %q", got)
	}
}
