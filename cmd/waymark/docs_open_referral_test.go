package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"testing"
)

// TestOpenReferralShowsTrueAnswers asks for each address that the page about the directory does. Only when something was last changed may differ: the
// page was written on another day than the records.
func TestOpenReferralShowsTrueAnswers(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "open-referral.md"))
	if err != nil {
		t.Fatal(err)
	}
	p := start(t, "--data", t.TempDir(), "--demo", "--today", "2009-04-30")
	shown := regexp.MustCompile("(?s)```console\n\\$ curl 'http://127.0.0.1:8080(/\\S*)'\n```\n\n```json\n(.*?)```").FindAllSubmatch(page, -1)
	if len(shown) != 5 {
		t.Errorf("the page has %d addresses with an answer", len(shown))
	}
	changed := regexp.MustCompile(`"last_modified": ?"[^"]*"`)
	read := func(text []byte) (value any) {
		if err := json.Unmarshal(changed.ReplaceAll(text, []byte(`"last_modified":""`)), &value); err != nil {
			t.Error(err)
		}
		return value
	}
	for _, one := range shown {
		_, _, got := p.fetch(string(one[1]), "")
		if !reflect.DeepEqual(read([]byte(got)), read(one[2])) {
			t.Errorf("%s gives\n%s", one[1], got)
		}
	}
}
