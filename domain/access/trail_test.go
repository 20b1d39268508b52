package access_test

import (
	"testing"

	"waymark/domain/access"
	"waymark/domain/audit"
)

func TestTrailShows(t *testing.T) {
	grant, secret := audit.Entry{Type: "Grant", Subjects: []string{"gnt_1"}}, audit.Entry{Type: "Statement", Restricted: true, Subjects: []string{"par_1", "sta_1"}}
	own, other := audit.Entry{Type: "Link", Subjects: []string{"dis_1", "lnk_1", "par_1"}}, audit.Entry{Type: "Link", Subjects: []string{"dis_1", "lnk_2", "par_2"}}
	for name, c := range map[string]struct {
		trail access.Trail
		want  [4]bool // grant, secret, own, other
	}{
		"administrator": {access.Trail{Grants: true, Restricted: true}, [4]bool{true, true, true, true}},
		"lead":          {access.Trail{}, [4]bool{false, false, true, true}},
		"officer":       {access.Trail{About: []string{"par_1"}}, [4]bool{false, false, true, false}},
		"of none":       {access.Trail{About: []string{}}, [4]bool{false, false, false, false}},
	} {
		for i, e := range []audit.Entry{grant, secret, own, other} {
			if got := c.trail.Shows(e); got != c.want[i] {
				t.Errorf("%s: entry %d is shown: %t", name, i, got)
			}
		}
	}
}
