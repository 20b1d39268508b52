package store

import "sync"

// bell wakes any number of waiters when there are new audit entries.
type bell struct {
	mutex  sync.Mutex
	newest int64         // the newest entry that is known of
	rung   chan struct{} // closed at the next ring, and then replaced
}

func newBell() *bell { return &bell{rung: make(chan struct{})} }

// look gives the newest entry that is known of, and what is closed at the next ring. Who looks before they ask the database
// hears of everything that comes after.
func (b *bell) look() (newest int64, rung <-chan struct{}) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.newest, b.rung
}

// ring tells of an entry. One that is known already wakes nobody.
func (b *bell) ring(newest int64) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	if newest > b.newest {
		b.newest = newest
		b.wake()
	}
}

// shake wakes everybody because something may have been missed.
func (b *bell) shake() {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	b.wake()
}

func (b *bell) wake() {
	close(b.rung)
	b.rung = make(chan struct{})
}
