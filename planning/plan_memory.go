package planning

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"github.com/hashicorp/golang-lru/v2/simplelru"

	"waymark/domain/access"
	"waymark/domain/calendar"
	"waymark/domain/plan"
	"waymark/domain/programme"
	"waymark/store"
)

const (
	// maxPlans is how many plans are kept: some 50 KiB each.
	maxPlans = 1_000
	// maxHomes is how many of their rows.
	maxHomes = 200_000
	// maxUnseen is how many entries of the audit are looked through; beyond it everything is forgotten.
	maxUnseen = 10_000
)

// plans keeps the plans that were read last, each as it is shown to some rights, so that reading one again costs no statement. Every record of a plan names
// it, and so does the audit of every change: which plans have changed since they were read is found there. It is safe for concurrent use.
type plans struct {
	mutex   sync.Mutex
	epoch   int64 // of the store
	seen    int64 // the audit entry up to which is known which plans have changed
	floor   int64 // what was read before this entry is not known to be true any more
	changed map[string]int64
	kept    *simplelru.LRU[planKey, keptPlan]
	homes   map[string]string // plan of a row that was found in one that is kept
}

// planKey is what a plan looks like depends on, but for the day and the places.
type planKey struct{ id, grants string }

type keptPlan struct {
	*plan.Document
	read  int64 // the newest audit entry when it was read, or an earlier one
	graph int64 // the revision of the graph that says whose rights reach it
	day   calendar.Date
}

func newPlans() *plans {
	kept, err := simplelru.NewLRU[planKey, keptPlan](maxPlans, nil)
	if err != nil {
		panic(err) // it is a constant above 0
	}
	return &plans{changed: map[string]int64{}, kept: kept, homes: map[string]string{}}
}

// sight is who looks at plans, and when: what they are shown of one depends on nothing else.
type sight struct {
	rights *access.Rights
	graph  *programme.Graph
	entry  int64 // the newest audit entry
	epoch  int64
	day    calendar.Date
}

func (v sight) key(id string) planKey { return planKey{id, v.rights.GrantNames()} }

// about looks up which plans have changed up to an entry, by what the audit says about those after another one.
type about func(ctx context.Context, after, to int64) (map[string]int64, error)

// find gives the plan as it is after an entry, or nil when it has to be read. Who looks changes nothing of it.
func (p *plans) find(ctx context.Context, v sight, id string, ask about) (*plan.Document, error) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if err := p.follow(ctx, v, ask); err != nil {
		return nil, err
	}
	k, ok := p.kept.Get(v.key(id))
	if !ok || v.epoch != p.epoch || k.read < p.floor || p.changed[id] > k.read || k.graph != v.graph.Revision() || k.day != v.day {
		return nil, nil
	}
	return k.Document, nil
}

// follow learns what has changed up to an entry.
func (p *plans) follow(ctx context.Context, v sight, ask about) error {
	to := v.entry
	if v.epoch < p.epoch || v.epoch == p.epoch && to <= p.seen {
		return nil
	}
	if v.epoch > p.epoch || to-p.seen > maxUnseen {
		p.epoch = v.epoch
		p.kept.Purge()
		p.changed, p.homes = map[string]int64{}, map[string]string{}
		p.seen, p.floor = to, to
		return nil
	}
	found, err := ask(ctx, p.seen, to)
	if err != nil {
		return err
	}
	for id, entry := range found {
		p.note(id, entry)
	}
	p.seen = to
	return nil
}

func (p *plans) note(id string, entry int64) {
	if strings.HasPrefix(id, plan.Prefix+"_") {
		p.changed[id] = max(p.changed[id], entry)
	}
}

// keep keeps a plan that was read after the entry of a sight.
func (p *plans) keep(v sight, d *plan.Document) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.add(v, d)
}

func (p *plans) add(v sight, d *plan.Document) {
	if v.epoch != p.epoch || v.entry < p.floor {
		return
	}
	p.kept.Add(v.key(d.ID), keptPlan{d, v.entry, v.graph.Revision(), v.day})
	for _, r := range d.Rows() {
		p.homes[r.Row().ID] = d.ID
	}
	if len(p.homes) > maxHomes {
		p.homes = map[string]string{}
	}
}

// home gives the plan of a row, if it is known; which rows a plan has does not change.
func (p *plans) home(row string) (string, bool) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	id, ok := p.homes[row]
	return id, ok
}

// committed learns of a change of this process, and what it has made of a plan, if that is known.
func (p *plans) committed(from, to int64, ids []string, v sight, made *plan.Document) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if v.epoch == p.epoch && p.seen == from {
		for _, id := range ids {
			p.note(id, to)
		}
		p.seen = to
	}
	if made != nil {
		v.entry = to
		p.add(v, made)
	}
}

// planIn gives a plan as somebody may see it in a state that has been found, from memory when it has not changed since it was read.
func (s *Service) planIn(ctx context.Context, at Reading, id string) (*plan.Document, error) {
	if at.State == (store.State{}) { // a reading that asked nobody
		now, err := s.store.State(service(ctx))
		if err != nil {
			return nil, fmt.Errorf("read plan: %w", err)
		}
		at.State = now
	}
	v := sight{at.Rights, at.Graph, at.State.LastEntry, at.State.Epoch, s.today()}
	found, err := s.plans.find(ctx, v, id, s.store.About)
	if err != nil || found != nil {
		return found, err
	}
	found, err = s.store.Plan(access.With(ctx, at.Rights.Reader()), id, nil)
	if err != nil || found == nil {
		return nil, err
	}
	found.Index() // before several look at it at once
	s.plans.keep(v, found)
	return found, nil
}

// planHere gives a plan as the transaction sees it, for a use case to decide on: a copy, of which it may change what is not a row.
func (s *Service) planHere(ctx context.Context, w *work, id string) (*plan.Document, error) {
	v := s.sightIn(w)
	found, err := s.plans.find(ctx, v, id, w.tx.About)
	if err != nil {
		return nil, err
	}
	if found != nil {
		return found.Copy(), nil
	}
	return w.tx.ReadPlan(w.reading(ctx), id)
}

func (s *Service) sightIn(w *work) sight {
	return sight{w.rights, w.g, w.tx.LastEntry, w.tx.Epoch, s.today()}
}
