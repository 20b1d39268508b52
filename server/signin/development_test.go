package signin_test

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"waymark/domain/fault"
	"waymark/domain/viewer"
	"waymark/server/signin"
	"waymark/server/signin/signintest"
)

func grant(t *testing.T, text string) viewer.Grant {
	t.Helper()
	g, err := viewer.ParseGrant(text)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func open(t *testing.T, directory string) *signin.Development {
	t.Helper()
	d, err := signin.OpenDevelopment(directory)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func issue(t *testing.T, d *signin.Development, grant viewer.Grant, subject string) string {
	t.Helper()
	token, err := d.Token(grant, subject, time.Now(), time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	return token
}

func TestDevelopmentTokens(t *testing.T) {
	directory := filepath.Join(t.TempDir(), "new")
	d, lead := open(t, directory), grant(t, "regional_lead@region:E12000007")
	p := signintest.Start(t)
	h := newHouse(t, signin.Provider{Issuer: p.Issuer}, d)
	token := issue(t, open(t, directory), lead, "") // by another process
	here := signin.Direct(t.Context())
	who, expiry, err := h.Verify(here, token)
	if err != nil || who.Subject != "development:regional_lead@region:E12000007" || len(who.Grants) != 1 || who.Grants[0] != lead {
		t.Errorf("got %+v, %v", who, err)
	}
	if left := time.Until(expiry); left < time.Hour-time.Minute || left > time.Hour+skew {
		t.Errorf("the token counts for %s", left)
	}
	for _, name := range []string{"Ada", "development:Ada"} {
		if who, _, err := h.Verify(here, issue(t, d, lead, name)); err != nil || who.Subject != "development:Ada" {
			t.Errorf("%s is %+v, %v", name, who, err)
		}
	}
	if who, _, err := h.Verify(t.Context(), token); err == nil || !strings.Contains(err.Error(), "straight from this machine") {
		t.Errorf("through a proxy it is %+v, %v", who, err)
	}
	h.refuses(t, issue(t, open(t, t.TempDir()), lead, ""), fault.Unauthenticated, "not by the key")
	h.refuses(t, strings.TrimSuffix(token, token[len(token)-6:])+"AAAAAA", fault.Unauthenticated, "not by the key")
	foreign := p.Claims("development:administrator@nation")
	foreign["iss"] = signin.DevelopmentIssuer
	h.refuses(t, signintest.Sign(t, foreign, p.Key()), fault.Unauthenticated, "not by the key")
	newHouse(t, signin.Provider{Issuer: p.Issuer}, nil).refuses(t, token, fault.Unauthenticated, "not switched on")
	h.pass(time.Hour + 2*skew)
	h.refuses(t, token, fault.Unauthenticated, "expired")
}

func TestDevelopmentTokensThatCannotBe(t *testing.T) {
	d, lead := open(t, t.TempDir()), grant(t, "analyst")
	for _, valid := range []time.Duration{-time.Hour, 0, 31 * 24 * time.Hour} {
		if _, err := d.Token(lead, "", time.Now(), valid); err == nil {
			t.Errorf("there are tokens for %s", valid)
		}
	}
	for _, subject := range []string{"a\nb", strings.Repeat("x", 250)} {
		if _, err := d.Token(lead, subject, time.Now(), time.Hour); err == nil {
			t.Errorf("there are tokens for %q", subject)
		}
	}
}

// Many processes that need the key at once all get the one that is kept, and nobody but the owner reads it.
func TestDevelopmentKeyIsMadeOnce(t *testing.T) {
	directory := t.TempDir()
	tokens := make([]string, 16)
	var all sync.WaitGroup
	for i := range tokens {
		all.Go(func() {
			d, err := signin.OpenDevelopment(directory)
			if err == nil {
				tokens[i], err = d.Token(viewer.Grant{Role: viewer.Reader, Scope: viewer.Scope{Kind: viewer.Nation}}, "", time.Now(), time.Hour)
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	h := newHouse(t, signin.Provider{Issuer: "https://login.example"}, open(t, directory))
	for _, token := range tokens {
		if _, _, err := h.Verify(signin.Direct(t.Context()), token); err != nil {
			t.Error(err)
		}
	}
	files, err := os.ReadDir(directory)
	if err != nil || len(files) != 1 {
		t.Fatalf("the directory holds %v, %v", files, err)
	}
	path := filepath.Join(directory, files[0].Name())
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	for want, spoil := range map[string]func() error{
		"alone may read":       func() error { return os.Chmod(path, 0o640) },
		"holds no private key": func() error { return os.WriteFile(path, []byte("x"), 0o600) },
	} {
		good, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := spoil(); err != nil {
			t.Fatal(err)
		}
		if _, err := signin.OpenDevelopment(directory); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, good, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
