package graph

import (
	"context"
	"fmt"
	"io"
	"time"

	"waymark/domain/fault"
	"waymark/domain/programme"
	"waymark/graph/paper"
	"waymark/planning"
)

// PrintRequest says which document to print, and how.
type PrintRequest struct {
	ID      string
	PDF     bool       // as PDF; otherwise as HTML
	KnownAt *time.Time // the moment of which the record is asked; nil: now
}

// Printer writes a document for printing.
type Printer func(ctx context.Context, r PrintRequest, begin func(), to io.Writer) error

// Printers gives what writes documents for printing, by the noun of their addresses.
func (e *Exporter) Printers() map[string]Printer {
	return map[string]Printer{"plans": e.Plan, "agreements": e.Agreement}
}

// Plan writes a plan for printing, as far as the viewer of the context may see it. Begin is called before the first byte. What is refused comes
// before that: NOT_FOUND for what there is not or may not be seen, INVALID for a moment to come.
func (e *Exporter) Plan(ctx context.Context, r PrintRequest, begin func(), to io.Writer) error {
	at, err := e.planning.Reading(ctx)
	if err != nil {
		return err
	}
	d, err := e.planning.Plan(ctx, at, r.ID, r.KnownAt)
	if err != nil {
		return err
	}
	if d == nil {
		return nowhere()
	}
	template, partnership, err := e.headOf(at, d.TemplateID, d.PartnershipID)
	if err != nil {
		return err
	}
	return printed(paper.Plan(d, template, partnership), r.PDF, begin, to)
}

// Agreement writes an agreement or a protocol for printing, as Plan does a plan.
func (e *Exporter) Agreement(ctx context.Context, r PrintRequest, begin func(), to io.Writer) error {
	at, err := e.planning.Reading(ctx)
	if err != nil {
		return err
	}
	a, err := e.planning.Agreement(ctx, at.Rights, r.ID, r.KnownAt)
	if err != nil {
		return err
	}
	if a == nil {
		return nowhere()
	}
	template, partnership, err := e.headOf(at, a.TemplateID, a.PartnershipID)
	if err != nil {
		return err
	}
	district, ok := programme.Lookup[*programme.District](at.Graph, a.DistrictID)
	if !ok {
		return nowhere()
	}
	return printed(paper.Agreement(a, template, partnership, district.Name(e.planning.Today())), r.PDF, begin, to)
}

func nowhere() error { return fault.New(fault.NotFound, "id", "there is nothing with this id") }

// headOf gives the template of a document and the name of its partnership.
func (e *Exporter) headOf(at planning.Reading, template, partnership string) (*programme.Template, string, error) {
	t, ok := programme.Lookup[*programme.Template](at.Graph, template)
	if !ok {
		return nil, "", fmt.Errorf("print: there is no template %s", template)
	}
	p, ok := programme.Lookup[*programme.Partnership](at.Graph, partnership)
	if !ok {
		return nil, "", nowhere()
	}
	return t, p.Name(e.planning.Today()), nil
}

func printed(d *paper.Document, pdf bool, begin func(), to io.Writer) error {
	begin()
	if pdf {
		return d.PDF(to)
	}
	return d.HTML(to)
}
