package main

import (
	"strings"
	"testing"
)

func TestCommands(t *testing.T) {
	onBothEngines(t, func(t *testing.T, flags []string) {
		for _, step := range []struct {
			args []string
			fail bool
			want string
		}{
			{append([]string{"migrate"}, flags...), false, "up to date"},
			{append([]string{"seed"}, flags...), false, "new records."},
			{append([]string{"seed"}, flags...), false, "0 new records."},
			{append([]string{"seed", "--demo"}, flags...), false, "new records."},
			{append([]string{"seed", "--demo"}, flags...), false, "0 new records."},
			{[]string{"version"}, false, "waymark "},
			{append([]string{"serve", "--today", "2009-02-30"}, flags...), true, "a date is written YYYY-MM-DD and must exist in the calendar"},
			{append([]string{"serve", "--addr", "nowhere"}, flags...), true, "nowhere"},
			{[]string{"serve", "--database-url", "mysql://localhost/x"}, true, "starts with postgres://"},
			{[]string{"fly"}, true, "unexpected argument fly"},
		} {
			c, log := command(t, step.args...)
			out, err := c.Output()
			if (err != nil) != step.fail || !strings.Contains(string(out)+log.String(), step.want) {
				t.Errorf("waymark %s: %v, want %q in\n%s%s", strings.Join(step.args, " "), err, step.want, out, log)
			}
		}
	})
}

func TestMigrateMakesAnEmptyDatabase(t *testing.T) {
	c, log := command(t, "migrate", "--data", t.TempDir()+"/new/place")
	out, err := c.Output()
	if err != nil || !strings.Contains(string(out), "applied ") || !strings.Contains(string(out), "_init") {
		t.Errorf("%v: %s%s", err, out, log)
	}
}
