package server

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"waymark/domain/fault"
	"waymark/server/openreferral"
)

// directoryCost is what a request to the directory costs of what a caller may ask for: a page of it is as large as a question of some thousand fields.
const directoryCost = 10_000

// directory lets everybody read the directory of services, and pages of every origin: without credentials, since it looks at none.
type directory struct {
	next     http.Handler
	deadline time.Duration
	throttle *throttle
}

// ServeHTTP answers GET and HEAD, and the browsers that ask beforehand.
func (d *directory) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Access-Control-Expose-Headers", "ETag, Retry-After, X-Request-Id")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	switch r.Method {
	case http.MethodGet, http.MethodHead:
	case http.MethodOptions:
		h.Set("Access-Control-Allow-Methods", "GET, HEAD")
		h.Set("Access-Control-Allow-Headers", "Accept, If-None-Match, Traceparent, X-Request-Id")
		h.Set("Access-Control-Max-Age", strconv.Itoa(int(preflightFor/time.Second)))
		w.WriteHeader(http.StatusNoContent)
		return
	default:
		h.Set("Allow", "GET, HEAD, OPTIONS")
		openreferral.RefuseAs(w, http.StatusMethodNotAllowed, fault.New(fault.Invalid, "", "this is read by GET"))
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), d.deadline)
	defer cancel()
	who, why := d.throttle.arrive(ctx, ClientAddress(r))
	if why != nil {
		d.refuse(w, why)
		return
	}
	leave, why := d.throttle.enter(who)
	if why != nil {
		d.refuse(w, why)
		return
	}
	defer leave()
	if why := d.throttle.charge(who, directoryCost); why != nil {
		d.refuse(w, why)
		return
	}
	d.next.ServeHTTP(w, r.WithContext(ctx))
}

func (d *directory) refuse(w http.ResponseWriter, why *refusal) {
	refused(w, why)
	notBefore(w, why)
	openreferral.RefuseAs(w, why.status, fault.New(why.code, "", "%s", why.message))
}
