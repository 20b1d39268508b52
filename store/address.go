package store

import (
	"errors"
	"net/url"
	"slices"
	"strings"
)

// connectWithin is how many seconds a server of several may take to let a connection in before another one is tried.
const connectWithin = "2"

// errAddress comes without the URL, which may hold a password.
var errAddress = errors.New("open PostgreSQL: the database URL starts with postgres://")

// serversOf takes a URL with the hosts of several servers, as in postgres://user@one:5432,two:5432/name, apart: one URL a server.
func serversOf(address string) ([]*url.URL, error) {
	scheme, rest, found := strings.Cut(address, "://")
	if !found || (scheme != "postgres" && scheme != "postgresql") {
		return nil, errAddress
	}
	authority, tail := rest, ""
	if end := strings.IndexAny(rest, "/?#"); end >= 0 {
		authority, tail = rest[:end], rest[end:]
	}
	at := strings.LastIndex(authority, "@") + 1
	var servers []*url.URL
	for host := range strings.SplitSeq(authority[at:], ",") {
		u, err := url.Parse(scheme + "://" + authority[:at] + host + tail)
		if err != nil {
			return nil, errAddress
		}
		servers = append(servers, u)
	}
	return servers, nil
}

// with gives a URL with a setting, unless it has one of that name.
func with(u *url.URL, name, value string) *url.URL {
	settings := u.Query()
	if settings.Has(name) {
		return u
	}
	settings.Set(name, value)
	changed := *u
	changed.RawQuery = settings.Encode()
	return &changed
}

// listeningTo gives where to listen: the address itself, or, of several servers, whichever is the primary, in the words of the driver.
func listeningTo(address string) string {
	servers, err := serversOf(address)
	if err != nil || len(servers) == 1 {
		return address
	}
	first := with(with(servers[0], "connect_timeout", connectWithin), "target_session_attrs", "primary")
	quote := strings.NewReplacer(`\`, `\\`, `'`, `\'`)
	var words []string
	say := func(name, value string) {
		if value != "" {
			words = append(words, name+"='"+quote.Replace(value)+"'")
		}
	}
	var hosts, ports []string
	for _, u := range servers {
		hosts, ports = append(hosts, u.Hostname()), append(ports, port(u))
	}
	say("host", strings.Join(hosts, ","))
	say("port", strings.Join(ports, ","))
	if first.User != nil {
		password, _ := first.User.Password()
		say("user", first.User.Username())
		say("password", password)
	}
	say("dbname", strings.TrimPrefix(first.Path, "/"))
	settings := first.Query()
	names := make([]string, 0, len(settings))
	for name := range settings {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		say(name, settings.Get(name))
	}
	return strings.Join(words, " ")
}

func port(u *url.URL) string {
	if p := u.Port(); p != "" {
		return p
	}
	return "5432"
}
