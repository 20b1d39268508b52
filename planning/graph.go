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
	current atomic.Pointer[known]
	loading sync.Mutex // one load at a time; the others wait and find it done
}

// known is a graph that was read in an epoch of the store: after it, it may show what has been lost.
type known struct {
	*programme.Graph
	epoch int64
}

// graphNow gives the newest graph that this process has built, nil before the first. It asks nobody.
func (c *cache) graphNow() *programme.Graph {
	if k := c.current.Load(); k != nil {
		return k.Graph
	}
	return nil
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
	g, err := c.of(ctx, now)
	return g, now, err
}

// of gives the graph of a state or of a later one.
func (c *cache) of(ctx context.Context, now store.State) (*programme.Graph, error) {
	fresh := func() *programme.Graph {
		if k := c.current.Load(); k != nil && k.epoch >= now.Epoch && k.Revision() >= now.Graph {
			return k.Graph
		}
		return nil
	}
	if g := fresh(); g != nil {
		return g, nil
	}
	c.loading.Lock()
	defer c.loading.Unlock()
	if g := fresh(); g != nil {
		return g, nil
	}
	return c.build(ctx, now.Epoch, c.store.Records)
}

// build reads the programme, links it and makes it the current one.
func (c *cache) build(ctx context.Context, epoch int64, read func(context.Context) (programme.Records, error)) (g *programme.Graph, err error) {
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
	c.keep(&known{g, epoch})
	return g, nil
}

// keep makes a graph the current one, unless a newer one is.
func (c *cache) keep(k *known) {
	for {
		current := c.current.Load()
		newer := current != nil && (current.epoch > k.epoch || current.epoch == k.epoch && current.Revision() >= k.Revision())
		if newer || c.current.CompareAndSwap(current, k) {
			return
		}
	}
}

// within gives the programme as a transaction found it: the cached graph when nothing came between, else a new one, which is
// then the current one for everybody, whatever becomes of the transaction: it shows what was committed before. It lets readers
// wait for it, and never waits for one: that would hold up whoever waits for the transaction's lock with a connection that the
// reader may need.
func (c *cache) within(ctx context.Context, tx *store.Tx) (*programme.Graph, error) {
	if k := c.current.Load(); k != nil && k.epoch == tx.Epoch && k.Revision() == tx.Graph {
		return k.Graph, nil
	}
	if c.loading.TryLock() {
		defer c.loading.Unlock()
	}
	return c.build(service(ctx), tx.Epoch, tx.Records) // the transaction has changed nothing yet
}
