package graph

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"waymark/domain/fault"
	"waymark/graph/view"
	"waymark/planning"
	"waymark/server/requestid"
)

// maxHistories is how many objects of one request may be asked for their history, each of which is a question to the database.
const maxHistories = 50

// The names of the lists in their cursors.
const (
	auditList = "audit"
	readsList = "reads"
)

// audit gives a page of the entries that the viewer may read.
func (r *Resolver) audit(ctx context.Context, f planning.AuditFilter, args view.Args) (*view.AuditEntryConnection, error) {
	lens, err := r.look(ctx)
	if err != nil {
		return nil, err
	}
	w, err := window(auditList, args)
	if err != nil {
		return nil, err
	}
	rights := readingOf(ctx).Rights
	part, err := r.planning.Audit(ctx, rights, f, w)
	if err != nil {
		return nil, err
	}
	nodes, ids := make([]*view.AuditEntry, len(part.Rows)), make([]int64, len(part.Rows))
	for i, e := range part.Rows {
		nodes[i], ids[i] = lens.Entry(e), e.ID
	}
	count := func(ctx context.Context) (int, error) { return r.planning.CountAudit(ctx, rights, f) }
	return view.NewLedger(auditList, nodes, ids, part.Preceded, part.Followed, count), nil
}

// history gives a page of the entries about the thing with an id, or nil when the viewer may read none of the audit.
func (r *Resolver) history(ctx context.Context, id string, args view.Args) (*view.AuditEntryConnection, error) {
	if _, err := r.look(ctx); err != nil {
		return nil, err
	}
	at := readingOf(ctx)
	if _, ok := at.Rights.Trail(); !ok {
		return nil, nil
	}
	if at.histories.Add(1) > maxHistories {
		return nil, fault.New(fault.Limited, "", "one request may ask for the history of %d objects at most; ask audit(on:) for more", maxHistories)
	}
	return r.audit(ctx, planning.AuditFilter{On: id}, args)
}

// reads gives a page of the log of reads.
func (r *Resolver) reads(ctx context.Context, f planning.ReadFilter, args view.Args) (*view.ReadEntryConnection, error) {
	if _, err := r.look(ctx); err != nil {
		return nil, err
	}
	w, err := window(readsList, args)
	if err != nil {
		return nil, err
	}
	rights := readingOf(ctx).Rights
	part, err := r.planning.Reads(ctx, rights, f, w)
	if err != nil {
		return nil, err
	}
	nodes, ids := make([]*view.ReadEntry, len(part.Rows)), make([]int64, len(part.Rows))
	for i, e := range part.Rows {
		nodes[i], ids[i] = view.ReadEntryOf(e.ID, e.At, e.By, e.Operation, e.RequestID, e.Reason, e.Shown), e.ID
	}
	count := func(ctx context.Context) (int, error) { return r.planning.CountReads(ctx, rights, f) }
	return view.NewLedger(readsList, nodes, ids, part.Preceded, part.Followed, count), nil
}

func window(list string, args view.Args) (w planning.Window, err error) {
	w.After, w.Before, w.Most, w.FromEnd, err = args.Window(list)
	return w, err
}

// maxOperation is how much of the name of an operation is noted.
const maxOperation = 200

// note writes down what an answer shows of what is restricted, and why it is looked at. When that fails the answer is not given.
func (o operation) note(ctx context.Context, shown *view.Shown, res *graphql.Response) *graphql.Response {
	taken := shown.Take()
	if len(taken) == 0 {
		return res
	}
	name := graphql.GetOperationContext(ctx).Operation.Name
	var err error
	for _, reason := range slices.Sorted(maps.Keys(taken)) {
		err = errors.Join(err, o.resolver.planning.LogRead(ctx, name[:min(len(name), maxOperation)], reason, taken[reason]))
	}
	if err == nil {
		return res
	}
	level := slog.LevelError
	if _, ok := fault.All(err); ok { // the database could not, which is nobody's defect
		level = slog.LevelWarn
	}
	o.log.Log(ctx, level, "note a read", "request_id", requestid.From(ctx), "cause", err)
	why := fault.New(fault.Unavailable, "", "what is restricted is not shown, since that could not be noted; try again")
	return &graphql.Response{
		Data:   []byte("null"),
		Errors: gqlerror.List{{Message: why.Message, Extensions: extensions(why.Code, "")}},
	}
}

// only gives what a filter of the audit asks for, "" for what it does not.
func only[T ~string](value *T) T {
	if value == nil {
		return ""
	}
	return *value
}
