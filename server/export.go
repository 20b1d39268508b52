package server

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"waymark/domain/calendar"
	"waymark/domain/figure"
	"waymark/graph"
	"waymark/graph/view"
	"waymark/planning/workbook"
)

// figureExport offers figures as a file of a format.
func figureExport(cfg Config, format workbook.Format, media, name string) func(*http.Request) (download, error) {
	return func(r *http.Request) (download, error) {
		asked, err := exportRequest(r.URL.RawQuery)
		if err != nil {
			return download{}, err
		}
		asked.Format = format
		return download{media: media, disposition: `attachment; filename="` + name + `"`, write: func(ctx context.Context, begin func(), to io.Writer) error {
			return cfg.Export(ctx, asked, begin, to)
		}}, nil
	}
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
