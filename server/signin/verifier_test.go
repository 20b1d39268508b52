package signin_test

import (
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"

	"waymark/domain/fault"
	"waymark/domain/viewer"
	"waymark/server/signin"
	"waymark/server/signin/signintest"
)

const skew = time.Minute

// house is a verifier of a provider's tokens whose clock a test can put forward.
type house struct {
	*signin.Verifier
	log    *bytes.Buffer
	mutex  sync.Mutex
	passed time.Duration
}

func (h *house) now() time.Time {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	return time.Now().Add(h.passed)
}

func (h *house) pass(d time.Duration) {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	h.passed += d
}

func newHouse(t *testing.T, p signin.Provider, d *signin.Development) *house {
	t.Helper()
	h := &house{log: &bytes.Buffer{}}
	if p.Audiences == nil {
		p.Audiences = []string{"another", signintest.Audience}
	}
	v, err := signin.New(&p, d, skew, h.now, slog.New(slog.NewTextHandler(h.log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	h.Verifier = v
	return h
}

// refuses wants the token to be refused with the code and words, and none of the token to be told.
func (h *house) refuses(t *testing.T, token string, code fault.Code, want string) {
	t.Helper()
	who, _, err := h.Verify(signin.Direct(t.Context()), token)
	var f *fault.Error
	if !errors.As(err, &f) || f.Code != code || !strings.Contains(f.Message, want) || who.SignedIn() {
		t.Errorf("got %+v, %v; want %s with %q", who, err, code, want)
		return
	}
	if strings.ContainsFunc(f.Message, func(r rune) bool { return r < ' ' || r > '~' || r == '"' || r == '\\' }) {
		t.Errorf("%q cannot stand in a header", f.Message)
	}
	for _, part := range strings.Split(token, ".") {
		if len(part) > 3 && strings.Contains(f.Message+h.log.String(), part) {
			t.Errorf("a part of the token is told: %s\n%s", f.Message, h.log)
		}
	}
}

func (h *house) accepts(t *testing.T, token, subject string) viewer.Viewer {
	t.Helper()
	who, expiry, err := h.Verify(t.Context(), token)
	if err != nil || who.Subject != subject {
		t.Errorf("got %+v, %v; want %s", who, err, subject)
	}
	if left := expiry.Sub(h.now()); err == nil && (left <= 0 || left > time.Hour+skew) {
		t.Errorf("the token counts for %s", left)
	}
	return who
}

func TestTokensOfARealProvider(t *testing.T) {
	p := signintest.Start(t)
	h := newHouse(t, signin.Provider{Issuer: p.Issuer}, nil)
	if p.Fetches() != 0 {
		t.Error("the provider is asked before a token has come")
	}
	token := p.Token("lead of London", signintest.Client{Claims: map[string]any{"grants": []string{"administrator"}}})
	if who := h.accepts(t, token, "lead of London"); len(who.Grants) > 0 {
		t.Errorf("claims grant %v without a mapping", who.Grants)
	}
	h.refuses(t, p.Token("x", signintest.Client{Audience: "somebody-else"}), fault.Unauthenticated, "another audience")
	h.refuses(t, p.Token("development:administrator@nation", signintest.Client{}), fault.Unauthenticated, "may name")
	h.refuses(t, p.Token("waymark:command-line", signintest.Client{}), fault.Unauthenticated, "may name")
	h.refuses(t, p.Token(strings.Repeat("x", 256), signintest.Client{}), fault.Unauthenticated, "longer than 255")
	h.refuses(t, signintest.Start(t).Token("x", signintest.Client{}), fault.Unauthenticated, "not known here")
	if p.Fetches() != 1 {
		t.Errorf("the keys were fetched %d times", p.Fetches())
	}
	h.pass(time.Hour + skew/2)
	h.accepts(t, token, "lead of London")
	h.pass(skew)
	h.refuses(t, token, fault.Unauthenticated, "expired")
}

func TestUnsoundTokens(t *testing.T) {
	p := signintest.Start(t)
	key := p.Key()
	claims := func(name string, value any) map[string]any {
		c := p.Claims("somebody")
		if c[name] = value; value == nil {
			delete(c, name)
		}
		return c
	}
	in := func(d time.Duration) int64 { return time.Now().Add(d).Unix() }
	sound := signintest.Sign(t, p.Claims("somebody"), key)
	parts := strings.Split(sound, ".")
	segment := func(text string) string { return base64.RawURLEncoding.EncodeToString([]byte(text)) }
	stranger := signintest.NewKey(t, key.ID) // of the same id

	h := newHouse(t, signin.Provider{Issuer: p.Issuer}, nil)
	h.accepts(t, sound, "somebody")
	h.accepts(t, signintest.Sign(t, claims("nbf", in(skew/2)), key), "somebody")
	h.accepts(t, signintest.Sign(t, claims("exp", in(-skew/2)), key), "somebody")
	h.accepts(t, signintest.Sign(t, claims("exp", float64(in(time.Minute))+.5), key), "somebody")
	h.accepts(t, signintest.Sign(t, claims("aud", signintest.Audience), key), "somebody")

	for name, tt := range map[string]struct{ token, want string }{
		"empty":                   {"", "not a signed JWT"},
		"words":                   {"let me in", "not a signed JWT"},
		"two parts":               {parts[0] + "." + parts[1], "not a signed JWT"},
		"encrypted":               {sound + "..", "not a signed JWT"},
		"huge":                    {strings.Repeat("x", 16<<10+1), "longer than 16 KiB"},
		"alg none":                {segment(`{"alg":"none"}`) + "." + parts[1] + ".", "not signed in a way"},
		"alg none, signed":        {segment(`{"alg":"none"}`) + "." + parts[1] + "." + parts[2], "not signed in a way"},
		"alg None":                {segment(`{"alg":"None"}`) + "." + parts[1] + ".", "not signed in a way"},
		"no alg":                  {segment(`{}`) + "." + parts[1] + "." + parts[2], "not signed in a way"},
		"two algs":                {segment(`{"alg":"ES256","alg":"none"}`) + "." + parts[1] + ".", "not signed in a way"},
		"logout":                  {segment(`{"alg":"ES256","typ":"logout+jwt"}`) + "." + parts[1] + "." + parts[2], "signs nobody in"},
		"critical":                {segment(`{"alg":"ES256","kid":"first","crit":["x"],"x":1}`) + "." + parts[1] + "." + parts[2], "not by a key"},
		"tampered payload":        {parts[0] + "." + segment(strings.Replace(decoded(t, parts[1]), "somebody", "nobodies", 1)) + "." + parts[2], "not by a key"},
		"tampered header":         {segment(`{"alg":"ES256","kid":"first","jwk":{}}`) + "." + parts[1] + "." + parts[2], "cannot be read"},
		"no signature":            {parts[0] + "." + parts[1] + ".", "not by a key"},
		"foreign, of the same id": {signintest.Sign(t, p.Claims("somebody"), stranger), "not by a key"},
		"foreign issuer":          {signintest.Sign(t, claims("iss", "https://elsewhere.example"), stranger), "not known here"},
		"foreign issuer, our key": {signintest.Sign(t, claims("iss", "https://elsewhere.example"), key), "not known here"},
		"issuer and more":         {signintest.Sign(t, claims("iss", p.Issuer+"/"), key), "not known here"},
		"no issuer":               {signintest.Sign(t, claims("iss", nil), key), "does not name its issuer"},
		"no exp":                  {signintest.Sign(t, claims("exp", nil), key), "when it expires"},
		"exp null":                {signintest.Sign(t, map[string]any{"iss": p.Issuer, "sub": "x", "aud": "waymark", "exp": nil}, key), "cannot be read"},
		"exp in words":            {signintest.Sign(t, claims("exp", "never"), key), "cannot be read"},
		"exp without end":         {signintest.Sign(t, claims("exp", 1e18), key), "when it expires"},
		"expired":                 {signintest.Sign(t, claims("exp", in(-skew-time.Second)), key), "has expired"},
		"nbf later":               {signintest.Sign(t, claims("nbf", in(skew+10*time.Second)), key), "not valid yet"},
		"iat later":               {signintest.Sign(t, claims("iat", in(skew+10*time.Second)), key), "not valid yet"},
		"no aud":                  {signintest.Sign(t, claims("aud", nil), key), "another audience"},
		"other aud":               {signintest.Sign(t, claims("aud", []string{"waymarks", "WAYMARK"}), key), "another audience"},
		"no sub":                  {signintest.Sign(t, claims("sub", nil), key), "whom it is about"},
		"empty sub":               {signintest.Sign(t, claims("sub", ""), key), "whom it is about"},
		"control in sub":          {signintest.Sign(t, claims("sub", "a\nb"), key), "cannot be written"},
		"zero in sub":             {signintest.Sign(t, claims("sub", "a\x00b"), key), "cannot be written"},
		"turned sub":              {signintest.Sign(t, claims("sub", "a\u202eb"), key), "cannot be written"},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t, signin.Provider{Issuer: p.Issuer}, nil)
			h.refuses(t, tt.token, fault.Unauthenticated, tt.want)
		})
	}
	h.refuses(t, signintest.Sign(t, claims("sub", 7), key), fault.Unauthenticated, "cannot be read")
}

func decoded(t *testing.T, segment string) string {
	t.Helper()
	text, err := base64.RawURLEncoding.DecodeString(segment)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Whoever signs with the provider's public key as if it were a secret is found out, however that key is written.
func TestPublicKeyIsNoSecret(t *testing.T) {
	p := signintest.Start(t)
	private, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	p.Rotate(signintest.Key{ID: "rsa", Private: private, Algorithm: jose.RS256}, false)
	h := newHouse(t, signin.Provider{Issuer: p.Issuer}, nil)
	h.accepts(t, p.Token("somebody", signintest.Client{}), "somebody")
	der, err := x509.MarshalPKIXPublicKey(private.Public())
	if err != nil {
		t.Fatal(err)
	}
	for _, known := range [][]byte{der, pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})} {
		signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.HS256, Key: known}, (&jose.SignerOptions{}).WithHeader("kid", "rsa"))
		if err != nil {
			t.Fatal(err)
		}
		payload := fmt.Sprintf(`{"iss":%q,"sub":"somebody","aud":"waymark","exp":%d}`, p.Issuer, time.Now().Add(time.Hour).Unix())
		signed, err := signer.Sign([]byte(payload))
		if err != nil {
			t.Fatal(err)
		}
		token, err := signed.CompactSerialize()
		if err != nil {
			t.Fatal(err)
		}
		h.refuses(t, token, fault.Unauthenticated, "not signed in a way")
	}
}

func TestKeysAreExchangedWhileTheServerRuns(t *testing.T) {
	p := signintest.Start(t)
	h := newHouse(t, signin.Provider{Issuer: p.Issuer}, nil)
	old := p.Token("before", signintest.Client{})
	h.accepts(t, old, "before")
	p.Rotate(signintest.NewKey(t, "second"), true)
	h.accepts(t, p.Token("after", signintest.Client{}), "after")
	h.accepts(t, old, "before")
	p.Rotate(signintest.NewKey(t, "third"), false)
	h.accepts(t, p.Token("later", signintest.Client{}), "later")
	h.refuses(t, old, fault.Unauthenticated, "not by a key")
}

// A token is remembered, and all the same counts no longer than it would: not after its end, not once its key has gone, and for development not when
// somebody has forwarded it.
func TestWhatIsRememberedOfATokenEnds(t *testing.T) {
	p := signintest.Start(t)
	d, err := signin.OpenDevelopment(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	h := newHouse(t, signin.Provider{Issuer: p.Issuer}, d)
	grant := viewer.Grant{Role: viewer.Reader, Scope: viewer.Scope{Kind: viewer.Nation}}
	ours, err := d.Token(grant, "x", time.Now(), time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	theirs := p.Token("somebody", signintest.Client{})
	for range 2 {
		h.accepts(t, theirs, "somebody")
		if _, _, err := h.Verify(signin.Direct(t.Context()), ours); err != nil {
			t.Error(err)
		}
		if _, _, err := h.Verify(t.Context(), ours); err == nil {
			t.Error("a development token counts although it was forwarded")
		}
	}
	h.pass(time.Hour + 2*skew)
	h.refuses(t, theirs, fault.Unauthenticated, "expired")
	h.refuses(t, ours, fault.Unauthenticated, "expired")
}

func TestProviderThatIsAway(t *testing.T) {
	p := signintest.Start(t)
	token := p.Token("somebody", signintest.Client{})
	p.Stop()
	h := newHouse(t, signin.Provider{Issuer: p.Issuer}, nil)
	h.refuses(t, token, fault.Unavailable, "try again")
	p.Resume()
	h.pass(time.Minute)
	h.accepts(t, token, "somebody")

	other := signintest.Sign(t, p.Claims("somebody"), signintest.NewKey(t, "other"))
	tampered := token[:len(token)-8] + "AAAAAAAA"
	p.Stop()
	h.accepts(t, token, "somebody") // its key is known
	h.refuses(t, other, fault.Unavailable, "try again")
	h.refuses(t, tampered, fault.Unauthenticated, "not by a key")
	p.Resume()
	h.pass(time.Minute)
	h.refuses(t, other, fault.Unauthenticated, "not by a key")
	if strings.Count(h.log.String(), "does not answer") == 0 {
		t.Error("the log does not tell that the provider was away")
	}
}

// However many tokens come that no known key has signed, and however many at once, the provider is asked a few times only, and who
// holds a sound token notices nothing.
func TestFloodOfForgedTokens(t *testing.T) {
	p := signintest.Start(t)
	h := newHouse(t, signin.Provider{Issuer: p.Issuer}, nil)
	sound := p.Token("somebody", signintest.Client{})
	forged := make([]string, 50)
	for i := range forged {
		forged[i] = signintest.Sign(t, p.Claims("somebody"), signintest.NewKey(t, fmt.Sprint("forged ", i)))
	}
	var all sync.WaitGroup
	for _, token := range forged {
		all.Go(func() {
			for range 4 {
				if who, _, err := h.Verify(t.Context(), token); err == nil {
					t.Errorf("a forged token is %+v's", who)
				}
			}
			if _, _, err := h.Verify(t.Context(), sound); err != nil && !strings.Contains(err.Error(), "UNAVAILABLE") {
				t.Errorf("a sound token: %v", err)
			}
		})
	}
	all.Wait()
	if p.Fetches() > 6 {
		t.Errorf("the keys were fetched %d times", p.Fetches())
	}
	h.accepts(t, sound, "somebody")
	p.Rotate(signintest.NewKey(t, "second"), true)
	h.pass(10 * time.Second)
	h.accepts(t, p.Token("somebody", signintest.Client{}), "somebody")
}

func TestProvidersThatCannotBe(t *testing.T) {
	admin := viewer.Grant{Role: viewer.Administrator, Scope: viewer.Scope{Kind: viewer.Nation}}
	ours := []string{"waymark"}
	for want, p := range map[string]signin.Provider{
		"must be a URL":     {Issuer: "login", Audiences: ours},
		"must be https":     {Issuer: "http://login.example", Audiences: ours},
		"without query":     {Issuer: "https://login.example?x=y", Audiences: ours},
		"needs an audience": {Issuer: "https://login.example"},
		"explicitly":        {Issuer: "https://login.example", Audiences: ours, Rules: []signin.Rule{{Claim: "groups", Value: "x", Grant: admin}}},
		"as the provider's": {Issuer: signin.DevelopmentIssuer, Audiences: ours},
	} {
		if _, err := signin.New(&p, nil, 0, time.Now, slog.New(slog.DiscardHandler)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v, want %q", p, err, want)
		}
	}
	if _, err := signin.New(nil, nil, time.Hour, time.Now, slog.New(slog.DiscardHandler)); err == nil {
		t.Error("clocks may differ by an hour")
	}
}
