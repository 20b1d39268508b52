package referral

import (
	"fmt"
	"sync"

	"waymark/domain/disclosure"
)

// Earlier is a release of the same months that is out: what it was made of, and its rows as they were shown.
type Earlier struct {
	Book *Book
	Rows []*ReleaseRow
}

// Publish makes the rows of a release of a book, of which nobody can work out what is hidden, not even with earlier releases of the same
// months beside it. It fails when those have told too much for that.
func Publish(profile disclosure.Profile, book *Book, earlier []Earlier) ([]*ReleaseRow, Loss, error) {
	t := tablesOf(book)
	counts := t.counts()
	before := make([]*tables, len(earlier))
	beforeCounts := make([]map[string]*Counts, len(earlier))
	for i, e := range earlier {
		before[i] = tablesOf(e.Book)
		beforeCounts[i] = before[i].counts()
	}
	for _, r := range t.rows {
		r.Exact = counts[r.key()]
		r.Provisional = t.of(r.Subject).held < t.of(r.Subject).owed
	}
	var loss Loss
	var wait sync.WaitGroup
	losses, errs := make([]disclosure.Loss, Width), make([]error, Width)
	for m, measure := range Measures() {
		wait.Go(func() {
			system := &disclosure.System{}
			for i, e := range earlier {
				before[i].told(system, measure, beforeCounts[i], e.Rows)
			}
			t.into(system, measure, counts)
			losses[m], errs[m] = t.show(system, profile, measure)
		})
	}
	wait.Wait()
	for m, l := range losses {
		if errs[m] != nil {
			return nil, loss, fmt.Errorf("publish %s: %w", Measures()[m], errs[m])
		}
		loss.Cells += l.Numbers
		loss.Primary += l.Primary
		loss.Secondary += l.Secondary
		loss.Value += l.Value
		loss.Hidden += l.Hidden
	}
	return t.rows, loss, nil
}

// told writes what an earlier release told into a system.
func (t *tables) told(system *disclosure.System, m Measure, counts map[string]*Counts, rows []*ReleaseRow) {
	t.into(system, m, counts)
	for _, r := range rows {
		cell := r.Cells[m.Index()]
		if i, ok := system.Find(t.name(r.Subject)); ok && cell.Status != disclosure.NotApplicable && cell.Status != disclosure.NotAvailable {
			system.Earlier[i] = &disclosure.Told{Cell: cell}
		}
	}
}

// show gives each row its cell of a measure.
func (t *tables) show(system *disclosure.System, profile disclosure.Profile, m Measure) (disclosure.Loss, error) {
	done, err := system.Protect(profile)
	if err != nil {
		return done.Loss, err
	}
	for _, r := range t.rows {
		i, _ := system.Find(t.name(r.Subject))
		cell := &r.Cells[m.Index()]
		switch {
		case !t.possible(m, r.Subject):
			*cell = disclosure.Hidden(disclosure.NotApplicable)
		case system.Impossible[i]:
			*cell = disclosure.Hidden(disclosure.NotAvailable)
		case done.Hidden[i]:
			*cell = disclosure.Hidden(disclosure.Confidential)
		case system.Earlier[i] != nil:
			*cell = system.Earlier[i].Cell
		default:
			*cell = profile.Show(system.Values[i])
		}
	}
	return done.Loss, nil
}
