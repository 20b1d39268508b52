package main

import (
	"testing"

	"github.com/alecthomas/kong"

	"waymark/server"
)

func parseServe(t *testing.T, args ...string) (serve, error) {
	t.Helper()
	var cli struct {
		Serve serve `cmd:""`
	}
	parser, err := kong.New(&cli)
	if err != nil {
		t.Fatal(err)
	}
	_, err = parser.Parse(append([]string{"serve"}, args...))
	return cli.Serve, err
}

// The help tells the defaults, which are the server's own.
func TestSocketFlags(t *testing.T) {
	s, err := parseServe(t)
	if err != nil {
		t.Fatal(err)
	}
	want := server.Sockets{
		MaxMessage: server.DefaultMaxMessage, MaxOperations: server.DefaultMaxOperations, MaxPerClient: server.DefaultMaxPerClient, MaxOpen: server.DefaultMaxOpen,
		InitTimeout: server.DefaultInitTimeout, IdleTimeout: server.DefaultIdleTimeout, SendTimeout: server.DefaultSendTimeout, PingEvery: server.DefaultPingEvery,
	}
	got := s.sockets.bounds()
	if got.MaxMessage != want.MaxMessage || got.MaxOperations != want.MaxOperations || got.MaxPerClient != want.MaxPerClient || got.MaxOpen != want.MaxOpen ||
		got.InitTimeout != want.InitTimeout || got.IdleTimeout != want.IdleTimeout || got.SendTimeout != want.SendTimeout || got.PingEvery != want.PingEvery {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if s, err := parseServe(t, "--socket-max-open", "7", "--socket-origin", "https://a.test", "--socket-origin", "https://b.test:8443"); err != nil || s.sockets.bounds().MaxOpen != 7 || len(s.sockets.bounds().Origins) != 2 {
		t.Errorf("got %+v, %v", s.sockets.bounds(), err)
	}
	for _, args := range [][]string{{"--socket-max-open=0"}, {"--socket-max-message=-1"}, {"--socket-ping-every=0s"}, {"--socket-origin=a.test"}, {"--socket-origin=https://a.test/x"}} {
		if _, err := parseServe(t, args...); err == nil {
			t.Errorf("%v are taken", args)
		}
	}
}
