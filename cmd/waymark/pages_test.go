//go:build browser

package main

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os/exec"
	"strings"
	"testing"
)

// The pages, in a real browser that reaches nothing but this server: what they show when their scripts have run, and that
// no policy kept one of them from running. `make test-pages` runs this.
func TestPagesInABrowser(t *testing.T) {
	p := start(t, "--data", t.TempDir(), "--demo", "--today", "2009-04-30", "--introspection")
	root := signedIn(t, strings.TrimSuffix(p.graphql, "/graphql"))
	const lead = "Regional lead, region E12000007"
	for path, wants := range map[string][]string{
		"/":                                  {"England on 30 April 2009", "Of 73 funded posts, 72 are filled", "North East", "South West", "synthetic", "Sign in as", "Nobody (anonymous)", lead, "Need in 2008/09", "of an estimated 310,204 were in treatment in the year."},
		"/?asOf=2009-03-05":                  {"England on 5 March 2009", "Of 73 funded posts, 17 are filled", "has had no drug coordinator in post or covering since"},
		"/?asOf=2009-03-05&region=E12000007": {"London on 5 March 2009", "Central London", "central-london-d-1", "Need by district"},
		"/?region=E99":                       {"E99"},
		"/?asOf=soon":                        {"YYYY-MM-DD"},
		"/graphiql":                          {"graphiql-container", "Who covers what in England", "CodeMirror", "Sign in as", lead},
		as(lead, "/?asOf=2009-03-05&region=E12000007"): {"London on 5 March 2009", "Synthetic Coordinator", `<option value="` + lead + `" selected="">`},
		as(lead, "/graphiql"):                          {"Authorization", "Bearer", `<option value="` + lead + `" selected="">`},
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

// as gives the path that signs in by the menu's name for a role, and goes to a page then.
func as(name, page string) string {
	return "/as?" + url.Values{"name": {name}, "page": {page}}.Encode()
}

// signedIn gives the address of the same server with one page more, which stands for what somebody chose before: an asker whose token is
// of yesterday.
func signedIn(t *testing.T, root string) string {
	t.Helper()
	target, err := url.Parse(root)
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/", &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(target) }})
	mux.HandleFunc("/as", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, `<script>sessionStorage.setItem('waymark.asker', JSON.stringify({ name: %q, token: 'of.yester.day' })); location.replace(%q)</script>`,
			r.FormValue("name"), r.FormValue("page"))
	})
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s.URL
}

// The pages of a server without tokens for development take one that is pasted.
func TestPagesWithoutDevelopmentTokens(t *testing.T) {
	p := start(t, "--data", t.TempDir(), "--addr", "0.0.0.0:0")
	_, port, _ := strings.Cut(strings.TrimPrefix(strings.TrimSuffix(p.graphql, "/graphql"), "http://"), "]:")
	for _, path := range []string{"/", "/graphiql"} {
		if page, _ := render(t, "http://127.0.0.1:"+port+path); !strings.Contains(page, "paste one to sign in") {
			t.Errorf("%s has no field for a token", path)
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
