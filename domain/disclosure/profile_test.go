package disclosure_test

import (
	"fmt"
	"strings"
	"testing"

	"waymark/domain/disclosure"
)

// told writes a cell as a table does.
func told(c disclosure.Cell) string {
	if c.Value == nil || c.Status != disclosure.Shown {
		return c.Status.Marker()
	}
	return fmt.Sprintf("%d (%d to %d)", *c.Value, *c.Lower, *c.Upper)
}

// TestProfiles shows the numbers from 0 to 18 under each profile.
func TestProfiles(t *testing.T) {
	want := map[string]string{
		"NDTMS-2009":   "0 (0 to 0), *, *, *, *, 5 (5 to 5), 6 (6 to 6), 7 (7 to 7), 8 (8 to 8), 9 (9 to 9), 10 (10 to 10), 11 (11 to 11), 12 (12 to 12), 13 (13 to 13), 14 (14 to 14), 15 (15 to 15), 16 (16 to 16), 17 (17 to 17), 18 (18 to 18)",
		"NHS-HES-2018": "0 (0 to 0), *, *, *, *, *, *, *, 10 (8 to 12), 10 (8 to 12), 10 (8 to 12), 10 (8 to 12), 10 (8 to 12), 15 (13 to 17), 15 (13 to 17), 15 (13 to 17), 15 (13 to 17), 15 (13 to 17), 20 (18 to 22)",
	}
	for _, p := range disclosure.Profiles() {
		var all []string
		for n := range int64(19) {
			if p.Small(n) {
				all = append(all, p.Symbol)
			} else {
				all = append(all, told(p.Show(n)))
			}
		}
		if got := strings.Join(all, ", "); got != want[p.Key] {
			t.Errorf("%s: got\n%s\nwant\n%s", p.Key, got, want[p.Key])
		}
		if p.Tolerance < 1 || p.Source == "" || p.Note == "" {
			t.Errorf("%s is not whole", p.Key)
		}
	}
	if _, ok := disclosure.ByKey("NONE"); ok {
		t.Error("there is a profile NONE")
	}
	for _, s := range disclosure.Statuses() {
		if (s.Marker() == "") != (s == disclosure.Shown) {
			t.Errorf("the mark of %s is %q", s, s.Marker())
		}
	}
}

// TestRoundingToEven holds the ends for a base without a middle: 5 goes up to 10.
func TestRoundingToEven(t *testing.T) {
	p := disclosure.Profile{Least: 1, Most: 2, RoundTo: 10}
	for n, want := range map[int64]string{0: "0 (0 to 4)", 4: "[low]", 5: "10 (5 to 14)", 14: "10 (5 to 14)", 15: "20 (15 to 24)"} {
		if got := told(p.Show(n)); got != want {
			t.Errorf("%d is told as %s, want %s", n, got, want)
		}
	}
}
