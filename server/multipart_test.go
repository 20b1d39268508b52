package server_test

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"waymark/domain/viewer"
	"waymark/server"
)

// part is one part of a request; one with a file name is a file.
type part struct{ name, file, text string }

const (
	keep   = `{"query":"mutation($f: Upload) { keep(file: $f) }","variables":{"f":null}}`
	nested = `{"query":"mutation($in: Nested) { keep(in: $in) }","variables":{"in":{"file":null}}}`
	toF    = `{"0":["variables.f"]}`
)

// inParts gives a body and its type.
func inParts(t *testing.T, parts ...part) (body, kind string) {
	t.Helper()
	var text bytes.Buffer
	w := multipart.NewWriter(&text)
	for _, p := range parts {
		var to io.Writer
		var err error
		if p.file != "" {
			to, err = w.CreateFormFile(p.name, p.file)
		} else {
			to, err = w.CreateFormField(p.name)
		}
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(to, p.text); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return text.String(), w.FormDataContentType()
}

// sent are the headers of a request in parts.
func sent(kind string, more ...string) []string {
	return append([]string{"Content-Type: " + kind, "GraphQL-Require-Preflight: 1", newer}, more...)
}

// TestFilesAreSent holds what becomes of requests in parts, whole and otherwise, and that nothing is left of a file.
func TestFilesAreSent(t *testing.T) {
	home := t.TempDir()
	t.Setenv("TMPDIR", home)
	file := part{"0", "a.csv", "area_code\n"}
	long := strings.Repeat("x", 200)
	for name, c := range map[string]struct {
		parts      []part
		status     int
		code, says string
	}{
		"a variable":            {[]part{{"operations", "", keep}, {"map", "", toF}, file}, 200, "", `{"keep":"a.csv 10 area_code\n"}`},
		"in an input":           {[]part{{"operations", "", nested}, {"map", "", `{"0":["variables.in.file"]}`}, file}, 200, "", `{"keep":"a.csv 10 area_code\n"}`},
		"an empty file":         {[]part{{"operations", "", keep}, {"map", "", toF}, {"0", "a.csv", ""}}, 200, "", `{"keep":"a.csv 0 "}`},
		"a path in its name":    {[]part{{"operations", "", keep}, {"map", "", toF}, {"0", "../../a.csv", "x"}}, 200, "", `{"keep":"a.csv 1 x"}`},
		"nothing":               {nil, 400, "INVALID", "operations"},
		"no map":                {[]part{{"operations", "", keep}}, 400, "INVALID", "map"},
		"no file":               {[]part{{"operations", "", keep}, {"map", "", toF}}, 400, "INVALID", "must come next"},
		"the file first":        {[]part{file, {"operations", "", keep}, {"map", "", toF}}, 400, "INVALID", "operations, map, file"},
		"the map first":         {[]part{{"map", "", toF}, {"operations", "", keep}, file}, 400, "INVALID", "operations, map, file"},
		"another file":          {[]part{{"operations", "", keep}, {"map", "", toF}, {"1", "a.csv", "x"}}, 400, "INVALID", "must come next"},
		"two files":             {[]part{{"operations", "", keep}, {"map", "", toF}, file, {"1", "b.csv", "x"}}, 400, "INVALID", "one file"},
		"two in the map":        {[]part{{"operations", "", keep}, {"map", "", `{"0":["variables.f"],"1":["variables.f"]}`}, file}, 400, "INVALID", "one file"},
		"no path":               {[]part{{"operations", "", keep}, {"map", "", `{"0":[]}`}, file}, 400, "INVALID", "one path"},
		"two paths":             {[]part{{"operations", "", keep}, {"map", "", `{"0":["variables.f","variables.f"]}`}, file}, 400, "INVALID", "one path"},
		"a batch":               {[]part{{"operations", "", "[" + keep + "]"}, {"map", "", `{"0":["0.variables.f"]}`}, file}, 400, "INVALID", "batches"},
		"a path to the query":   {[]part{{"operations", "", keep}, {"map", "", `{"0":["query"]}`}, file}, 400, "INVALID", "begins with variables"},
		"a path to nowhere":     {[]part{{"operations", "", keep}, {"map", "", `{"0":["variables.g"]}`}, file}, 400, "INVALID", "that is null"},
		"a path through a null": {[]part{{"operations", "", keep}, {"map", "", `{"0":["variables.f.g"]}`}, file}, 400, "INVALID", "that is null"},
		"a path to a value":     {[]part{{"operations", "", strings.Replace(keep, "null", `"x"`, 1)}, {"map", "", toF}, file}, 400, "INVALID", "that is null"},
		"no variables":          {[]part{{"operations", "", `{"query":"{ today }"}`}, {"map", "", toF}, file}, 400, "INVALID", "that is null"},
		"a map that is none":    {[]part{{"operations", "", keep}, {"map", "", `[]`}, file}, 400, "INVALID", "one file"},
		"not UTF-8":             {[]part{{"operations", "", "\xff"}, {"map", "", toF}, file}, 400, "INVALID", "UTF-8"},
		"a long file":           {[]part{{"operations", "", keep}, {"map", "", toF}, {"0", "a.csv", long}}, 413, "LIMITED", `"allowed":100,"code":"LIMITED","limit":"uploadBytes"`},
		"a long operation":      {[]part{{"operations", "", keep + strings.Repeat(" ", 2000)}, {"map", "", toF}, file}, 413, "LIMITED", `"limit":"bodyBytes"`},
	} {
		h := newHouse(t, server.Config{MaxBody: 2000, MaxUpload: 100, Viewer: viewer.Viewer{Subject: "ann"}}, ready)
		body, kind := inParts(t, c.parts...)
		r := request("POST", "/graphql", body, sent(kind)...)
		r.ContentLength = -1
		w := h.answer(r)
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.says) || c.code != "" && code(t, w.Body.Bytes()) != c.code {
			t.Errorf("%s: got %d %s, want %d %s saying %q", name, w.Code, w.Body, c.status, c.code, c.says)
		}
	}
	if left, err := filepath.Glob(filepath.Join(home, "*")); len(left) > 0 || err != nil {
		t.Errorf("there are left %v, %v", left, err)
	}
	if _, err := os.Stat(home); err != nil {
		t.Error(err)
	}
}

// TestFilesThatAreNotRead holds who may send files, and how many at a time, before any of a file is read.
func TestFilesThatAreNotRead(t *testing.T) {
	ann := server.Config{Viewer: viewer.Viewer{Subject: "ann"}, MaxUpload: 100, Uploads: 1}
	body, kind := inParts(t, part{"operations", "", keep}, part{"map", "", toF}, part{"0", "a.csv", "x"})
	for name, c := range map[string]struct {
		cfg     server.Config
		headers []string
		status  int
		says    string
	}{
		"from a form":         {ann, []string{"Content-Type: " + kind}, 400, "GraphQL-Require-Preflight"},
		"by nobody":           {server.Config{}, sent(kind), 403, "signed in"},
		"from another origin": {ann, sent(kind, "Origin: https://elsewhere.example", "Sec-Fetch-Site: cross-site"), 403, "another origin"},
		"without a boundary":  {ann, sent("multipart/form-data"), 400, "boundary"},
	} {
		if w := newHouse(t, c.cfg, ready).answer(request("POST", "/graphql", body, c.headers...)); w.Code != c.status || !strings.Contains(w.Body.String(), c.says) {
			t.Errorf("%s: got %d %s", name, w.Code, w.Body)
		}
	}
	h := newHouse(t, ann, ready)
	large := request("POST", "/graphql", body, sent(kind)...)
	large.ContentLength = 1 << 40
	large.Body = io.NopCloser(&endless{t, 0})
	if w := h.answer(large); w.Code != http.StatusRequestEntityTooLarge || !strings.Contains(w.Body.String(), fmt.Sprint(1<<40)) {
		t.Errorf("too large by far: got %d %s", w.Code, w.Body)
	}

	first, ended := request("POST", "/graphql", body, sent(kind)...), make(chan int)
	slow, send := io.Pipe()
	first.Body = slow
	go func() { ended <- h.answer(first).Code }()
	if _, err := io.WriteString(send, body[:40]); err != nil {
		t.Fatal(err)
	}
	if w := h.answer(request("POST", "/graphql", body, sent(kind)...)); w.Code != http.StatusServiceUnavailable || code(t, w.Body.Bytes()) != "UNAVAILABLE" || w.Header().Get("Retry-After") != "5" {
		t.Errorf("a second one: got %d %s", w.Code, w.Body)
	}
	if _, err := io.WriteString(send, body[40:]); err != nil {
		t.Fatal(err)
	}
	_ = send.Close()
	if status := <-ended; status != http.StatusOK {
		t.Errorf("the first one: got %d", status)
	}
	if w := h.answer(request("POST", "/graphql", body, sent(kind)...)); w.Code != http.StatusOK {
		t.Errorf("the next one: got %d %s", w.Code, w.Body)
	}
}
