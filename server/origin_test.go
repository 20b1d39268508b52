package server_test

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"waymark/server"
)

// head is an answer without its body.
type head struct {
	StatusCode int
	Header     http.Header
}

// do sends a request to a real server.
func do(t *testing.T, s *httptest.Server, method, path, body string, headers ...string) head {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, s.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Add(name, value)
	}
	client := *s.Client()
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	res, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	return head{res.StatusCode, res.Header}
}

func varies(res head) []string {
	var names []string
	for _, line := range res.Header.Values("Vary") {
		for name := range strings.SplitSeq(line, ",") {
			names = append(names, strings.TrimSpace(name))
		}
	}
	return names
}

func TestPagesOfOtherOrigins(t *testing.T) {
	const ping, asks = `{"query":"mutation { ping }"}`, "Content-Type: application/json"
	tests := []struct {
		name, method, path, body string
		headers                  []string
		status                   int
		allowed                  string // Access-Control-Allow-Origin
	}{
		{"listed", "POST", "/graphql", ping, []string{asks, "Origin: https://pages.test", "Sec-Fetch-Site: cross-site"}, 200, "https://pages.test"},
		{"the second of the list", "POST", "/graphql", ping, []string{asks, "Origin: http://localhost:5173"}, 200, "http://localhost:5173"},
		{"listed, by another scheme", "POST", "/graphql", ping, []string{asks, "Origin: http://pages.test"}, 403, ""},
		{"listed, another port", "POST", "/graphql", ping, []string{asks, "Origin: https://pages.test:444"}, 403, ""},
		{"its subdomain", "POST", "/graphql", ping, []string{asks, "Origin: https://x.pages.test"}, 403, ""},
		{"not listed", "POST", "/graphql", ping, []string{asks, "Origin: https://elsewhere.test"}, 403, ""},
		{"null", "POST", "/graphql", ping, []string{asks, "Origin: null"}, 403, ""},
		{"listed, without a preflight", "POST", "/graphql", ping, []string{"Content-Type: text/plain", "Origin: https://pages.test"}, 415, "https://pages.test"},
		{"listed, as a form", "POST", "/graphql", ping, []string{"Content-Type: application/x-www-form-urlencoded", "Origin: https://pages.test"}, 415, "https://pages.test"},
		{"listed, a change by GET", "GET", "/graphql?query=mutation%7Bping%7D", "", []string{"Origin: https://pages.test"}, 405, "https://pages.test"},
		{"not listed, by GET", "GET", "/graphql?query=%7Btoday%7D", "", []string{"Origin: https://elsewhere.test"}, 200, ""},
		{"no page", "POST", "/graphql", ping, []string{asks}, 200, ""},
		{"the pages are nobody's to read", "GET", "/", "", []string{"Origin: https://pages.test"}, 200, ""},
	}
	s := httptest.NewServer(newHouse(t, server.Config{Origins: []server.Origin{"https://pages.test", "http://localhost:5173"}}, ready))
	t.Cleanup(s.Close)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			res := do(t, s, tt.method, tt.path, tt.body, tt.headers...)
			if got := res.Header.Get("Access-Control-Allow-Origin"); res.StatusCode != tt.status || got != tt.allowed {
				t.Errorf("got %d, allowed %q, want %d, %q", res.StatusCode, got, tt.status, tt.allowed)
			}
			if res.Header["Access-Control-Allow-Credentials"] != nil {
				t.Error("credentials are allowed")
			}
			if exposed := res.Header.Get("Access-Control-Expose-Headers"); tt.allowed != "" && !strings.Contains(exposed, "X-Request-Id") {
				t.Errorf("exposed: %q", exposed)
			}
			if names := varies(res); strings.HasPrefix(tt.path, "/graphql") && !slices.Contains(names, "Origin") {
				t.Errorf("Vary: %q", names)
			}
		})
	}
}

func TestPreflight(t *testing.T) {
	tests := []struct {
		name, origin, method, headers string
		allowed                       bool
	}{
		{"listed", "https://pages.test", "POST", "authorization,content-type,x-request-id", true},
		{"one header", "https://pages.test", "POST", "content-type", true},
		{"not listed", "https://elsewhere.test", "POST", "content-type", false},
		{"another method", "https://pages.test", "DELETE", "content-type", false},
		{"another header", "https://pages.test", "POST", "content-type,x-forwarded-for", false},
	}
	listed := httptest.NewServer(newHouse(t, server.Config{Origins: []server.Origin{"https://pages.test"}}, ready))
	t.Cleanup(listed.Close)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			res := do(t, listed, "OPTIONS", "/graphql", "", "Origin: "+tt.origin, "Access-Control-Request-Method: "+tt.method, "Access-Control-Request-Headers: "+tt.headers)
			allowed := res.Header.Get("Access-Control-Allow-Origin") == tt.origin && res.Header.Get("Access-Control-Allow-Methods") == tt.method &&
				res.Header.Get("Access-Control-Allow-Headers") == tt.headers && res.Header.Get("Access-Control-Max-Age") == "600"
			if res.StatusCode != 204 || allowed != tt.allowed {
				t.Errorf("got %d %v", res.StatusCode, res.Header)
			}
			if !tt.allowed && res.Header["Access-Control-Allow-Origin"] != nil || res.Header["Access-Control-Allow-Credentials"] != nil {
				t.Errorf("got %v", res.Header)
			}
			if names := varies(res); !slices.Contains(names, "Origin") || !slices.Contains(names, "Access-Control-Request-Headers") {
				t.Errorf("Vary: %q", names)
			}
		})
	}
	none := httptest.NewServer(newHouse(t, server.Config{}, ready))
	t.Cleanup(none.Close)
	res := do(t, none, "OPTIONS", "/graphql", "", "Origin: https://pages.test", "Access-Control-Request-Method: POST")
	if res.StatusCode != 405 || res.Header["Access-Control-Allow-Origin"] != nil {
		t.Errorf("without a list: %d %v", res.StatusCode, res.Header)
	}
}

func TestOriginsAreWrittenAsBrowsersDo(t *testing.T) {
	for text, ok := range map[string]bool{
		"https://pages.test": true, "https://pages.test:8443": true, "http://localhost:5173": true, "http://[::1]:8080": true,
		"": false, "*": false, "null": false, "pages.test": false, "https://": false, "https://*": false, "https://*.pages.test": false,
		"https://pages.test/": false, "https://pages.test/x": false, "https://pages.test?x": false, "https://u@pages.test": false,
		"HTTPS://pages.test": false, "https://Pages.test": false, "ftp://pages.test": false, "https://pages.test:443": false, "http://pages.test:80": false,
	} {
		var o server.Origin
		if err := o.UnmarshalText([]byte(text)); (err == nil) != ok {
			t.Errorf("%q: %v", text, err)
		}
	}
}
