package server_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"waymark/server"
)

func networks(texts ...string) []netip.Prefix {
	var list []netip.Prefix
	for _, text := range texts {
		list = append(list, netip.MustParsePrefix(text))
	}
	return list
}

func TestClientAddress(t *testing.T) {
	trusted := networks("127.0.0.0/8", "10.0.0.0/8", "2001:db8:1::/48")
	tests := []struct {
		name    string
		trusted []netip.Prefix
		headers []string
		want    string
	}{
		{"nobody is trusted", nil, []string{"X-Forwarded-For: 192.0.2.1"}, "127.0.0.1"},
		{"others are trusted", networks("10.0.0.0/8"), []string{"X-Forwarded-For: 192.0.2.1", "Forwarded: for=192.0.2.1"}, "127.0.0.1"},
		{"no header", trusted, nil, "127.0.0.1"},
		{"one proxy", trusted, []string{"X-Forwarded-For: 192.0.2.1"}, "192.0.2.1"},
		{"two proxies", trusted, []string{"X-Forwarded-For: 192.0.2.1, 10.1.2.3"}, "192.0.2.1"},
		{"the client's own claim", trusted, []string{"X-Forwarded-For: 198.51.100.9, 192.0.2.1, 10.1.2.3"}, "192.0.2.1"},
		{"a claim to be a proxy", trusted, []string{"X-Forwarded-For: 10.9.9.9, 192.0.2.1"}, "192.0.2.1"},
		{"two lines", trusted, []string{"X-Forwarded-For: 198.51.100.9", "X-Forwarded-For: 192.0.2.1,10.1.2.3"}, "192.0.2.1"},
		{"all trusted", trusted, []string{"X-Forwarded-For: 10.0.0.1, 10.0.0.2"}, "10.0.0.1"},
		{"port", trusted, []string{"X-Forwarded-For: 192.0.2.1:4711"}, "192.0.2.1"},
		{"IPv6", trusted, []string{"X-Forwarded-For: 2001:db8:2::1, 2001:db8:1::1"}, "2001:db8:2::1"},
		{"IPv6 in brackets", trusted, []string{"X-Forwarded-For: [2001:db8:2::1]:443"}, "2001:db8:2::1"},
		{"IPv4 in IPv6", trusted, []string{"X-Forwarded-For: 192.0.2.1, ::ffff:10.1.2.3"}, "192.0.2.1"},
		{"unreadable", trusted, []string{"X-Forwarded-For: 192.0.2.1, unknown"}, "127.0.0.1"},
		{"unreadable behind a proxy", trusted, []string{"X-Forwarded-For: 192.0.2.1, unknown, 10.1.2.3"}, "10.1.2.3"},
		{"empty", trusted, []string{"X-Forwarded-For: "}, "127.0.0.1"},
		{"Forwarded", trusted, []string{`Forwarded: for=192.0.2.1;proto=https;by=10.0.0.1`}, "192.0.2.1"},
		{"Forwarded, two proxies", trusted, []string{`Forwarded: for=198.51.100.9, For="192.0.2.1:4711", for=10.1.2.3`}, "192.0.2.1"},
		{"Forwarded, IPv6", trusted, []string{`Forwarded: proto=http; for="[2001:db8:2::1]:4711"`}, "2001:db8:2::1"},
		{"Forwarded, hidden", trusted, []string{`Forwarded: for=_hidden`}, "127.0.0.1"},
		{"Forwarded, for nobody", trusted, []string{`Forwarded: for=192.0.2.1, proto=https`}, "127.0.0.1"},
		{"both agree", trusted, []string{"X-Forwarded-For: 192.0.2.1", "Forwarded: for=192.0.2.1"}, "192.0.2.1"},
		{"one is the client's own", trusted, []string{"X-Forwarded-For: 192.0.2.1", "Forwarded: for=198.51.100.9"}, "127.0.0.1"},
		{"other headers", trusted, []string{"X-Real-Ip: 192.0.2.1", "Client-Ip: 192.0.2.1"}, "127.0.0.1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got netip.Addr
			s := httptest.NewServer(server.Located(tt.trusted, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { got = server.ClientAddress(r) })))
			defer s.Close()
			do(t, s, "GET", "/", "", tt.headers...)
			if got.String() != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestRequestIDOfATrustedProxy(t *testing.T) {
	for _, tt := range []struct {
		proxies string
		id      string
		taken   bool
	}{
		{"127.0.0.0/8", "0af76519-16cd.43dd_8448", true},
		{"127.0.0.0/8", strings.Repeat("x", 64), true},
		{"127.0.0.0/8", strings.Repeat("x", 65), false},
		{"127.0.0.0/8", "short", false},
		{"127.0.0.0/8", "id=with others", false},
		{"10.0.0.0/8", "0af76519-16cd.43dd_8448", false},
	} {
		s := httptest.NewServer(newHouse(t, server.Config{Proxies: networks(tt.proxies)}, ready))
		id := do(t, s, "GET", "/livez", "", "X-Request-Id: "+tt.id).Header.Get("X-Request-Id")
		if (id == tt.id) != tt.taken || !tt.taken && len(id) != 26 {
			t.Errorf("%+v: got %q", tt, id)
		}
		s.Close()
	}
}

func TestStrictTransportSecurity(t *testing.T) {
	h := newHouse(t, server.Config{Proxies: networks("127.0.0.0/8")}, ready)
	plain, encrypted := httptest.NewServer(h), httptest.NewTLSServer(h)
	defer plain.Close()
	defer encrypted.Close()
	for _, tt := range []struct {
		s      *httptest.Server
		header string
		strict bool
	}{
		{plain, "X: y", false}, {encrypted, "X: y", true},
		{plain, "X-Forwarded-Proto: https", true}, {plain, "X-Forwarded-Proto: https, http", false}, {plain, "Forwarded: for=192.0.2.1;proto=https", true},
	} {
		got := do(t, tt.s, "GET", "/livez", "", tt.header).Header.Get("Strict-Transport-Security")
		if fmt.Sprint(got != "") != fmt.Sprint(tt.strict) {
			t.Errorf("%s with %s: %q", tt.s.URL, tt.header, got)
		}
	}
	untrusting := httptest.NewServer(newHouse(t, server.Config{}, ready))
	defer untrusting.Close()
	if got := do(t, untrusting, "GET", "/livez", "", "X-Forwarded-Proto: https").Header.Get("Strict-Transport-Security"); got != "" {
		t.Errorf("anybody's word is taken: %q", got)
	}
}
