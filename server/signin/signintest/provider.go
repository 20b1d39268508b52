// Package signintest runs a real OpenID Connect provider, with storage of its own, for tests: discovery, keys and token endpoint by HTTP.
package signintest

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/json"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"
)

// Audience is what the provider calls Waymark.
const Audience = "waymark"

// secret is what every client of a test shows.
const secret = "a secret of a test" //nolint:gosec // of a provider that lives as long as a test

// Client is somebody whom the provider issues tokens to.
type Client struct {
	Audience string         // Audience when empty
	Valid    time.Duration  // an hour when zero
	Claims   map[string]any // beside those of every token
}

// Provider is one that runs, or did until it was stopped.
type Provider struct {
	Issuer string

	t       *testing.T
	handler http.Handler
	server  *httptest.Server

	mutex   sync.Mutex
	clients map[string]Client
	keys    []Key // the last signs
	asked   map[string]int
}

// Key is one that the provider signs with, or has.
type Key struct {
	ID        string
	Private   crypto.Signer
	Algorithm jose.SignatureAlgorithm
}

// NewKey gives an ES256 key.
func NewKey(t *testing.T, id string) Key {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return Key{ID: id, Private: private, Algorithm: jose.ES256}
}

// Start runs a provider on a free port of this machine until the test ends.
func Start(t *testing.T) *Provider {
	t.Helper()
	p := &Provider{t: t, clients: map[string]Client{}, keys: []Key{NewKey(t, "first")}, asked: map[string]int{}}
	p.server = httptest.NewUnstartedServer(http.HandlerFunc(p.serve))
	p.Issuer = "http://" + p.server.Listener.Addr().String()
	handler, err := op.NewProvider(&op.Config{CryptoKey: [32]byte{1}}, storage{p: p}, op.StaticIssuer(p.Issuer), op.WithAllowInsecure(), op.WithLogger(slog.New(slog.DiscardHandler)))
	if err != nil {
		t.Fatal(err)
	}
	p.handler = handler
	p.server.Start()
	t.Cleanup(func() { p.server.Close() })
	return p
}

func (p *Provider) serve(w http.ResponseWriter, r *http.Request) {
	p.mutex.Lock()
	p.asked[r.URL.Path]++
	p.mutex.Unlock()
	p.handler.ServeHTTP(w, r)
}

// Stop ends the provider; nothing listens at its address then.
func (p *Provider) Stop() { p.server.Close() }

// Resume starts a stopped provider again, at the same address.
func (p *Provider) Resume() {
	p.t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(p.t.Context(), "tcp", strings.TrimPrefix(p.Issuer, "http://"))
	if err != nil {
		p.t.Fatal(err)
	}
	p.server = &httptest.Server{Listener: listener, Config: &http.Server{Handler: http.HandlerFunc(p.serve), ReadHeaderTimeout: time.Minute}}
	p.server.Start()
}

// Fetches counts how often the keys were asked for.
func (p *Provider) Fetches() int {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	return p.asked["/keys"]
}

// Rotate makes the provider sign with another key. The keys that it had stay published if asked.
func (p *Provider) Rotate(next Key, keep bool) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if !keep {
		p.keys = nil
	}
	p.keys = append(p.keys, next)
}

// Key gives the key that the provider signs with.
func (p *Provider) Key() Key {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	return p.keys[len(p.keys)-1]
}

// Token has the provider's token endpoint issue a token about somebody.
func (p *Provider) Token(subject string, about Client) string {
	p.t.Helper()
	if about.Audience == "" {
		about.Audience = Audience
	}
	if about.Valid == 0 {
		about.Valid = time.Hour
	}
	p.mutex.Lock()
	p.clients[subject] = about
	p.mutex.Unlock()
	request, err := http.NewRequestWithContext(p.t.Context(), http.MethodPost, p.Issuer+"/oauth/token", strings.NewReader(url.Values{"grant_type": {"client_credentials"}, "scope": {"openid"}}.Encode()))
	if err != nil {
		p.t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.SetBasicAuth(url.QueryEscape(subject), url.QueryEscape(secret))
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		p.t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }() // read to its end
	var answer oidc.AccessTokenResponse
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil || response.StatusCode != http.StatusOK || answer.AccessToken == "" {
		p.t.Fatalf("the token endpoint answers %s, %v", response.Status, err)
	}
	return answer.AccessToken
}

// Claims gives what a sound token of the provider says, for a test to change before it signs.
func (p *Provider) Claims(subject string) map[string]any {
	now := time.Now()
	return map[string]any{"iss": p.Issuer, "sub": subject, "aud": []string{Audience}, "iat": now.Unix(), "exp": now.Add(time.Hour).Unix()}
}

// Sign signs claims, sound or not, with a key.
func Sign(t *testing.T, claims map[string]any, key Key) string {
	t.Helper()
	signer, err := op.SignerFromKey(signing{key})
	if err != nil {
		t.Fatal(err)
	}
	payload, err := json.Marshal(claims)
	if err != nil {
		t.Fatal(err)
	}
	signed, err := signer.Sign(payload)
	if err != nil {
		t.Fatal(err)
	}
	token, err := signed.CompactSerialize()
	if err != nil {
		t.Fatal(err)
	}
	return token
}

type signing struct{ k Key }

func (s signing) SignatureAlgorithm() jose.SignatureAlgorithm { return s.k.Algorithm }
func (s signing) ID() string                                  { return s.k.ID }
func (s signing) Key() any                                    { return s.k.Private }

type published struct{ k Key }

func (p published) Algorithm() jose.SignatureAlgorithm { return p.k.Algorithm }
func (p published) ID() string                         { return p.k.ID }
func (p published) Use() string                        { return "sig" }
func (p published) Key() any                           { return p.k.Private.Public() }

var _ op.ClientCredentialsStorage = storage{}

// storage answers what the client credentials grant asks; of anything else the provider has none.
type storage struct {
	op.Storage
	p *Provider
}

func (s storage) client(id string) (client, error) {
	s.p.mutex.Lock()
	defer s.p.mutex.Unlock()
	c, known := s.p.clients[id]
	if !known {
		return client{}, oidc.ErrInvalidClient()
	}
	return client{id: id, about: c}, nil
}

func (s storage) ClientCredentials(_ context.Context, id, given string) (op.Client, error) {
	if given != secret {
		return nil, oidc.ErrInvalidClient()
	}
	return s.client(id)
}

func (s storage) ClientCredentialsTokenRequest(_ context.Context, id string, scopes []string) (op.TokenRequest, error) {
	c, err := s.client(id)
	return tokenRequest{client: c, scopes: scopes}, err
}

func (s storage) CreateAccessToken(_ context.Context, r op.TokenRequest) (string, time.Time, error) {
	c, err := s.client(r.GetSubject())
	return rand.Text(), time.Now().Add(c.about.Valid), err
}

func (s storage) GetPrivateClaimsFromScopes(_ context.Context, subject, _ string, _ []string) (map[string]any, error) {
	c, err := s.client(subject)
	return c.about.Claims, err
}

func (s storage) SigningKey(context.Context) (op.SigningKey, error) { return signing{s.p.Key()}, nil }

func (s storage) SignatureAlgorithms(context.Context) ([]jose.SignatureAlgorithm, error) {
	return []jose.SignatureAlgorithm{s.p.Key().Algorithm}, nil
}

func (s storage) KeySet(context.Context) ([]op.Key, error) {
	s.p.mutex.Lock()
	defer s.p.mutex.Unlock()
	all := make([]op.Key, len(s.p.keys))
	for i, k := range s.p.keys {
		all[i] = published{k}
	}
	return all, nil
}

type tokenRequest struct {
	client
	scopes []string
}

func (r tokenRequest) GetSubject() string    { return r.id }
func (r tokenRequest) GetAudience() []string { return []string{r.about.Audience} }
func (r tokenRequest) GetScopes() []string   { return r.scopes }

// client is asked for little by the client credentials grant.
type client struct {
	op.Client
	id    string
	about Client
}

func (c client) GetID() string               { return c.id }
func (c client) AuthMethod() oidc.AuthMethod { return oidc.AuthMethodBasic }
func (c client) GrantTypes() []oidc.GrantType {
	return []oidc.GrantType{oidc.GrantTypeClientCredentials}
}
func (c client) AccessTokenType() op.AccessTokenType { return op.AccessTokenTypeJWT }
func (c client) ClockSkew() time.Duration            { return 0 }

func (c client) RestrictAdditionalAccessTokenScopes() func([]string) []string {
	return func(scopes []string) []string { return scopes }
}
