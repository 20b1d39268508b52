package planning

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"

	"waymark/domain/access"
	"waymark/domain/calendar"
	"waymark/domain/programme"
	"waymark/domain/viewer"
	"waymark/store"
)

// cache holds the newest graph that this process has built. Whoever asks compares its revision with the database's first,
// so that a change made by another process is seen by the next request here.
type cache struct {
	store   *store.Store
	current atomic.Pointer[programme.Graph]
	loading sync.Mutex // one load at a time; the others wait and find it done
}

// service gives the context in which the service itself reads. What it reads is shared; what a viewer is told of it is decided
// where it is told.
func service(ctx context.Context) context.Context {
	who := viewer.Operator(viewer.Own + "planning")
	return access.With(viewer.With(ctx, who), access.Of(nil, who, calendar.Date{}, calendar.Date{}).Reader())
}

// graph gives the programme as of the newest committed change, and the state that it was found in: one statement when nothing of it has changed since the last time.
// Changes of documents are none of its own.
func (c *cache) graph(ctx context.Context) (*programme.Graph, store.State, error) {
	ctx = service(ctx)
	now, err := c.store.State(ctx)
	if err != nil {
		return nil, now, fmt.Errorf("read programme: %w", err)
	}
	g, err := c.of(ctx, now.Graph)
	return g, now, err
}

// of gives the graph of a revision or of a later one.
func (c *cache) of(ctx context.Context, revision int64) (*programme.Graph, error) {
	if g := c.current.Load(); g != nil && g.Revision() >= revision {
		return g, nil
	}
	c.loading.Lock()
	defer c.loading.Unlock()
	if g := c.current.Load(); g != nil && g.Revision() >= revision {
		return g, nil
	}
	return c.build(ctx, c.store.Records)
}

// build reads the programme, links it and makes it the current one.
func (c *cache) build(ctx context.Context, read func(context.Context) (programme.Records, error)) (g *programme.Graph, err error) {
	ctx, end := c.store.Watch(ctx, store.Work{Kind: store.WorkGraph})
	defer func() { end(err) }()
	records, err := read(ctx)
	if err != nil {
		return nil, fmt.Errorf("read programme: %w", err)
	}
	g, err = programme.New(records)
	if err != nil {
		return nil, fmt.Errorf("read programme: %w", err)
	}
	return c.keep(g), nil
}

// keep makes a graph the current one, unless a newer one is.
func (c *cache) keep(g *programme.Graph) *programme.Graph {
	for {
		current := c.current.Load()
		if current != nil && current.Revision() >= g.Revision() || c.current.CompareAndSwap(current, g) {
			return g
		}
	}
}

// within gives the programme as a transaction found it: the cached graph when nothing came between, else a new one, which is
// then the current one for everybody, whatever becomes of the transaction: it shows what was committed before. It lets readers
// wait for it, and never waits for one: that would hold up whoever waits for the transaction's lock with a connection that the
// reader may need.
func (c *cache) within(ctx context.Context, tx *store.Tx) (*programme.Graph, error) {
	if g := c.current.Load(); g != nil && g.Revision() == tx.Graph {
		return g, nil
	}
	if c.loading.TryLock() {
		defer c.loading.Unlock()
	}
	return c.build(service(ctx), tx.Records) // the transaction has changed nothing yet
}
