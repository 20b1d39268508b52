package server

import (
	"log/slog"
	"net/http"
	"net/textproto"
	"strings"
)

// origins gives the judge of whose pages may open sockets and streams: the server's own, and those that are configured.
func (s Sockets) origins(log *slog.Logger) *http.CrossOriginProtection {
	judge := http.NewCrossOriginProtection()
	for _, origin := range s.Origins {
		if err := judge.AddTrustedOrigin(origin); err != nil {
			log.Warn("origin passed over", "cause", err)
		}
	}
	return judge
}

// foreign tells whether a page of another origin makes this request, and may not. A GET that opens a stream is judged as if it
// changed something: the same-origin rule keeps no page from opening a socket and reading it.
func (e *endpoint) foreign(r *http.Request) bool {
	asked := *r
	asked.Method = http.MethodPost
	return e.origins.Check(&asked) != nil
}

// upgrade tells whether a request wants to become a WebSocket.
func upgrade(r *http.Request) bool {
	if r.Method != http.MethodGet {
		return false
	}
	for _, value := range r.Header[textproto.CanonicalMIMEHeaderKey("Upgrade")] {
		for token := range strings.SplitSeq(value, ",") {
			if strings.EqualFold(strings.TrimSpace(token), "websocket") {
				return true
			}
		}
	}
	return false
}
