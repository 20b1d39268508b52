package view

import (
	"context"
	"fmt"
	"slices"

	"waymark/domain/agreement"
	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/programme"
	"waymark/domain/signoff"
)

// Agreement is one edition of what a district and a partnership agree on. What it says is read when it is asked for.
type Agreement struct {
	record
	lens     Lens
	a        *agreement.Agreement
	of       *programme.Partnership
	with     *programme.District
	complete bool // whether what it says has been read
}

// agreement gives an agreement whose text has not been read, or nil when its partnership is not to be seen.
func (l Lens) agreement(a *agreement.Agreement) *Agreement {
	p, ok := programme.Lookup[*programme.Partnership](l.g, a.PartnershipID)
	if !ok {
		return nil
	}
	d, _ := programme.Lookup[*programme.District](l.g, a.DistrictID) // which a foreign key promises
	return &Agreement{record: record{&a.Meta}, lens: l, a: a, of: p, with: d}
}

// Agreement gives an agreement with all that it says; nil for none.
func (l Lens) Agreement(a *agreement.Agreement) *Agreement {
	if a == nil {
		return nil
	}
	x := l.agreement(a)
	if x != nil {
		x.complete = true
	}
	return x
}

// Node gives the agreement as an object with an id; nil for none.
func (a *Agreement) Node() Node {
	if a == nil {
		return nil
	}
	return a
}

// said gives what it says.
func (a *Agreement) said(ctx context.Context) (*agreement.Content, error) {
	if a.complete {
		return &a.a.Content, nil
	}
	shelf, err := ShelfOf(ctx)
	if err != nil {
		return nil, err
	}
	whole, err := shelf.Agreements().Open(ctx, a.ID())
	if err != nil {
		return nil, err
	}
	if whole == nil { // which was there a moment ago
		return nil, fmt.Errorf("open %s: it is not there", a.ID())
	}
	return &whole.Content, nil
}

func (a *Agreement) insider() bool { return a.lens.rights.WorksOn(a.a.PartnershipID) }

func (a *Agreement) form() *programme.Template {
	t, _ := programme.Lookup[*programme.Template](a.lens.g, a.a.TemplateID) // which a foreign key promises
	return t
}

// Kind tells which kind it is.
func (a *Agreement) Kind() document.Kind { return a.a.Kind }

// Partnership gives the partnership.
func (a *Agreement) Partnership() *Partnership { return a.lens.partnership(a.of) }

// District gives the district.
func (a *Agreement) District() *District { return a.lens.district(a.with) }

// Template gives the template that it follows.
func (a *Agreement) Template() *DocumentTemplate { return a.lens.template(a.form()) }

// Edition gives 1 for the first, and one more for each revision.
func (a *Agreement) Edition() int { return a.a.Edition }

// State tells how far it has come.
func (a *Agreement) State() signoff.State { return a.a.State }

// CarriedFrom gives the id of what it revises or renews, or nil.
func (a *Agreement) CarriedFrom() *string { return text(a.a.CarriedFrom) }

// Title gives what it is called, or nil.
func (a *Agreement) Title() *string { return text(a.a.Title) }

// From gives its first day.
func (a *Agreement) From() calendar.Date { return a.a.Valid.From }

// To gives the first day after it, or nil.
func (a *Agreement) To() *calendar.Date { return a.a.Valid.To }

// ReviewOn gives the day by which it is to be reviewed first, or nil.
func (a *Agreement) ReviewOn() *calendar.Date { return a.a.ReviewOn }

// NextReviewOn gives the day by which its next review is due, or nil.
func (a *Agreement) NextReviewOn() *calendar.Date {
	due := a.a.ReviewOn
	for _, r := range a.a.Reviews {
		due = r.Next
	}
	return due
}

// Parties gives who agrees.
func (a *Agreement) Parties(ctx context.Context) ([]*document.Member, error) {
	c, err := a.said(ctx)
	if err != nil {
		return nil, err
	}
	return shown(c.Parties, func(m document.Member) *document.Member { return &m }), nil
}

// Shared gives what may be shared.
func (a *Agreement) Shared(ctx context.Context) ([]*agreement.Item, error) {
	c, err := a.said(ctx)
	if err != nil {
		return nil, err
	}
	return shown(c.Shared, func(i agreement.Item) *agreement.Item { return &i }), nil
}

// ConsentForm gives by which form clients consent, or nil.
func (a *Agreement) ConsentForm(ctx context.Context) (*string, error) {
	return a.told(ctx, func(c *agreement.Content) string { return c.ConsentForm })
}

// LegalBasis gives on what legal basis something is shared, or nil.
func (a *Agreement) LegalBasis(ctx context.Context) (*string, error) {
	return a.told(ctx, func(c *agreement.Content) string { return c.LegalBasis })
}

// Terms gives what each of them does, or nil.
func (a *Agreement) Terms(ctx context.Context) (*string, error) {
	return a.told(ctx, func(c *agreement.Content) string { return c.Terms })
}

func (a *Agreement) told(ctx context.Context, of func(*agreement.Content) string) (*string, error) {
	c, err := a.said(ctx)
	if err != nil {
		return nil, err
	}
	return text(of(c)), nil
}

// ChangedBy gives who changed what it says last, or nil.
func (a *Agreement) ChangedBy() *string { return a.named(a.a.ChangedBy()) }

// named gives a subject to who works on the agreement.
func (a *Agreement) named(subject string) *string {
	if !a.insider() {
		return nil
	}
	return text(subject)
}

// AgreementConnection is one page of agreements.
type AgreementConnection = Page[*agreement.Agreement, *Agreement]

// AgreementEdge is one entry of a page of agreements.
type AgreementEdge = Edge[*Agreement]

// AgreementFilter says which agreements. All conditions must hold; what is left out is no condition.
type AgreementFilter struct {
	Kind                          []document.Kind
	State                         []signoff.State
	Partnership, District, Region []string
	InForceOn                     *calendar.Date
}

func (f *AgreementFilter) match(a *Agreement) bool {
	if f == nil {
		return true
	}
	return among(f.Kind, a.a.Kind) && among(f.State, a.a.State) && among(f.Partnership, a.of.Code) && among(f.District, a.with.Code) &&
		among(f.Region, a.with.Region.Code) && (f.InForceOn == nil || a.inForce(*f.InForceOn))
}

// inForce tells whether it is to be gone by on a day, as has been settled by now.
func (a *Agreement) inForce(day calendar.Date) bool {
	latest := a.lens.day
	for _, s := range a.a.Steps {
		latest = slices.MaxFunc([]calendar.Date{latest, s.On}, calendar.Date.Compare)
	}
	held, agreed := a.a.Held(latest)
	return agreed && held.Contains(day)
}

// Agreements gives a page of those on the shelf.
func (l Lens) Agreements(ctx context.Context, args Args, filter *AgreementFilter) (*AgreementConnection, error) {
	shelf, err := ShelfOf(ctx)
	if err != nil {
		return nil, err
	}
	all, err := shelf.Agreements().Heads(ctx)
	if err != nil {
		return nil, err
	}
	all = keep(all, func(a *agreement.Agreement) bool {
		x := l.agreement(a)
		return x != nil && filter.match(x)
	})
	return paginate(all, l.agreementOrder(), args, l.agreement)
}

// agreementOrder is by district, partnership and kind, then the newest first.
func (l Lens) agreementOrder() order[*agreement.Agreement] {
	return order[*agreement.Agreement]{name: "agreement.pair", key: func(a *agreement.Agreement) key {
		x := l.agreement(a)
		return key{text: fmt.Sprintf("%s\x01%s\x01%s\x01%07d\x01%06d", x.with.Code, x.of.Code, a.Kind, 9_999_999-a.Valid.From.DaysSince(calendar.New(1, 1, 1)), 999_999-a.Edition), tie: a.ID}
	}}
}

// Agreements gives a page of every edition of all its agreements.
func (p *Partnership) Agreements(ctx context.Context, first *int, after *string, last *int, before *string) (*AgreementConnection, error) {
	return p.lens.Agreements(ctx, Args{first, after, last, before}, &AgreementFilter{Partnership: []string{p.p.Code}})
}

// Agreements gives a page of every edition of all its agreements.
func (d *District) Agreements(ctx context.Context, first *int, after *string, last *int, before *string) (*AgreementConnection, error) {
	return d.lens.Agreements(ctx, Args{first, after, last, before}, &AgreementFilter{District: []string{d.d.Code}})
}
