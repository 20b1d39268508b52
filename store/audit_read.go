package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"entgo.io/ent/dialect/sql"

	"waymark/domain/access"
	"waymark/domain/audit"
	"waymark/ent"
	"waymark/ent/auditentry"
	"waymark/ent/auditsubject"
	"waymark/ent/predicate"
	"waymark/ent/readentry"
	"waymark/ent/readsubject"
)

// Filter says which entries of the audit. What is empty is no condition; all others must hold.
type Filter struct {
	Trail     access.Trail // what may be read
	On        string       // that the entry is about: the record itself, or what it refers to
	By        string       // who made the change
	Action    audit.Action
	Operation string
	From, To  *time.Time // from the first moment on, before the second
}

// Window is a part of a list that begins with the newest: what comes after the one id and before the other, of that the first so
// many, or the last. Ids of 0 are no bounds.
type Window struct {
	After, Before int64
	Most          int
	FromEnd       bool
}

// Part is what a window shows. Both flags are facts about the whole list.
type Part[R any] struct {
	Rows               []R // the newest first
	Preceded, Followed bool
}

// Audit gives a part of the entries. It is two statements, and one more for each bound of the window.
func (s *Store) Audit(ctx context.Context, f Filter, w Window) (Part[audit.Entry], error) {
	ctx = reader(ctx)
	query := func(low, high int64) *ent.AuditEntryQuery {
		q := s.client.AuditEntry.Query().Where(f.where())
		if low > 0 {
			q.Where(auditentry.IDGT(low))
		}
		if high > 0 {
			q.Where(auditentry.IDLT(high))
		}
		return q
	}
	part, err := cut(w, list[*ent.AuditEntry]{
		read: func(low, high int64, most int, oldest bool) ([]*ent.AuditEntry, error) {
			by := auditentry.ByID(newestFirst())
			if oldest {
				by = auditentry.ByID()
			}
			return query(low, high).Order(by).Limit(most).All(ctx)
		},
		any: func(low, high int64) (bool, error) { return query(low, high).Exist(ctx) },
	})
	if err != nil {
		return Part[audit.Entry]{}, translate(fmt.Errorf("read the audit: %w", err))
	}
	entries, err := s.withSubjects(ctx, part.Rows)
	if err != nil {
		return Part[audit.Entry]{}, translate(fmt.Errorf("read the audit: %w", err))
	}
	return Part[audit.Entry]{entries, part.Preceded, part.Followed}, nil
}

// CountAudit counts the entries. It is one statement.
func (s *Store) CountAudit(ctx context.Context, f Filter) (int, error) {
	n, err := s.client.AuditEntry.Query().Where(f.where()).Count(reader(ctx))
	if err != nil {
		return 0, translate(fmt.Errorf("count the audit: %w", err))
	}
	return n, nil
}

// EntriesOf gives all entries of one record in their order. It is two statements.
func (s *Store) EntriesOf(ctx context.Context, record string) ([]audit.Entry, error) {
	ctx = reader(ctx)
	rows, err := s.client.AuditEntry.Query().Where(auditentry.RecordID(record)).Order(auditentry.ByID()).All(ctx)
	if err == nil {
		var entries []audit.Entry
		if entries, err = s.withSubjects(ctx, rows); err == nil {
			return entries, nil
		}
	}
	return nil, translate(fmt.Errorf("read the entries of %s: %w", record, err))
}

func (f Filter) where() predicate.AuditEntry {
	return func(s *sql.Selector) {
		about := func(ids ...any) {
			subjects := sql.Table(auditsubject.Table)
			s.Where(sql.In(s.C(auditentry.FieldID), sql.Select(subjects.C(auditsubject.FieldEntryID)).From(subjects).
				Where(sql.In(subjects.C(auditsubject.FieldNodeID), ids...))))
		}
		equal := func(column, value string) {
			if value != "" {
				s.Where(sql.EQ(s.C(column), value))
			}
		}
		if f.Trail.About != nil {
			ids := make([]any, len(f.Trail.About))
			for i, id := range f.Trail.About {
				ids[i] = id
			}
			about(ids...)
		}
		if !f.Trail.Grants {
			s.Where(sql.NEQ(s.C(auditentry.FieldRecordType), ent.TypeGrant))
		}
		if !f.Trail.Batches {
			s.Where(sql.NEQ(s.C(auditentry.FieldRecordType), ent.TypeFigureBatch))
		}
		seen := make([]any, len(f.Trail.Scenarios))
		for i, id := range f.Trail.Scenarios {
			seen[i] = id
		}
		s.Where(sql.Or(sql.NEQ(s.C(auditentry.FieldRecordType), ent.TypeAllocation), sql.In(s.C(auditentry.FieldRecordID), seen...)))
		if !f.Trail.Restricted {
			s.Where(sql.EQ(s.C(auditentry.FieldRestricted), false))
		}
		if f.On != "" {
			about(f.On)
		}
		equal(auditentry.FieldSubject, f.By)
		equal(auditentry.FieldAction, string(f.Action))
		equal(auditentry.FieldOperation, f.Operation)
		if f.From != nil {
			s.Where(sql.GTE(s.C(auditentry.FieldRecordedAt), f.From.UTC()))
		}
		if f.To != nil {
			s.Where(sql.LT(s.C(auditentry.FieldRecordedAt), f.To.UTC()))
		}
	}
}

// ReadFilter says which entries of the log of reads. What is empty is no condition.
type ReadFilter struct {
	On string // what was shown
	By string // who was shown it
}

func (f ReadFilter) where() predicate.ReadEntry {
	return func(s *sql.Selector) {
		if f.By != "" {
			s.Where(sql.EQ(s.C(readentry.FieldSubject), f.By))
		}
		if f.On != "" {
			shown := sql.Table(readsubject.Table)
			s.Where(sql.In(s.C(readentry.FieldID), sql.Select(shown.C(readsubject.FieldEntryID)).From(shown).
				Where(sql.EQ(shown.C(readsubject.FieldNodeID), f.On))))
		}
	}
}

// Reads gives a part of the log of reads. It is two statements, and one more for each bound of the window.
func (s *Store) Reads(ctx context.Context, f ReadFilter, w Window) (Part[Read], error) {
	ctx = reader(ctx)
	query := func(low, high int64) *ent.ReadEntryQuery {
		q := s.client.ReadEntry.Query().Where(f.where())
		if low > 0 {
			q.Where(readentry.IDGT(low))
		}
		if high > 0 {
			q.Where(readentry.IDLT(high))
		}
		return q
	}
	part, err := cut(w, list[*ent.ReadEntry]{
		read: func(low, high int64, most int, oldest bool) ([]*ent.ReadEntry, error) {
			by := readentry.ByID(newestFirst())
			if oldest {
				by = readentry.ByID()
			}
			return query(low, high).Order(by).Limit(most).All(ctx)
		},
		any: func(low, high int64) (bool, error) { return query(low, high).Exist(ctx) },
	})
	if err != nil {
		return Part[Read]{}, translate(fmt.Errorf("read the log of reads: %w", err))
	}
	reads, ids, at := make([]Read, len(part.Rows)), make([]int64, len(part.Rows)), make(map[int64]int, len(part.Rows))
	for i, row := range part.Rows {
		reads[i] = Read{ID: row.ID, At: row.ReadAt.UTC(), By: row.Subject, RequestID: row.RequestID, Operation: row.Operation, Reason: row.Reason}
		ids[i], at[row.ID] = row.ID, i
	}
	if len(ids) > 0 {
		shown, err := s.client.ReadSubject.Query().Where(readsubject.EntryIDIn(ids...)).Order(readsubject.ByID()).All(ctx)
		if err != nil {
			return Part[Read]{}, translate(fmt.Errorf("read the log of reads: %w", err))
		}
		for _, x := range shown {
			r := &reads[at[x.EntryID]]
			r.Shown = append(r.Shown, x.NodeID)
		}
	}
	return Part[Read]{reads, part.Preceded, part.Followed}, nil
}

// CountReads counts the entries of the log of reads. It is one statement.
func (s *Store) CountReads(ctx context.Context, f ReadFilter) (int, error) {
	n, err := s.client.ReadEntry.Query().Where(f.where()).Count(reader(ctx))
	if err != nil {
		return 0, translate(fmt.Errorf("count the log of reads: %w", err))
	}
	return n, nil
}

// list reads the rows whose ids lie between two, which are no bounds when 0.
type list[R any] struct {
	read func(low, high int64, most int, oldest bool) ([]R, error)
	any  func(low, high int64) (bool, error)
}

// cut cuts a window out of a list. It asks for one row more than it shows, to know whether there is one.
func cut[R any](w Window, l list[R]) (Part[R], error) {
	rows, err := l.read(w.Before, w.After, w.Most+1, w.FromEnd)
	if err != nil {
		return Part[R]{}, err
	}
	more := len(rows) > w.Most
	rows = rows[:min(len(rows), w.Most)]
	if w.FromEnd {
		slices.Reverse(rows)
	}
	part := Part[R]{Rows: rows, Preceded: w.FromEnd && more, Followed: !w.FromEnd && more}
	if w.After > 0 && !part.Preceded {
		if part.Preceded, err = l.any(w.After-1, 0); err != nil {
			return Part[R]{}, err
		}
	}
	if w.Before > 0 && !part.Followed {
		if part.Followed, err = l.any(0, w.Before+1); err != nil {
			return Part[R]{}, err
		}
	}
	return part, nil
}
