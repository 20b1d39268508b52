package view

import (
	"maps"
	"slices"
	"sync"

	"waymark/domain/programme"
)

// Shown collects what of restricted statistics an answer shows, in whatever way: as an object, in the order or the cursors of a list,
// or in what is compared with it. It is safe for concurrent use.
type Shown struct {
	mutex sync.Mutex
	ids   map[string]bool
}

// Take gives the ids of the restricted statements that have been shown since it was asked last, sorted.
func (s *Shown) Take() []string {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	ids := slices.Sorted(maps.Keys(s.ids))
	s.ids = nil
	return ids
}

func (s *Shown) add(id string) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.ids == nil {
		s.ids = map[string]bool{}
	}
	s.ids[id] = true
}

// Telling gives the lens that tells what restricted statistics are seen through it. One that tells nobody shows none.
func (l Lens) Telling(shown *Shown) Lens {
	l.shown = shown
	return l
}

// seesStatement tells whether a statement may be seen through the lens.
func (l Lens) seesStatement(s *programme.Statement) bool {
	return !s.Restricted || l.shown != nil && l.rights.Sees(s)
}

// shows notes that a statement is shown.
func (l Lens) shows(s *programme.Statement) {
	if s.Restricted {
		l.shown.add(s.ID)
	}
}
