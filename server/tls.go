package server

import (
	"context"
	"crypto/tls"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"time"
)

// Certificates gives the configuration of a server that proves itself with the certificate chain and key in two PEM files: TLS 1.2 or
// newer. The files are looked at whenever somebody connects and read again when they have changed; while what they hold cannot be used,
// as between the writing of one and of the other, the pair before it stays in use and the log says so once.
func Certificates(chain, key string, log *slog.Logger) (*tls.Config, error) {
	p := &pair{chain: chain, key: key, log: log}
	if err := p.read(); err != nil {
		return nil, fmt.Errorf("read the certificate: %w", err)
	}
	return &tls.Config{
		MinVersion: tls.VersionTLS12,
		GetCertificate: func(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
			return p.current(hello.Context()), nil
		},
	}, nil
}

// pair is a certificate and its key in two files.
type pair struct {
	chain, key string
	log        *slog.Logger

	mutex sync.Mutex
	state [2]file // of the files when they were last tried
	valid *tls.Certificate
}

// file is what tells one content of a file from the next.
type file struct {
	modified time.Time
	size     int64
}

// current gives the newest pair that can be used.
func (p *pair) current(ctx context.Context) *tls.Certificate {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if p.look() != p.state {
		if err := p.read(); err != nil {
			p.log.WarnContext(ctx, "certificate not renewed", "cause", err)
		} else {
			p.log.InfoContext(ctx, "certificate renewed", "until", p.valid.Leaf.NotAfter)
		}
	}
	return p.valid
}

// read notes the state of the files before it reads them: what changes in between is seen as a change the next time.
func (p *pair) read() error {
	p.state = p.look()
	certificate, err := tls.LoadX509KeyPair(p.chain, p.key)
	if err != nil {
		return err
	}
	p.valid = &certificate
	return nil
}

// look gives the state of the files; of one that is not there, the zero value.
func (p *pair) look() (state [2]file) {
	for i, name := range []string{p.chain, p.key} {
		if info, err := os.Stat(name); err == nil {
			state[i] = file{info.ModTime(), info.Size()}
		}
	}
	return state
}
