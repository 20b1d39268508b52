//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestImportShowsTrueOutput follows the page about files of figures on the command line: its file, its commands, and what each says, but for
// how far an import was when it said so and the ids that it gives.
func TestImportShowsTrueOutput(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "import.md"))
	if err != nil {
		t.Fatal(err)
	}
	at := t.TempDir()
	waymark := "#!/bin/sh\n" + asWaymark + "=1 exec '" + os.Args[0] + "' \"$@\"\n"
	if err := os.WriteFile(filepath.Join(at, "waymark"), []byte(waymark), 0o700); err != nil {
		t.Fatal(err)
	}
	run := func(line string) string {
		t.Helper()
		c := exec.CommandContext(t.Context(), "sh", "-c", line+" 2>&1")
		c.Dir, c.Env = at, append(os.Environ(), "PATH="+at+":"+os.Getenv("PATH"))
		out, _ := c.Output() // those that fail say so
		return regexp.MustCompile(`(?m)^importing: \d+%\n`).ReplaceAllString(string(out), "")
	}
	run("waymark seed")
	told := section(string(page), "On the command line")
	file := regexp.MustCompile("(?s)```csv\n(.*?)```").FindStringSubmatch(told)
	if err := os.WriteFile(filepath.Join(at, "treatment.csv"), []byte(file[1]), 0o600); err != nil {
		t.Fatal(err)
	}
	id := regexp.MustCompile(`bat_[a-z0-9]+`)
	steps := 0
	for _, block := range regexp.MustCompile("(?s)```console\n(.*?)```").FindAllStringSubmatch(told, -1) {
		for _, step := range strings.Split(strings.TrimPrefix(block[1], "$ "), "\n$ ") {
			line, want, _ := strings.Cut(step, "\n")
			want = strings.TrimSpace(regexp.MustCompile(`(?m)^importing: \d+%\n`).ReplaceAllString(want, ""))
			got := strings.TrimSpace(run(line))
			if id.ReplaceAllString(got, "bat_") != id.ReplaceAllString(want, "bat_") {
				t.Errorf("%s says\n%s\nand the page\n%s", line, got, want)
			}
			steps++
		}
	}
	if steps != 4 {
		t.Errorf("the page has %d commands", steps)
	}
}
