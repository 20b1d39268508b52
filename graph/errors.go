package graph

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"waymark/domain/fault"
	"waymark/domain/viewer"
	"waymark/server/requestid"
)

// presenter puts errors into the words of the API. What a caller cannot act on goes to the log whole and is shown as
// INTERNAL, with the request id to find it by and nothing of its cause.
// Names that the schema knows are told to those who may ask for it, and not to others who guess.
type presenter struct {
	log        *slog.Logger
	introspect func(viewer.Viewer) bool
}

func (p presenter) present(ctx context.Context, err error) *gqlerror.Error {
	if errors.Is(err, errStopped) {
		return nil
	}
	var given *gqlerror.Error
	if !errors.As(err, &given) {
		given = &gqlerror.Error{Path: graphql.GetPath(ctx)}
	}
	path, argument := split(ctx, given.Path)
	shown := &gqlerror.Error{Path: path, Locations: given.Locations, Rule: given.Rule}

	faults, ok := fault.All(err)
	switch {
	case ok && faults[0].Code != fault.Internal:
		shown.Message = message(faults)
		if len(faults[0].Path) > 0 {
			argument = strings.Join(faults[0].Path, ".")
		}
		shown.Extensions = extensionsOf(faults[0], argument)
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		overdue := errOverdue()
		shown.Message, shown.Extensions = overdue.Message, extensions(overdue.Code, "")
	case refusedDocument(given):
		shown.Message = p.documentMessage(ctx, given.Message)
		shown.Extensions = extensions(fault.Invalid, "")
	default:
		id := requestid.From(ctx)
		p.log.ErrorContext(ctx, "answer", "request_id", id, "field", coordinate(ctx), "cause", err)
		shown.Message = "the service failed; the request id finds the cause in its log"
		shown.Extensions = extensions(fault.Internal, "")
		shown.Extensions["requestId"] = id
	}
	return shown
}

// coordinate names the field that is being resolved as the schema does: a path would tell the aliases, which are the client's text.
func coordinate(ctx context.Context) string {
	fc := graphql.GetFieldContext(ctx)
	if fc == nil || fc.Field.Field == nil {
		return ""
	}
	return fc.Object + "." + fc.Field.Name
}

func errOverdue() *fault.Error {
	return fault.New(fault.Unavailable, "", "there was no time left to answer; a change may or may not have been made, so ask before you repeat it")
}

// recovered makes an error of a panic, which is then presented like any other defect.
func recovered(_ context.Context, value any) error {
	return fmt.Errorf("panic: %v\n%s", value, debug.Stack())
}

func extensions(code fault.Code, argument string) map[string]any {
	e := map[string]any{"code": string(code)}
	if argument != "" {
		e["field"] = argument
	}
	return e
}

// extensionsOf gives those of a fault, with the limit that it is about, if it is about one.
func extensionsOf(f *fault.Error, argument string) map[string]any {
	e := extensions(f.Code, argument)
	if f.Excess != nil {
		e["limit"], e["allowed"] = f.Excess.Limit, f.Excess.Allowed
		if f.Excess.Found > 0 {
			e["found"] = f.Excess.Found
		}
	}
	return e
}

func message(faults fault.List) string {
	texts := make([]string, len(faults))
	for i, f := range faults {
		texts[i] = f.Message
	}
	return strings.Join(texts, "; ")
}

// split parts the path of a field in the answer from that of an argument within it, as gqlgen strings them together.
func split(ctx context.Context, path ast.Path) (field ast.Path, argument string) {
	fc := graphql.GetFieldContext(ctx)
	if fc == nil || len(path) <= len(fc.Path()) {
		return path, ""
	}
	n := len(fc.Path())
	return path[:n], strings.TrimPrefix(path[n:].String(), ".")
}

// refusedDocument tells whether the document or its variables were refused before anything was executed.
func refusedDocument(err *gqlerror.Error) bool {
	switch err.Extensions["code"] {
	case errcode.ParseFailed, errcode.ValidationFailed, string(fault.Invalid):
		return true
	}
	return false
}

// messageBytes is how long a message about a document may be: it may hold a part of the document.
const messageBytes = 500

// documentMessage leaves out the suggestions that viewers may not have, and what nobody would read.
func (p presenter) documentMessage(ctx context.Context, text string) string {
	if who, ok := viewer.From(ctx); !ok || !p.introspect(who) {
		text, _, _ = strings.Cut(text, " Did you mean")
	}
	if len(text) > messageBytes {
		text = strings.ToValidUTF8(text[:messageBytes], "") + "…"
	}
	return text
}
