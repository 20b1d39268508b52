// Package signin tells who asks from the token that a request carries: one of an OpenID Connect provider, or one for development.
package signin

import (
	"context"
	"crypto/sha256"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"

	"waymark/domain/fault"
	"waymark/domain/viewer"
)

const (
	// maxToken is the longest token that is looked at, in bytes.
	maxToken = 16 << 10
	// maxSkew is the largest difference of clocks that can be configured.
	maxSkew = 10 * time.Minute
)

// algorithms are those that a token may be signed with: none that its verifier could sign with as well.
var algorithms = []string{
	oidc.RS256, oidc.RS384, oidc.RS512, oidc.PS256, oidc.PS384, oidc.PS512, oidc.ES256, oidc.ES384, oidc.ES512, oidc.EdDSA,
}

// Verifier tells whose a token is. It is safe for concurrent use.
type Verifier struct {
	provider    *provider
	development *Development
	skew        time.Duration
	now         func() time.Time
	memory      memory
}

// New gives a verifier of the tokens of the provider, if one is given, and of those for development, if their issuer is. Clocks
// may differ by skew, at most ten minutes. The provider is asked for its keys when the first token comes, not before; what it is
// told wrongly about itself is an error here. The log never holds a token or anything that one says of somebody.
func New(p *Provider, d *Development, skew time.Duration, now func() time.Time, log *slog.Logger) (*Verifier, error) {
	if skew < 0 || skew > maxSkew {
		return nil, errors.New("clocks may differ by 0 to 10 minutes")
	}
	v := &Verifier{development: d, skew: skew, now: now, memory: newMemory()}
	if p != nil {
		if err := p.check(); err != nil {
			return nil, err
		}
		v.provider = newProvider(*p, now, log)
	}
	return v, nil
}

// Verify gives whose token it is, with the grants that it carries, and the moment from which it counts no more. A token that
// counts for nothing is a fault UNAUTHENTICATED that says why in a sentence of plain ASCII and repeats nothing of it; UNAVAILABLE
// is a token that nothing can be said of before its provider answers.
func (v *Verifier) Verify(ctx context.Context, token string) (viewer.Viewer, time.Time, error) {
	digest := sha256.Sum256([]byte(token))
	if s, ok := v.recall(ctx, digest); ok {
		return s.who, s.expiry, nil
	}
	found, err := v.judge(ctx, token)
	if err != nil {
		return viewer.Viewer{}, time.Time{}, err
	}
	v.memory.known.Add(digest, found)
	return found.who, found.expiry, nil
}

// judge verifies a token.
func (v *Verifier) judge(ctx context.Context, token string) (found sound, err error) {
	h, issuer, err := peek(token)
	if err != nil {
		return sound{}, err
	}
	var (
		payload   claims
		keys      int
		audiences = []string{developmentAudience}
		grants    = developmentGrants
	)
	switch {
	case issuer == DevelopmentIssuer && v.development != nil:
		payload, err = v.development.payload(ctx, token)
	case issuer == DevelopmentIssuer:
		err = refused("development tokens are not switched on here")
	case v.provider != nil && issuer == v.provider.Issuer:
		keys = v.provider.source.fetched() // before: keys that come meanwhile may be others
		audiences, grants = v.provider.Audiences, v.provider.grants
		payload, err = v.provider.payload(ctx, token, h)
	default:
		err = refused("the token is of an issuer that is not known here")
	}
	if err != nil {
		return sound{}, err
	}
	expiry, err := v.period(payload)
	if err != nil {
		return sound{}, err
	}
	subject, err := payload.subject()
	switch {
	case err != nil:
	case !slices.ContainsFunc(payload.texts("aud"), func(a string) bool { return slices.Contains(audiences, a) }):
		err = refused("the token is meant for another audience")
	case strings.HasPrefix(subject, viewer.Own), strings.HasPrefix(subject, developmentPrefix) != (issuer == DevelopmentIssuer):
		err = refused("the sub of the token is not one that its issuer may name")
	}
	if err != nil {
		return sound{}, err
	}
	return sound{who: viewer.Viewer{Subject: subject, Grants: grants(payload)}, expiry: expiry, development: issuer == DevelopmentIssuer, keys: keys}, nil
}

// period gives the end of the time that a token counts in, and refuses one that does not count now.
func (v *Verifier) period(c claims) (time.Time, error) {
	now := v.now()
	expiry, told, ok := c.moment("exp")
	if !ok || !told {
		return time.Time{}, refused("the token does not say when it expires")
	}
	expiry = expiry.Add(v.skew)
	if !now.Before(expiry) {
		return time.Time{}, refused("the token has expired")
	}
	for _, name := range []string{"nbf", "iat"} {
		from, told, ok := c.moment(name)
		if !ok {
			return time.Time{}, refused("the times of the token are not numbers")
		}
		if told && from.After(now.Add(v.skew)) {
			return time.Time{}, refused("the token is not valid yet")
		}
	}
	return expiry, nil
}

// errSignature is a signature that is not found to be of the keys, for whatever reason.
var errSignature = errors.New("the signature cannot be verified")

// asked are keys that remember whether they were asked for a signature, and in vain.
type asked struct {
	oidc.KeySet
	vain bool
}

func (a *asked) VerifySignature(ctx context.Context, token string) ([]byte, error) {
	payload, err := a.KeySet.VerifySignature(ctx, token)
	a.vain = err != nil
	return payload, err
}

// genuine gives what a token says once its signature is found to be of the keys; errSignature if it is not.
func genuine(ctx context.Context, issuer string, keys oidc.KeySet, token string) (claims, error) {
	a := &asked{KeySet: keys}
	// The issuer, the signature and its algorithm are compared there; audience and times, with the clocks' difference, here.
	signed, err := oidc.NewVerifier(issuer, a, &oidc.Config{
		SupportedSigningAlgs: algorithms, SkipClientIDCheck: true, SkipExpiryCheck: true,
	}).Verify(ctx, token)
	var all claims
	switch {
	case a.vain:
		return nil, errSignature
	case err != nil || signed.Claims(&all) != nil:
		return nil, refused("what the token says cannot be read")
	}
	return all, nil
}

func refused(why string) error { return fault.New(fault.Unauthenticated, "", "%s", why) }
