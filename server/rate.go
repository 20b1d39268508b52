package server

import (
	"cmp"
	"container/list"
	"context"
	"fmt"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"waymark/domain/fault"
	"waymark/domain/viewer"
)

// Allowance is what one caller may ask for. A field that is zero has its default.
type Allowance struct {
	Requests int // a minute, steadily
	Burst    int // requests at once
	Cost     int // of operations a minute, in fields that they may answer; all of it may be spent at once
	Parallel int // operations at a time
}

func (a Allowance) withDefaults(d Allowance) Allowance {
	return Allowance{
		Requests: cmp.Or(a.Requests, d.Requests), Burst: cmp.Or(a.Burst, d.Burst),
		Cost: cmp.Or(a.Cost, d.Cost), Parallel: cmp.Or(a.Parallel, d.Parallel),
	}
}

// Rates is how much callers may ask for. Whoever has signed in is one caller, wherever requests come from; everybody else is one
// by the address: an IPv4 address, or the /64 network of an IPv6 one. Its zero value means DefaultRates.
type Rates struct {
	Subject  Allowance // of one who has signed in
	Address  Allowance // of all together who have not, at one address
	Parallel int       // operations at a time in this process, whoever asks
	Callers  int       // remembered; the one who asked longest ago is forgotten first
}

// DefaultRates gives what holds where nothing else is configured. An address may be a whole office: it gets what some dozens of
// dashboards ask for that are in use, and a program of a partner who has signed in ten times that.
func DefaultRates() Rates {
	return Rates{
		Subject:  Allowance{Requests: 6_000, Burst: 2_000, Cost: 50_000_000, Parallel: 50},
		Address:  Allowance{Requests: 600, Burst: 300, Cost: 10_000_000, Parallel: 20},
		Parallel: 200,
		Callers:  10_000,
	}
}

func (r Rates) withDefaults() Rates {
	d := DefaultRates()
	return Rates{
		Subject: r.Subject.withDefaults(d.Subject), Address: r.Address.withDefaults(d.Address),
		Parallel: cmp.Or(r.Parallel, d.Parallel), Callers: cmp.Or(r.Callers, d.Callers),
	}
}

// forgotten is how long a caller who asks nothing is remembered. Any allowance is whole again by then.
const forgotten = 5 * time.Minute

// throttle knows what each caller has asked for lately. It is safe for concurrent use.
type throttle struct {
	rates   Rates
	mutex   sync.Mutex
	callers map[string]*list.Element // of *caller
	recent  *list.List               // who asked last is in front
	running int
}

// caller is one subject or one address.
type caller struct {
	name     string
	allowed  Allowance
	requests *rate.Limiter
	cost     *rate.Limiter
	running  int
	seen     time.Time
}

func newThrottle(r Rates) *throttle {
	return &throttle{rates: r.withDefaults(), callers: map[string]*list.Element{}, recent: list.New()}
}

// name tells callers apart, and gives what is allowed to one.
func (t *throttle) name(ctx context.Context, from netip.Addr) (string, Allowance) {
	if who, ok := viewer.From(ctx); ok && who.SignedIn() {
		return client(ctx, from), t.rates.Subject
	}
	return client(ctx, from), t.rates.Address
}

// arrive counts a request, before anything of it is read. It gives the caller, or the refusal of one request too many.
func (t *throttle) arrive(ctx context.Context, from netip.Addr) (*caller, *refusal) {
	now := time.Now()
	name, allowed := t.name(ctx, from)
	t.mutex.Lock()
	defer t.mutex.Unlock()
	c := t.find(name, allowed, now)
	if wait := take(c.requests, now, 1); wait > 0 {
		return nil, busy("requestsPerMinute", allowed.Requests, 0, wait, fmt.Sprintf("at most %d requests a minute are answered", allowed.Requests))
	}
	return c, nil
}

// enter counts an operation under way until leave is called, or refuses one too many.
func (t *throttle) enter(c *caller) (leave func(), why *refusal) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	switch {
	case c.running >= c.allowed.Parallel:
		return nil, busy("parallel", c.allowed.Parallel, c.running+1, time.Second, fmt.Sprintf("at most %d operations at a time are answered", c.allowed.Parallel))
	case t.running >= t.rates.Parallel:
		return nil, busy("parallelTotal", t.rates.Parallel, t.running+1, time.Second, "too many operations are under way here")
	}
	c.running++
	t.running++
	return func() {
		t.mutex.Lock()
		defer t.mutex.Unlock()
		c.running--
		t.running--
	}, nil
}

// charge counts the cost of an operation, before it is executed.
func (t *throttle) charge(c *caller, cost int) *refusal {
	now := time.Now()
	t.mutex.Lock()
	defer t.mutex.Unlock()
	if wait := take(c.cost, now, cost); wait > 0 {
		return busy("costPerMinute", c.allowed.Cost, cost, wait, fmt.Sprintf("operations may cost %d a minute together; this one costs %d", c.allowed.Cost, cost))
	}
	return nil
}

// take takes n from a limiter, or nothing, and tells after which time there will be so much. What is more than there can ever be
// takes all.
func take(l *rate.Limiter, now time.Time, n int) time.Duration {
	r := l.ReserveN(now, min(n, l.Burst()))
	wait := r.DelayFrom(now)
	if wait > 0 {
		r.CancelAt(now)
	}
	return wait
}

// find gives the caller of a name, known or new, and forgets others who are not needed any more.
func (t *throttle) find(name string, allowed Allowance, now time.Time) *caller {
	if e, ok := t.callers[name]; ok {
		c := e.Value.(*caller)
		c.seen = now
		t.recent.MoveToFront(e)
		return c
	}
	for e := t.recent.Back(); e != nil; {
		c, before := e.Value.(*caller), e.Prev()
		if len(t.callers) < t.rates.Callers && now.Sub(c.seen) < forgotten {
			break
		}
		if c.running == 0 { // else there are few of them: no more than operations at a time
			t.recent.Remove(e)
			delete(t.callers, c.name)
		}
		e = before
	}
	c := &caller{name: name, allowed: allowed, requests: perMinute(allowed.Requests, allowed.Burst), cost: perMinute(allowed.Cost, allowed.Cost), seen: now}
	t.callers[name] = t.recent.PushFront(c)
	return c
}

func perMinute(n, burst int) *rate.Limiter { return rate.NewLimiter(rate.Limit(float64(n)/60), burst) }

func busy(limit string, allowed, found int, wait time.Duration, message string) *refusal {
	return &refusal{
		status: http.StatusTooManyRequests, code: fault.Limited, message: message,
		excess: &fault.Excess{Limit: limit, Allowed: int64(allowed), Found: int64(found)}, retry: wait,
	}
}
