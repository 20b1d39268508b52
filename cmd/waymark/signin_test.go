package main

import (
	"encoding/json"
	"net"
	"os"
	"strings"
	"testing"
	"time"

	"waymark/server/signin/signintest"
)

// tokenFor gives the last line of what waymark token prints, and wants it to be nothing but the token.
func tokenFor(t *testing.T, args ...string) string {
	t.Helper()
	c, log := command(t, append([]string{"token"}, args...)...)
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, log)
	}
	lines := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
	last := lines[len(lines)-1]
	if strings.Count(last, ".") != 2 || strings.ContainsAny(last, " :") {
		t.Fatalf("the last line is %q", last)
	}
	return last
}

const whoAmI = `{ viewer { subject grants { role scope } } }`

func (p *process) who(token string) string {
	p.t.Helper()
	p.token = token
	data, err := p.try(whoAmI, nil)
	if err != nil {
		return err.Error()
	}
	text, err := json.Marshal(at(data, "viewer"))
	if err != nil {
		p.t.Fatal(err)
	}
	return string(text)
}

func TestTokensForDevelopment(t *testing.T) {
	data := t.TempDir()
	before := tokenFor(t, "--data", data, "--role", "regional_lead", "--scope", "region:E12000007")
	p := start(t, "--data", data, "--demo", "--today", "2009-04-30")
	named := tokenFor(t, "--data", data, "--role", "administrator", "--subject", "Ada")
	for want, token := range map[string]string{
		`"subject":"development:regional_lead@region:E12000007"`: before,
		`"subject":"development:Ada"`:                            named,
		`"grants":[]`:                                            "",
		`UNAUTHENTICATED`:                                        tokenFor(t, "--data", t.TempDir(), "--role", "administrator"),
	} {
		if got := p.who(token); !strings.Contains(got, want) {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	if all := p.tokens(); len(all) != 10 {
		t.Errorf("there are tokens for %d roles", len(all))
	}
	for role, token := range p.tokens() {
		if got := p.who(token); !strings.Contains(got, `"subject":"development:`+role+`@`) {
			t.Errorf("%s is %s", role, got)
		}
	}
	// a lead fills posts of the own region and of no other
	p.token = before
	question := `mutation($id: ID!, $version: Int!) { postVacate(id: $id, input: {expectedVersion: $version, on: "2009-05-11", reason: RESIGNED}) { userErrors { message } } }`
	for code, forbidden := range map[string]bool{"central-london-d-1": false, "essex-d-1": true} {
		post := p.ask(`query($code: String!) { post(code: $code) { id version } }`, map[string]any{"code": code})
		_, err := p.try(question, map[string]any{"id": at(post, "post", "id"), "version": at(post, "post", "version")})
		if (err != nil) != forbidden || forbidden && !strings.Contains(err.Error(), "FORBIDDEN") {
			t.Errorf("%s: %v", code, err)
		}
	}
}

// Where others could reach the server it does not start with development tokens, and leaves no trace of having tried.
func TestDevelopmentTokensStayHere(t *testing.T) {
	for _, addr := range []string{"0.0.0.0:0", ":0", "[::]:0", "192.0.2.1:80"} {
		data := t.TempDir()
		c, log := command(t, "serve", "--addr", addr, "--data", data, "--development-tokens")
		if err := c.Run(); err == nil || !strings.Contains(log.String(), "loopback address only") {
			t.Errorf("%s: %v %s", addr, err, log)
		}
		if files, err := os.ReadDir(data); err != nil || len(files) > 0 {
			t.Errorf("%s: it leaves %v, %v", addr, files, err)
		}
	}
	local := &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)}
	on := signIn{DevelopmentTokens: true}
	if err := on.allowed(local, true); err == nil {
		t.Error("a proxy may bring others")
	}
	if err := on.allowed(local, false); err != nil {
		t.Error(err)
	}
	data := t.TempDir()
	token := tokenFor(t, "--data", data, "--role", "administrator")
	p := start(t, "--data", data, "--addr", "0.0.0.0:0") // without them
	_, port, _ := strings.Cut(strings.TrimPrefix(p.graphql, "http://"), "]:")
	p.graphql = "http://127.0.0.1:" + port
	if got := p.who(token); !strings.Contains(got, "not switched on") {
		t.Errorf("got %s", got)
	}
}

// Somebody of a real provider signs in, is given a role on the command line, and gives another one by the API.
func TestFirstAdministrator(t *testing.T) {
	p := signintest.Start(t)
	onBothEngines(t, func(t *testing.T, flags []string) {
		first := p.Token("first", signintest.Client{})
		lead := p.Token("lead", signintest.Client{Claims: map[string]any{"groups": []string{"CN=London, leads=x", "others"}}})
		oidc := []string{"--oidc-issuer", p.Issuer, "--oidc-audience", signintest.Audience, "--oidc-role-map", "groups CN=London, leads=x=regional_lead@region:E12000007"}
		s := start(t, append(flags, oidc...)...)
		if got := s.who(first); !strings.Contains(got, `"grants":[]`) || !strings.Contains(got, `"subject":"first"`) {
			t.Errorf("before the grant: %s", got)
		}
		c, log := command(t, append([]string{"grant", "--subject", "first", "--role", "administrator"}, flags...)...)
		if out, err := c.Output(); err != nil || !strings.Contains(string(out), "first holds administrator@nation.") {
			t.Fatalf("%v: %s%s", err, out, log)
		}
		if got := s.who(first); !strings.Contains(got, "ADMINISTRATOR") {
			t.Errorf("after the grant: %s", got)
		}
		if got := s.who(lead); !strings.Contains(got, "REGIONAL_LEAD") || !strings.Contains(got, "E12000007") {
			t.Errorf("the lead is %s", got)
		}
		if strings.Contains(s.log.String(), "first") || strings.Contains(s.log.String(), lead) {
			t.Errorf("the log names who asks:\n%s", s.log)
		}
	})
}

func TestSignInFlags(t *testing.T) {
	for _, step := range []struct {
		args []string
		want string
	}{
		{[]string{"token"}, "missing flags: --role=ROLE"},
		{[]string{"token", "--role", "root"}, "the roles are administrator, programme_lead"},
		{[]string{"token", "--role", "regional_lead"}, "held for a region"},
		{[]string{"token", "--role", "analyst", "--scope", "region:E12000007"}, "held for a nation"},
		{[]string{"token", "--role", "regional_lead", "--scope", "London"}, "a scope is nation, region:CODE"},
		{[]string{"token", "--role", "analyst", "--valid", "1000h", "--data", t.TempDir()}, "30 days at most"},
		{[]string{"serve", "--oidc-audience", "waymark"}, "need --oidc-issuer"},
		{[]string{"serve", "--oidc-issuer", "https://login.example"}, "needs an audience"},
		{[]string{"serve", "--oidc-issuer", "http://login.example", "--oidc-audience", "waymark"}, "must be https"},
		{[]string{"serve", "--oidc-role-map", "groups"}, "CLAIM VALUE=ROLE@SCOPE"},
		{[]string{"serve", "--oidc-issuer", "https://login.example", "--oidc-audience", "waymark", "--oidc-role-map", "groups x=administrator"}, "explicitly"},
		{[]string{"serve", "--clock-skew", "1h"}, "0 to 10 minutes"},
		{[]string{"serve", "--anonymous", "maybe"}, "must be one of"},
		{[]string{"grant", "--role", "administrator"}, "missing flags: --subject=SUB"},
		{[]string{"grant", "--role", "regional_lead", "--scope", "region:E99", "--subject", "x", "--data", t.TempDir()}, "there is no region with the code E99"},
	} {
		c, log := command(t, step.args...)
		if out, err := c.Output(); err == nil || !strings.Contains(log.String(), step.want) {
			t.Errorf("waymark %s: %v, want %q in\n%s%s", strings.Join(step.args, " "), err, step.want, out, log)
		}
	}
}

func TestAnonymousOff(t *testing.T) {
	p := start(t, "--data", t.TempDir(), "--anonymous", "off")
	administrator := p.token
	if got := p.who(""); !strings.Contains(got, "UNAUTHENTICATED") {
		t.Errorf("anonymous is %s", got)
	}
	if got := p.who(administrator); !strings.Contains(got, "ADMINISTRATOR") {
		t.Errorf("got %s", got)
	}
	if got := p.who(tokenFor(t, "--data", t.TempDir(), "--role", "viewer", "--valid", time.Hour.String())); !strings.Contains(got, "UNAUTHENTICATED") {
		t.Errorf("another directory's key is %s", got)
	}
}
