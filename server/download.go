package server

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"time"

	"waymark/domain/fault"
	"waymark/server/requestid"
)

// downloadCost is what a file costs of what a caller may ask for, as much as a large question.
const downloadCost = 100_000

// download is what an address asks for.
type download struct {
	media       string
	disposition string
	policy      string // content security policy of a page; empty for what is none
	// write writes it; begin is called before the first byte.
	write func(ctx context.Context, begin func(), to io.Writer) error
}

// downloads gives files to whoever may have them.
type downloads struct {
	ask      func(*http.Request) (download, error) // an error is what is wrong with the address
	cfg      Config
	log      *slog.Logger
	throttle *throttle
}

// ServeHTTP writes the file that the address asks for. What goes wrong once it has begun cuts the answer short.
func (x *downloads) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(x.cfg.UploadDeadline + writeTimeout)) // not every writer can
	until := time.Now().Add(x.cfg.UploadDeadline)
	if t := expiry(r.Context()); !t.IsZero() && t.Before(until) {
		until = t
	}
	ctx, cancel := context.WithDeadline(r.Context(), until)
	defer cancel()
	who, why := x.throttle.arrive(ctx, ClientAddress(r))
	if why != nil {
		refuseAs(w, plainJSON, why)
		return
	}
	leave, why := x.throttle.enter(who)
	if why != nil {
		refuseAs(w, plainJSON, why)
		return
	}
	defer leave()
	if why := x.throttle.charge(who, downloadCost); why != nil {
		refuseAs(w, plainJSON, why)
		return
	}
	asked, err := x.ask(r)
	if err != nil {
		refuseAs(w, plainJSON, invalid(err.Error()))
		return
	}
	begun := false
	begin := func() {
		begun = true
		h := w.Header()
		h.Set("Content-Type", asked.media)
		h.Set("Content-Disposition", asked.disposition)
		h.Set("Cache-Control", "no-store")
		if asked.policy != "" {
			h.Set("Content-Security-Policy", asked.policy)
		}
		w.WriteHeader(http.StatusOK)
	}
	if r.Method == http.MethodHead {
		begin()
		return
	}
	err = asked.write(ctx, begin, w)
	switch list, known := fault.All(err); {
	case err == nil:
	case begun:
		x.log.WarnContext(ctx, "export cut short", "request_id", requestid.From(ctx), "cause", err)
		panic(http.ErrAbortHandler) // so that nobody takes it for whole
	case known:
		refuseAs(w, plainJSON, &refusal{status: downloadStatus(list[0].Code), code: list[0].Code, message: list[0].Message})
	default:
		panic(err) // a defect, which is answered as one
	}
}

func downloadStatus(c fault.Code) int {
	switch c {
	case fault.Forbidden:
		return http.StatusForbidden
	case fault.Unauthenticated:
		return http.StatusUnauthorized
	case fault.NotFound:
		return http.StatusNotFound
	case fault.Unavailable:
		return http.StatusServiceUnavailable
	}
	return http.StatusBadRequest
}
