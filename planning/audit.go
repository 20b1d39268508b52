package planning

import (
	"context"

	"waymark/domain/access"
	"waymark/domain/audit"
	"waymark/domain/fault"
	"waymark/domain/viewer"
	"waymark/store"
)

type (
	// AuditFilter says which entries of the audit; what of them may be read is added by the service.
	AuditFilter = store.Filter
	// ReadFilter says which entries of the log of reads.
	ReadFilter = store.ReadFilter
	// Window is a part of a list that begins with the newest entry.
	Window = store.Window
)

// mayReadAudit decides what of the audit a viewer may read, and FORBIDDEN if it is nothing. Whoever is not told names may not ask
// for the changes of a subject either.
func mayReadAudit(rights *access.Rights, by string) (access.Trail, error) {
	trail, ok := rights.Trail()
	switch {
	case !ok:
		return trail, fault.New(fault.Forbidden, "", "the audit is for the programme's staff, and for partnerships about themselves")
	case by != "" && !trail.Names:
		return trail, fault.New(fault.Forbidden, "by", "who made a change is for the programme's staff only")
	}
	return trail, nil
}

// Audit gives a part of the entries that the viewer may read. It is FORBIDDEN to who may read none.
func (s *Service) Audit(ctx context.Context, rights *access.Rights, f AuditFilter, w Window) (store.Part[audit.Entry], error) {
	var err error
	if f.Trail, err = mayReadAudit(rights, f.By); err != nil {
		return store.Part[audit.Entry]{}, err
	}
	return s.store.Audit(service(ctx), f, w)
}

// CountAudit counts the entries that the viewer may read. Faults are those of Audit.
func (s *Service) CountAudit(ctx context.Context, rights *access.Rights, f AuditFilter) (int, error) {
	var err error
	if f.Trail, err = mayReadAudit(rights, f.By); err != nil {
		return 0, err
	}
	return s.store.CountAudit(service(ctx), f)
}

// VersionDiff gives what lies between two versions of a record, and whether it is about a restricted statement. It is FORBIDDEN to
// who may read nothing of the audit, NOT_FOUND with the path on for what they may not read of, and INVALID with the path from or
// to for a version that there is not or of which nothing is recorded.
func (s *Service) VersionDiff(ctx context.Context, at Reading, on string, from, to int) (changes []audit.Change, restricted bool, err error) {
	trail, err := mayReadAudit(at.Rights, "")
	if err != nil {
		return nil, false, err
	}
	entries, err := s.store.EntriesOf(service(ctx), on)
	if err != nil {
		return nil, false, err
	}
	if len(entries) == 0 { // from before the audit, or nothing at all
		n := at.Graph.Node(on)
		if n == nil || trail.About != nil || !at.Rights.Sees(n) {
			return nil, false, fault.New(fault.NotFound, "on", "there is nothing with this id")
		}
		now := n.Identity().Version
		entries = []audit.Entry{{Action: audit.Create, Version: now, RecordID: on}}
	} else if !trail.Shows(entries[0]) {
		return nil, false, fault.New(fault.NotFound, "on", "there is nothing with this id")
	}
	changes, err = audit.Diff(entries, from, to)
	return changes, entries[0].Restricted, err
}

// Reads gives a part of the log of reads. It is FORBIDDEN to all but administrators.
func (s *Service) Reads(ctx context.Context, rights *access.Rights, f ReadFilter, w Window) (store.Part[store.Read], error) {
	if err := mayReadReads(rights); err != nil {
		return store.Part[store.Read]{}, err
	}
	return s.store.Reads(service(ctx), f, w)
}

// CountReads counts the log of reads. It is FORBIDDEN to all but administrators.
func (s *Service) CountReads(ctx context.Context, rights *access.Rights, f ReadFilter) (int, error) {
	if err := mayReadReads(rights); err != nil {
		return 0, err
	}
	return s.store.CountReads(service(ctx), f)
}

func mayReadReads(rights *access.Rights) error {
	if !rights.Has(viewer.Administrator) {
		return fault.New(fault.Forbidden, "", "who has read what is for administrators only")
	}
	return nil
}

// LogRead writes down that the viewer of the context is shown restricted statements, before they are. When it fails they must not
// be shown.
func (s *Service) LogRead(ctx context.Context, operation, reason string, shown []string) error {
	return s.store.LogRead(ctx, store.Read{Operation: operation, Reason: reason, Shown: shown})
}
