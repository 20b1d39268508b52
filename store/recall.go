package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"waymark/domain/audit"
	"waymark/domain/programme"
	"waymark/ent"
	"waymark/ent/auditentry"
)

// rewind is what brings the present rows back to an earlier moment.
type rewind struct {
	undoes  bool // else the rows are taken as they are
	moment  time.Time
	entries map[string]map[string][]audit.Entry // by entity and record: those after the moment, the newest first
}

// RecordsAt reads the programme as it had been recorded by a moment. What was recorded before there was an audit is taken as it
// was first audited, if it had been created by then. Records.Revision is that of the last change by then, 0 when none is known.
func (s *Store) RecordsAt(ctx context.Context, moment time.Time) (programme.Records, error) {
	var records programme.Records
	err := s.reading(ctx, func(ctx context.Context, c *ent.Client) error {
		back, revision, err := rewindTo(reader(ctx), c, moment)
		if err != nil {
			return err
		}
		records, err = load(ctx, c, back)
		records.Revision = revision
		return err
	})
	return records, err
}

// EntryAt gives the id of the last entry that had been recorded by a moment, 0 when there is none.
func (s *Store) EntryAt(ctx context.Context, moment time.Time) (int64, error) {
	entry, err := lastBy(reader(ctx), s.client, moment)
	if err != nil || entry == nil {
		return 0, translate(err)
	}
	return entry.ID, nil
}

// lastBy gives the last entry by a moment, or nil.
func lastBy(ctx context.Context, c *ent.Client, moment time.Time) (*ent.AuditEntry, error) {
	entry, err := c.AuditEntry.Query().Where(auditentry.RecordedAtLTE(moment.UTC())).Order(auditentry.ByID(newestFirst())).First(ctx)
	if ent.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the last entry by %s: %w", moment.UTC().Format(time.RFC3339), err)
	}
	return entry, nil
}

func rewindTo(ctx context.Context, c *ent.Client, moment time.Time) (back rewind, revision int64, err error) {
	back = rewind{undoes: true, moment: moment, entries: map[string]map[string][]audit.Entry{}}
	var from int64
	if last, err := lastBy(ctx, c, moment); err != nil {
		return back, 0, err
	} else if last != nil {
		from, revision = last.ID, last.Revision
	}
	rows, err := c.AuditEntry.Query().Where(auditentry.IDGT(from)).Order(auditentry.ByID(newestFirst())).All(ctx)
	if err != nil {
		return back, 0, fmt.Errorf("read the entries after %d: %w", from, err)
	}
	for _, row := range rows {
		back.note(entryOf(row))
	}
	return back, revision, nil
}

// note adds an entry that comes before those noted so far.
func (r rewind) note(e audit.Entry) {
	if r.entries[e.Type] == nil {
		r.entries[e.Type] = map[string][]audit.Entry{}
	}
	r.entries[e.Type][e.RecordID] = append(r.entries[e.Type][e.RecordID], e)
}

// earlier gives the records of a table as they were. The lists of rows and of their records run alongside.
func earlier[Row any, Record programme.Node](back rewind, entity string, rows []*Row, now []Record, record func(*Row) Record) ([]Record, error) {
	was := make([]Record, 0, len(now))
	there := map[string]bool{}
	undo := func(row audit.Row, entries []audit.Entry) error {
		for _, e := range entries {
			row = e.Undo(row)
		}
		if row == nil {
			return nil
		}
		text, err := json.Marshal(row)
		if err != nil {
			return err
		}
		parsed := new(Row)
		if err := json.Unmarshal(text, parsed); err != nil {
			return err
		}
		was = append(was, record(parsed))
		return nil
	}
	for i, r := range now {
		id := r.Identity().ID
		there[id] = true
		entries := back.entries[entity][id]
		if len(entries) == 0 {
			was = append(was, r)
			continue
		}
		row, err := rowOf(rows[i])
		if err == nil {
			err = undo(row, entries)
		}
		if err != nil {
			return nil, fmt.Errorf("undo changes of %s: %w", id, err)
		}
	}
	for id, entries := range back.entries[entity] {
		if !there[id] {
			if err := undo(nil, entries); err != nil {
				return nil, fmt.Errorf("undo changes of %s: %w", id, err)
			}
		}
	}
	by := was[:0]
	for _, r := range was {
		if !r.Identity().CreatedAt.After(back.moment) {
			by = append(by, r)
		}
	}
	return by, nil
}

// reading runs a function in a transaction that sees one and the same state and writes nothing: once, or again on another server when one fails.
func (s *Store) reading(ctx context.Context, read func(context.Context, *ent.Client) error) (err error) {
	ctx, end := s.Watch(ctx, Work{Kind: WorkReading})
	defer func() { end(err) }()
	return translate(s.placed(ctx, func(ctx context.Context) error { return s.snapshot(ctx, read) }))
}

func (s *Store) snapshot(ctx context.Context, read func(context.Context, *ent.Client) error) error {
	options := &sql.TxOptions{ReadOnly: true}
	if s.engine == Postgres {
		options.Isolation = sql.LevelRepeatableRead // SQLite's read transactions are snapshots anyway
	}
	tx, err := s.client.BeginTx(ctx, options)
	if err != nil {
		return fmt.Errorf("begin reading: %w", err)
	}
	defer func() { _ = tx.Rollback() }() // nothing was written
	return read(ctx, tx.Client())
}
