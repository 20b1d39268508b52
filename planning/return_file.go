package planning

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"

	"waymark/domain/calendar"
	"waymark/domain/fault"
	"waymark/domain/figurefile"
	"waymark/domain/referral"
	"waymark/domain/returnfile"
	"waymark/planning/workbook"
)

const (
	// MaxReturns is how many returns one file may have.
	MaxReturns = 5_000
	// MaxReturnLines is how many rows one file of returns may have.
	MaxReturnLines = 100_000
)

// returnFile is a file of returns that has been read.
type returnFile struct {
	faulty
	digest  string // SHA-256 of its bytes, in hexadecimal
	lines   int    // rows
	returns []*returnDraft
	at      map[slot]*returnDraft // by code of the office and month
}

// returnDraft is what the rows of a file say about an office and a month.
type returnDraft struct {
	slot
	lines   []int // row of each draft
	drafts  []returnfile.Draft
	counted int // of the drafts those that are about a combination
	version *int
	note    string
}

// readReturns reads a file to its end. What is wrong with the file is in the result; an error is of another kind.
func readReturns(ctx context.Context, in io.Reader) (*returnFile, error) {
	f := &returnFile{at: map[slot]*returnDraft{}}
	var layout *returnfile.Layout
	header := func(number int, cells []string) bool {
		var problems []figurefile.Problem
		layout, problems = returnfile.Read(number, cells)
		f.wrong(problems...)
		return layout != nil
	}
	row := func(number int, cells []string) error {
		if f.lines++; f.lines > MaxReturnLines {
			return fault.Exceeded("returnLines", MaxReturnLines, 0, "rows in a file of returns")
		}
		draft, problems := layout.Draft(number, cells)
		f.wrong(problems...)
		if len(problems) > 0 {
			return nil
		}
		return f.add(number, &draft)
	}
	var err error
	if in != nil {
		f.digest, err = f.digested(ctx, in, nil, func(in io.Reader) error { return eachRow(workbook.CSV, in, header, row) })
	}
	if err != nil {
		return nil, fmt.Errorf("read returns: %w", err)
	}
	if f.lines == 0 && f.count == 0 {
		f.wrong(figurefile.Wrong(1, "", "", figurefile.Cells, "the file has no returns"))
	}
	return f, nil
}

// add puts a row to those about the same office and month.
func (f *returnFile) add(number int, d *returnfile.Draft) error {
	key := slot{d.Jobcentre, d.Month}
	r := f.at[key]
	if r == nil {
		if len(f.returns) == MaxReturns {
			return fault.Exceeded("returns", MaxReturns, 0, "returns in a file")
		}
		r = &returnDraft{slot: key}
		f.returns, f.at[key] = append(f.returns, r), r
	}
	if d.Counted {
		if r.counted++; r.counted > MaxReturnRows {
			return fault.Exceeded("returnRows", MaxReturnRows, 0, fmt.Sprintf("rows of %s for %s", d.Jobcentre, monthText(d.Month)))
		}
	}
	const same = "the rows of one return say the same of it, or leave it out"
	switch {
	case d.Version == nil:
	case r.version == nil:
		r.version = d.Version
	case *r.version != *d.Version:
		f.wrong(figurefile.Wrong(number, returnfile.VersionColumn, strconv.Itoa(*d.Version), returnfile.Same, same))
	}
	switch {
	case d.Note == "":
	case r.note == "":
		r.note = d.Note
	case r.note != d.Note:
		f.wrong(figurefile.Wrong(number, returnfile.NoteColumn, d.Note, returnfile.Same, same))
	}
	r.lines, r.drafts = append(r.lines, number), append(r.drafts, *d)
	return nil
}

func monthText(month calendar.Date) string { return month.Time().Format("2006-01") }

// held is a draft that has been held to what is recorded.
type held struct {
	handedIn
	line int // its first row
}

// hold gives a draft the ids that its codes stand for, and notes what is wrong with it; then it is nil.
func (w *work) hold(r *returnDraft, today calendar.Date, wrong *faulty) *held {
	before := wrong.count
	bad := func(i int, column, value string, rule figurefile.Rule, format string, args ...any) {
		wrong.wrong(figurefile.Wrong(r.lines[i], column, value, rule, format, args...))
	}
	everywhere := func(rule figurefile.Rule, why string) *held {
		for i := range r.lines {
			bad(i, returnfile.JobcentreColumn, r.office, rule, "%s", why)
		}
		return nil
	}
	office := w.g.Jobcentre(r.office)
	if office == nil || !w.rights.Sees(office) {
		return everywhere(figurefile.Unknown, "there is no jobcentre with this code")
	}
	if err := w.allowed(office); err != nil {
		return everywhere(returnfile.Forbidden, "it is not yours to hand in for this office")
	}
	district, why := owing(office, r.month, today)
	if why != "" {
		bad(0, returnfile.MonthColumn, monthText(r.month), returnfile.NotOwed, "%s", why)
	}
	var rows []referral.Row
	var at []int // the draft of each row
	for i := range r.drafts {
		d := &r.drafts[i]
		if !d.Counted {
			continue
		}
		row := d.Row
		if p := w.g.Provider(d.Provider); p != nil && w.rights.Sees(p) {
			row.Provider = p.ID
		} else if d.Provider != "" {
			bad(i, returnfile.ProviderColumn, d.Provider, figurefile.Unknown, "there is no provider with this code")
			row.Provider = d.Provider // so that it is told from the others
		}
		rows, at = append(rows, row), append(at, i)
	}
	for _, x := range referral.Refuse(r.month, rows) {
		column, value, text := "", "", x.Text
		if x.Measure != "" {
			column, value = returnfile.ColumnOf(x.Measure), strconv.FormatInt(rows[x.Row].Counts.Of(x.Measure), 10)
		} else if x.Check == referral.Repeated {
			first := slices.IndexFunc(rows, func(row referral.Row) bool { return row.Key == rows[x.Row].Key })
			text = fmt.Sprintf("row %d is about the same", r.lines[at[first]])
		}
		bad(at[x.Row], column, value, figurefile.Rule(x.Check), "%s", text)
	}
	if wrong.count > before {
		return nil
	}
	return &held{handedIn{office, district, r.month, rows, r.note, r.version}, r.lines[0]}
}

// editions makes what is to be written of a file, or tells what is wrong with it.
func (w *work) editions(ctx context.Context, f *returnFile, today calendar.Date) ([]edition, *faulty, error) {
	wrong := &faulty{slices.Clone(f.problems), f.count}
	var all []*held
	offices := map[string]bool{}
	for _, r := range f.returns {
		if h := w.hold(r, today, wrong); h != nil {
			all = append(all, h)
			offices[h.office.ID] = true
		}
	}
	if len(all) == 0 {
		return nil, wrong, nil
	}
	slices.SortStableFunc(all, func(a, b *held) int { return a.month.Compare(b.month) }) // each looks at the months before
	before, err := w.collected(ctx, slices.Sorted(maps.Keys(offices)), referral.MonthsBefore(all[0].month, referral.History), all[len(all)-1].month)
	if err != nil {
		return nil, nil, err
	}
	made := make([]edition, 0, len(all))
	for _, h := range all {
		r, err := w.edition(h.handedIn, before, today)
		if list, refused := fault.All(err); refused {
			wrong.wrong(refusedEdition(h, list[0]))
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		made = append(made, edition{r, h.rows})
	}
	return made, wrong, nil
}

// refusedEdition tells why a return cannot be handed in as it stands.
func refusedEdition(h *held, why *fault.Error) figurefile.Problem {
	version := ""
	if h.expected != nil {
		version = strconv.Itoa(*h.expected)
	}
	if why.Code == fault.Conflict {
		return figurefile.Wrong(h.line, returnfile.VersionColumn, version, returnfile.Conflict, "%s", why.Message)
	}
	return figurefile.Wrong(h.line, returnfile.MonthColumn, monthText(h.month), returnfile.State, "%s", why.Message)
}
