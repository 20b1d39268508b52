package main

import (
	"errors"
	"net/http"
	"time"

	"waymark/server"
)

// sockets bounds the WebSockets and event streams that clients may hold open.
type sockets struct {
	MaxMessage    int64         `name:"socket-max-message" help:"Largest message a WebSocket takes, in bytes." default:"65536" env:"WAYMARK_SOCKET_MAX_MESSAGE"`
	MaxOperations int           `name:"socket-max-operations" help:"Operations that may be under way on one WebSocket." default:"50" env:"WAYMARK_SOCKET_MAX_OPERATIONS"`
	MaxPerClient  int           `name:"socket-max-per-client" help:"WebSockets and event streams that one subject, or one address of those who have not signed in, may hold open." default:"100" env:"WAYMARK_SOCKET_MAX_PER_CLIENT"`
	MaxOpen       int           `name:"socket-max-open" help:"WebSockets and event streams that may be open at this server." default:"2000" env:"WAYMARK_SOCKET_MAX_OPEN"`
	InitTimeout   time.Duration `name:"socket-init-timeout" help:"How long a WebSocket may take to send connection_init." default:"5s" env:"WAYMARK_SOCKET_INIT_TIMEOUT"`
	IdleTimeout   time.Duration `name:"socket-idle-timeout" help:"How long a WebSocket may stay open with no operation under way." default:"5m" env:"WAYMARK_SOCKET_IDLE_TIMEOUT"`
	SendTimeout   time.Duration `name:"socket-send-timeout" help:"How long a client may take to receive one message or event before it is cut off." default:"10s" env:"WAYMARK_SOCKET_SEND_TIMEOUT"`
	PingEvery     time.Duration `name:"socket-ping-every" help:"How often a client is asked for a sign of life." default:"20s" env:"WAYMARK_SOCKET_PING_EVERY"`
	Origins       []string      `name:"socket-origin" help:"Origin whose pages may open WebSockets and event streams besides the server's own, as https://example.org; repeatable." placeholder:"ORIGIN" env:"WAYMARK_SOCKET_ORIGIN"`
}

// Validate refuses limits of nothing and origins that are none.
func (s sockets) Validate() error {
	if min(s.MaxMessage, int64(s.MaxOperations), int64(s.MaxPerClient), int64(s.MaxOpen)) < 1 ||
		min(s.InitTimeout, s.IdleTimeout, s.SendTimeout, s.PingEvery) <= 0 {
		return errors.New("the limits and times of sockets must be above zero")
	}
	for _, origin := range s.Origins {
		if err := http.NewCrossOriginProtection().AddTrustedOrigin(origin); err != nil {
			return err
		}
	}
	return nil
}

// limits gives the flags as the server takes them.
func (s sockets) bounds() server.Sockets {
	return server.Sockets{
		MaxMessage:    s.MaxMessage,
		MaxOperations: s.MaxOperations,
		MaxPerClient:  s.MaxPerClient,
		MaxOpen:       s.MaxOpen,
		InitTimeout:   s.InitTimeout,
		IdleTimeout:   s.IdleTimeout,
		SendTimeout:   s.SendTimeout,
		PingEvery:     s.PingEvery,
		Origins:       s.Origins,
	}
}
