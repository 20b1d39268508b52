package planning

import (
	"context"
	"slices"
	"sync"

	"waymark/domain/audit"
	"waymark/store"
)

// recent keeps the newest entries of the audit, so that any number of followers cost one reading of the database for each change.
type recent struct {
	store   *store.Store
	mutex   sync.Mutex
	entries []audit.Entry // one after the other, none missing between them
	epoch   int64         // of the store
	graph   int64         // the revision of the newest entry that was about the graph, among those that have been kept
}

const (
	maxRecent = 2_048 // entries that are kept
	page      = 256   // entries that are read, and told, at once
)

// after gives up to a page of the entries after one, the oldest first, and a revision of the graph that shows all that they, and all
// known ones, changed of it.
func (r *recent) after(ctx context.Context, id int64) (entries []audit.Entry, revision int64, err error) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if epoch := r.store.Epoch(); epoch != r.epoch { // some of it may have been lost
		r.entries, r.graph, r.epoch = nil, 0, epoch
	}
	if n := len(r.entries); n > 0 && id < r.entries[0].ID-1 { // long past: it is read, and not kept
		entries, err = r.store.EntriesAfter(ctx, id, page)
		return entries, max(r.graph, ofGraph(entries)), err
	}
	if n := len(r.entries); n == 0 || id >= r.entries[n-1].ID {
		from := id
		if n > 0 {
			from = r.entries[n-1].ID
		}
		more, err := r.store.EntriesAfter(ctx, from, page)
		if err != nil {
			return nil, 0, err
		}
		r.entries = append(r.entries, more...)
		r.graph = max(r.graph, ofGraph(more))
		if over := len(r.entries) - maxRecent; over > 0 {
			r.entries = slices.Clone(r.entries[over:])
		}
	}
	n := len(r.entries)
	if n == 0 {
		return nil, 0, nil
	}
	i, _ := slices.BinarySearchFunc(r.entries, id+1, func(e audit.Entry, id int64) int { return int(e.ID - id) })
	return r.entries[i:min(n, i+page)], r.graph, nil
}

// ofGraph gives the revision of the newest of the entries that is about the graph, 0 when none is.
func ofGraph(entries []audit.Entry) int64 {
	for i := len(entries) - 1; i >= 0; i-- {
		if store.InGraph(entries[i].Type) {
			return entries[i].Revision
		}
	}
	return 0
}

// newest gives the id of the newest entry that is known, 0 when none is.
func (r *recent) newest() int64 {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if n := len(r.entries); n > 0 {
		return r.entries[n-1].ID
	}
	return 0
}
