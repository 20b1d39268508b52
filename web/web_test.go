package web

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestPagesLoadOnlyWhatIsHere(t *testing.T) {
	h := Handler()
	reference := regexp.MustCompile(`(?:src|href)="([^"#]*)"`)
	for _, path := range []string{"/", "/graphiql"} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		if w.Code != 200 {
			t.Fatalf("%s: %d", path, w.Code)
		}
		if bytes.Contains(w.Body.Bytes(), []byte("<script>")) || bytes.Contains(w.Body.Bytes(), []byte("style=")) {
			t.Errorf("%s: inline code that the policy forbids", path)
		}
		for _, m := range reference.FindAllStringSubmatch(w.Body.String(), -1) {
			part := httptest.NewRecorder()
			h.ServeHTTP(part, httptest.NewRequest("GET", m[1], nil))
			if part.Code != 200 {
				t.Errorf("%s refers to %s: %d", path, m[1], part.Code)
			}
		}
	}
}

func TestOwnFilesNameNoOtherPlace(t *testing.T) {
	elsewhere := regexp.MustCompile(`https?://[^"'\s]+|innerHTML|insertAdjacentHTML|eval\(`)
	vendored := sums(t)
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || vendored[filepath.Base(name)] != "" {
			return err
		}
		body, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		for _, found := range elsewhere.FindAllString(string(body), -1) {
			if found != "http://www.w3.org/2000/svg" {
				t.Errorf("%s holds %s", name, found)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestModulesAreHere(t *testing.T) {
	imports := regexp.MustCompile(`from '\./([^']+)'`)
	sources, err := fs.Glob(files, "dashboard/*.js")
	if err != nil || len(sources) == 0 {
		t.Fatalf("no modules: %v", err)
	}
	for _, name := range sources {
		body, err := fs.ReadFile(files, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range imports.FindAllStringSubmatch(string(body), -1) {
			if _, err := fs.Stat(files, "dashboard/"+m[1]); err != nil {
				t.Errorf("%s imports %s, which is not there", name, m[1])
			}
		}
	}
}

func TestVendoredFilesAreThoseFetched(t *testing.T) {
	for name, want := range sums(t) {
		body, err := os.ReadFile(filepath.Join("graphiql", name))
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(body)
		if got := hex.EncodeToString(sum[:]); got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
}

// sums reads what refresh.sh wrote: the vendored files and the SHA-256 of each.
func sums(t *testing.T) map[string]string {
	t.Helper()
	list, err := os.ReadFile("graphiql/SHA256SUMS")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for lines := bufio.NewScanner(bytes.NewReader(list)); lines.Scan(); {
		sum, name, found := strings.Cut(lines.Text(), "  ")
		if !found {
			t.Fatalf("malformed line %q", lines.Text())
		}
		all[name] = sum
	}
	if len(all) == 0 {
		t.Fatal("no sums")
	}
	return all
}

func TestUnchangedFilesAreNotSentAgain(t *testing.T) {
	h := Handler()
	first := httptest.NewRecorder()
	h.ServeHTTP(first, httptest.NewRequest("GET", "/dashboard/app.js", nil))
	again := httptest.NewRequest("GET", "/dashboard/app.js", nil)
	again.Header.Set("If-None-Match", first.Header().Get("Etag"))
	second := httptest.NewRecorder()
	h.ServeHTTP(second, again)
	if second.Code != 304 || second.Body.Len() != 0 {
		t.Errorf("got %d with %d bytes", second.Code, second.Body.Len())
	}
}

// TestDashboardModules runs the tests of the page's own code, in node.
func TestDashboardModules(t *testing.T) {
	out, err := exec.CommandContext(t.Context(), "node", "--test", "dashboard/words.test.mjs").CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}
