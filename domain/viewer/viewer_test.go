package viewer_test

import (
	"strings"
	"testing"

	"waymark/domain/viewer"
)

func TestContextCarriesTheLastViewer(t *testing.T) {
	if v, ok := viewer.From(t.Context()); ok || v.SignedIn() {
		t.Errorf("an empty context has the viewer %+v", v)
	}
	ctx := viewer.With(t.Context(), viewer.Operator("a"))
	ctx = viewer.With(ctx, viewer.Viewer{Subject: "b"})
	if v, ok := viewer.From(ctx); !ok || v.Subject != "b" || v.Grants != nil || !v.SignedIn() {
		t.Errorf("got %+v, %t", v, ok)
	}
	if v := viewer.Anonymous(); v.SignedIn() || len(v.Grants) > 0 {
		t.Errorf("anonymous is %+v", v)
	}
}

func TestGrantsReadAsTheyAreWritten(t *testing.T) {
	for _, text := range []string{"administrator@nation", "programme_lead@nation", "regional_lead@region:E12000007", "district_coordinator@district:essex",
		"partnership_officer@partnership:P-1", "partnership_chair@partnership:P1", "commissioning_chair@partnership:P1", "provider@provider:x", "analyst@nation", "viewer@nation"} {
		g, err := viewer.ParseGrant(text)
		if err != nil || g.String() != text {
			t.Errorf("%s is read as %s, %v", text, g, err)
		}
		role, _, _ := strings.Cut(text, "@")
		if bare, err := viewer.ParseGrant(strings.ToUpper(role)); (err == nil) != (g.Scope.Kind == viewer.Nation) || err == nil && bare != g {
			t.Errorf("%s alone is read as %s, %v", role, bare, err)
		}
	}
	if n := len(viewer.Roles()); n != 10 {
		t.Errorf("there are %d roles", n)
	}
}

func TestGrantsThatMakeNoSense(t *testing.T) {
	for text, want := range map[string]string{
		"":                               "is no role",
		"root":                           "is no role; the roles are administrator,",
		"operator@nation":                "is no role",
		"administrator@region:E12000007": "is held for a nation, not for region:E12000007",
		"regional_lead":                  "is held for a region, not for nation",
		"regional_lead@region":           "is no scope",
		"regional_lead@region:":          "1 to 64 letters",
		"regional_lead@region:a b":       "1 to 64 letters",
		"regional_lead@region:a:b":       "1 to 64 letters",
		"regional_lead@nation:x":         "is no scope",
		"regional_lead@planet:x":         "is no scope",
		"provider@provider:" + strings.Repeat("x", 65): "1 to 64 letters",
	} {
		if g, err := viewer.ParseGrant(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s is read as %s, %v; want an error with %q", text, g, err, want)
		}
	}
	if _, err := viewer.NewGrant("ROOT", viewer.Scope{Kind: viewer.Nation}); err == nil {
		t.Error("a role that is none can be granted")
	}
}
