package view

import (
	"context"
	"slices"
	"strings"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/disclosure"
	"waymark/domain/fault"
	"waymark/domain/programme"
	"waymark/domain/referral"
)

// ReferralRelease is what is made public of the returns of some months.
type ReferralRelease struct {
	record
	lens Lens
	r    *referral.Release
}

// Release gives a release, or nil for none.
func (l Lens) Release(r *referral.Release) *ReferralRelease {
	if r == nil {
		return nil
	}
	return &ReferralRelease{record{&r.Meta}, l, r}
}

// Node gives the release as an object with an id; nil for none.
func (r *ReferralRelease) Node() Node {
	if r == nil {
		return nil
	}
	return r
}

// ReferralReleaseConnection is one page of releases.
type ReferralReleaseConnection = Page[*referral.Release, *ReferralRelease]

// ReferralReleaseEdge is one entry of a page of releases.
type ReferralReleaseEdge = Edge[*ReferralRelease]

// Releases gives a page of releases, which come in their order.
func (l Lens) Releases(all []*referral.Release, args Args) (*ReferralReleaseConnection, error) {
	return paginate(all, order[*referral.Release]{name: "release.published", sorted: true, key: func(r *referral.Release) key {
		return key{number: -dayNumber(r.PublishedOn), text: r.ID}
	}}, args, l.Release)
}

// ReleaseWith gives the release with an id, or the last published one without; nil when there is none.
func (l Lens) ReleaseWith(ctx context.Context, id *string) (*ReferralRelease, error) {
	shelf, err := ShelfOf(ctx)
	if err != nil {
		return nil, err
	}
	if id != nil {
		r, err := release(ctx, shelf, *id)
		return l.Release(r), err
	}
	all, err := shelf.Releases(ctx)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return l.Release(all[0]), nil
}

// Title gives what it is called.
func (r *ReferralRelease) Title() string { return r.r.Title }

// From gives the first day of the first month.
func (r *ReferralRelease) From() calendar.Date { return r.r.Months.From }

// To gives the first day after the last month.
func (r *ReferralRelease) To() calendar.Date { return *r.r.Months.To }

// PublishedOn tells when it was published.
func (r *ReferralRelease) PublishedOn() calendar.Date { return r.r.PublishedOn }

// Profile gives the rules of disclosure control.
func (r *ReferralRelease) Profile() *disclosure.Profile {
	p, _ := disclosure.ByKey(r.r.Profile) // profiles are never taken away
	return &p
}

// Due tells how many returns were owed.
func (r *ReferralRelease) Due() int { return r.r.Due }

// Accepted tells how many of them it is made of.
func (r *ReferralRelease) Accepted() int { return r.r.Accepted }

// Provisional tells whether some are missing.
func (r *ReferralRelease) Provisional() bool { return r.r.Provisional() }

// Loss tells what is hidden.
func (r *ReferralRelease) Loss() *DisclosureLoss { return &DisclosureLoss{r.r.Loss} }

// DisclosureLoss is what is hidden in a release.
type DisclosureLoss struct{ referral.Loss }

// Loss tells what is hidden in a release, or would be; nil for none.
func Loss(r *referral.Release) *DisclosureLoss {
	if r == nil {
		return nil
	}
	return &DisclosureLoss{r.Loss}
}

// ShareOfValue gives the share of the sum of all numbers that lies in hidden ones, or nil.
func (l *DisclosureLoss) ShareOfValue() *decimal.Decimal {
	if l.Value == 0 {
		return nil
	}
	share, ok := decimal.Ratio(l.Hidden, l.Value)
	if !ok {
		return nil
	}
	return &share
}

// ReferralReleaseRow is one row of a table of a release.
type ReferralReleaseRow struct {
	lens  Lens
	row   *referral.ReleaseRow
	exact *referral.Counts // nil: what everybody is shown
	was   *referral.Cells  // what an earlier release of the same months showed; nil: nothing
}

// ReferralReleaseRowConnection is one page of rows.
type ReferralReleaseRowConnection = Page[*referral.ReleaseRow, *ReferralReleaseRow]

// ReferralReleaseRowEdge is one entry of a page of rows.
type ReferralReleaseRowEdge = Edge[*ReferralReleaseRow]

// ReferralReleaseFilter says which rows. All conditions must hold; what is left out is no condition.
type ReferralReleaseFilter struct {
	Place, Provider []string
	Substance       []programme.Substance
	Benefit         []programme.Benefit
	Direction       []programme.Direction
	England         *bool
}

func (l Lens) matchRelease(f *ReferralReleaseFilter, r *referral.ReleaseRow) bool {
	if f == nil {
		return true
	}
	place, provider := "", ""
	if p := l.g.Place(r.Place); p != nil {
		place = p.PlaceCode()
	}
	if p, ok := programme.Lookup[*programme.Provider](l.g, r.Provider); ok {
		provider = p.Code
	}
	return among(f.Place, place) && among(f.Provider, provider) && among(f.Substance, r.Substance) && among(f.Benefit, r.Benefit) &&
		among(f.Direction, r.Direction) && is(f.England, func() bool { return r.Place == "" })
}

// Rows gives a page of a table. With a reason who may see what is restricted is shown exact numbers; the rows are the same.
func (r *ReferralRelease) Rows(ctx context.Context, breakdown referral.Breakdown, first *int, after *string, last *int, before *string, filter *ReferralReleaseFilter, reason *string) (*ReferralReleaseRowConnection, error) {
	shelf, err := ShelfOf(ctx)
	if err != nil {
		return nil, err
	}
	why := ""
	if reason != nil {
		if why = strings.TrimSpace(*reason); why == "" || len([]rune(why)) > maxReason {
			return nil, fault.New(fault.Invalid, "reason", "a reason has 1 to %d characters", maxReason)
		}
	}
	all, err := shelf.ReleaseRows(ctx, r.r.ID, breakdown)
	if err != nil {
		return nil, err
	}
	was, err := r.before(ctx, shelf, breakdown)
	if err != nil {
		return nil, err
	}
	all = keep(all, func(x *referral.ReleaseRow) bool { return r.lens.matchRelease(filter, x) })
	page, err := paginate(all, order[*referral.ReleaseRow]{name: "release." + string(breakdown), sorted: true, key: func(x *referral.ReleaseRow) key {
		return key{number: int64(x.Number)}
	}}, Args{first, after, last, before}, func(x *referral.ReleaseRow) *ReferralReleaseRow {
		return &ReferralReleaseRow{r.lens, x, nil, was[x.Name()]}
	})
	if err != nil || why == "" || !r.lens.rights.SeesRestricted() {
		return page, err
	}
	numbers := make([]int, len(page.records))
	for i, x := range page.records {
		numbers[i] = x.Number
	}
	exact, err := shelf.ReleaseExact(ctx, r.r.ID, breakdown, numbers)
	if err != nil {
		return nil, err
	}
	r.lens.shown.add(r.r.ID, why)
	page.show = func(x *referral.ReleaseRow) *ReferralReleaseRow {
		counts := exact[x.Number]
		return &ReferralReleaseRow{r.lens, x, &counts, was[x.Name()]}
	}
	return page, nil
}

// before gives what the last earlier release of the same months showed in a table, by the names of its rows; nil when there was none.
func (r *ReferralRelease) before(ctx context.Context, shelf Shelf, breakdown referral.Breakdown) (map[string]*referral.Cells, error) {
	all, err := shelf.Releases(ctx)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(all, func(x *referral.Release) bool { return x.ID == r.r.ID })
	earlier := slices.IndexFunc(all[at+1:], func(x *referral.Release) bool { return x.Months.String() == r.r.Months.String() })
	if earlier < 0 {
		return nil, nil
	}
	rows, err := shelf.ReleaseRows(ctx, all[at+1+earlier].ID, breakdown)
	if err != nil {
		return nil, err
	}
	cells := make(map[string]*referral.Cells, len(rows))
	for _, x := range rows {
		cells[x.Name()] = &x.Cells
	}
	return cells, nil
}

// Place gives the jobcentre, district or region, or nil for England.
func (r *ReferralReleaseRow) Place() Place { return r.lens.place(r.lens.g.Place(r.row.Place)) }

// Provider gives the provider, or nil.
func (r *ReferralReleaseRow) Provider() *Provider { return r.lens.providerWith(r.row.Provider) }

// WithoutProvider tells whether it is about what has to do with no provider.
func (r *ReferralReleaseRow) WithoutProvider() bool {
	return r.row.Provider == referral.WithoutProvider
}

// Substance gives the substance, or nil.
func (r *ReferralReleaseRow) Substance() *programme.Substance { return word(r.row.Substance) }

// Benefit gives the benefit, or nil.
func (r *ReferralReleaseRow) Benefit() *programme.Benefit { return word(r.row.Benefit) }

// Direction gives the direction, or nil.
func (r *ReferralReleaseRow) Direction() *programme.Direction { return word(r.row.Direction) }

// word gives nil for what is empty.
func word[T ~string](value T) *T {
	if value == "" {
		return nil
	}
	return &value
}

// Month gives the first day of the month, or nil.
func (r *ReferralReleaseRow) Month() *calendar.Date { return r.row.Month }

// Provisional tells whether a return that was owed is not in it.
func (r *ReferralReleaseRow) Provisional() bool { return r.row.Provisional }

// Counts gives what was counted.
func (r *ReferralReleaseRow) Counts() *ReferralCounts {
	cells := r.row.Cells
	if r.exact != nil {
		for i := range cells {
			if s := cells[i].Status; s != disclosure.NotApplicable && s != disclosure.NotAvailable {
				cells[i] = disclosure.Exactly(r.exact[i])
			}
		}
	}
	shown := &ReferralCounts{cells: cells, provisional: r.row.Provisional}
	if r.was != nil {
		shown.revised = r.row.Cells.Revised(r.was)
	}
	return shown
}

// DisclosureProfiles gives the sets of rules by which small numbers are kept back.
func DisclosureProfiles() []*disclosure.Profile {
	return shown(disclosure.Profiles(), func(p disclosure.Profile) *disclosure.Profile { return &p })
}
