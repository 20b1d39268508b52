package server

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"waymark/graph"
	"waymark/graph/paper"
)

// printing offers documents of a kind for printing: its id followed by .html or .pdf, with the moment of the record as knownAt.
func printing(write graph.Printer) func(*http.Request) (download, error) {
	return func(r *http.Request) (download, error) {
		name := r.PathValue("name")
		id, form, _ := strings.Cut(name, ".")
		asked := graph.PrintRequest{ID: id, PDF: form == "pdf"}
		if form != "pdf" && form != "html" {
			return download{}, fmt.Errorf("a document is printed as .html or as .pdf")
		}
		for condition, given := range r.URL.Query() {
			if condition != "knownAt" || len(given) != 1 {
				return download{}, fmt.Errorf("%s: there is no such condition, or it is given more than once", condition)
			}
			moment, err := time.Parse(time.RFC3339Nano, given[0])
			if err != nil {
				return download{}, fmt.Errorf("knownAt: %w", err)
			}
			asked.KnownAt = &moment
		}
		f := download{media: "text/html; charset=utf-8", disposition: "inline", policy: paper.Policy()}
		if asked.PDF {
			f = download{media: "application/pdf", disposition: "inline"}
		}
		f.write = func(ctx context.Context, begin func(), to io.Writer) error { return write(ctx, asked, begin, to) }
		return f, nil
	}
}
