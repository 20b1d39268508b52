package signin

import (
	"context"
	"crypto"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/go-jose/go-jose/v4"

	"waymark/domain/viewer"
)

// DevelopmentIssuer is what development tokens name as their issuer. It is no address, so that no provider can have it.
const DevelopmentIssuer = "urn:waymark:development"

// DevelopmentToken is how long a development token counts when nothing else is asked for.
const DevelopmentToken = 12 * time.Hour

const (
	developmentAudience = "waymark"
	developmentPrefix   = "development:" // of every subject that a development token names, and of no other
	maxDevelopment      = 30 * 24 * time.Hour
)

// Development issues tokens to whoever works on the program, for any grant that is asked for, and tells its own.
type Development struct {
	key ed25519.PrivateKey
}

// Token gives a token that carries a grant. Without a subject it names "development:" and the grant; any other is put after that
// prefix, so that nobody who has really signed in can be meant. It counts from now for valid, at most 30 days.
func (d *Development) Token(grant viewer.Grant, subject string, now time.Time, valid time.Duration) (string, error) {
	if valid < time.Second || valid > maxDevelopment {
		return "", errors.New("a development token counts for a second at least and 30 days at most")
	}
	if subject == "" {
		subject = grant.String()
	}
	subject = developmentPrefix + strings.TrimPrefix(subject, developmentPrefix)
	payload, err := json.Marshal(map[string]any{
		"iss": DevelopmentIssuer, "aud": developmentAudience, "sub": subject,
		"iat": now.Unix(), "exp": now.Add(valid).Unix(), "grants": []string{grant.String()},
	})
	if err != nil {
		return "", fmt.Errorf("write token: %w", err)
	}
	var told claims
	if err := json.Unmarshal(payload, &told); err != nil {
		return "", fmt.Errorf("write token: %w", err)
	}
	if _, err := told.subject(); err != nil {
		return "", errors.New("a subject has at most 255 bytes, all of them in characters that can be written")
	}
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.EdDSA, Key: d.key}, (&jose.SignerOptions{}).WithType("JWT"))
	if err != nil {
		return "", fmt.Errorf("sign token: %w", err)
	}
	signed, err := signer.Sign(payload)
	if err != nil {
		return "", fmt.Errorf("sign token: %w", err)
	}
	return signed.CompactSerialize()
}

func (d *Development) payload(ctx context.Context, token string) (claims, error) {
	if !direct(ctx) {
		return nil, refused("a development token counts only for requests that come straight from this machine")
	}
	keys := &oidc.StaticKeySet{PublicKeys: []crypto.PublicKey{d.key.Public()}}
	payload, err := genuine(ctx, DevelopmentIssuer, keys, token)
	if errors.Is(err, errSignature) {
		return nil, refused("the development token is not by the key of this server's data directory")
	}
	return payload, err
}

func developmentGrants(c claims) []viewer.Grant {
	var all []viewer.Grant
	for _, text := range c.texts("grants") {
		if grant, err := viewer.ParseGrant(text); err == nil {
			all = append(all, grant)
		}
	}
	return all
}

type directKey struct{}

// Direct marks the context of a request that nobody forwards: it comes from this machine itself. Development tokens count in no other.
func Direct(ctx context.Context) context.Context { return context.WithValue(ctx, directKey{}, true) }

func direct(ctx context.Context) bool {
	is, _ := ctx.Value(directKey{}).(bool)
	return is
}
