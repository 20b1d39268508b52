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
	ids   map[string]map[string]bool // by the reason why they are looked at, empty where none is asked for
}

// None tells whether nothing has been shown since it was asked last.
func (s *Shown) None() bool {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return len(s.ids) == 0
}

// Take gives the ids of what is restricted and has been shown since it was asked last, sorted, by the reason that was given for it.
func (s *Shown) Take() map[string][]string {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	taken := make(map[string][]string, len(s.ids))
	for reason, ids := range s.ids {
		taken[reason] = slices.Sorted(maps.Keys(ids))
	}
	s.ids = nil
	return taken
}

func (s *Shown) add(id, reason string) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.ids == nil {
		s.ids = map[string]map[string]bool{}
	}
	if s.ids[reason] == nil {
		s.ids[reason] = map[string]bool{}
	}
	s.ids[reason][id] = true
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
		l.shown.add(s.ID, "")
	}
}
