package allocation

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"waymark/domain/fault"
)

var update = flag.Bool("update", false, "write golden files anew")

// TestTransitions holds the whole matrix of state, action and role against a file that is read by people.
func TestTransitions(t *testing.T) {
	var text strings.Builder
	for _, a := range Actions() {
		fmt.Fprintf(&text, "%s\n", a)
		for _, s := range States() {
			fmt.Fprintf(&text, "  %-9s", s)
			for _, r := range Roles() {
				next, err := s.Next(a, r)
				word := string(next)
				if list, refused := fault.All(err); refused {
					word = string(list[0].Code)
					if next != s {
						t.Errorf("%s of %s by %s is refused and leads to %s", a, s, r, next)
					}
				}
				fmt.Fprintf(&text, "  %s: %-18s", r, word)
			}
			text.WriteByte('\n')
		}
	}
	for _, s := range States() {
		for _, shared := range []bool{false, true} {
			for _, national := range []bool{false, true} {
				fmt.Fprintf(&text, "%s, shared %t, national %t: told to %s\n", s, shared, national, AudienceOf(s, shared, national))
			}
		}
	}
	got := strings.ReplaceAll(text.String(), " \n", "\n")
	for strings.Contains(got, " \n") {
		got = strings.ReplaceAll(got, " \n", "\n")
	}
	const path = "testdata/transitions.txt"
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the transitions are\n%s\nwant\n%s", got, want)
	}
}
