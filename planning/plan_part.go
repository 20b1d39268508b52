package planning

import (
	"context"
	"math"
	"slices"

	"waymark/domain/document"
	"waymark/domain/plan"
)

// PlanPartUpdate changes a part. Outcome.ID is the part.
func (s *Service) PlanPartUpdate(ctx context.Context, id string, in PlanPartUpdateInput) (Outcome, error) {
	c := call{"planPartUpdate", id, in, in.IdempotencyKey}
	return changeRow(ctx, s, c, in.ExpectedVersion, func(_ context.Context, w *work, _ *planned, p *plan.Part) (*edit, error) {
		return w.editPart("", p, in.PlanPartFields)
	})
}

func (w *work) editPart(at string, p *plan.Part, in PlanPartFields) (*edit, error) {
	e, values := w.edit(p), map[string]any{}
	if in.Text != nil {
		text := w.prose(at+"text", *in.Text, 0, maxProse)
		e.field("text", p.Text, text, true)
		values["text"] = text
		if p.Status == plan.Empty && text != "" {
			values["status"] = plan.Begun
		}
	}
	if in.Status != nil {
		e.field("status", p.Status, *in.Status, false)
		values["status"] = *in.Status
	}
	return e, e.columns(values)
}

// FundingLineAdd adds money from a stream. Outcome.ID is the line.
func (s *Service) FundingLineAdd(ctx context.Context, in FundingLineAddInput) (Outcome, error) {
	c := call{"fundingLineAdd", "", in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		d, p, err := into[*plan.Part](ctx, s, w, "part", in.Part, false)
		if err != nil {
			return Outcome{}, err
		}
		if section := d.form.Section(p.Code); section == nil || section.Form != document.Funding {
			w.bad("part", "this part lists no money")
		}
		l := &plan.Line{Common: d.added(plan.LinePrefix), PartID: p.ID}
		l.Rank = w.lastPlace(d, "part", l, p.ID)
		zero := int64(0)
		if in.Committed == nil {
			in.Committed = &zero
		}
		if in.Spent == nil {
			in.Spent = &zero
		}
		values := w.line("", d, LineFields{&in.Stream, &in.Name, &in.Planned, in.Committed, in.Spent, in.Note})
		l.Stream, l.Name, l.Planned, l.Committed, l.Spent, l.Note = in.Stream, values["name"].(string), in.Planned, *in.Committed, *in.Spent, trimmed(in.Note)
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		return onPlan(d, l.ID), w.tx.InsertPlanRows(ctx, plan.Document{Lines: []*plan.Line{l}})
	})
}

// added gives what a row that somebody adds has in common with others: it is not signed yet.
func (d *planned) added(prefix string) plan.Common {
	c := d.Fresh(prefix, newID)
	c.Changed, c.Writers = len(d.Steps), []string{d.by.Subject}
	return c
}

// FundingLineUpdate changes a funding line. Outcome.ID is the line.
func (s *Service) FundingLineUpdate(ctx context.Context, id string, in FundingLineUpdateInput) (Outcome, error) {
	c := call{"fundingLineUpdate", id, in, in.IdempotencyKey}
	return changeRow(ctx, s, c, in.ExpectedVersion, func(_ context.Context, w *work, d *planned, l *plan.Line) (*edit, error) {
		return w.editLine("", d, l, in.LineFields)
	})
}

func (w *work) editLine(at string, d *planned, l *plan.Line, in LineFields) (*edit, error) {
	e, values := w.edit(l), w.line(at, d, in)
	now := map[string]any{"stream": l.Stream, "name": l.Name, "planned": l.Planned, "committed": l.Committed, "spent": l.Spent, "note": l.Note}
	for _, name := range []string{"stream", "name", "planned", "committed", "spent", "note"} {
		if yours, given := values[name]; given {
			e.field(name, now[name], yours, true)
		}
	}
	return e, e.columns(values)
}

// line checks what is given of a funding line, and gives it by column.
func (w *work) line(at string, d *planned, in LineFields) map[string]any {
	values := map[string]any{}
	if in.Stream != nil {
		if !slices.ContainsFunc(d.form.Streams, func(s document.Stream) bool { return s.Code == *in.Stream }) {
			codes := make([]string, len(d.form.Streams))
			for i, s := range d.form.Streams {
				codes[i] = s.Code
			}
			w.bad(at+"stream", "%.40q is none of the streams, which are %v", *in.Stream, codes)
		}
		values["stream"] = *in.Stream
	}
	if in.Name != nil {
		values["name"] = w.text(at+"name", *in.Name, 1, 200)
	}
	for name, pence := range map[string]*int64{"planned": in.Planned, "committed": in.Committed, "spent": in.Spent} {
		if pence == nil {
			continue
		}
		w.pence(at+name, *pence, 0)
		values[name] = *pence
	}
	if in.Note != nil {
		values["note"] = w.optionalText(at+"note", in.Note, 500)
	}
	return values
}

// maxPence is the most money that one field holds, so that no total of a plan overflows.
const maxPence = math.MaxInt64 / 1_000_000

func (w *work) pence(field string, pence, least int64) {
	if pence < least || pence > maxPence {
		w.bad(field, "it is from %d to %d pence, not %d", least, int64(maxPence), pence)
	}
}
