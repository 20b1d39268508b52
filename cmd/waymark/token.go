package main

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"waymark/domain/calendar"
	"waymark/domain/programme"
	"waymark/domain/viewer"
	"waymark/planning"
	"waymark/server"
	"waymark/server/signin"
)

type token struct {
	Data    string        `help:"Data directory of the server that is to take the token; its key is made when missing." default:"./data" env:"WAYMARK_DATA" type:"path"`
	Role    string        `help:"Role that the token carries: administrator, programme_lead, regional_lead, district_coordinator, partnership_officer, partnership_chair, commissioning_chair, provider, analyst or viewer." required:"" placeholder:"ROLE"`
	Scope   string        `help:"Where the role is held: region:CODE, district:CODE, partnership:CODE or provider:CODE. The other roles are held for the nation." placeholder:"SCOPE"`
	Subject string        `help:"Name of whoever the token signs in, after the prefix development: (default: the role and the scope)." placeholder:"NAME"`
	Valid   time.Duration `help:"How long the token counts, 720h at most." default:"12h"`
}

// Run prints a development token, alone on the last line.
func (c token) Run(t terminal) error {
	grant, err := parseGrant(c.Role, c.Scope)
	if err != nil {
		return err
	}
	issuer, err := signin.OpenDevelopment(c.Data)
	if err != nil {
		return err
	}
	now := time.Now()
	text, err := issuer.Token(grant, c.Subject, now, c.Valid)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(t.out, "A development token for %s until %s. It counts at a server that is started with\n"+
		"--development-tokens and this data directory, %s. Send it as Authorization: Bearer TOKEN\n%s\n",
		grant, now.Add(c.Valid).Format("2 January 15:04"), c.Data, text)
	return err
}

// parseGrant gives the grant of a role for a scope, which may be left out when it is the nation.
func parseGrant(role, scope string) (viewer.Grant, error) {
	r, err := viewer.ParseRole(role)
	if err != nil {
		return viewer.Grant{}, fmt.Errorf("--role: %w", err)
	}
	if scope == "" {
		scope = string(viewer.Nation)
	}
	s, err := viewer.ParseScope(scope)
	if err != nil {
		return viewer.Grant{}, fmt.Errorf("--scope: %w", err)
	}
	grant, err := viewer.NewGrant(r, s)
	if err != nil {
		return viewer.Grant{}, fmt.Errorf("--scope: %w", err)
	}
	return grant, nil
}

// Where the examples of scopes are taken from, if the data has them.
const (
	exampleRegion   = "E12000007" // London
	exampleDistrict = "essex"
	exampleProvider = "synthetic" // providers are not recorded, so this one stands for any
)

// examples gives one grant of each role for which the data has a place.
func examples(g *programme.Graph, day calendar.Date) []viewer.Grant {
	codes := map[viewer.ScopeKind]string{
		viewer.Region:        preferred(g.Regions(day), exampleRegion, func(r *programme.Region) string { return r.Code }),
		viewer.District:      preferred(g.Districts(day), exampleDistrict, func(d *programme.District) string { return d.Code }),
		viewer.ProviderScope: exampleProvider,
	}
	if d := g.District(codes[viewer.District]); d != nil && len(d.Links(day)) > 0 {
		codes[viewer.Partnership] = d.Links(day)[0].Partnership.Code
	} else {
		codes[viewer.Partnership] = preferred(g.Partnerships(day), "", func(p *programme.Partnership) string { return p.Code })
	}
	var all []viewer.Grant
	for _, role := range viewer.Roles() {
		for _, kind := range []viewer.ScopeKind{viewer.Nation, viewer.Region, viewer.District, viewer.Partnership, viewer.ProviderScope} {
			code := codes[kind]
			if grant, err := viewer.NewGrant(role, viewer.Scope{Kind: kind, Code: code}); err == nil && (code != "" || kind == viewer.Nation) {
				all = append(all, grant)
			}
		}
	}
	return all
}

// preferred gives the code when something has it, and otherwise that of the first thing there is, if any.
func preferred[T any](all []T, wanted string, code func(T) string) string {
	switch {
	case slices.ContainsFunc(all, func(one T) bool { return code(one) == wanted }):
		return wanted
	case len(all) > 0:
		return code(all[0])
	}
	return ""
}

// hint tells how to sign in for development.
func hint(t terminal, address, data string, issuer *signin.Development) error {
	grant, err := parseGrant("administrator", "")
	if err != nil {
		return err
	}
	text, err := issuer.Token(grant, "", time.Now(), signin.DevelopmentToken)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(t.out, "\nDevelopment tokens are on. Both pages have a menu \"Sign in as\"; without a token you are anonymous. For other programs:\n"+
		"  a token for each role        curl -s %s/development/tokens\n"+
		"  for any role and place       waymark token --data %s --role regional_lead --scope region:%s\n"+
		"  an administrator's, for %g hours\n%s\n", address, data, exampleRegion, signin.DevelopmentToken.Hours(), text)
	return err
}

// readyTokens makes tokens for the roles that the data has examples for, anew for each who asks.
func readyTokens(plan *planning.Service, today func() calendar.Date, issuer *signin.Development) func(*http.Request) ([]server.DevelopmentToken, error) {
	return func(r *http.Request) ([]server.DevelopmentToken, error) {
		g, err := plan.Graph(r.Context())
		if err != nil {
			return nil, err
		}
		var all []server.DevelopmentToken
		for _, grant := range examples(g, today()) {
			text, err := issuer.Token(grant, "", time.Now(), signin.DevelopmentToken)
			if err != nil {
				return nil, err
			}
			all = append(all, server.DevelopmentToken{Role: strings.ToLower(string(grant.Role)), Scope: grant.Scope.String(), Token: text})
		}
		return all, nil
	}
}
