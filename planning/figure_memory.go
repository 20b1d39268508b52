package planning

import (
	"encoding/json"
	"fmt"
	"sync"

	"github.com/hashicorp/golang-lru/v2/simplelru"

	"waymark/domain/access"
	"waymark/domain/calendar"
	"waymark/domain/figure"
)

const (
	// maxKeptFigures is how many figures are kept, of all answers together: some 400 bytes each.
	maxKeptFigures = 200_000
	// maxKeptAnswers is how many answers.
	maxKeptAnswers = 20_000
)

// figures keeps what questions for figures were answered lately. A figure is never changed, and comes with a batch, which is a change of the graph: what is
// kept holds as long as the graph does. It is safe for concurrent use.
type figures struct {
	mutex    sync.Mutex
	revision int64 // of the graph
	count    int
	kept     *simplelru.LRU[string, []*figure.Figure]
}

func newFigures() *figures {
	f := &figures{}
	kept, err := simplelru.NewLRU(maxKeptAnswers, func(_ string, gone []*figure.Figure) { f.count -= 1 + len(gone) })
	if err != nil {
		panic(err) // it is a constant above 0
	}
	f.kept = kept
	return f
}

// find gives what is kept of a question, as long as the graph has a revision.
func (f *figures) find(revision int64, question string) ([]*figure.Figure, bool) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if revision != f.revision {
		return nil, false
	}
	return f.kept.Get(question)
}

// keep keeps the answer to a question that was put when the graph had a revision.
func (f *figures) keep(revision int64, question string, answer []*figure.Figure) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	switch {
	case revision < f.revision, len(answer) > maxKeptFigures/10:
		return
	case revision > f.revision:
		f.kept.Purge()
		f.revision = revision
	}
	f.kept.Remove(question)
	f.kept.Add(question, answer)
	f.count += 1 + len(answer)
	for f.count > maxKeptFigures {
		f.kept.RemoveOldest()
	}
}

// questionOf names a question and whose it is: what somebody sees of figures depends on what is granted to them, on the day, and on the graph.
// What was read in another epoch of the store is not to be relied on.
func questionOf(rights *access.Rights, day calendar.Date, epoch int64, f figure.Filter) (string, error) {
	name, err := json.Marshal(f)
	if err != nil {
		return "", fmt.Errorf("name a question for figures: %w", err)
	}
	return fmt.Sprintf("%d %s %s %s", epoch, day, rights.GrantNames(), name), nil
}
