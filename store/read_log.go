package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"waymark/domain/viewer"
	"waymark/ent"
)

// Read is what somebody has been shown of what is restricted.
type Read struct {
	ID        int64
	At        time.Time
	By        string // the subject who was shown it
	RequestID string
	Operation string   // the name that the request gave its operation; empty when none
	Reason    string   // empty where none is asked for
	Shown     []string // ids of the restricted records
}

// LogRead writes down that the viewer of the context is shown something, at the present moment, in a transaction that changes
// nothing of the programme and does not take its lock. What it returns without an error is on disk. By, RequestID and At are those
// of the viewer and the clock.
func (s *Store) LogRead(ctx context.Context, r Read) (err error) {
	who, _ := viewer.From(ctx)
	tx, err := s.client.Tx(ctx)
	if err != nil {
		return translate(fmt.Errorf("note a read: %w", err))
	}
	defer func() {
		if err != nil {
			if e := tx.Rollback(); e != nil && !errors.Is(e, sql.ErrTxDone) {
				err = errors.Join(err, e)
			}
			err = translate(fmt.Errorf("note a read: %w", err))
		}
	}()
	ctx = ent.NewTxContext(house(ctx), tx)
	row, err := tx.ReadEntry.Create().SetReadAt(s.moment()).SetSubject(who.Subject).SetRequestID(who.Request).
		SetOperation(r.Operation).SetReason(r.Reason).Save(ctx)
	if err != nil {
		return err
	}
	shown := slices.Clone(r.Shown)
	slices.Sort(shown)
	err = insert(ctx, slices.Compact(shown), func(id string) *ent.ReadSubjectCreate {
		return tx.ReadSubject.Create().SetEntryID(row.ID).SetNodeID(id)
	}, tx.ReadSubject.CreateBulk)
	if err != nil {
		return err
	}
	return tx.Commit()
}
