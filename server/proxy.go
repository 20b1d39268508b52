package server

import (
	"context"
	"net/http"
	"net/netip"
	"regexp"
	"strings"
)

// origin is where a request comes from, as far as the server may believe it.
type origin struct {
	address netip.Addr // of the client; the zero value when unknown
	trusted bool       // whether it came through a proxy that is believed
	secure  bool       // whether the client's own connection is encrypted
}

type originKey struct{}

func originOf(r *http.Request) origin {
	o, known := r.Context().Value(originKey{}).(origin)
	if !known {
		o = origin{address: remote(r), secure: r.TLS != nil}
	}
	return o
}

// ClientAddress gives the address of whoever sent a request. Behind proxies that the configuration trusts it is the right-most
// address of their chain that is not one of theirs; what others claim about themselves counts for nothing. It is the zero value
// when the connection has no address. IPv4 addresses have their IPv4 form.
func ClientAddress(r *http.Request) netip.Addr { return originOf(r).address }

// located settles where each request comes from, before anything else looks at it.
func located(trusted []netip.Prefix, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), originKey{}, locate(trusted, r))))
	})
}

// locate believes the headers of trusted proxies only. A proxy writes one of the two kinds of header and may pass on the other as
// the client sent it: when both are there and name different clients, neither is believed, and the proxy stands for whoever it
// may be.
func locate(trusted []netip.Prefix, r *http.Request) origin {
	o := origin{address: remote(r), secure: r.TLS != nil}
	if o.trusted = within(trusted, o.address); !o.trusted {
		return o
	}
	commas := entries(r.Header.Values("X-Forwarded-For"))
	fors, protocol := forwardedBy(entries(r.Header.Values("Forwarded")))
	client := nearest(trusted, o.address, commas)
	if len(fors) > 0 {
		other := nearest(trusted, o.address, fors)
		if len(commas) > 0 && other != client {
			return o
		}
		client = other
	}
	o.address = client
	if protocols := entries(r.Header.Values("X-Forwarded-Proto")); len(protocols) > 0 {
		protocol = protocols[len(protocols)-1]
	}
	o.secure = o.secure || strings.EqualFold(protocol, "https")
	return o
}

// nearest goes through a chain of addresses from its end, where the nearest proxy wrote, to the first that is not trusted. What cannot be read
// as an address ends the way at whoever wrote it.
func nearest(trusted []netip.Prefix, last netip.Addr, chain []string) netip.Addr {
	for i := len(chain) - 1; i >= 0 && within(trusted, last); i-- {
		address, ok := parseNode(chain[i])
		if !ok {
			break
		}
		last = address
	}
	return last
}

// entries joins the lines of a header and parts them at their commas. No address and no parameter that is read here has one within quotes.
func entries(lines []string) []string {
	var all []string
	for _, line := range lines {
		for entry := range strings.SplitSeq(line, ",") {
			all = append(all, strings.TrimSpace(entry))
		}
	}
	return all
}

// forwardedBy reads the elements of a Forwarded header (RFC 7239): who each forwards for, and the protocol that the last one names.
func forwardedBy(elements []string) (fors []string, protocol string) {
	for _, element := range elements {
		node := ""
		protocol = ""
		for pair := range strings.SplitSeq(element, ";") {
			name, value, _ := strings.Cut(strings.TrimSpace(pair), "=")
			value = strings.Trim(value, `"`)
			switch strings.ToLower(name) {
			case "for":
				node = value
			case "proto":
				protocol = value
			}
		}
		fors = append(fors, node)
	}
	return fors, protocol
}

// parseNode reads an address with or without a port, and an IPv6 address with or without brackets.
func parseNode(text string) (netip.Addr, bool) {
	if pair, err := netip.ParseAddrPort(text); err == nil {
		return plainAddress(pair.Addr()), true
	}
	address, err := netip.ParseAddr(strings.TrimSuffix(strings.TrimPrefix(text, "["), "]"))
	return plainAddress(address), err == nil
}

func remote(r *http.Request) netip.Addr {
	address, _ := parseNode(r.RemoteAddr)
	return address
}

// plainAddress has one form for one address: IPv4 not wrapped in IPv6, and no zone.
func plainAddress(a netip.Addr) netip.Addr { return a.Unmap().WithZone("") }

func within(networks []netip.Prefix, a netip.Addr) bool {
	for _, n := range networks {
		if n.Contains(a) {
			return true
		}
	}
	return false
}

// namedByProxy is the form of a request id that a trusted proxy may give.
var namedByProxy = regexp.MustCompile(`^[A-Za-z0-9._-]{8,64}$`)

// proxyID gives the request id that a trusted proxy has given, or "".
func proxyID(r *http.Request) string {
	id := r.Header.Values("X-Request-Id")
	if len(id) != 1 || !originOf(r).trusted || !namedByProxy.MatchString(id[0]) {
		return ""
	}
	return id[0]
}
