package server_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"waymark/domain/fault"
	"waymark/domain/figure"
	"waymark/graph"
	"waymark/planning/workbook"
	"waymark/server"
)

// TestExports holds what an exporter is asked, and what becomes of its errors before and after the first byte.
func TestExports(t *testing.T) {
	var asked graph.ExportRequest
	var fails error
	late := false
	h := newHouse(t, server.Config{Export: func(_ context.Context, r graph.ExportRequest, begin func(), to io.Writer) error {
		asked = r
		if fails != nil && !late {
			return fails
		}
		begin()
		if _, err := io.WriteString(to, "header\n"); err != nil {
			return err
		}
		return fails
	}}, ready)
	w := h.answer(request("GET", "/export/figures.csv?indicator=A&indicator=B&status=REVISED&year=2008&year=2009&dimension=&superseded=true", ""))
	f := asked.Filter
	if w.Code != http.StatusOK || w.Body.String() != "header\n" || w.Header().Get("Content-Type") != "text/csv; charset=utf-8; header=present" ||
		w.Header().Get("Content-Disposition") != `attachment; filename="figures.csv"` || w.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("got %d %v %s", w.Code, w.Header(), w.Body)
	}
	if asked.Format != workbook.CSV || strings.Join(f.Indicator, " ") != "A B" || f.Status[0] != figure.Revised || len(f.Year) != 2 || f.Dimension == nil || len(f.Dimension) > 0 || !f.Superseded {
		t.Errorf("asked %+v", asked)
	}
	if w := h.answer(request("HEAD", "/export/figures.jsonl", "")); w.Code != http.StatusOK || w.Body.Len() > 0 {
		t.Errorf("HEAD: %d %s", w.Code, w.Body)
	}
	if w := h.answer(request("POST", "/export/figures.csv", "")); w.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST: %d", w.Code)
	}
	for err, want := range map[error]int{fault.New(fault.Invalid, "filter.year", "a year"): 400, fault.New(fault.Forbidden, "", "x"): 403, fault.New(fault.Unavailable, "", "x"): 503, errors.New("secret"): 500} {
		fails = err
		if w := h.answer(request("GET", "/export/figures.jsonl", "")); w.Code != want || strings.Contains(w.Body.String(), "secret") || asked.Format != workbook.JSONLines {
			t.Errorf("%v: %d %s", err, w.Code, w.Body)
		}
	}
	late = true
	defer func() {
		value := recover()
		if err, ok := value.(error); !ok || !errors.Is(err, http.ErrAbortHandler) {
			t.Errorf("an export that fails half-way ends with %v", value)
		}
	}()
	h.answer(request("GET", "/export/figures.csv", ""))
	t.Error("an export that fails half-way is taken for whole")
}
