package server

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"os"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"

	"waymark/domain/fault"
	"waymark/domain/viewer"
)

// preflightHeader is a header that a form of a web page cannot send, and a script of another origin only if that origin is trusted:
// without it a form could send files in the name of whoever looks at the page.
const preflightHeader = "GraphQL-Require-Preflight"

// The parts of a multipart request that are not the file, and the path that the file may have.
const (
	operationsPart = "operations"
	mapPart        = "map"
)

// multipartBody tells whether a request says that it is sent in parts.
func multipartBody(h http.Header) bool {
	name, _, err := mime.ParseMediaType(h.Get("Content-Type"))
	return err == nil && name == "multipart/form-data"
}

// upload is a file that came with a request, kept on disk until the request is answered.
type upload struct{ file *os.File }

func (u *upload) forget() {
	if u.file != nil {
		_ = u.file.Close()
		_ = os.Remove(u.file.Name()) // a file that stays behind is the system's to clear away
	}
}

// uploading gives leave to send a file: to who has signed in, when few enough do. Whoever has got it gives it back by leave.
func (e *endpoint) uploading(r *http.Request) (leave func(), why *refusal) {
	if r.Header.Get(preflightHeader) == "" {
		return nil, &refusal{status: http.StatusBadRequest, code: fault.Forbidden, message: preflightHeader + ": a request in parts needs this header, with any value"}
	}
	if who, ok := viewer.From(r.Context()); !ok || !who.SignedIn() {
		return nil, &refusal{status: http.StatusForbidden, code: fault.Forbidden, message: "only who has signed in may send files"}
	}
	select {
	case e.uploads <- struct{}{}:
		return func() { <-e.uploads }, nil
	default:
		return nil, &refusal{status: http.StatusServiceUnavailable, code: fault.Unavailable, message: "too many files are being sent; try again", retry: 5 * time.Second}
	}
}

// readMultipart reads a request by the GraphQL multipart request specification, with one file: the parts operations and map, in this
// order, and then the file, whose place among the variables is null.
func (e *endpoint) readMultipart(w http.ResponseWriter, r *http.Request, kept *upload) (*graphql.RawParams, *refusal) {
	limit := e.cfg.MaxUpload + 2*e.cfg.MaxBody + 1<<16 // and what marks the parts off
	if r.ContentLength > limit {
		return nil, e.tooLarge(r.ContentLength)
	}
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(e.cfg.UploadDeadline)) // not every connection can
	r.Body = http.MaxBytesReader(w, r.Body, limit)
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, invalid("the body must be multipart/form-data with a boundary")
	}
	operations, why := e.textPart(parts, operationsPart)
	if why != nil {
		return nil, why
	}
	paths, why := e.textPart(parts, mapPart)
	if why != nil {
		return nil, why
	}
	entries, why := members(operations)
	if why != nil {
		return nil, why
	}
	p, why := params(entries)
	if why != nil {
		return nil, why
	}
	name, path, why := onePath(paths)
	if why != nil {
		return nil, why
	}
	part, err := parts.NextRawPart()
	if err != nil || part.FormName() != name {
		return nil, e.unread(err, fmt.Sprintf("%s: the part %.40q must come next", mapPart, name))
	}
	file, why := e.keep(part, kept)
	if why != nil {
		return nil, why
	}
	if _, err := parts.NextRawPart(); !errors.Is(err, io.EOF) {
		return nil, e.unread(err, "a request may send one file, as its last part")
	}
	if !putInto(p.Variables, path, file) {
		return nil, invalid(mapPart + ": the path must lead to a variable, or into one, that is null")
	}
	return p, nil
}

func (e *endpoint) tooLarge(found int64) *refusal {
	return &refusal{
		status: http.StatusRequestEntityTooLarge, code: fault.Limited, message: fmt.Sprintf("the file may be at most %d bytes", e.cfg.MaxUpload),
		excess: &fault.Excess{Limit: "uploadBytes", Allowed: e.cfg.MaxUpload, Found: max(found, 0)},
	}
}

// unread tells why a part could not be read: it was too much, or else what is said of it.
func (e *endpoint) unread(err error, otherwise string) *refusal {
	var over *http.MaxBytesError
	if errors.As(err, &over) {
		return e.tooLarge(0)
	}
	return invalid(otherwise)
}

// textPart reads the next part, which has a name and is JSON.
func (e *endpoint) textPart(parts *multipart.Reader, name string) ([]byte, *refusal) {
	part, err := parts.NextRawPart()
	if err != nil || part.FormName() != name {
		return nil, e.unread(err, name+": the parts come in the order operations, map, file")
	}
	text, err := io.ReadAll(io.LimitReader(part, e.cfg.MaxBody+1))
	switch {
	case err != nil:
		return nil, e.unread(err, "the body ended before it was whole")
	case int64(len(text)) > e.cfg.MaxBody:
		return nil, &refusal{
			status: http.StatusRequestEntityTooLarge, code: fault.Limited, message: fmt.Sprintf("the part %s may be at most %d bytes", name, e.cfg.MaxBody),
			excess: &fault.Excess{Limit: "bodyBytes", Allowed: e.cfg.MaxBody},
		}
	case !utf8.Valid(text):
		return nil, invalid(name + ": must be UTF-8")
	}
	return text, nil
}

// onePath reads a map with one file and one path.
func onePath(text []byte) (name string, path []string, why *refusal) {
	var files map[string][]string
	if err := json.Unmarshal(text, &files); err != nil || len(files) != 1 {
		return "", nil, invalid(mapPart + `: must be a JSON object with one file, such as {"0": ["variables.input.file"]}`)
	}
	for name, paths := range files {
		if len(paths) != 1 {
			return "", nil, invalid(mapPart + ": a file has one path")
		}
		path = strings.Split(paths[0], ".")
		if len(path) < 2 || path[0] != variablesEntry {
			return "", nil, invalid(mapPart + ": a path begins with variables")
		}
		return name, path[1:], nil
	}
	return "", nil, nil
}

// putInto puts a file where a path leads among the variables, if that is null.
func putInto(at map[string]any, path []string, file graphql.Upload) bool {
	for _, step := range path[:len(path)-1] {
		below, ok := at[step].(map[string]any)
		if !ok {
			return false
		}
		at = below
	}
	last := path[len(path)-1]
	if value, there := at[last]; !there || value != nil {
		return false
	}
	at[last] = file
	return true
}

// keep writes a file to disk.
func (e *endpoint) keep(part *multipart.Part, kept *upload) (graphql.Upload, *refusal) {
	name := part.FileName()
	if !utf8.ValidString(name) || strings.ContainsRune(name, 0) {
		return graphql.Upload{}, invalid("the name of the file must be UTF-8 without NUL")
	}
	file, err := os.CreateTemp("", "waymark-upload-*")
	if err != nil {
		return graphql.Upload{}, e.full(err)
	}
	kept.file = file
	size, err := io.Copy(onto{file}, io.LimitReader(part, e.cfg.MaxUpload+1))
	var disk diskError
	switch {
	case errors.As(err, &disk):
		return graphql.Upload{}, e.full(disk.error)
	case err != nil:
		return graphql.Upload{}, e.unread(err, "the body ended before it was whole")
	case size > e.cfg.MaxUpload:
		return graphql.Upload{}, e.tooLarge(0)
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return graphql.Upload{}, e.full(err)
	}
	return graphql.Upload{File: file, Filename: name, Size: size, ContentType: part.Header.Get("Content-Type")}, nil
}

// full tells that there is no room for a file; the log says why.
func (e *endpoint) full(err error) *refusal {
	e.log.Error("keep a file that is sent", "cause", err)
	return &refusal{status: http.StatusServiceUnavailable, code: fault.Unavailable, message: "the file could not be kept; try again"}
}

// diskError is what went wrong with the disk rather than with the request.
type diskError struct{ error }

// onto writes to a file.
type onto struct{ file *os.File }

func (o onto) Write(p []byte) (int, error) {
	n, err := o.file.Write(p)
	if err != nil {
		err = diskError{err}
	}
	return n, err
}
