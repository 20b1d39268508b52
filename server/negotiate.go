package server

import (
	"mime"
	"net/http"
	"strconv"
	"strings"
)

// mediaType is one of those that answers come in: the two of GraphQL over HTTP, and the one of server-sent events.
type mediaType string

const (
	plainJSON   mediaType = "application/json"
	graphQLJSON mediaType = "application/graphql-response+json"
	eventStream mediaType = "text/event-stream"
)

// negotiate gives the media type the client likes best, and false if it takes neither. A client that has no preference gets
// application/json, as clients older than the specification expect; one that names both alike gets the newer type.
func negotiate(accept []string) (mediaType, bool) {
	ranges := strings.Join(accept, ",")
	if strings.TrimSpace(ranges) == "" {
		return plainJSON, true
	}
	plain, newer := rank(ranges, plainJSON), rank(ranges, graphQLJSON)
	switch {
	case plain.quality <= 0 && newer.quality <= 0:
		return plainJSON, false
	case newer.quality > plain.quality, newer.quality == plain.quality && newer.named:
		return graphQLJSON, true
	}
	return plainJSON, true
}

// streaming tells whether a client takes events, and whether it prefers them to JSON for whatever it asks. It takes them only if it
// names them: a client that takes anything expects one answer.
func streaming(accept []string) (taken, preferred bool) {
	ranges := strings.Join(accept, ",")
	events := rank(ranges, eventStream)
	if !events.named || events.quality <= 0 {
		return false, false
	}
	return true, events.quality > max(rank(ranges, plainJSON).quality, rank(ranges, graphQLJSON).quality)
}

// liking is how much a client wants a media type, and whether it asked for it by its own name.
type liking struct {
	quality float64
	named   bool
}

// rank finds the range that describes the media type most closely and takes its quality, whatever wider ranges say.
func rank(ranges string, media mediaType) liking {
	var found liking
	closest := 0
	for part := range strings.SplitSeq(ranges, ",") {
		name, params, err := mime.ParseMediaType(strings.TrimSpace(part))
		if err != nil || !utf8Charset(params) {
			continue
		}
		closeness := 0
		switch name {
		case string(media):
			closeness = 3
		case "application/*":
			closeness = 2
		case "*/*":
			closeness = 1
		}
		if closeness > closest {
			closest = closeness
			found = liking{quality: quality(params), named: closeness == 3}
		}
	}
	return found
}

// quality reads the weight of a range: 1 if it has none, 0 if it makes no sense.
func quality(params map[string]string) float64 {
	text, given := params["q"]
	if !given {
		return 1
	}
	q, err := strconv.ParseFloat(text, 64)
	if err != nil || !(q >= 0 && q <= 1) {
		return 0
	}
	return q
}

func utf8Charset(params map[string]string) bool {
	charset, given := params["charset"]
	return !given || strings.EqualFold(charset, "utf-8") || strings.EqualFold(charset, "utf8")
}

// jsonBody tells whether a request says that its body is JSON in UTF-8, and as it is: neither compressed nor a form.
func jsonBody(h http.Header) bool {
	name, params, err := mime.ParseMediaType(h.Get("Content-Type"))
	coding := h.Get("Content-Encoding")
	return err == nil && name == string(plainJSON) && utf8Charset(params) && (coding == "" || strings.EqualFold(coding, "identity"))
}
