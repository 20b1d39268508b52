package server

import (
	"context"
	"net/http"
	"regexp"
	"strings"
	"time"

	"waymark/domain/fault"
	"waymark/domain/viewer"
	"waymark/server/requestid"
	"waymark/server/signin"
)

// bearerForm is what stands after "Bearer" in an Authorization header (RFC 6750).
var bearerForm = regexp.MustCompile(`^[A-Za-z0-9._~+/-]+=*$`)

// asking finds out who asks, by the token that the request brings, and puts the viewer into its context. A request that brings
// none is answered as the configured viewer's, or not at all when a token is demanded; but a WebSocket may still bring one in its
// first message: until then nobody asks.
func asking(cfg Config, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := r.Context()
		if !forwarded(r.Header) {
			ctx = signin.Direct(ctx)
		}
		values := r.Header.Values("Authorization")
		if len(values) == 0 {
			switch {
			case !cfg.TokenOnly && forwarded(r.Header):
				ctx = asked(ctx, viewer.Anonymous())
			case !cfg.TokenOnly:
				ctx = asked(ctx, cfg.Viewer)
			case !strings.EqualFold(r.Header.Get("Upgrade"), "websocket"):
				challenge(w, fault.New(fault.Unauthenticated, "", "nobody has signed in: send Authorization: Bearer and a token"), "")
				return
			}
			next.ServeHTTP(w, r.WithContext(ctx))
			return
		}
		scheme, token, _ := strings.Cut(values[0], " ")
		token = strings.Trim(token, " ")
		if len(values) > 1 || !strings.EqualFold(scheme, "Bearer") || !bearerForm.MatchString(token) {
			challenge(w, fault.New(fault.Unauthenticated, "", "Authorization: there must be one, with Bearer and a token"), "invalid_request")
			return
		}
		ctx, expires, err := cfg.authenticate(ctx, token)
		if err != nil {
			challenge(w, err, "invalid_token")
			return
		}
		next.ServeHTTP(w, r.WithContext(WithExpiry(ctx, expires)))
	})
}

// authenticate gives the context in which whoever brings the token asks, and when the token expires. A token that does not count
// is a fault UNAUTHENTICATED, one that nothing can be said of now UNAVAILABLE; both messages are fit for a header.
func (c Config) authenticate(ctx context.Context, token string) (context.Context, time.Time, error) {
	if c.SignIn == nil {
		return nil, time.Time{}, fault.New(fault.Unauthenticated, "", "no issuer of tokens is known here")
	}
	who, expires, err := c.SignIn(ctx, token)
	if err != nil {
		return nil, time.Time{}, err
	}
	return asked(ctx, who), expires, nil
}

func asked(ctx context.Context, who viewer.Viewer) context.Context {
	who.Request = requestid.From(ctx)
	return viewer.With(ctx, who)
}

// challenge refuses a request for its token, or for the lack of one, as RFC 6750 asks.
func challenge(w http.ResponseWriter, err error, kind string) {
	list, known := fault.All(err)
	if !known {
		panic(err) // a defect, which is answered as one
	}
	why := list[0]
	if why.Code != fault.Unauthenticated {
		w.Header().Set("Retry-After", "5")
		refuse(w, http.StatusServiceUnavailable, why.Code, why.Message)
		return
	}
	parameters := `Bearer realm="waymark"`
	if kind != "" {
		parameters += `, error="` + kind + `", error_description="` + why.Message + `"`
	}
	w.Header().Set("WWW-Authenticate", parameters)
	refuse(w, http.StatusUnauthorized, why.Code, why.Message)
}
