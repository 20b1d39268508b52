package apportion

import (
	"hash/maphash"
	"sync"
)

// keySet tells which keys have been seen, and where first. It is a table of positions, at least twice as large as it needs to
// be. Beside each position stands half of the key's hash, so that a key is hardly ever compared with another one in vain.
type keySet struct {
	seed  maphash.Seed
	slots []slot
}

// slot is free when next is 0.
type slot struct{ hash, next uint32 } // next is the position + 1

// keySets keeps tables for the next problem, since they are large and needed for a moment only.
var keySets sync.Pool

func newKeySet(n int) *keySet {
	size := 4
	for size < 2*n {
		size *= 2
	}
	t, _ := keySets.Get().(*keySet)
	if t == nil || cap(t.slots) < size {
		t = &keySet{slots: make([]slot, size)}
	}
	t.seed, t.slots = maphash.MakeSeed(), t.slots[:size]
	clear(t.slots)
	return t
}

// release gives the table back; nobody may use it after that.
func (t *keySet) release() { keySets.Put(t) }

// find gives the place of the key, or the free one where it belongs, and what stands there when it is taken.
func (t *keySet) find(key string, at func(int) string) (place int, due slot) {
	hash := maphash.String(t.seed, key)
	mask := len(t.slots) - 1
	place, due.hash = int(hash>>32)&mask, uint32(hash)
	for {
		s := t.slots[place]
		if s.next == 0 || s.hash == due.hash && at(int(s.next-1)) == key {
			due.next = s.next
			return place, due
		}
		place = (place + 1) & mask
	}
}

// add notes the key at position i, unless it is there already: then it gives the position where it was first.
func (t *keySet) add(key string, i int, at func(int) string) (first int, taken bool) {
	place, due := t.find(key, at)
	if due.next != 0 {
		return int(due.next - 1), true
	}
	due.next = uint32(i) + 1
	t.slots[place] = due
	return i, false
}

func (t *keySet) has(key string, at func(int) string) bool {
	_, due := t.find(key, at)
	return due.next != 0
}
