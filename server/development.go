package server

import (
	"encoding/json"
	"log/slog"
	"net/http"

	"waymark/domain/fault"
	"waymark/server/requestid"
)

// DevelopmentToken is a token that is ready for use on this machine.
type DevelopmentToken struct {
	Role  string `json:"role"`  // in lower case
	Scope string `json:"scope"` // "nation", "region:E12000007"
	Token string `json:"token"`
}

// development hands ready tokens to this server's own pages and to programs on this machine: not to pages of other origins, which a
// browser tells apart, and not through a proxy.
func development(tokens func(*http.Request) ([]DevelopmentToken, error), log *slog.Logger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		site := r.Header.Get("Sec-Fetch-Site")
		if forwarded(r.Header) || r.Header.Get("Origin") != "" || site != "" && site != "same-origin" && site != "none" {
			refuse(w, http.StatusForbidden, fault.Forbidden, "development tokens are for this machine and this server's own pages")
			return
		}
		all, err := tokens(r)
		if err == nil {
			var body []byte
			if body, err = json.Marshal(all); err == nil {
				send(w, plainJSON, http.StatusOK, body)
				return
			}
		}
		log.ErrorContext(r.Context(), "development tokens", "request_id", requestid.From(r.Context()), "cause", err)
		refuse(w, http.StatusInternalServerError, fault.Internal, "the tokens could not be made; the request's id tells us why")
	})
}
