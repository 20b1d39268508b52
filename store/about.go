package store

import (
	"context"
	"database/sql"
	"fmt"
)

// About gives what the changes after one audit entry and up to another were about: the ids of the records, each with the newest entry about it. It
// is one statement.
func (s *Store) About(ctx context.Context, after, to int64) (map[string]int64, error) {
	found, err := s.about(ctx, s.db, after, to)
	return found, translate(err)
}

// About gives it as the transaction sees it.
func (tx *Tx) About(ctx context.Context, after, to int64) (map[string]int64, error) {
	return tx.store.about(ctx, tx.plain, after, to)
}

// manyRows is what a statement is put to that gives rows.
type manyRows interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

func (s *Store) about(ctx context.Context, of manyRows, after, to int64) (found map[string]int64, err error) {
	statement := fmt.Sprintf(`SELECT node_id, MAX(entry_id) FROM audit_subjects WHERE entry_id > %d AND entry_id <= %d GROUP BY node_id`, after, to)
	ctx, end := s.Watch(ctx, Work{Kind: WorkStatement, SQL: `SELECT node_id, MAX(entry_id) FROM audit_subjects WHERE entry_id > ? AND entry_id <= ? GROUP BY node_id`})
	defer func() { end(err) }()
	rows, err := of.QueryContext(ctx, statement)
	if err != nil {
		return nil, fmt.Errorf("read what changes were about: %w", err)
	}
	defer rows.Close() // which says nothing that Err does not
	found = map[string]int64{}
	for rows.Next() {
		var id string
		var entry int64
		if err := rows.Scan(&id, &entry); err != nil {
			return nil, fmt.Errorf("read what changes were about: %w", err)
		}
		found[id] = entry
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read what changes were about: %w", err)
	}
	return found, nil
}
