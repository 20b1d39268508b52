package store

import (
	"context"
	"fmt"

	"waymark/ent"
)

// onlyInTransaction refuses writes that did not come through InTx: they would escape the revision.
func onlyInTransaction(next ent.Mutator) ent.Mutator {
	return ent.MutateFunc(func(ctx context.Context, m ent.Mutation) (ent.Value, error) {
		if ent.TxFromContext(ctx) == nil {
			return nil, fmt.Errorf("write %s: outside a transaction of the store", m.Type())
		}
		return next.Mutate(ctx, m)
	})
}

// stamp notes on each record when it was made and changed, at the one moment of the transaction, and counts its versions.
func (s *Store) stamp(next ent.Mutator) ent.Mutator {
	return ent.MutateFunc(func(ctx context.Context, m ent.Mutation) (ent.Value, error) {
		now := s.moment()
		if j := journalOf(ctx); j != nil {
			now = j.moment
		}
		switch m.Type() {
		case ent.TypeRevision, ent.TypeAuditEntry, ent.TypeAuditSubject, ent.TypeReadEntry, ent.TypeReadSubject, ent.TypeFigure, ent.TypeReferralCount,
			ent.TypeReferralReleaseRow, ent.TypeReferralReleaseExact:
			return next.Mutate(ctx, m)
		case ent.TypeRequest:
			if err := m.SetField("created_at", now); err != nil {
				return nil, fmt.Errorf("stamp %s: %w", m.Type(), err)
			}
			return next.Mutate(ctx, m)
		}
		if err := m.SetField("updated_at", now); err != nil {
			return nil, fmt.Errorf("stamp %s: %w", m.Type(), err)
		}
		var err error
		if m.Op().Is(ent.OpCreate) {
			err = m.SetField("created_at", now)
		} else {
			err = m.AddField("version", 1)
		}
		if err != nil {
			return nil, fmt.Errorf("stamp %s: %w", m.Type(), err)
		}
		return next.Mutate(ctx, m)
	})
}
