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
	"waymark/server/requestid"
)

// presenter puts errors into the words of the API. What a caller cannot act on goes to the log whole and is shown as
// INTERNAL, with the request id to find it by and nothing of its cause.
type presenter struct{ log *slog.Logger }

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
		shown.Extensions = extensions(faults[0].Code, argument)
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		overdue := errOverdue()
		shown.Message, shown.Extensions = overdue.Message, extensions(overdue.Code, "")
	case refusedDocument(given):
		shown.Message = given.Message
		shown.Extensions = extensions(documentCode(given), "")
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

// documentCode is INVALID, but LIMITED for a document of too many tokens, which the parser tells by its message alone.
func documentCode(err *gqlerror.Error) fault.Code {
	if strings.HasPrefix(err.Message, "exceeded token limit") {
		return fault.Limited
	}
	return fault.Invalid
}
