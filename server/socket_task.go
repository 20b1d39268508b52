package server

import (
	"context"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"waymark/domain/viewer"
	"waymark/server/requestid"
)

// task is one operation on a socket. It is over when its last message has been sent or the client wants no more of it.
type task struct {
	id     string
	cancel context.CancelFunc
	over   bool // guarded by the socket's mutex
}

// begin starts the operation of a subscribe message.
func (s *socket) begin(m message) *farewell {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.farewell != nil {
		return nil
	}
	if s.asker == nil {
		return &farewell{codeNoInit, "connection_init comes before subscribe"}
	}
	if _, taken := s.tasks[m.ID]; taken {
		return &farewell{codeIDTaken, "an operation with this id is under way"}
	}
	params, why, last := readSubscribe(m.Payload)
	if last != nil {
		return last
	}
	if why == nil && s.running >= s.cfg.Sockets.MaxOperations {
		why = limited(s.cfg.Sockets.MaxOperations)
	}
	id := requestid.New()
	if why != nil {
		s.fail(m.ID, why.errors(id))
		return nil
	}
	ctx := requestid.With(s.asker, id)
	if who, known := viewer.From(ctx); known {
		ctx = asked(ctx, who) // in the name of the operation's own request
	}
	ctx, cancel := context.WithCancel(graphql.StartOperationTrace(ctx))
	t := &task{id: m.ID, cancel: cancel}
	s.tasks[m.ID] = t
	s.running++
	s.idle.Stop()
	s.work.Go(func() { s.perform(ctx, t, params) })
	return nil
}

// abandon ends an operation that the client wants no more of. One that is over already may be abandoned: the messages crossed.
func (s *socket) abandon(id string) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if t, under := s.tasks[id]; under {
		s.drop(t)
		t.cancel()
	}
}

// drop lets the id be used again. Its caller holds the mutex.
func (s *socket) drop(t *task) {
	if !t.over {
		t.over = true
		delete(s.tasks, t.id)
	}
}

// perform works the operation out, to its last message.
func (s *socket) perform(ctx context.Context, t *task, params *graphql.RawParams) {
	start := time.Now()
	s.finish(t, s.answer(ctx, t, params))
	t.cancel()
	s.log.LogAttrs(ctx, slog.LevelInfo, "operation", slog.Duration("duration", time.Since(start)),
		slog.String("request_id", requestid.From(ctx)), slog.String("socket", requestid.From(s.life)))
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.running--; s.running == 0 && s.farewell == nil {
		s.idle.Reset(s.cfg.Sockets.IdleTimeout)
	}
}

// answer sends the operation's answers, and gives why it failed if it did.
func (s *socket) answer(ctx context.Context, t *task, params *graphql.RawParams) (errs gqlerror.List) {
	defer func() {
		if value := recover(); value != nil {
			errs = s.failed(ctx, value, debug.Stack()).Errors
		}
	}()
	next := func(res *graphql.Response) bool { return s.next(ctx, t, res) }
	who, why := s.throttle.arrive(ctx, s.remote)
	if why != nil {
		return why.errors(requestid.From(ctx))
	}
	bounded, cancel := context.WithTimeout(ctx, s.cfg.Deadline)
	out := s.run(bounded, s.cfg.Deadline, who, params, http.MethodPost)
	cancel()
	last := out.res
	switch {
	case out.why != nil:
		return out.why.errors(requestid.From(ctx))
	case out.stream != nil:
		last = s.answers(ctx, out.stream, func() bool { return true }, next) // the protocol has no word for a beginning
	case last.Data != nil:
		next(last)
		return nil
	}
	if last != nil {
		return last.Errors
	}
	return nil
}

// next sends one answer, and tells whether the operation is to go on.
func (s *socket) next(ctx context.Context, t *task, res *graphql.Response) bool {
	m, err := nextMessage(t.id, res)
	if err != nil {
		panic(err) // is logged and ends the operation as a defect
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return ctx.Err() == nil && !t.over && s.write(m)
}

// finish sends the operation's last message. An operation that ends because the socket does has none: its client must not take it
// for complete.
func (s *socket) finish(t *task, errs gqlerror.List) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if t.over || s.life.Err() != nil {
		return
	}
	if len(errs) > 0 {
		s.fail(t.id, errs)
	} else {
		s.write(message{Type: typeComplete, ID: t.id})
	}
	s.drop(t)
}

// fail says why there is no answer. Its caller holds the mutex.
func (s *socket) fail(id string, errs gqlerror.List) {
	m, err := errorsMessage(id, errs)
	if err != nil {
		m, err = errorsMessage(id, unwritten().errors(""))
	}
	if err != nil {
		panic(err) // strings and nothing else
	}
	s.write(m)
}
