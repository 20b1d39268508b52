package server

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"

	"github.com/99designs/gqlgen/graphql"

	"waymark/domain/fault"
)

// refusal is a request that goes no further: what the client is told, and with which status.
type refusal struct {
	status  int
	code    fault.Code
	message string
}

func invalid(message string) *refusal {
	return &refusal{status: http.StatusBadRequest, code: fault.Invalid, message: message}
}

// refuse answers in JSON, in the shape of a GraphQL request error: errors, and no data entry.
func refuse(w http.ResponseWriter, status int, code fault.Code, message string) {
	refuseAs(w, plainJSON, &refusal{status: status, code: code, message: message})
}

func refuseAs(w http.ResponseWriter, media mediaType, why *refusal) {
	refused(w, why)
	extensions := map[string]any{"code": why.code}
	if why.code == fault.Internal || why.code == fault.Unavailable {
		extensions["requestId"] = w.Header().Get("X-Request-Id")
	}
	body, err := json.Marshal(map[string]any{"errors": []any{map[string]any{"message": why.message, "extensions": extensions}}})
	if err != nil {
		panic(err) // strings and nothing else: cannot fail
	}
	send(w, media, why.status, body)
}

// respond answers what the executor gave. The data entry is there if execution began, and absent if it did not.
func respond(w http.ResponseWriter, media mediaType, res *graphql.Response) error {
	var body bytes.Buffer
	body.Grow(len(res.Data) + 64)
	body.WriteByte('{')
	if err := entry(&body, "errors", res.Errors, len(res.Errors) > 0); err != nil {
		return err
	}
	if res.Data != nil {
		separate(&body)
		body.WriteString(`"data":`)
		body.Write(res.Data) // already JSON; a second encoding would only cost
	}
	if err := entry(&body, "extensions", res.Extensions, len(res.Extensions) > 0); err != nil {
		return err
	}
	body.WriteByte('}')
	send(w, media, statusOf(media, res), body.Bytes())
	return nil
}

func entry(body *bytes.Buffer, name string, value any, present bool) error {
	if !present {
		return nil
	}
	text, err := json.Marshal(value)
	if err != nil {
		return err
	}
	separate(body)
	body.WriteString(`"` + name + `":`)
	body.Write(text)
	return nil
}

func separate(body *bytes.Buffer) {
	if body.Len() > 1 {
		body.WriteByte(',')
	}
}

// statusOf follows the media type: under application/json any well-formed request is answered 200, under
// application/graphql-response+json the status tells whether execution began.
func statusOf(media mediaType, res *graphql.Response) int {
	if media == plainJSON || res.Data != nil {
		return http.StatusOK
	}
	for _, err := range res.Errors {
		switch code, _ := err.Extensions["code"].(string); fault.Code(code) {
		case fault.Internal:
			return http.StatusInternalServerError
		case fault.Unavailable:
			return http.StatusServiceUnavailable
		}
	}
	return http.StatusBadRequest
}

// send writes one whole answer. Answers depend on who asks and when, so no cache keeps them.
func send(w http.ResponseWriter, media mediaType, status int, body []byte) {
	h := w.Header()
	h.Set("Content-Type", string(media)+"; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(body) // a client that has gone is no concern of ours
}
