package server

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/rs/cors"

	"waymark/domain/fault"
)

// preflightFor is how long a browser may remember what it was told of another origin's rights.
const preflightFor = 10 * time.Minute

// Origin is an origin of the web, as browsers write it: scheme, host and, if it is not the scheme's own, port.
type Origin string

// UnmarshalText reads "https://example.org" or "http://localhost:5173". It refuses wildcards, paths and anything else that no
// browser sends.
func (o *Origin) UnmarshalText(text []byte) error {
	u, err := url.Parse(string(text))
	if err != nil || u.Scheme+"://"+u.Host != string(text) || u.Hostname() == "" || u.Host != strings.ToLower(u.Host) ||
		strings.Contains(u.Host, "*") || ports[u.Scheme] == "" || u.Port() == ports[u.Scheme] {
		return errors.New("an origin is written https://example.org or https://example.org:8443, in lower case, without a path and without *")
	}
	*o = Origin(text)
	return nil
}

// ports of the schemes, which browsers leave out.
var ports = map[string]string{"https": "443", "http": "80"}

// shared lets pages of the listed origins send requests and read the answers, never with cookies or other credentials of the browser, and
// refuses changes that pages of any other origin send.
func shared(origins []Origin, next http.Handler) http.Handler {
	guard := http.NewCrossOriginProtection()
	guard.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		refuse(w, http.StatusForbidden, fault.Forbidden, "a page of another origin may not send requests here")
	}))
	if len(origins) == 0 {
		return guard.Handler(next)
	}
	names := make([]string, len(origins))
	for i, o := range origins {
		names[i] = string(o)
		if err := guard.AddTrustedOrigin(names[i]); err != nil {
			panic(err) // UnmarshalText takes none that this refuses
		}
	}
	return cors.New(cors.Options{
		AllowedOrigins:       names,
		AllowedMethods:       []string{http.MethodGet, http.MethodHead, http.MethodPost},
		AllowedHeaders:       []string{"Accept", "Authorization", "Content-Type", preflightHeader, "Traceparent", "X-Request-Id"},
		ExposedHeaders:       []string{"Retry-After", "X-Request-Id"},
		MaxAge:               int(preflightFor / time.Second),
		OptionsSuccessStatus: http.StatusNoContent,
	}).Handler(guard.Handler(next))
}
