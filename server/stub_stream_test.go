package server_test

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"waymark/domain/fault"
	"waymark/domain/viewer"
	"waymark/server"
	"waymark/server/ending"
	"waymark/server/requestid"
)

// present gives faults their code, as package graph does.
func present(ctx context.Context, err error) *gqlerror.Error {
	shown := graphql.DefaultErrorPresenter(ctx, err)
	if faults, ok := fault.All(err); ok {
		shown = &gqlerror.Error{Message: faults[0].Message, Extensions: map[string]any{"code": string(faults[0].Code)}}
	}
	return shown
}

// subscribe resolves the one field of a subscription. A source works on its own, as resolvers do, and offers values on a channel.
func (s *schema) subscribe(ctx context.Context, op *graphql.OperationContext) graphql.ResponseHandler {
	f := graphql.CollectFields(op, op.Operation.SelectionSet, []string{"Subscription"})[0]
	values := make(chan string)
	var source func(offer func(string) bool)
	switch f.Name {
	case "refused":
		graphql.AddError(ctx, fault.New(fault.Forbidden, "", "not for you"))
		return nil
	case "tick": // numbers from 1 on, with as many letters as wanted, for ever if count is below zero
		args := f.ArgumentMap(op.Variables)
		count, size := number(args["count"]), number(args["size"])
		source = func(offer func(string) bool) {
			for n := 1; n != count+1 && offer(strconv.Itoa(n)+strings.Repeat("x", size)); n++ {
			}
		}
	case "begins":
		s.begin()
		source = func(func(string) bool) {}
	case "silent":
		source = func(func(string) bool) { <-ctx.Done() }
	case "once": // and then nothing more, though it goes on
		source = func(offer func(string) bool) {
			offer("1")
			<-ctx.Done()
		}
	case "late": // heeds nothing but its release
		source = func(offer func(string) bool) {
			offer("1")
			<-s.release
			select {
			case values <- "2":
			default: // whoever asked had stopped listening before it was released
			}
		}
	case "ends": // once, and then says why
		source = func(offer func(string) bool) {
			offer("1")
			ending.Because(ctx, fault.New(fault.Limited, "", "you lag behind"))
			ending.Because(ctx, errors.New("second word"))
		}
	case "boom":
		return func(context.Context) *graphql.Response { panic("secret cause") }
	case "request": // as the context has it, and as the viewer does
		source = func(offer func(string) bool) {
			v, _ := viewer.From(ctx)
			offer(requestid.From(ctx) + " " + v.Request)
		}
	case "who":
		source = func(offer func(string) bool) {
			v, _ := viewer.From(ctx)
			offer(v.Subject)
		}
	}
	s.sources.Add(1)
	go func() {
		defer s.sources.Add(-1)
		defer close(values)
		source(func(v string) bool {
			select {
			case values <- v:
				s.handed.Add(1)
				return true
			case <-ctx.Done():
				return false
			}
		})
	}()
	return func(ctx context.Context) *graphql.Response {
		v, more := <-values
		if !more {
			return nil
		}
		number, _, _ := strings.Cut(v, "x")
		graphql.RegisterExtension(ctx, server.EventID, number)
		data, err := json.Marshal(map[string]string{f.Alias: v})
		if err != nil {
			panic(err)
		}
		return &graphql.Response{Data: data}
	}
}

func number(v any) int {
	switch n := v.(type) {
	case int64:
		return int(n)
	case json.Number:
		i, _ := n.Int64()
		return int(i)
	}
	return 0
}
