package server

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"waymark/domain/fault"
)

// refusal is a request that goes no further: what the client is told, and with which status.
type refusal struct {
	status  int
	code    fault.Code
	message string
	excess  *fault.Excess // when a limit is the reason
	retry   time.Duration // after which it may be asked again; 0 when that is no question of time
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
	notBefore(w, why)
	body, err := json.Marshal(map[string]any{"errors": why.errors(w.Header().Get("X-Request-Id"))})
	if err != nil {
		panic(err) // strings and nothing else: cannot fail
	}
	send(w, media, why.status, body)
}

// notBefore tells in whole seconds when a refused request may be sent again, if that is a question of time.
func notBefore(w http.ResponseWriter, why *refusal) {
	if why.retry > 0 {
		w.Header().Set("Retry-After", strconv.FormatInt(int64((why.retry+time.Second-1)/time.Second), 10))
	}
}

// errors puts the refusal into the form of GraphQL errors. A defect and a failure name the request.
func (why *refusal) errors(requestID string) gqlerror.List {
	extensions := map[string]any{"code": string(why.code)}
	if why.code == fault.Internal || why.code == fault.Unavailable {
		extensions["requestId"] = requestID
	}
	if why.excess != nil {
		extensions["limit"], extensions["allowed"] = why.excess.Limit, why.excess.Allowed
		if why.excess.Found > 0 {
			extensions["found"] = why.excess.Found
		}
	}
	return gqlerror.List{{Message: why.message, Extensions: extensions}}
}

// respond answers what the executor gave.
func respond(w http.ResponseWriter, media mediaType, res *graphql.Response) error {
	body, err := encode(res)
	if err != nil {
		return err
	}
	send(w, media, statusOf(media, res), body)
	return nil
}

// encode writes what the executor gave. The data entry is there if execution began, and absent if it did not.
func encode(res *graphql.Response) ([]byte, error) {
	var body bytes.Buffer
	body.Grow(len(res.Data) + 64)
	body.WriteByte('{')
	if err := entry(&body, "errors", res.Errors, len(res.Errors) > 0); err != nil {
		return nil, err
	}
	if res.Data != nil {
		separate(&body)
		body.WriteString(`"data":`)
		body.Write(res.Data) // already JSON; a second encoding would only cost
	}
	if err := entry(&body, "extensions", res.Extensions, len(res.Extensions) > 0); err != nil {
		return nil, err
	}
	body.WriteByte('}')
	return body.Bytes(), nil
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
	_, _ = w.Write(body) //nolint:gosec // JSON that says so; a client that has gone is no concern of ours
}
