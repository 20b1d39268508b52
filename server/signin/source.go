package signin

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

const (
	fetchTimeout = 5 * time.Second
	maxFetched   = 1 << 20 // bytes of a discovery document or a key set
	fetchBurst   = 6       // fetches in a row
	fetchEvery   = 5 * time.Second
)

var (
	errOften  = errors.New("fetched too often")
	errUnsafe = errors.New("not fetched over an open network: the address is not https")
	errLarge  = errors.New("the answer is larger than 1 MiB")
)

// source fetches from a provider: not too often, not too much, over nothing that others can write into. It minds which
// keys were published last, by their ids.
type source struct {
	transport http.RoundTripper
	limit     *rate.Limiter
	now       func() time.Time
	log       *slog.Logger

	mutex sync.Mutex
	keys  string // the address of the key set
	asked int    // fetches that were begun, or refused as too many
	count int    // of key sets fetched
	ids   map[string]bool
}

func newSource(now func() time.Time, log *slog.Logger) *source {
	transport := &http.Transport{
		Proxy: http.ProxyFromEnvironment, ForceAttemptHTTP2: true, TLSHandshakeTimeout: fetchTimeout,
		IdleConnTimeout: time.Minute, MaxIdleConns: 2, MaxResponseHeaderBytes: 64 << 10,
	}
	return &source{transport: transport, limit: rate.NewLimiter(rate.Every(fetchEvery), fetchBurst), now: now, log: log}
}

// RoundTrip fetches, and reads the answer whole.
func (s *source) RoundTrip(r *http.Request) (*http.Response, error) {
	s.mutex.Lock()
	s.asked++
	s.mutex.Unlock()
	if !safe(r.URL) {
		return nil, errUnsafe
	}
	if !s.limit.AllowN(s.now(), 1) {
		return nil, errOften
	}
	response, body, err := s.fetch(r)
	switch {
	case err != nil:
		s.log.WarnContext(r.Context(), "the OpenID provider does not answer", "path", r.URL.Path, "cause", shortened(err.Error()))
	case response.StatusCode != http.StatusOK:
		s.log.WarnContext(r.Context(), "the OpenID provider does not answer", "path", r.URL.Path, "status", response.StatusCode)
	default:
		s.read(r.URL.String(), body)
	}
	return response, err
}

func (s *source) fetch(r *http.Request) (*http.Response, []byte, error) {
	response, err := s.transport.RoundTrip(r)
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = response.Body.Close() }() // read to its end or given up
	body, err := io.ReadAll(io.LimitReader(response.Body, maxFetched+1))
	if err != nil {
		return nil, nil, err
	}
	if len(body) > maxFetched {
		return nil, nil, errLarge
	}
	response.Body = io.NopCloser(bytes.NewReader(body))
	return response, body, nil
}

// shortened keeps an error that quotes what a provider sent from filling the log.
func shortened(text string) string { return text[:min(len(text), 300)] }

// mind names the address of the key set.
func (s *source) mind(address string) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.keys = address
}

func (s *source) read(address string, body []byte) {
	var set struct {
		Keys []struct {
			ID string `json:"kid"`
		} `json:"keys"`
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if address != s.keys || json.Unmarshal(body, &set) != nil {
		return
	}
	s.count++
	s.ids = map[string]bool{"": true} // a token without a key's id is tried with every key
	for _, key := range set.Keys {
		s.ids[key.ID] = true
	}
}

// tried counts the fetches that were begun, or refused as too many.
func (s *source) tried() int {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.asked
}

// fetched counts the key sets that were fetched.
func (s *source) fetched() int {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.count
}

// knows tells whether the key with the id was published when the keys were fetched last.
func (s *source) knows(id string) bool {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.ids[id]
}
