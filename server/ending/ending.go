// Package ending carries why a stream ends from its source to whoever writes it out.
package ending

import (
	"context"
	"sync"
)

type key struct{}

// word is what was said of one stream's end.
type word struct {
	mutex sync.Mutex
	err   error
}

// With prepares the context of one stream for Because.
func With(ctx context.Context) context.Context { return context.WithValue(ctx, key{}, &word{}) }

// Because says why the stream of this context ends, before its source ends it by closing its channel. The error reaches the
// client as one that ended a field would: a fault with its code, anything else as a defect. The first word counts. In a context
// that belongs to no stream it is lost. It may be called from any goroutine.
func Because(ctx context.Context, err error) {
	w, ok := ctx.Value(key{}).(*word)
	if !ok {
		return
	}
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if w.err == nil {
		w.err = err
	}
}

// Of gives what Because said, or nil: then the stream came to its natural end.
func Of(ctx context.Context) error {
	w, ok := ctx.Value(key{}).(*word)
	if !ok {
		return nil
	}
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return w.err
}
