package view

import (
	"context"
	"strconv"
	"time"

	"waymark/domain/audit"
	"waymark/domain/fault"
	"waymark/domain/programme"
)

// AuditEntry is one change of one record.
type AuditEntry struct {
	lens Lens
	e    audit.Entry
}

// Entry gives an entry as the lens shows it, which must be one that the viewer may read.
func (l Lens) Entry(e audit.Entry) *AuditEntry {
	if e.Restricted {
		l.shown.add(e.RecordID, "")
	}
	return &AuditEntry{l, e}
}

// ID gives the opaque id of the entry.
func (a *AuditEntry) ID() string { return audit.FormatID(a.e.ID) }

// At gives the moment when it was recorded.
func (a *AuditEntry) At() time.Time { return a.e.At }

// By gives the subject who made the change, or nil when names are not told.
func (a *AuditEntry) By() *string {
	if !a.lens.names {
		return nil
	}
	return text(a.e.By)
}

// Operation gives the name of the mutation.
func (a *AuditEntry) Operation() string { return a.e.Operation }

// RequestID gives the id of the request, or nil when there was none.
func (a *AuditEntry) RequestID() *string { return text(a.e.RequestID) }

// Action tells what was done to the record.
func (a *AuditEntry) Action() audit.Action { return a.e.Action }

// Type gives the type of the record by its name in the API.
func (a *AuditEntry) Type() string {
	switch a.e.Type {
	case "Link":
		return "PartnershipLink"
	case "Home":
		return "PostHome"
	}
	return a.e.Type
}

// RecordID gives the id of the record.
func (a *AuditEntry) RecordID() string { return a.e.RecordID }

// On gives the record as it is now, or nil when it is no object of the API, gone or not to be seen.
func (a *AuditEntry) On(ctx context.Context) (Node, error) { return a.lens.Find(ctx, a.e.RecordID) }

// Version gives the version of the record after the change; of one that was deleted, its last.
func (a *AuditEntry) Version() int { return a.e.Version }

// Reason tells why the change was made, or nil where no reason is asked for.
func (a *AuditEntry) Reason() *string { return text(a.e.Reason) }

// Changes gives what became of each field.
func (a *AuditEntry) Changes() []*AuditChange { return a.lens.changes(a.e.Type, a.e.Changes) }

// Sentence tells the change as a story does.
func (a *AuditEntry) Sentence() string { return audit.Sentence(a.e, a.lens.called, a.lens.names) }

// called names a record in a sentence; nothing for a person whose name is not told.
func (l Lens) called(id string) string {
	switch n := l.g.Node(id).(type) {
	case *programme.Post:
		return n.Code
	case programme.Place:
		if name := n.Name(l.day); name != "" {
			return name
		}
		return n.PlaceCode()
	case *programme.Coordinator:
		if l.names {
			return n.Name
		}
	case *programme.Grade:
		return n.Name
	case *programme.Source:
		return n.Title
	case *programme.Template:
		return n.Name
	}
	return ""
}

// AuditChange is what became of one field.
type AuditChange struct {
	Field    string
	Before   *string
	After    *string
	Withheld bool
}

// changes gives what became of the fields of a record, without those that change with every change. What tells who a person is is
// withheld from who is told no names.
func (l Lens) changes(entity string, changes []audit.Change) []*AuditChange {
	return shown(audit.Told(changes), func(c audit.Change) *AuditChange {
		shown := &AuditChange{Field: audit.Field(c.Field)}
		if audit.Personal(entity, c.Field) && !l.names {
			shown.Withheld = true
			return shown
		}
		if before, ok := audit.Text(c.Before); ok {
			shown.Before = &before
		}
		if after, ok := audit.Text(c.After); ok {
			shown.After = &after
		}
		return shown
	})
}

// VersionDiff is what lies between two versions of a record.
type VersionDiff struct {
	lens    Lens
	on      string
	from    int
	to      int
	changes []audit.Change
}

// Diff gives what lies between two versions as the lens shows it. It must be something that the viewer may read of.
func (l Lens) Diff(on string, from, to int, changes []audit.Change, restricted bool) *VersionDiff {
	if restricted {
		l.shown.add(on, "")
	}
	return &VersionDiff{l, on, from, to, changes}
}

// On gives the record as it is now, or nil when it is no object of the API, gone or not to be seen.
func (d *VersionDiff) On(ctx context.Context) (Node, error) { return d.lens.Find(ctx, d.on) }

// From gives the version that the difference leads from.
func (d *VersionDiff) From() int { return d.from }

// To gives the version that it leads to.
func (d *VersionDiff) To() int { return d.to }

// Changes gives what became of each field.
func (d *VersionDiff) Changes() []*AuditChange {
	entity := ""
	switch d.lens.g.Node(d.on).(type) {
	case *programme.Coordinator:
		entity = "Coordinator"
	case *programme.DrugChampion:
		entity = "DrugChampion"
	}
	return d.lens.changes(entity, d.changes)
}

// ReadEntry says who has been shown what is restricted.
type ReadEntry struct {
	ID        string
	At        time.Time
	By        *string
	Operation *string
	RequestID *string
	Reason    *string
	Shown     []string
}

// ReadEntryOf gives an entry of the log of reads.
func ReadEntryOf(id int64, at time.Time, by, operation, request, reason string, shown []string) *ReadEntry {
	return &ReadEntry{"rea_" + strconv.FormatInt(id, 10), at, text(by), text(operation), text(request), text(reason), shown}
}

// Ledger is a page of a list that the database keeps, the newest entry first.
type Ledger[N any] struct {
	name     string
	nodes    []N
	ids      []int64
	preceded bool
	followed bool
	count    func(context.Context) (int, error)
}

type (
	// AuditEntryConnection is one page of the audit.
	AuditEntryConnection = Ledger[*AuditEntry]
	// AuditEntryEdge is one entry of a page of the audit.
	AuditEntryEdge = Edge[*AuditEntry]
	// ReadEntryConnection is one page of the log of reads.
	ReadEntryConnection = Ledger[*ReadEntry]
	// ReadEntryEdge is one entry of a page of the log of reads.
	ReadEntryEdge = Edge[*ReadEntry]
)

// NewLedger gives a page of the named list, and how to count the whole of it, which is done only if it is asked for.
func NewLedger[N any](name string, nodes []N, ids []int64, preceded, followed bool, count func(context.Context) (int, error)) *Ledger[N] {
	return &Ledger[N]{name, nodes, ids, preceded, followed, count}
}

// Edges gives the entries of the page with their cursors; never nil.
func (p *Ledger[N]) Edges() []Edge[N] {
	edges := make([]Edge[N], len(p.nodes))
	for i, n := range p.nodes {
		edges[i] = Edge[N]{Node: n, order: p.name, key: key{number: p.ids[i]}}
	}
	return edges
}

// Nodes gives the entries of the page; never nil.
func (p *Ledger[N]) Nodes() []N { return p.nodes }

// TotalCount gives the number of entries on all pages together.
func (p *Ledger[N]) TotalCount(ctx context.Context) (int, error) { return p.count(ctx) }

// PageInfo tells where the page stands; its cursors are nil when the page is empty.
func (p *Ledger[N]) PageInfo() PageInfo {
	info := PageInfo{HasNextPage: p.followed, HasPreviousPage: p.preceded}
	if n := len(p.ids); n > 0 {
		start, end := encodeCursor(p.name, key{number: p.ids[0]}), encodeCursor(p.name, key{number: p.ids[n-1]})
		info.StartCursor, info.EndCursor = &start, &end
	}
	return info
}

// Window gives the bounds of a page of the named list, by the rules of every connection: ids of entries, 0 for none.
func (a Args) Window(name string) (after, before int64, most int, fromEnd bool, err error) {
	most, fromEnd, err = a.size()
	if err != nil {
		return 0, 0, 0, false, err
	}
	for _, bound := range []struct {
		argument string
		cursor   *string
		id       *int64
	}{{"after", a.After, &after}, {"before", a.Before, &before}} {
		if bound.cursor == nil {
			continue
		}
		k, err := decodeCursor(bound.argument, name, *bound.cursor)
		if err != nil {
			return 0, 0, 0, false, err
		}
		if k.number < 1 || k.text != "" || k.tie != "" {
			return 0, 0, 0, false, fault.New(fault.Invalid, bound.argument, "%s must be a cursor that this list gave, not %.40q", bound.argument, *bound.cursor)
		}
		*bound.id = k.number
	}
	return after, before, most, fromEnd, nil
}

// Historian gives a page of the entries about the thing with an id, or nil when the viewer may read none.
type Historian func(ctx context.Context, id string, args Args) (*AuditEntryConnection, error)

type historianKey struct{}

// WithHistorian puts into the context of an operation who knows the history of its objects.
func WithHistorian(ctx context.Context, h Historian) context.Context {
	return context.WithValue(ctx, historianKey{}, h)
}

// History gives a page of the entries about the record and what hangs on it, the newest first, or nil when the viewer may read
// none of the audit. It is what no other method of an object is: a question to the database.
func (r record) History(ctx context.Context, first *int, after *string, last *int, before *string) (*AuditEntryConnection, error) {
	tell, ok := ctx.Value(historianKey{}).(Historian)
	if !ok {
		return nil, nil
	}
	return tell(ctx, r.meta.ID, Args{first, after, last, before})
}
