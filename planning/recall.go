package planning

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"waymark/domain/access"
	"waymark/domain/fault"
	"waymark/domain/programme"
	"waymark/store"
)

// maxPast is how many graphs of the past are kept: those that were asked for last.
const maxPast = 4

// past holds graphs of the programme as it had been recorded earlier. What had been recorded by an entry of the audit never
// changes, so that they are good for ever.
type past struct {
	store   *store.Store
	loading sync.Mutex
	graphs  []pastGraph // the last used one first
}

type pastGraph struct {
	epoch int64  // of the store
	entry int64  // the last one that it shows
	seen  string // by whom: the ids of the partnerships that are seen, or all
	*programme.Graph
}

// GraphAt gives the whole programme as it had been recorded by a moment, whoever asks: it is for the program itself. A change that
// is being recorded when it is asked about the present moment may be missed. A moment that is yet to come is INVALID, with the
// path knownAt.
func (s *Service) GraphAt(ctx context.Context, moment time.Time) (*programme.Graph, error) {
	return s.graphAt(ctx, moment, nil)
}

// ReadingAt gives the programme as it had been recorded by a moment to the viewer of the context, as far as they may see it now.
// Faults are those of Reading and GraphAt.
func (s *Service) ReadingAt(ctx context.Context, moment time.Time) (Reading, error) {
	now, err := s.Reading(ctx)
	if err != nil {
		return Reading{}, err
	}
	g, err := s.graphAt(ctx, moment, now.Rights)
	return Reading{Graph: g, Rights: now.Rights}, err
}

// graphAt gives the programme as it was, of which rights, unless nil, leave out what they do not show.
func (s *Service) graphAt(ctx context.Context, moment time.Time, rights *access.Rights) (*programme.Graph, error) {
	ctx = service(ctx)
	newest, changed, err := s.store.LastChange(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the past: %w", err)
	}
	if now := s.store.Now(); moment.After(now) && moment.After(changed) {
		return nil, fault.New(fault.Invalid, "knownAt", "%s is yet to come: nobody knows what will have been recorded by then",
			moment.UTC().Format(time.RFC3339))
	}
	seen := "all"
	if rights != nil {
		if ids, all := rights.Partnerships(); !all {
			seen = strings.Join(ids, " ")
		}
	}
	entry := newest
	if moment.Before(changed) {
		if entry, err = s.store.EntryAt(ctx, moment); err != nil {
			return nil, fmt.Errorf("read the past: %w", err)
		}
	}
	if entry == newest && newest > 0 && seen == "all" {
		return s.Graph(ctx)
	}
	return s.past.graph(ctx, entry, moment, seen, rights)
}

func (p *past) graph(ctx context.Context, entry int64, moment time.Time, seen string, rights *access.Rights) (*programme.Graph, error) {
	p.loading.Lock()
	defer p.loading.Unlock()
	epoch := p.store.Epoch()
	i := slices.IndexFunc(p.graphs, func(g pastGraph) bool { return g.epoch == epoch && g.entry == entry && g.seen == seen })
	if i >= 0 {
		found := p.graphs[i]
		p.graphs = slices.Insert(slices.Delete(p.graphs, i, i+1), 0, found)
		return found.Graph, nil
	}
	records, err := p.store.RecordsAt(ctx, moment)
	if err != nil {
		return nil, fmt.Errorf("read the past: %w", err)
	}
	if seen != "all" {
		records = records.Without(unseen(records, rights))
	}
	g, err := programme.New(records)
	if err != nil {
		return nil, fmt.Errorf("read the past: %w", err)
	}
	if entry > 0 { // before the first entry the moment itself decides
		p.graphs = slices.Insert(p.graphs, 0, pastGraph{epoch, entry, seen, g})
		p.graphs = p.graphs[:min(len(p.graphs), maxPast)]
	}
	return g, nil
}

// unseen tells of ids that are hidden from a viewer. People, grants and sites are in every graph; whether they are told is decided where
// they would be.
func unseen(r programme.Records, rights *access.Rights) func(id string) bool {
	hidden := map[string]bool{}
	for _, n := range r.Nodes() {
		switch n.(type) {
		case *programme.Coordinator, *programme.Grant, *programme.Site, *programme.ServiceSite:
		default:
			hidden[n.Identity().ID] = !rights.Sees(n)
		}
	}
	return func(id string) bool { return hidden[id] }
}
