package store

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"entgo.io/ent/privacy"

	"waymark/domain/access"
	"waymark/domain/audit"
	"waymark/domain/calendar"
	"waymark/domain/viewer"
	"waymark/ent"
	"waymark/ent/revision"
)

// journal is what a transaction notes of its own changes, until it writes them down before its commit.
type journal struct {
	change   Change
	who      viewer.Viewer
	moment   time.Time // of the whole transaction
	revision int64
	entries  []*audit.Entry
}

type journalKey struct{}

// journalOf gives the journal of the transaction in a context, or nil.
func journalOf(ctx context.Context) *journal {
	j, _ := ctx.Value(journalKey{}).(*journal)
	return j
}

// house gives the context in which the store writes what is its own: the audit.
func house(ctx context.Context) context.Context { return access.With(ctx, own()) }

// reader gives the context in which the store reads what is its own, of which its callers decide who is told what.
func reader(ctx context.Context) context.Context { return access.With(ctx, own().Reader()) }

func own() *access.Rights {
	return access.Of(nil, viewer.Operator("store"), calendar.Date{}, calendar.Date{})
}

// unaudited are the entities that are not the programme's: the store's own, and figures, whose batches are audited.
var unaudited = []string{ent.TypeRequest, ent.TypeRevision, ent.TypeAuditEntry, ent.TypeAuditSubject, ent.TypeReadEntry, ent.TypeReadSubject, ent.TypeFigure,
	ent.TypeReferralCount, ent.TypeReferralReleaseRow, ent.TypeReferralReleaseExact}

// counting are the entities whose rows hold small counts: what they were is told to those alone who see what is not published.
var counting = []string{ent.TypeCapacity}

// deletable are the entities of which records may be deleted: periods that never come to pass.
var deletable = []string{ent.TypeHome, ent.TypePlacement, ent.TypeLink}

// note notes every change of a record of the programme in the journal of the transaction. Changes of many records by one
// statement are denied to everybody, since nobody could tell afterwards what they changed.
func note(next ent.Mutator) ent.Mutator {
	return ent.MutateFunc(func(ctx context.Context, m ent.Mutation) (ent.Value, error) {
		if slices.Contains(unaudited, m.Type()) {
			return next.Mutate(ctx, m)
		}
		t, known := tableFor(m.Type())
		switch {
		case !known:
			return nil, fmt.Errorf("write %s: the audit does not know it", m.Type())
		case m.Op().Is(ent.OpUpdate | ent.OpDelete):
			return nil, privacy.Denyf("write %s: not many at once", m.Type())
		case m.Op().Is(ent.OpDeleteOne) && !slices.Contains(deletable, m.Type()):
			return nil, privacy.Denyf("write %s: it is not deleted, it ends", m.Type())
		}
		j := journalOf(ctx)
		if j == nil {
			if _, err := next.Mutate(ctx, m); err != nil {
				return nil, err
			}
			return nil, fmt.Errorf("write %s: outside a change of the store", m.Type())
		}
		return j.write(ctx, t, m, next)
	})
}

// write lets a mutation happen and notes what it changed. The entry has its place from before, since the records of one statement
// are finished from the last to the first.
func (j *journal) write(ctx context.Context, t table, m ent.Mutation, next ent.Mutator) (ent.Value, error) {
	e := &audit.Entry{Type: m.Type()}
	j.entries = append(j.entries, e)
	var before, after audit.Row
	if one, ok := m.(interface{ ID() (string, bool) }); ok && !m.Op().Is(ent.OpCreate) {
		id, _ := one.ID()
		row, err := t.one(reader(ctx), ent.TxFromContext(ctx).Client(), id)
		if err == nil {
			before, err = rowOf(row)
		}
		if err != nil && !ent.IsNotFound(err) {
			return nil, fmt.Errorf("read %s before its change: %w", m.Type(), err)
		}
	}
	value, err := next.Mutate(ctx, m)
	if err != nil {
		return nil, err
	}
	if n, ok := value.(int); ok && n == 0 { // nothing was there to delete, which the caller is told
		before = nil
	} else if !m.Op().Is(ent.OpDeleteOne) {
		if after, err = rowOf(value); err != nil {
			return nil, fmt.Errorf("read %s after its change: %w", m.Type(), err)
		}
	}
	return value, describe(e, before, after)
}

// describe fills an entry with what leads from one row to the other.
func describe(e *audit.Entry, before, after audit.Row) error {
	row := after
	switch {
	case before == nil && after == nil:
		return nil
	case before == nil:
		e.Action = audit.Create
	case after == nil:
		e.Action, row = audit.Delete, before
	default:
		e.Action = audit.Update
	}
	e.Changes = audit.Between(before, after)
	subjects := map[string]bool{}
	for _, r := range []audit.Row{before, after} {
		for field, value := range r {
			if field != "id" && !strings.HasSuffix(field, "_id") {
				continue
			}
			var id string
			if err := json.Unmarshal(value, &id); err != nil {
				return fmt.Errorf("audit %s of %s: %w", field, e.Type, err)
			}
			subjects[id] = true
		}
	}
	e.Subjects = slices.Sorted(maps.Keys(subjects))
	_, e.Restricted = row["restricted"]
	e.Restricted = e.Restricted || slices.Contains(counting, e.Type)
	if err := json.Unmarshal(row["version"], &e.Version); err != nil {
		return fmt.Errorf("audit the version of %s: %w", e.Type, err)
	}
	if err := json.Unmarshal(row["id"], &e.RecordID); err != nil {
		return fmt.Errorf("audit the id of %s: %w", e.Type, err)
	}
	return nil
}

// moments are the columns that the engines give back in zones of their own.
var moments = []string{"created_at", "updated_at"}

// rowOf gives a row of ent as JSON, moments in UTC, without what it has been joined with.
func rowOf(row any) (audit.Row, error) {
	text, err := json.Marshal(row)
	if err != nil {
		return nil, err
	}
	var fields audit.Row
	if err := json.Unmarshal(text, &fields); err != nil {
		return nil, err
	}
	delete(fields, "edges")
	for _, column := range moments {
		var t time.Time
		if err := json.Unmarshal(fields[column], &t); err != nil {
			return nil, err
		}
		if fields[column], err = json.Marshal(t.UTC()); err != nil {
			return nil, err
		}
	}
	return fields, nil
}

// touchesGraph tells whether the transaction has changed a record of the graph.
func (j *journal) touchesGraph() bool {
	return slices.ContainsFunc(j.entries, func(e *audit.Entry) bool { return e.RecordID != "" && InGraph(e.Type) })
}

// about gives the ids of the records that the changes were about.
func (j *journal) about() (ids []string) {
	for _, e := range j.entries {
		ids = append(ids, e.Subjects...)
	}
	return ids
}

// writeDown writes the entries of a transaction with the ids that follow the last one, and notes the newest id and the moment
// with the revision.
func (j *journal) writeDown(ctx context.Context, tx *ent.Tx, last int64) (newest int64, err error) {
	entries := slices.DeleteFunc(j.entries, func(e *audit.Entry) bool { return e.RecordID == "" })
	if len(entries) == 0 {
		return last, nil
	}
	ctx = house(ctx)
	var subjects []*ent.AuditSubjectCreate
	for _, e := range entries {
		last++
		e.ID = last
		for _, id := range e.Subjects {
			subjects = append(subjects, tx.AuditSubject.Create().SetEntryID(e.ID).SetNodeID(id))
		}
	}
	err = insert(ctx, entries, func(e *audit.Entry) *ent.AuditEntryCreate {
		return tx.AuditEntry.Create().SetID(e.ID).SetRecordedAt(j.moment).SetRevision(j.revision).SetSubject(j.who.Subject).
			SetOperation(j.change.Operation).SetRequestID(j.who.Request).SetReason(j.change.Reason).SetAction(e.Action).
			SetRecordType(e.Type).SetRecordID(e.RecordID).SetVersion(e.Version).SetRestricted(e.Restricted).SetChanges(e.Changes)
	}, tx.AuditEntry.CreateBulk)
	if err != nil {
		return 0, fmt.Errorf("write the audit: %w", err)
	}
	same := func(s *ent.AuditSubjectCreate) *ent.AuditSubjectCreate { return s }
	if err := insert(ctx, subjects, same, tx.AuditSubject.CreateBulk); err != nil {
		return 0, fmt.Errorf("write the audit: %w", err)
	}
	noted := tx.Revision.Update().Where(revision.ID(1)).SetChangedAt(j.moment).SetLastEntry(last)
	if j.touchesGraph() {
		noted.SetGraphNumber(j.revision)
	}
	if err := noted.Exec(ctx); err != nil {
		return 0, fmt.Errorf("note the moment of the change: %w", err)
	}
	return last, nil
}
