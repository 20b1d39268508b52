//go:build browser

package main

import (
	"bytes"
	"os/exec"
	"strings"
	"testing"
)

// The pages, in a real browser that reaches nothing but this server: what they show when their scripts have run, and that
// no policy kept one of them from running. `make test-pages` runs this.
func TestPagesInABrowser(t *testing.T) {
	p := start(t, "--data", t.TempDir(), "--demo", "--today", "2009-04-30", "--introspection")
	root := strings.TrimSuffix(p.graphql, "/graphql")
	for path, wants := range map[string][]string{
		"/":                                  {"England on 30 April 2009", "Of 73 funded posts, 72 are filled", "North East", "South West", "synthetic"},
		"/?asOf=2009-03-05":                  {"England on 5 March 2009", "Of 73 funded posts, 17 are filled", "has had no drug coordinator in post or covering since"},
		"/?asOf=2009-03-05&region=E12000007": {"London on 5 March 2009", "Central London", "central-london-d-1", "Synthetic Coordinator"},
		"/?region=E99":                       {"E99"},
		"/?asOf=soon":                        {"YYYY-MM-DD"},
		"/graphiql":                          {"graphiql-container", "Who covers what in England", "CodeMirror"},
	} {
		page, console := render(t, root+path)
		for _, want := range wants {
			if !strings.Contains(page, want) {
				t.Errorf("%s does not show %q", path, want)
			}
		}
		for _, line := range strings.Split(console, "\n") {
			if strings.Contains(line, "CONSOLE") && (strings.Contains(line, "Content Security Policy") || strings.Contains(line, "Uncaught")) {
				t.Errorf("%s: %s", path, line)
			}
		}
	}
}

// render gives a page as it stands once its scripts have run, and what the browser says of it.
func render(t *testing.T, address string) (page, console string) {
	t.Helper()
	c := exec.CommandContext(t.Context(), "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--enable-logging=stderr",
		"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--user-data-dir="+t.TempDir(),
		"--virtual-time-budget=8000", "--dump-dom", address)
	var out, log bytes.Buffer
	c.Stdout, c.Stderr = &out, &log
	if err := c.Run(); err != nil {
		t.Fatalf("%v\n%s", err, &log)
	}
	return out.String(), log.String()
}
