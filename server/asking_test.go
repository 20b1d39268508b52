package server_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"waymark/domain/viewer"
	"waymark/server"
	"waymark/server/signin"
	"waymark/server/signin/signintest"
)

// signing gives a house that takes the tokens of a real provider.
func signing(t *testing.T, p *signintest.Provider, d *signin.Development, cfg server.Config) house {
	t.Helper()
	v, err := signin.New(&signin.Provider{Issuer: p.Issuer, Audiences: []string{signintest.Audience}}, d, time.Minute, time.Now, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	cfg.SignIn = v.Verify
	return newHouse(t, cfg, ready)
}

const whoAsks = `{"query":"{ who }"}`

func TestTokensSayWhoAsks(t *testing.T) {
	p := signintest.Start(t)
	s := httptest.NewServer(signing(t, p, nil, server.Config{}))
	defer s.Close()
	token := p.Token("lead of London", signintest.Client{})
	stranger := signintest.Sign(t, p.Claims("lead of London"), signintest.NewKey(t, p.Key().ID))
	elsewhere := p.Token("lead of London", signintest.Client{Audience: "elsewhere"})
	late := p.Claims("lead of London")
	late["exp"] = time.Now().Add(-time.Hour).Unix()
	for name, tt := range map[string]struct {
		headers   []string
		status    int
		challenge string
		body      string
	}{
		"none":            {nil, 200, "", `{"data":{"who":""}}`},
		"sound":           {[]string{"Bearer " + token}, 200, "", `{"data":{"who":"lead of London"}}`},
		"in any case":     {[]string{"bEARER " + token}, 200, "", `{"data":{"who":"lead of London"}}`},
		"more spaces":     {[]string{"Bearer   " + token}, 200, "", `{"data":{"who":"lead of London"}}`},
		"twice":           {[]string{"Bearer " + token, "Bearer " + token}, 401, `error="invalid_request"`, "there must be one"},
		"two in one":      {[]string{"Bearer " + token + ", Bearer " + token}, 401, `error="invalid_request"`, "there must be one"},
		"empty":           {[]string{""}, 401, `error="invalid_request"`, "there must be one"},
		"no token":        {[]string{"Bearer"}, 401, `error="invalid_request"`, "there must be one"},
		"another scheme":  {[]string{"Basic YTpi"}, 401, `error="invalid_request"`, "there must be one"},
		"quoted":          {[]string{`Bearer "` + token + `"`}, 401, `error="invalid_request"`, "there must be one"},
		"no JWT":          {[]string{"Bearer secret"}, 401, `error="invalid_token", error_description="the token is not a signed JWT"`, "not a signed JWT"},
		"foreign":         {[]string{"Bearer " + stranger}, 401, `error="invalid_token"`, "not by a key of its issuer"},
		"other audience":  {[]string{"Bearer " + elsewhere}, 401, `error="invalid_token"`, "another audience"},
		"expired":         {[]string{"Bearer " + signintest.Sign(t, late, p.Key())}, 401, `error="invalid_token"`, "has expired"},
		"for development": {[]string{"Bearer " + developmentToken(t, t.TempDir())}, 401, `error="invalid_token"`, "not switched on"},
	} {
		t.Run(name, func(t *testing.T) {
			r, err := http.NewRequestWithContext(t.Context(), "POST", s.URL+"/graphql", strings.NewReader(whoAsks))
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("Content-Type", "application/json")
			r.Header["Authorization"] = tt.headers
			res, err := http.DefaultClient.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			defer res.Body.Close()
			body, err := io.ReadAll(res.Body)
			if err != nil || res.StatusCode != tt.status || !strings.Contains(string(body), tt.body) || !strings.Contains(res.Header.Get("WWW-Authenticate"), tt.challenge) {
				t.Errorf("got %d %q %s, %v", res.StatusCode, res.Header.Get("WWW-Authenticate"), body, err)
			}
			if tt.status == 401 && (code(t, body) != "UNAUTHENTICATED" || !strings.HasPrefix(res.Header.Get("WWW-Authenticate"), `Bearer realm="waymark"`)) {
				t.Errorf("it is refused as %q %s", res.Header.Get("WWW-Authenticate"), body)
			}
		})
	}
}

func developmentToken(t *testing.T, directory string) string {
	t.Helper()
	d, err := signin.OpenDevelopment(directory)
	if err != nil {
		t.Fatal(err)
	}
	token, err := d.Token(viewer.Grant{Role: viewer.Analyst, Scope: viewer.Scope{Kind: viewer.Nation}}, "", time.Now(), time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	return token
}

func TestWithoutTheProviderAnonymousIsStillServed(t *testing.T) {
	p := signintest.Start(t)
	token := p.Token("somebody", signintest.Client{})
	p.Stop()
	h := signing(t, p, nil, server.Config{})
	w := h.post(whoAsks, "Authorization: Bearer "+token)
	if w.Code != 503 || code(t, w.Body.Bytes()) != "UNAVAILABLE" || w.Header().Get("Retry-After") == "" || w.Header().Get("WWW-Authenticate") != "" {
		t.Errorf("got %d %v %s", w.Code, w.Header(), w.Body)
	}
	if w := h.post(whoAsks); w.Code != 200 {
		t.Errorf("anonymous: %d %s", w.Code, w.Body)
	}
	p.Resume()
	if w := h.post(whoAsks, "Authorization: Bearer "+token); w.Body.String() != `{"data":{"who":"somebody"}}` {
		t.Errorf("got %d %s", w.Code, w.Body)
	}
}

func TestTokenOnly(t *testing.T) {
	p := signintest.Start(t)
	h := signing(t, p, nil, server.Config{TokenOnly: true, Viewer: viewer.Operator("console")})
	w := h.post(whoAsks)
	if w.Code != 401 || code(t, w.Body.Bytes()) != "UNAUTHENTICATED" || w.Header().Get("WWW-Authenticate") != `Bearer realm="waymark"` {
		t.Errorf("got %d %q %s", w.Code, w.Header().Get("WWW-Authenticate"), w.Body)
	}
	if w := h.post(whoAsks, "Upgrade: websocket"); w.Body.String() == `{"data":{"who":"console"}}` {
		t.Errorf("whoever says it is a socket is %s", w.Body)
	}
	if w := h.post(whoAsks, "Authorization: Bearer "+p.Token("somebody", signintest.Client{})); w.Body.String() != `{"data":{"who":"somebody"}}` {
		t.Errorf("got %d %s", w.Code, w.Body)
	}
	for _, path := range []string{"/", "/graphiql", "/livez", "/readyz", "/dashboard/app.js"} {
		if w := h.answer(request("GET", path, "")); w.Code != 200 {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
}

// A token for development counts on this machine, and nowhere that a proxy could bring somebody from.
func TestDevelopmentTokensOfForwardedRequests(t *testing.T) {
	directory := t.TempDir()
	token := developmentToken(t, directory)
	d, err := signin.OpenDevelopment(directory)
	if err != nil {
		t.Fatal(err)
	}
	h := signing(t, signintest.Start(t), d, server.Config{Local: true})
	if w := h.post(whoAsks, "Host: localhost", "Authorization: Bearer "+token); w.Code != 421 {
		t.Errorf("to a name of elsewhere: %d", w.Code)
	}
	ask := func(headers ...string) *httptest.ResponseRecorder {
		r := request("POST", "/graphql", whoAsks, append(headers, "Content-Type: application/json", "Authorization: Bearer "+token)...)
		r.Host = "localhost"
		return h.answer(r)
	}
	if w := ask(); w.Body.String() != `{"data":{"who":"development:analyst@nation"}}` {
		t.Errorf("got %d %s", w.Code, w.Body)
	}
	for _, header := range []string{"X-Forwarded-For: 192.0.2.1", "Forwarded: for=192.0.2.1", "Via: 1.1 proxy", "X-Real-IP: 192.0.2.1"} {
		if w := ask(header); w.Code != 401 || !strings.Contains(w.Body.String(), "straight from this machine") {
			t.Errorf("%s: got %d %s", header, w.Code, w.Body)
		}
	}
}

func TestReadyDevelopmentTokens(t *testing.T) {
	ready := func(*http.Request) ([]server.DevelopmentToken, error) {
		return []server.DevelopmentToken{{Role: "analyst", Scope: "nation", Token: "x.y.z"}}, nil
	}
	get := func(h house, headers ...string) *httptest.ResponseRecorder {
		r := request("GET", "/development/tokens", "", headers...)
		r.Host = "127.0.0.1:8080"
		return h.answer(r)
	}
	h := newHouse(t, server.Config{Local: true, DevelopmentTokens: ready}, nil)
	for header, status := range map[string]int{
		"": 200, "Sec-Fetch-Site: same-origin": 200, "Sec-Fetch-Site: none": 200,
		"Sec-Fetch-Site: cross-site": 403, "Sec-Fetch-Site: same-site": 403, "Origin: https://elsewhere.example": 403, "X-Forwarded-For: 192.0.2.1": 403,
	} {
		w := get(h, header)
		var all []server.DevelopmentToken
		if w.Code != status || status == 200 && (json.Unmarshal(w.Body.Bytes(), &all) != nil || len(all) != 1 || all[0].Token != "x.y.z") {
			t.Errorf("%s: got %d %s", header, w.Code, w.Body)
		}
		if status == 200 && (w.Header().Get("Cache-Control") != "no-store" || w.Header().Get("Cross-Origin-Resource-Policy") != "same-origin") {
			t.Errorf("others may keep it: %v", w.Header())
		}
	}
	if r := request("GET", "/development/tokens", ""); h.answer(r).Code != 421 {
		t.Error("it answers to any name")
	}
	for _, cfg := range []server.Config{{Local: true}, {DevelopmentTokens: ready}} {
		if w := get(newHouse(t, cfg, nil)); w.Code != 404 {
			t.Errorf("%+v: got %d", cfg, w.Code)
		}
	}
	failing := newHouse(t, server.Config{Local: true, DevelopmentTokens: func(*http.Request) ([]server.DevelopmentToken, error) {
		return nil, errors.New("secret cause")
	}}, nil)
	if w := get(failing); w.Code != 500 || strings.Contains(w.Body.String(), "secret") {
		t.Errorf("got %d %s", w.Code, w.Body)
	}
}

// A request ends with the token it came with.
func TestRequestsEndWithTheirToken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t, server.Config{SignIn: func(context.Context, string) (viewer.Viewer, time.Time, error) {
			return viewer.Viewer{Subject: "somebody"}, time.Now().Add(3 * time.Second), nil
		}}, ready)
		began := time.Now()
		w := h.post(`{"query":"{ patient }"}`, "Authorization: Bearer x")
		if took := time.Since(began); took != 3*time.Second {
			t.Errorf("it took %s: %d %s", took, w.Code, w.Body)
		}
	})
}

func TestLogTellsNothingOfTokens(t *testing.T) {
	p := signintest.Start(t)
	h := signing(t, p, nil, server.Config{})
	sound := p.Token("somebody", signintest.Client{})
	for _, token := range []string{sound, sound[:len(sound)-8] + "AAAAAAAA", "secret"} {
		h.post(whoAsks, "Authorization: Bearer "+token)
		for _, part := range append(strings.Split(token, "."), "somebody") {
			if strings.Contains(h.log.String(), part) {
				t.Errorf("the log tells %q: %s", part, h.log)
			}
		}
	}
}
