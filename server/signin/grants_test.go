package signin_test

import (
	"fmt"
	"strings"
	"testing"

	"waymark/server/signin"
	"waymark/server/signin/signintest"
)

func TestClaimsGrantByTheMapping(t *testing.T) {
	p := signintest.Start(t)
	var rules []signin.Rule
	for _, text := range []string{
		"groups London leads=regional_lead@region:E12000007",
		"groups a=b=analyst",
		"realm_access.roles essex=district_coordinator@district:essex",
		"https://waymark.example/team x=programme_lead",
	} {
		var rule signin.Rule
		if err := rule.UnmarshalText([]byte(text)); err != nil {
			t.Fatal(err)
		}
		rules = append(rules, rule)
	}
	mapped := signin.Provider{Issuer: p.Issuer, GrantsClaim: "grants", Rules: rules}
	raised := signin.Provider{Issuer: p.Issuer, GrantsClaim: "grants", AdministratorClaim: true}
	for name, tt := range map[string]struct {
		provider signin.Provider
		claims   map[string]any
		want     string
		logged   string
	}{
		"nothing":           {mapped, nil, "", ""},
		"one grant":         {mapped, map[string]any{"grants": "provider@provider:x"}, "provider@provider:x", ""},
		"grants":            {mapped, map[string]any{"grants": []string{"viewer", "regional_lead@region:E12000007", "viewer@nation"}}, "viewer@nation regional_lead@region:E12000007", ""},
		"no grants":         {mapped, map[string]any{"grants": []any{"Mrs Secret", 7, nil, "root", "regional_lead"}}, "", "holds what is no grant"},
		"an object":         {mapped, map[string]any{"grants": map[string]any{"administrator": true}}, "", ""},
		"administrator":     {mapped, map[string]any{"grants": []string{"administrator", "analyst"}}, "analyst@nation", "grants administrator"},
		"administrator may": {raised, map[string]any{"grants": []string{"administrator"}, "groups": "London leads"}, "administrator@nation", ""},
		"groups":            {mapped, map[string]any{"groups": []string{"x", "London leads", "a=b", "Mrs Secret"}}, "regional_lead@region:E12000007 analyst@nation", ""},
		"one group":         {mapped, map[string]any{"groups": "London leads"}, "regional_lead@region:E12000007", ""},
		"group in others":   {mapped, map[string]any{"groups": "no London leads", "group": "London leads"}, "", ""},
		"nested":            {mapped, map[string]any{"realm_access": map[string]any{"roles": []string{"essex"}}}, "district_coordinator@district:essex", ""},
		"with dots":         {mapped, map[string]any{"https://waymark.example/team": "x"}, "programme_lead@nation", ""},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t, tt.provider, nil)
			token := p.Token("somebody", signintest.Client{Claims: tt.claims})
			for range 2 {
				if got := strings.Trim(fmt.Sprint(h.accepts(t, token, "somebody").Grants), "[]"); got != tt.want {
					t.Errorf("granted %q, want %q", got, tt.want)
				}
			}
			log := h.log.String()
			if strings.Contains(log, "Secret") || strings.Count(log, "\n") > 1 || (log == "") != (tt.logged == "") || !strings.Contains(log, tt.logged) {
				t.Errorf("the log says %q", log)
			}
		})
	}
}

func TestRulesThatCannotBe(t *testing.T) {
	for text, want := range map[string]string{
		"":                                "written CLAIM VALUE=ROLE@SCOPE",
		"groups":                          "written CLAIM VALUE=ROLE@SCOPE",
		"groups =analyst":                 "written CLAIM VALUE=ROLE@SCOPE",
		"groups=analyst":                  "written CLAIM VALUE=ROLE@SCOPE",
		" x=analyst":                      "written CLAIM VALUE=ROLE@SCOPE",
		"groups x=root":                   "is no role",
		"groups x=regional_lead":          "held for a region",
		"groups x=analyst@region:E1":      "held for a nation",
		"groups x=regional_lead@region:!": "letters, digits and hyphens",
	} {
		if err := new(signin.Rule).UnmarshalText([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}
