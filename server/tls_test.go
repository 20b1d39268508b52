package server_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"log/slog"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"waymark/server"
)

// certify gives a self-signed certificate for localhost and its key, as PEM.
func certify(t *testing.T, serial int64) (chain, key []byte) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(serial), Subject: pkix.Name{CommonName: "localhost"}, DNSNames: []string{"localhost"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret})
}

// replace puts a new file in the place of one, as certificate tools do.
func replace(t *testing.T, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path+".new", content, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(path+".new", path); err != nil {
		t.Fatal(err)
	}
}

func port(a net.Addr) string {
	_, port, _ := net.SplitHostPort(a.String())
	return port
}

func TestTLS(t *testing.T) {
	dir := t.TempDir()
	chainFile, keyFile := filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	first, firstKey := certify(t, 1)
	second, secondKey := certify(t, 2)
	replace(t, chainFile, first)
	replace(t, keyFile, firstKey)

	log, complaints, l := &bytes.Buffer{}, &bytes.Buffer{}, listen(t)
	config, err := server.Certificates(chainFile, keyFile, slog.New(slog.NewTextHandler(log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		ended <- server.Runner{TLS: config}.Run(ctx, l, newHouse(t, server.Config{}, ready), slog.New(slog.NewTextHandler(complaints, nil)))
	}()

	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(first)
	roots.AppendCertsFromPEM(second)
	// knock opens a connection and gives the serial number of the certificate it meets.
	knock := func() int64 {
		t.Helper()
		c, err := tls.Dial("tcp", l.Addr().String(), &tls.Config{RootCAs: roots, ServerName: "localhost"})
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		return c.ConnectionState().PeerCertificates[0].SerialNumber.Int64()
	}
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots, ServerName: "localhost"}, ForceAttemptHTTP2: true}}
	res, err := client.Post("https://"+l.Addr().String()+"/graphql", "application/json", strings.NewReader(`{"query":"{ today }"}`))
	if err != nil {
		t.Fatal(err)
	}
	body, _ := io.ReadAll(res.Body)
	res.Body.Close()
	if res.ProtoMajor != 2 || string(body) != `{"data":{"today":"2009-04-30"}}` || res.Header.Get("Strict-Transport-Security") == "" {
		t.Errorf("got %s %v %s", res.Proto, res.Header, body)
	}
	old := &tls.Config{RootCAs: roots, ServerName: "localhost", MaxVersion: tls.VersionTLS11, MinVersion: tls.VersionTLS10}
	if c, err := tls.Dial("tcp", l.Addr().String(), old); err == nil {
		c.Close()
		t.Error("TLS 1.1 is spoken")
	}

	if serial := knock(); serial != 1 {
		t.Errorf("met certificate %d", serial)
	}
	replace(t, chainFile, second) // and not the key yet
	if serial := knock(); serial != 1 {
		t.Errorf("met certificate %d with a key of another", serial)
	}
	knock()
	replace(t, keyFile, secondKey)
	if serial := knock(); serial != 2 {
		t.Errorf("met certificate %d after it was renewed", serial)
	}
	if err := os.Remove(keyFile); err != nil {
		t.Fatal(err)
	}
	if serial := knock(); serial != 2 {
		t.Errorf("met certificate %d after the key was lost", serial)
	}
	plain, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.WriteString(plain, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
	_, _ = io.Copy(io.Discard, plain) // what it is told is net/http's
	plain.Close()
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if text := complaints.String(); !strings.Contains(text, "TLS handshake error from a client") || strings.Contains(text, "127.0.0.1:"+port(plain.LocalAddr())) {
		t.Errorf("the log says:\n%s", text)
	}
	if text := log.String(); strings.Count(text, "not renewed") != 2 || strings.Count(text, `"certificate renewed"`) != 1 {
		t.Errorf("the log says:\n%s", text)
	}
}

func TestCertificatesThatCannotBeUsed(t *testing.T) {
	dir := t.TempDir()
	chain, _ := certify(t, 1)
	_, key := certify(t, 2)
	replace(t, filepath.Join(dir, "cert.pem"), chain)
	replace(t, filepath.Join(dir, "key.pem"), key)
	for _, files := range [][2]string{{"cert.pem", "key.pem"}, {"cert.pem", "none"}, {"none", "key.pem"}, {"key.pem", "cert.pem"}} {
		if _, err := server.Certificates(filepath.Join(dir, files[0]), filepath.Join(dir, files[1]), slog.New(slog.DiscardHandler)); err == nil {
			t.Errorf("%v are taken", files)
		}
	}
}
