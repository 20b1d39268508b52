package main

import (
	"errors"
	"log/slog"
	"net"
	"time"

	"waymark/server"
	"waymark/server/signin"
)

// signIn is whose tokens say who asks.
type signIn struct {
	OIDCIssuer                  string        `name:"oidc-issuer" help:"OpenID Connect provider whose tokens sign people in: its issuer, as its tokens name it." placeholder:"URL" env:"WAYMARK_OIDC_ISSUER"`
	OIDCAudience                []string      `name:"oidc-audience" help:"What the provider's tokens call this service; repeatable. One of these must be in aud." placeholder:"NAME" env:"WAYMARK_OIDC_AUDIENCE"`
	OIDCGrantsClaim             string        `name:"oidc-grants-claim" help:"Claim that holds grants, such as regional_lead@region:E12000007; with dots to reach into others." placeholder:"CLAIM" env:"WAYMARK_OIDC_GRANTS_CLAIM"`
	OIDCRoleMap                 []signin.Rule `name:"oidc-role-map" sep:";" help:"Grant for a value of a claim, such as 'groups London leads=regional_lead@region:E12000007'; repeatable, or with semicolons between." placeholder:"'CLAIM VALUE=ROLE@SCOPE'" env:"WAYMARK_OIDC_ROLE_MAP"`
	OIDCAllowAdministratorClaim bool          `name:"oidc-allow-administrator-claim" help:"Let claims grant administrator, which otherwise only waymark grant and administrators do." env:"WAYMARK_OIDC_ALLOW_ADMINISTRATOR_CLAIM"`
	ClockSkew                   time.Duration `help:"How far the provider's clock may be from this one; 10m at most." default:"1m" env:"WAYMARK_CLOCK_SKEW"`
	Anonymous                   string        `help:"Whether those without a token may read what is public: ${enum}. The pages and health checks are open in any case." enum:"on,off" default:"on" env:"WAYMARK_ANONYMOUS"`
	DevelopmentTokens           bool          `help:"Take the tokens that waymark token makes from the key in the data directory. Only on a loopback address: the server does not start with it on any other." env:"WAYMARK_DEVELOPMENT_TOKENS"`
}

// allowed is an error when development tokens are switched on where others could reach the server: on an address that is not
// loopback, or behind a proxy.
func (s signIn) allowed(addr net.Addr, proxied bool) error {
	switch {
	case !s.DevelopmentTokens:
		return nil
	case !server.Local(addr):
		return errors.New("development tokens are for a loopback address only, such as --addr 127.0.0.1:8080: " + addr.String() + " can be reached by others")
	case proxied:
		return errors.New("development tokens and a trusted proxy do not go together: a proxy brings others here")
	}
	return nil
}

// config adds what the flags say to what the server is told otherwise. The issuer of development tokens is nil unless they are
// switched on.
func (s signIn) config(c server.Config, data string, log *slog.Logger) (server.Config, *signin.Development, error) {
	var (
		provider    *signin.Provider
		development *signin.Development
		err         error
	)
	if s.OIDCIssuer != "" {
		provider = &signin.Provider{
			Issuer: s.OIDCIssuer, Audiences: s.OIDCAudience, GrantsClaim: s.OIDCGrantsClaim, Rules: s.OIDCRoleMap,
			AdministratorClaim: s.OIDCAllowAdministratorClaim,
		}
	} else if len(s.OIDCAudience) > 0 || s.OIDCGrantsClaim != "" || len(s.OIDCRoleMap) > 0 || s.OIDCAllowAdministratorClaim {
		return c, nil, errors.New("the other --oidc flags need --oidc-issuer")
	}
	if s.DevelopmentTokens {
		if development, err = signin.OpenDevelopment(data); err != nil {
			return c, nil, err
		}
	}
	verifier, err := signin.New(provider, development, s.ClockSkew, time.Now, log)
	if err != nil {
		return c, nil, err
	}
	c.SignIn, c.TokenOnly = verifier.Verify, s.Anonymous == "off"
	return c, development, nil
}
