package server

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"waymark/domain/calendar"
	"waymark/domain/fault"
	"waymark/domain/figure"
	"waymark/graph"
	"waymark/graph/view"
	"waymark/planning/workbook"
	"waymark/server/requestid"
)

// exportCost is what an export costs of what a caller may ask for, as much as a large question.
const exportCost = 100_000

// exports streams figures as files.
type exports struct {
	format   workbook.Format
	media    string
	name     string
	cfg      Config
	log      *slog.Logger
	throttle *throttle
}

// ServeHTTP writes the figures that the address asks for and the viewer may see. What goes wrong once it has begun cuts the answer short.
func (x *exports) ServeHTTP(w http.ResponseWriter, r *http.Request) {
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
	if why := x.throttle.charge(who, exportCost); why != nil {
		refuseAs(w, plainJSON, why)
		return
	}
	asked, err := exportRequest(r.URL.RawQuery)
	if err != nil {
		refuseAs(w, plainJSON, invalid(err.Error()))
		return
	}
	asked.Format = x.format
	begun := false
	begin := func() {
		begun = true
		h := w.Header()
		h.Set("Content-Type", x.media)
		h.Set("Content-Disposition", `attachment; filename="`+x.name+`"`)
		h.Set("Cache-Control", "no-store")
		w.WriteHeader(http.StatusOK)
	}
	if r.Method == http.MethodHead {
		begin()
		return
	}
	err = x.cfg.Export(ctx, asked, begin, w)
	switch list, known := fault.All(err); {
	case err == nil:
	case begun:
		x.log.WarnContext(ctx, "export cut short", "request_id", requestid.From(ctx), "cause", err)
		panic(http.ErrAbortHandler) // so that nobody takes it for whole
	case known:
		refuseAs(w, plainJSON, &refusal{status: exportStatus(list[0].Code), code: list[0].Code, message: list[0].Message})
	default:
		panic(err) // a defect, which is answered as one
	}
}

func exportStatus(c fault.Code) int {
	switch c {
	case fault.Forbidden:
		return http.StatusForbidden
	case fault.Unauthenticated:
		return http.StatusUnauthorized
	case fault.Unavailable:
		return http.StatusServiceUnavailable
	}
	return http.StatusBadRequest
}

// exportRequest reads a filter out of an address, each condition by the name that it has in GraphQL; lists repeat the name.
func exportRequest(query string) (graph.ExportRequest, error) {
	values, err := url.ParseQuery(query)
	if err != nil {
		return graph.ExportRequest{}, fmt.Errorf("the address is not encoded as a URL must be")
	}
	var r graph.ExportRequest
	f := &r.Filter
	for name, given := range values {
		if slices.ContainsFunc(given, func(v string) bool { return strings.ContainsRune(v, 0) }) {
			return r, fmt.Errorf("%s: must hold no NUL character", name)
		}
		switch name {
		case "indicator":
			f.Indicator = given
		case "place":
			f.Place = given
		case "placeKind":
			f.PlaceKind, err = chosen(given, view.AboutEngland, view.AboutRegion, view.AboutDistrict, view.AboutPartnership, view.AboutJobcentre)
		case "status":
			f.Status, err = chosen(given, figure.Statuses()...)
		case "source":
			f.Source = given
		case "dimension":
			f.Dimension = slices.DeleteFunc(slices.Clone(given), func(d string) bool { return d == "" }) // alone, it means the whole population
		case "year":
			for _, text := range given {
				var year int
				if year, err = strconv.Atoi(text); err != nil {
					err = fmt.Errorf("a financial year is given by the year in which it begins")
					break
				}
				f.Year = append(f.Year, year)
			}
		default:
			err = once(&r, name, given)
		}
		if err != nil {
			return r, fmt.Errorf("%s: %w", name, err)
		}
	}
	return r, nil
}

// once reads a condition that is given once.
func once(r *graph.ExportRequest, name string, given []string) (err error) {
	if len(given) > 1 {
		return fmt.Errorf("may be given once only")
	}
	text := given[0]
	switch f := &r.Filter; name {
	case "from":
		f.From, err = dayIn(text)
	case "to":
		f.To, err = dayIn(text)
	case "breakdown":
		f.Breakdown = &text
	case "superseded":
		f.Superseded, err = strconv.ParseBool(text)
	case "knownAt":
		var moment time.Time
		moment, err = time.Parse(time.RFC3339Nano, text)
		r.KnownAt = &moment
	default:
		return fmt.Errorf("there is no such condition")
	}
	return err
}

func dayIn(text string) (*calendar.Date, error) {
	d, err := calendar.Parse(text)
	return &d, err
}

func chosen[T ~string](given []string, words ...T) ([]T, error) {
	var all []T
	for _, text := range given {
		if !slices.Contains(words, T(text)) {
			return nil, fmt.Errorf("is one of %v", words)
		}
		all = append(all, T(text))
	}
	return all, nil
}
