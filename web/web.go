// Package web holds the pages a browser is shown: the dashboard and GraphiQL. Both are clients of /graphql like any other, and
// all they need is in this package: nothing is loaded from anywhere else.
package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"
)

//go:embed dashboard/*.html dashboard/*.js dashboard/*.css dashboard/*.svg graphiql/*.html graphiql/*.js graphiql/*.css graphiql/LICENSES.txt
var files embed.FS

// What each page may load and do. GraphiQL's editor and menus write style elements of their own and carry their fonts with them.
const (
	dashboardPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
		"base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
	graphiqlPolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src data:; img-src 'self' data:; " +
		"connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

// page is one file as it is sent.
type page struct {
	body        []byte
	contentType string
	policy      string
	tag         string
}

// Handler serves the dashboard at /, GraphiQL at /graphiql, and what the two are made of below /dashboard/ and /graphiql/.
// Every other path is answered 404, every method but GET and HEAD 405. Browsers keep the files and ask each time whether they changed.
func Handler() http.Handler {
	pages, err := load(files)
	if err != nil {
		panic("web: read embedded files: " + err.Error()) // they are part of the binary: cannot fail
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p, found := pages[r.URL.Path]
		if !found {
			http.NotFound(w, r)
			return
		}
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "this page is read by GET", http.StatusMethodNotAllowed)
			return
		}
		h := w.Header()
		h.Set("Content-Type", p.contentType)
		h.Set("Content-Security-Policy", p.policy)
		h.Set("Cache-Control", "no-cache")
		h.Set("Etag", p.tag)
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(p.body))
	})
}

// load gives each file under the path it is served at; an index.html is served at its directory's.
func load(tree fs.FS) (map[string]page, error) {
	pages := map[string]page{}
	err := fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		body, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(body)
		p := page{
			body:        body,
			contentType: contentType(name),
			policy:      dashboardPolicy,
			tag:         `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`,
		}
		if strings.HasPrefix(name, "graphiql/") {
			p.policy = graphiqlPolicy
		}
		switch name {
		case "dashboard/index.html":
			pages["/"] = p
		case "graphiql/index.html":
			pages["/graphiql"], pages["/graphiql/"] = p, p
		default:
			pages["/"+name] = p
		}
		return nil
	})
	return pages, err
}

// contentType does not leave to the machine's own tables what a browser will run.
func contentType(name string) string {
	switch ext := path.Ext(name); ext {
	case ".html":
		return "text/html; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".txt":
		return "text/plain; charset=utf-8"
	default:
		return mime.TypeByExtension(ext)
	}
}
