// Package openreferral serves the directory of providers and services as Open Referral UK, HSDS-UK 3.0, has it: nine addresses that are read,
// by anybody, of what anybody may know. It shows no confidential site and nobody who works there, whoever asks.
package openreferral

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"time"

	"waymark/domain/fault"
	"waymark/domain/viewer"
	"waymark/planning"
)

// Base is the path below which the directory is served.
const Base = "/openreferral/v3"

// What the directory says of itself. The description is the one of the commit that the tests hold every answer to.
const (
	version = "HSDS-UK-3.0"
	profile = "https://github.com/OpenReferralUK/uk-profile/blob/main/docs/index.md"
	openAPI = "https://raw.githubusercontent.com/OpenReferralUK/uk-profile/ecdfabf78944d480d7f580d08b702b08cbec4b09/schema/openapi.json"
)

// about is what the first address answers.
type about struct {
	Version    string `json:"version"`
	Profile    string `json:"profile"`
	OpenAPIURL string `json:"openapi_url"`
}

// reader answers one address of the directory. What it returns is encoded; a fault is answered as a problem.
type reader func(d *directory, r *http.Request) (any, error)

// New gives the handler of everything at and below Base. What it answers has an ETag that changes with the answer and with nothing else, so
// that it tells nothing of changes elsewhere. What is wrong with a request is answered as problem details (RFC 9457) that name parameter
// and rule. It is meant for GET and HEAD, and is safe for concurrent use.
func New(p *planning.Service) http.Handler {
	mux := http.NewServeMux()
	offer := func(path string, read reader) { mux.Handle(Base+path, answering(p, read)) }
	root := func(_ *directory, r *http.Request) (any, error) {
		_, err := asked(r)
		return about{version, profile, openAPI}, err
	}
	offer("", root)
	offer("/{$}", root)
	offer("/services", services)
	offer("/services/{id}", serviceByID)
	offer("/service_at_locations", placements)
	offer("/service_at_locations/{id}", placementByID)
	offer("/taxonomies", taxonomies)
	offer("/taxonomies/{id}", taxonomyByID)
	offer("/taxonomy_terms", terms)
	offer("/taxonomy_terms/{id}", termByID)
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { Refuse(w, nowhere()) })
	return mux
}

// Route gives the path that stands for all addresses of one kind, by which they are told apart in logs and metrics, and whether a path lies in
// the directory at all.
func Route(path string) (string, bool) {
	rest, within := strings.CutPrefix(path, Base)
	if !within || rest != "" && rest[0] != '/' {
		return "", false
	}
	if noun, id, _ := strings.Cut(strings.TrimPrefix(rest, "/"), "/"); id != "" {
		return Base + "/" + noun + "/{id}", true
	}
	return strings.TrimSuffix(path, "/"), true
}

// answering reads the newest state of the programme as anybody may see it, and answers from it.
func answering(p *planning.Service, read reader) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		d, err := open(r.Context(), p)
		var value any
		if err == nil {
			value, err = read(d, r)
		}
		if err != nil {
			refuse(w, err)
			return
		}
		body, err := json.Marshal(value)
		if err != nil {
			panic(err) // plain values: cannot fail
		}
		send(w, r, body)
	})
}

// refuse answers what went wrong: as a problem, if a caller can act on it.
func refuse(w http.ResponseWriter, err error) {
	list, known := fault.All(err)
	switch {
	case known:
		Refuse(w, list...)
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		Refuse(w, fault.New(fault.Unavailable, "", "there was no time left to answer; try again"))
	default:
		panic(err) // a defect, which is answered as one
	}
}

// open gives the directory as anybody sees it, whoever asks.
func open(ctx context.Context, p *planning.Service) (*directory, error) {
	at, err := p.Reading(viewer.With(ctx, viewer.Anonymous()))
	if err != nil {
		return nil, err
	}
	return &directory{at.Graph, at.Rights, p.Today()}, nil
}

// send answers with a body, or that it is still the one the client has.
func send(w http.ResponseWriter, r *http.Request, body []byte) {
	sum := sha256.Sum256(body)
	h := w.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Set("ETag", `"`+base64.RawURLEncoding.EncodeToString(sum[:18])+`"`)
	h.Set("Cache-Control", "no-cache") // may be kept, and is asked about each time: a site can become confidential at once
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}
