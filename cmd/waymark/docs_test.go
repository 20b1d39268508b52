package main

import (
	"cmp"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
)

// shows runs the GraphQL blocks of a page in their order on fresh data; each must give the JSON block that follows it. It
// gives the server as the page leaves it, and the blocks.
func shows(t *testing.T, page ...string) (*process, []string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(append([]string{"..", ".."}, page...)...))
	if err != nil {
		t.Fatal(err)
	}
	p := start(t, "--data", t.TempDir(), "--demo", "--today", "2009-04-30")
	pairs := regexp.MustCompile("(?s)```graphql\n(.*?)```\n\n```json\n(.*?)```").FindAllStringSubmatch(string(text), -1)
	if blocks := strings.Count(string(text), "```graphql"); len(pairs) == 0 || len(pairs) != blocks {
		t.Fatalf("%d of %d GraphQL blocks are followed by their answer", len(pairs), blocks)
	}
	var asked []string
	ids := made{}
	for _, pair := range pairs {
		pair[1] = ids.real(pair[1])
		var shown struct{ Data map[string]any }
		if err := json.Unmarshal([]byte(pair[2]), &shown); err != nil {
			t.Fatal(err)
		}
		if got := ids.shown(p.ask(pair[1], nil), pair[2]); !reflect.DeepEqual(got, shown.Data) {
			t.Errorf("%s\nis shown to give  %v\nand gives         %v", pair[1], shown.Data, got)
		}
		asked = append(asked, pair[1])
	}
	return p, asked
}

// made holds the ids that pages show of what they make themselves, which differ each time, with those that they have in the test.
type made map[string]string

var scenarioID = regexp.MustCompile(`alo_[0-9a-z]{26}`)

// real puts the ids of the test into a document.
func (m made) real(document string) string {
	return scenarioID.ReplaceAllStringFunc(document, func(id string) string { return cmp.Or(m[id], id) })
}

// shown gives an answer with the ids of the page, having learnt the first that both tell.
func (m made) shown(got map[string]any, page string) map[string]any {
	text, err := json.Marshal(got)
	if err != nil {
		return got
	}
	if a, b := scenarioID.FindString(page), scenarioID.FindString(string(text)); a != "" && b != "" && m[a] == "" {
		m[a] = b
	}
	for shown, real := range m {
		text = []byte(strings.ReplaceAll(string(text), real, shown))
	}
	var told map[string]any
	if err := json.Unmarshal(text, &told); err != nil {
		return got
	}
	return told
}

// TestSweepPagesShowTrueAnswers runs every page of docs that has GraphQL in it.
func TestSweepPagesShowTrueAnswers(t *testing.T) {
	pages, err := filepath.Glob(filepath.Join("..", "..", "docs", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	ran := 0
	for _, page := range pages {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		if name := filepath.Base(page); strings.Contains(string(text), "```graphql") {
			t.Run(name, func(t *testing.T) { shows(t, "docs", name) })
			ran++
		}
	}
	if ran < 6 {
		t.Errorf("only %d pages have been run", ran)
	}
}

// README says two more things in its text: the gap's sentence, and why the same change is refused the second time.
func TestReadmeShowsTrueAnswers(t *testing.T) {
	p, asked := shows(t, "README.md")
	said := p.ask(`{ district(code: "essex", asOf: "2009-05-15") { coverage { gaps { sentence } } } }`, nil)
	want := "Essex has had no drug coordinator in post or covering since 11 May 2009 (4 days)."
	if got := at(said, "district", "coverage", "gaps", 0, "sentence"); got != want {
		t.Errorf("the first gap is %q, README says %q", got, want)
	}
	again := p.ask(asked[len(asked)-1], nil)
	if got := at(again, "postVacate", "userErrors", 0, "message"); got != "it has changed: you read version 1 and it is now at version 2" {
		t.Errorf("the second time it is refused with %q", got)
	}
}
