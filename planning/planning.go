// Package planning holds the use cases: one method for each mutation, and the graph that all reads are answered from. It owns
// the transaction of a change.
package planning

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/oklog/ulid/v2"

	"waymark/domain/access"
	"waymark/domain/calendar"
	"waymark/domain/fault"
	"waymark/domain/programme"
	"waymark/domain/viewer"
	"waymark/ent/request"
	"waymark/store"
)

// Service is all that can be done with the programme. It is safe for concurrent use.
type Service struct {
	store  *store.Store
	cache  cache
	narrow narrowed
	recent recent
	past   past
	plans  *plans
	drawn  *figures
	jobs   *jobs
	today  func() calendar.Date
}

// New makes the service over an open, migrated store. The planning date is asked for anew at each request.
func New(s *store.Store, today func() calendar.Date) *Service {
	return &Service{store: s, cache: cache{store: s}, narrow: narrowed{store: s}, recent: recent{store: s}, past: past{store: s}, plans: newPlans(), drawn: newFigures(),
		jobs: newJobs(s), today: today}
}

// Today gives the planning date.
func (s *Service) Today() calendar.Date { return s.today() }

// Now gives the present moment.
func (s *Service) Now() time.Time { return s.store.Now() }

// Graph gives the whole programme as of the newest committed change, whoever asks: it is for the program itself. What a viewer
// may see of it is in Reading.
func (s *Service) Graph(ctx context.Context) (*programme.Graph, error) {
	g, _, err := s.cache.graph(ctx)
	return g, err
}

// Revision gives the number of the newest state of the programme that this process has built a graph of, 0 before the first. It
// asks nobody.
func (s *Service) Revision() int64 {
	if g := s.cache.graphNow(); g != nil {
		return g.Revision()
	}
	return 0
}

// Outcome says what a change made or changed. A repeated request with the same idempotency key has the same outcome.
type Outcome struct {
	ID      string        `json:"id"`                // of the object that the mutation is about
	On      calendar.Date `json:"on"`                // the day to show it on
	Related []string      `json:"related,omitempty"` // of what was made along with it: the holding of a fill, the parts of a split
}

// call is one mutation as it was asked for.
type call struct {
	operation string  // the name of the mutation
	id        string  // of what is to change; empty for a creation
	input     any     // is part of the digest that tells a repeated request from another one
	key       *string // the idempotency key, if any
}

// reasoned is an input that says why.
type reasoned interface{ reason() string }

// change tells the store what the transaction is for.
func (c call) change() store.Change {
	what := store.Change{Operation: c.operation}
	if in, ok := c.input.(reasoned); ok {
		what.Reason = strings.TrimSpace(in.reason())
	}
	return what
}

const maxKey = 200

// change runs a mutation in one transaction: it answers a repeated request from memory, or lets the use case decide on the
// programme as it is, with no other change beside it, and write.
//
// Faults: FORBIDDEN for a viewer who may not do this, or not to this, NOT_FOUND for what they may not see, CONFLICT for a key that was used for another input, and
// whatever the use case refuses.
func (s *Service) change(ctx context.Context, c call, decide func(ctx context.Context, w *work) (Outcome, error)) (Outcome, error) {
	who, ok := viewer.From(ctx)
	if !ok || !who.SignedIn() {
		return Outcome{}, fault.New(fault.Forbidden, "", "you may not change anything")
	}
	whole, err := s.Graph(ctx)
	if err != nil {
		return Outcome{}, fmt.Errorf("%s: %w", c.operation, err)
	}
	action, rights := access.ActionOf(c.operation), s.rights(whole, who)
	if err := rights.May(action, whole.Node(c.id)); err != nil { // before anything waits for a turn; it is asked again then
		return Outcome{}, fmt.Errorf("%s: %w", c.operation, err)
	}
	if c.key != nil && (*c.key == "" || len(*c.key) > maxKey) {
		return Outcome{}, fault.New(fault.Invalid, "input.idempotencyKey", "an idempotency key has 1 to %d bytes", maxKey)
	}
	digest, err := c.digest()
	if err != nil {
		return Outcome{}, fmt.Errorf("%s: %w", c.operation, err)
	}
	var done Outcome
	var w *work
	what := c.change()
	what.Committed = func(from, to int64, about []string) { s.plans.committed(from, to, about, s.sightIn(w), w.made) }
	err = s.store.InTx(access.With(ctx, rights), what, func(ctx context.Context, tx *store.Tx) error {
		if c.key != nil {
			earlier, found, err := remembered(ctx, tx, who, *c.key, digest)
			if err != nil {
				return err
			}
			if found {
				done = earlier
				return errRepeated
			}
		}
		g, err := s.cache.within(ctx, tx)
		if err != nil {
			return err
		}
		w = &work{tx: tx, g: g, rights: s.rights(g, who), action: action, now: s.realDay()}
		ctx = access.With(ctx, w.rights)
		if done, err = w.decide(ctx, c.id, decide); err != nil || c.key == nil {
			return err
		}
		return remember(ctx, tx, who, c, digest, done)
	})
	if err != nil && !errors.Is(err, errRepeated) {
		return Outcome{}, fmt.Errorf("%s: %w", c.operation, err)
	}
	return done, nil
}

// decide lets a use case decide once the viewer may do this to what it is about. A use case that makes something new asks for
// itself, where; one that forgets to is only for those who may do it anywhere.
func (w *work) decide(ctx context.Context, id string, decide func(context.Context, *work) (Outcome, error)) (Outcome, error) {
	if on := w.g.Node(id); on != nil {
		if err := w.allowed(on); err != nil {
			return Outcome{}, err
		}
	}
	done, err := decide(ctx, w)
	if err == nil && !w.asked && !w.rights.Everywhere(w.action) {
		return Outcome{}, fault.New(fault.Forbidden, "", "%s is not for your roles", w.action.Mutation())
	}
	return done, err
}

// errRepeated rolls back the transaction of a request that was answered from memory: nothing has changed, so the revision
// must not either.
var errRepeated = errors.New("repeated request")

// digest identifies what was asked for: the mutation, its object and its whole input.
func (c call) digest() (string, error) {
	text, err := json.Marshal([]any{c.operation, c.id, c.input})
	if err != nil {
		return "", fmt.Errorf("digest input: %w", err)
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:]), nil
}

func remembered(ctx context.Context, tx *store.Tx, who viewer.Viewer, key, digest string) (done Outcome, found bool, err error) {
	rows, err := tx.Request.Query().Where(request.Subject(who.Subject), request.Key(key)).All(ctx)
	if err != nil || len(rows) == 0 {
		return done, false, err
	}
	if rows[0].InputDigest != digest {
		return done, false, fault.New(fault.Conflict, "input.idempotencyKey",
			"this key was used for another request (%s at %s)", rows[0].Operation, rows[0].CreatedAt.UTC().Format(time.RFC3339))
	}
	if err := json.Unmarshal([]byte(rows[0].Answer), &done); err != nil {
		return done, false, fmt.Errorf("read remembered answer: %w", err)
	}
	return done, true, nil
}

func remember(ctx context.Context, tx *store.Tx, who viewer.Viewer, c call, digest string, done Outcome) error {
	answer, err := json.Marshal(done)
	if err != nil {
		return fmt.Errorf("remember answer: %w", err)
	}
	return tx.Request.Create().SetSubject(who.Subject).SetKey(*c.key).SetOperation(c.operation).
		SetInputDigest(digest).SetAnswer(string(answer)).Exec(ctx)
}

// newID makes an id that no other process makes and that sorts by the time of its making.
func newID(prefix string) string { return prefix + "_" + strings.ToLower(ulid.Make().String()) }
