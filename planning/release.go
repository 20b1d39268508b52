package planning

import (
	"cmp"
	"context"
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/disclosure"
	"waymark/domain/fault"
	"waymark/domain/programme"
	"waymark/domain/referral"
	"waymark/store"
)

// MaxReleaseMonths is how many months one release has at most.
const MaxReleaseMonths = 12

// ReleasePublishInput says what is to be made public.
type ReleasePublishInput struct {
	Title          string        // 1 to 200 characters
	From           calendar.Date // a day in the first month
	To             calendar.Date // a day in the last month
	Profile        *string       // key of the rules of disclosure control; the first when left out
	DryRun         bool          // only tell what would be hidden
	IdempotencyKey *string       // optional; a repeated request is answered, not done again
}

// Published is what came of publishing.
type Published struct {
	Outcome
	Release *referral.Release // also when nothing was to be published
}

// ReleasePublish makes public what has been accepted of the returns of some months, under disclosure control, once and for all. Outcome.ID is
// the release.
//
// Faults: INVALID for months that have not ended, that overlap a release of other months, or of which nothing has been accepted, and for a
// profile that there is not; ILLEGAL_TRANSITION when what was released of the same months before does not let it hide what it must.
func (s *Service) ReleasePublish(ctx context.Context, in ReleasePublishInput) (done Published, err error) {
	c := call{operation: "releasePublish", input: in, key: in.IdempotencyKey}
	if in.DryRun {
		c.key = nil
	}
	done.Outcome, err = s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		if err := w.allowed(); err != nil {
			return Outcome{}, err
		}
		release, profile, err := s.release(w, in)
		if err != nil {
			return Outcome{}, err
		}
		rows, err := w.publish(ctx, release, profile)
		if err != nil {
			return Outcome{}, err
		}
		done.Release = release
		if in.DryRun {
			return Outcome{}, errRepeated // which undoes the transaction, and is no error
		}
		return Outcome{ID: release.ID, On: s.today()}, w.tx.InsertRelease(ctx, release, rows)
	})
	return done, err
}

// release checks what is to be published.
func (s *Service) release(w *work, in ReleasePublishInput) (*referral.Release, disclosure.Profile, error) {
	profile := disclosure.Profiles()[0]
	if in.Profile != nil {
		p, ok := disclosure.ByKey(*in.Profile)
		if !ok {
			w.bad("profile", "there is no such profile; there are %v", profileKeys())
		}
		profile = p
	}
	r := &referral.Release{Meta: programme.Meta{ID: newID(referral.ReleasePrefix)}, Title: w.text("title", in.Title, 1, 200), PublishedOn: s.today(), Profile: profile.Key,
		Months: calendar.Between(referral.MonthOf(in.From), referral.NextMonth(in.To))}
	switch months := len(referral.Months(r.Months.From, *r.Months.To)); {
	case months == 0:
		w.bad("to", "the last month is not before the first")
	case months > MaxReleaseMonths:
		w.bad("to", "a release has at most %d months, not %d", MaxReleaseMonths, months)
	case r.Months.To.After(s.today()):
		w.bad("to", "the last month has not ended")
	}
	return r, profile, w.refused()
}

func profileKeys() []string {
	var keys []string
	for _, p := range disclosure.Profiles() {
		keys = append(keys, p.Key)
	}
	return keys
}

// publish makes the rows of a release.
func (w *work) publish(ctx context.Context, r *referral.Release, profile disclosure.Profile) ([]*referral.ReleaseRow, error) {
	ctx = w.reading(ctx)
	before, err := w.tx.Releases(ctx)
	if err != nil {
		return nil, err
	}
	returns, err := w.tx.Returns(ctx, store.ReturnFilter{Months: &r.Months})
	if err != nil {
		return nil, err
	}
	counts, err := w.tx.Counts(ctx, store.CountFilter{Months: &r.Months})
	if err != nil {
		return nil, err
	}
	for _, x := range returns {
		if x.State == referral.Accepted {
			r.Used = append(r.Used, referral.Used{Return: x.ID, Edition: x.Edition})
			r.Synthetic = r.Synthetic || x.Synthetic
		}
	}
	slices.SortFunc(r.Used, func(a, b referral.Used) int { return cmp.Compare(a.Return, b.Return) })
	if len(r.Used) == 0 {
		w.bad("from", "no return has been accepted for these months")
		return nil, w.refused()
	}
	var earlier []referral.Earlier
	for _, e := range before {
		if !e.Months.Overlaps(r.Months) {
			continue
		}
		if e.Months.From != r.Months.From || *e.Months.To != *r.Months.To {
			w.bad("from", "%s was released for %s: release these months, or others altogether", e.ID, e.Months)
			return nil, w.refused()
		}
		rows, err := w.allRows(ctx, e.ID)
		if err != nil {
			return nil, err
		}
		earlier = append(earlier, referral.Earlier{Book: book(w.g, r.Months, e.Used, returns, counts), Rows: rows})
	}
	of := book(w.g, r.Months, r.Used, returns, counts)
	r.Due, r.Accepted = len(of.Owed), len(of.Held)
	rows, loss, err := referral.Publish(profile, of, earlier)
	if err != nil {
		return nil, fault.New(fault.IllegalTransition, "", "what was released of these months before tells too much for another release (%s)", err)
	}
	r.Loss = loss
	return rows, nil
}

func (w *work) allRows(ctx context.Context, release string) ([]*referral.ReleaseRow, error) {
	var all []*referral.ReleaseRow
	for _, b := range referral.Breakdowns() {
		rows, err := w.tx.ReleaseRows(ctx, release, b)
		if err != nil {
			return nil, err
		}
		all = append(all, rows...)
	}
	return all, nil
}

// book enters the returns that a release is made of.
func book(g *programme.Graph, months calendar.Period, used []referral.Used, returns []*referral.Return, counts []store.Counted) *referral.Book {
	b := referral.NewBook(g, months)
	edition := make(map[string]int, len(used))
	for _, u := range used {
		edition[u.Return] = u.Edition
	}
	for _, r := range returns {
		slot := referral.Slot{Office: r.JobcentreID, Month: r.Month}
		if n, ok := edition[r.ID]; ok && b.Owed[slot] {
			b.Held[slot] = n
		}
	}
	b.Narrow()
	for _, c := range counts {
		slot := referral.Slot{Office: c.Jobcentre, Month: c.Month}
		if n, ok := b.Held[slot]; ok && n == c.Edition {
			b.Entries = append(b.Entries, referral.Entry{Slot: slot, Row: c.Row})
		}
	}
	return b
}
