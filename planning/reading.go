package planning

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"waymark/domain/access"
	"waymark/domain/calendar"
	"waymark/domain/fault"
	"waymark/domain/programme"
	"waymark/domain/viewer"
	"waymark/store"
)

// State names a state of the database.
type State = store.State

// Reading is one state of the programme as far as a viewer may see it, and what they may do in it. Names of people are in it
// all the same: Rights says whether they are told.
type Reading struct {
	Graph  *programme.Graph
	Rights *access.Rights
	State  State // of the database when it was asked; zero when it was not
}

// Reading gives the newest state of the programme to the viewer of the context: one statement when nothing has changed since
// the last time. Without a viewer it is UNAUTHENTICATED.
func (s *Service) Reading(ctx context.Context) (Reading, error) {
	who, ok := viewer.From(ctx)
	if !ok {
		return Reading{}, fault.New(fault.Unauthenticated, "", "nobody has signed in")
	}
	g, now, err := s.cache.graph(ctx)
	if err != nil {
		return Reading{}, err
	}
	r, err := s.readingOf(ctx, g, who)
	r.State = now
	return r, err
}

// readingOf gives a viewer's part of a state of the whole programme.
func (s *Service) readingOf(ctx context.Context, g *programme.Graph, who viewer.Viewer) (Reading, error) {
	rights := s.rights(g, who)
	if ids, all := rights.Partnerships(); !all {
		own, err := s.narrow.graph(ctx, rights, ids, g.Revision())
		return Reading{Graph: own, Rights: rights}, err
	}
	return Reading{Graph: g, Rights: rights}, nil
}

// Administers tells whether a viewer is an administrator, as far as is known without asking the database: by what came with them, or by
// the records of the state that was read last.
func (s *Service) Administers(who viewer.Viewer) bool {
	return s.rights(s.cache.graphNow(), who).Has(viewer.Administrator)
}

func (s *Service) rights(g *programme.Graph, who viewer.Viewer) *access.Rights {
	return access.Of(g, who, s.today(), s.realDay())
}

// realDay is the day it is, whatever the planning date: grants hold by it.
func (s *Service) realDay() calendar.Date { return calendar.Of(s.store.Now()) }

// narrowed holds the graphs of those who do not see all partnerships: each is read with their own rights, so that the data layer leaves
// out what they may not see and no list, edge, count or id can lead there.
type narrowed struct {
	store   *store.Store
	loading sync.Mutex
	known   map[string]*programme.Graph // by the ids of the partnerships that are seen
}

// maxNarrowed is how many such graphs are kept; beyond it all are forgotten and read anew.
const maxNarrowed = 32

func (n *narrowed) graph(ctx context.Context, rights *access.Rights, ids []string, revision int64) (*programme.Graph, error) {
	name := strconv.FormatInt(n.store.Epoch(), 10) + " " + strings.Join(ids, " ")
	n.loading.Lock()
	defer n.loading.Unlock()
	if g := n.known[name]; g != nil && g.Revision() >= revision {
		return g, nil
	}
	records, err := n.store.Records(access.With(ctx, rights.Reader()))
	if err != nil {
		return nil, fmt.Errorf("read programme: %w", err)
	}
	g, err := programme.New(records)
	if err != nil {
		return nil, fmt.Errorf("read programme: %w", err)
	}
	if n.known == nil || len(n.known) >= maxNarrowed {
		n.known = map[string]*programme.Graph{}
	}
	n.known[name] = g
	return g, nil
}
