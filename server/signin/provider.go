package signin

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/sync/singleflight"

	"waymark/domain/fault"
	"waymark/domain/viewer"
)

// Provider is what there is to know of an OpenID Connect provider, and what its claims are worth.
type Provider struct {
	// Issuer is its issuer, exactly as its tokens name it: https, or http on a loopback address.
	Issuer string
	// Audiences are the names this service goes by there; a token must be meant for one of them.
	Audiences []string
	// GrantsClaim is the claim that holds grants, such as "regional_lead@region:E12000007"; empty for none.
	GrantsClaim string
	// Rules give grants for values of other claims.
	Rules []Rule
	// AdministratorClaim lets claims grant administrator. Without it only the program's own records do.
	AdministratorClaim bool
}

func (p Provider) check() error {
	u, err := url.Parse(p.Issuer)
	switch {
	case err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "":
		return errors.New("the issuer must be a URL without query and fragment, as the provider's tokens name it")
	case !safe(u):
		return errors.New("the issuer must be https, or http on a loopback address")
	case len(p.Audiences) == 0 || slices.Contains(p.Audiences, ""):
		return errors.New("a provider needs an audience: what its tokens call this service")
	}
	for _, rule := range p.Rules {
		if rule.Grant.Role == viewer.Administrator && !p.AdministratorClaim {
			return errors.New("claims may grant administrator only when that is allowed explicitly")
		}
	}
	return nil
}

// safe tells whether what is fetched there arrives as it was sent.
func safe(u *url.URL) bool {
	if u.Scheme == "http" {
		addr, err := netip.ParseAddr(u.Hostname())
		return err == nil && addr.IsLoopback() || u.Hostname() == "localhost"
	}
	return u.Scheme == "https"
}

var errAway = fault.New(fault.Unavailable, "", "the keys of the token's issuer cannot be fetched now; try again")

// provider is one that has been found, or will be when it is asked the first time.
type provider struct {
	Provider
	log            *slog.Logger
	unread, raised sync.Once
	source         *source
	finding        singleflight.Group
	mutex          sync.Mutex
	found          oidc.KeySet // nil until discovery has succeeded
}

func newProvider(p Provider, now func() time.Time, log *slog.Logger) *provider {
	return &provider{Provider: p, log: log, source: newSource(now, log)}
}

// keySet gives the provider's keys, which it discovers first if it has not yet. Whoever comes while it does waits for the outcome.
func (p *provider) keySet(ctx context.Context) (oidc.KeySet, error) {
	p.mutex.Lock()
	found := p.found
	p.mutex.Unlock()
	if found != nil {
		return found, nil
	}
	outcome := p.finding.DoChan("", func() (any, error) {
		ctx := oidc.ClientContext(context.WithoutCancel(ctx), &http.Client{Transport: p.source, Timeout: fetchTimeout})
		discovered, err := oidc.NewProvider(ctx, p.Issuer)
		if err != nil {
			if !errors.Is(err, errOften) {
				p.log.WarnContext(ctx, "the OpenID provider cannot be discovered", "cause", shortened(err.Error()))
			}
			return nil, err
		}
		var document struct {
			Keys string `json:"jwks_uri"`
		}
		if err := discovered.Claims(&document); err != nil {
			return nil, err
		}
		p.source.mind(document.Keys)
		p.mutex.Lock()
		defer p.mutex.Unlock()
		p.found = oidc.NewRemoteKeySet(ctx, document.Keys)
		return p.found, nil
	})
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case out := <-outcome:
		if out.Err != nil {
			return nil, out.Err
		}
		return out.Val.(oidc.KeySet), nil
	}
}

// joined is how often a token is judged again when the keys were not fetched for it: go-oidc hands out the outcome of a fetch
// that has just ended to whoever comes before it has put the fetch away, and that fetch may have failed in an outage that is over.
// It is put away at once, but on a busy machine that can be some milliseconds: each time twice as many are waited, half a second in all.
const joined = 10

// payload gives what a token of the provider says. One that is signed with a key not known yet makes the keys be fetched again,
// now and then at most: while that is not possible, nothing can be said of it.
func (p *provider) payload(ctx context.Context, token string, h header) (claims, error) {
	keys, err := p.keySet(ctx)
	if err != nil {
		return nil, errAway
	}
	for i := range joined {
		before, tried := p.source.fetched(), p.source.tried()
		payload, err := genuine(ctx, p.Issuer, keys, token)
		switch {
		case !errors.Is(err, errSignature):
			return payload, err
		case p.source.knows(h.Key) || p.source.fetched() != before:
			return nil, refused("the signature of the token is not by a key of its issuer")
		case p.source.tried() != tried:
			return nil, errAway
		}
		select {
		case <-ctx.Done():
			return nil, errAway
		case <-time.After(time.Millisecond << i / 2):
		}
	}
	return nil, errAway
}
