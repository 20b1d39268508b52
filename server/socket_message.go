package server

import (
	"encoding/json"
	"strings"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"
	"github.com/coder/websocket"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// subprotocol is the only one spoken: https://github.com/graphql/graphql-over-http/blob/main/rfcs/GraphQLOverWebSocket.md
const subprotocol = "graphql-transport-ws"

// The protocol's own close codes.
const (
	codeMalformed   websocket.StatusCode = 4400
	codeNoInit      websocket.StatusCode = 4401
	codeForbidden   websocket.StatusCode = 4403
	codeSubprotocol websocket.StatusCode = 4406
	codeInitLate    websocket.StatusCode = 4408
	codeIDTaken     websocket.StatusCode = 4409
	codeInitTwice   websocket.StatusCode = 4429
)

const maxReason = 123 // bytes that a close frame has room for

// farewell is the close frame a socket is closed with.
type farewell struct {
	code   websocket.StatusCode
	reason string
}

func malformed(reason string) *farewell { return &farewell{codeMalformed, reason} }

// The types of messages.
const (
	typeInit      = "connection_init"
	typeAck       = "connection_ack"
	typePing      = "ping"
	typePong      = "pong"
	typeSubscribe = "subscribe"
	typeNext      = "next"
	typeError     = "error"
	typeComplete  = "complete"
)

const maxID = 128 // bytes of an operation's id, which is ours to keep and to send back

// message is what either side sends.
type message struct {
	Type    string          `json:"type"`
	ID      string          `json:"id,omitempty"`
	Payload json.RawMessage `json:"payload,omitempty"`
}

// readMessage reads what a client sent, or tells what it must be closed with.
func readMessage(kind websocket.MessageType, body []byte) (message, *farewell) {
	var m message
	if kind != websocket.MessageText || !utf8.Valid(body) {
		return m, malformed("a message is text in UTF-8")
	}
	if err := json.Unmarshal(body, &m); err != nil {
		return m, malformed("a message is a JSON object with a type")
	}
	if string(m.Payload) == "null" {
		m.Payload = nil
	}
	switch m.Type {
	case typeInit, typePing, typePong:
		if m.Payload != nil && m.Payload[0] != '{' {
			return m, malformed(m.Type + ": the payload is an object")
		}
	case typeSubscribe, typeComplete:
		if m.ID == "" || len(m.ID) > maxID {
			return m, malformed(m.Type + ": the id is a string of 1 to 128 bytes")
		}
	default:
		return m, malformed("a client sends connection_init, ping, pong, subscribe and complete")
	}
	return m, nil
}

// readSubscribe reads the operation out of a subscribe message. A payload of another form breaks the protocol; what only a GraphQL
// request must not hold is refused for the one operation.
func readSubscribe(payload json.RawMessage) (*graphql.RawParams, *refusal, *farewell) {
	var form struct {
		Query         *string
		OperationName *string
		Variables     *map[string]json.RawMessage
		Extensions    *map[string]json.RawMessage
	}
	if len(payload) == 0 || payload[0] != '{' || json.Unmarshal(payload, &form) != nil || form.Query == nil {
		return nil, nil, malformed("subscribe: the payload is an object with a query")
	}
	entries, why := members(payload)
	if why != nil {
		return nil, why, nil
	}
	p, why := params(entries)
	return p, why, nil
}

// bearer finds the token in the payload of connection_init, and false if there is none: under "authorization" in any case, as in
// the header of that name, or as it is under "authToken".
func bearer(payload json.RawMessage) (token string, given bool, why *farewell) {
	if payload == nil {
		return "", false, nil
	}
	var entries map[string]json.RawMessage
	if err := json.Unmarshal(payload, &entries); err != nil {
		return "", false, malformed("connection_init: the payload is an object")
	}
	for name, value := range entries {
		header := strings.EqualFold(name, "authorization")
		if !header && name != "authToken" || string(value) == "null" {
			continue
		}
		var text string
		if given || json.Unmarshal(value, &text) != nil {
			return "", false, &farewell{codeForbidden, "one token, a string, is given in the payload"}
		}
		if header {
			scheme, rest, _ := strings.Cut(text, " ")
			if !strings.EqualFold(scheme, "bearer") {
				return "", false, &farewell{codeForbidden, "authorization: it is Bearer, a space and the token"}
			}
			text = strings.TrimSpace(rest)
		}
		token, given = text, true
	}
	if given && token == "" {
		return "", false, &farewell{codeForbidden, "the token is empty"}
	}
	return token, given, nil
}

// errorsMessage says that an operation has failed and is over.
func errorsMessage(id string, errs gqlerror.List) (message, error) {
	payload, err := json.Marshal(errs)
	return message{Type: typeError, ID: id, Payload: payload}, err
}

func nextMessage(id string, res *graphql.Response) (message, error) {
	payload, err := encode(res)
	return message{Type: typeNext, ID: id, Payload: payload}, err
}
