package store

import (
	"context"
	"fmt"
	"time"

	"entgo.io/ent/dialect/sql"

	"waymark/domain/audit"
	"waymark/domain/fault"
	"waymark/ent"
	"waymark/ent/auditentry"
	"waymark/ent/auditsubject"
)

// NewestEntry gives the id of the newest audit entry, 0 when there is none. It is one statement.
func (s *Store) NewestEntry(ctx context.Context) (int64, error) {
	newest, _, err := s.LastChange(ctx)
	return newest, err
}

// LastChange gives the newest audit entry and the moment when it was recorded; 0 and the zero time when there is none. It is one
// statement.
func (s *Store) LastChange(ctx context.Context) (entry int64, at time.Time, err error) {
	row, err := s.client.Revision.Get(reader(ctx), 1)
	if err != nil {
		return 0, time.Time{}, translate(fmt.Errorf("read the last change: %w", err))
	}
	if row.ChangedAt != nil {
		at = row.ChangedAt.UTC()
	}
	return row.LastEntry, at, nil
}

// EntriesAfter gives the entries that come after one, the oldest first, at most so many. Ids grow in the order of the commits, so
// that who goes on from the last one that they have seen misses none and is told none twice. It is two statements, one when
// there is nothing.
func (s *Store) EntriesAfter(ctx context.Context, after int64, most int) ([]audit.Entry, error) {
	ctx = reader(ctx)
	rows, err := s.client.AuditEntry.Query().Where(auditentry.IDGT(after)).Order(auditentry.ByID()).Limit(most).All(ctx)
	if err == nil {
		var entries []audit.Entry
		if entries, err = s.withSubjects(ctx, rows); err == nil {
			return entries, nil
		}
	}
	return nil, translate(fmt.Errorf("read the entries after %d: %w", after, err))
}

// withSubjects gives rows as entries, each with what it is about.
func (s *Store) withSubjects(ctx context.Context, rows []*ent.AuditEntry) ([]audit.Entry, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	entries, ids, at := make([]audit.Entry, len(rows)), make([]int64, len(rows)), make(map[int64]int, len(rows))
	for i, row := range rows {
		entries[i], ids[i], at[row.ID] = entryOf(row), row.ID, i
	}
	subjects, err := s.client.AuditSubject.Query().Where(auditsubject.EntryIDIn(ids...)).
		Order(auditsubject.ByEntryID(), auditsubject.ByID()).All(ctx)
	if err != nil {
		return nil, err
	}
	for _, x := range subjects {
		e := &entries[at[x.EntryID]]
		e.Subjects = append(e.Subjects, x.NodeID)
	}
	return entries, nil
}

// Wait returns when there is an entry after one. It misses none: neither those that came before it was called nor those of other
// processes. It is UNAVAILABLE when the context ends, the store is closed or the database does not answer.
func (s *Store) Wait(ctx context.Context, after int64) error {
	for {
		newest, rung := s.bell.look()
		if newest > after {
			return nil
		}
		if err := s.listen(); err != nil {
			return err
		}
		newest, err := s.NewestEntry(ctx)
		if err != nil {
			return err
		}
		if newest > after {
			s.bell.ring(newest)
			return nil
		}
		select {
		case <-rung:
		case <-s.closing:
			return fault.New(fault.Unavailable, "", "the service is stopping")
		case <-ctx.Done():
			return translate(fmt.Errorf("wait for changes: %w", ctx.Err()))
		}
	}
}

func newestFirst() sql.OrderTermOption { return sql.OrderDesc() }

func entryOf(row *ent.AuditEntry) audit.Entry {
	return audit.Entry{ID: row.ID, At: row.RecordedAt.UTC(), Revision: row.Revision, By: row.Subject, Operation: row.Operation,
		RequestID: row.RequestID, Reason: row.Reason, Action: row.Action, Type: row.RecordType, RecordID: row.RecordID,
		Version: row.Version, Restricted: row.Restricted, Changes: row.Changes}
}
