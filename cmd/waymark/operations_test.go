package main

import (
	"bytes"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/alecthomas/kong"
)

// secret stands wherever a client may write something.
const secret = "Zx9secret"

// lines gives the lines of a log in JSON.
func (p *process) lines() []map[string]any {
	p.t.Helper()
	var lines []map[string]any
	for text := range strings.SplitSeq(strings.TrimSpace(p.log.String()), "\n") {
		var line map[string]any
		if err := json.Unmarshal([]byte(text), &line); err != nil {
			p.t.Fatalf("not JSON: %s", text)
		}
		lines = append(lines, line)
	}
	return lines
}

// admin gives the address of the second listener, once the log tells it.
func (p *process) admin() string {
	p.t.Helper()
	for p.t.Context().Err() == nil && p.second == "" {
		for _, line := range p.lines() {
			if line["listener"] == "admin" && line["msg"] == "listening" {
				p.second = "http://" + line["address"].(string)
			}
		}
	}
	return p.second
}

// raw sends bytes as they are and reads what comes.
func (p *process) raw(request string) {
	p.t.Helper()
	address := strings.TrimSuffix(strings.TrimPrefix(p.graphql, "http://"), "/graphql")
	c, err := net.Dial("tcp", address)
	if err != nil {
		p.t.Fatal(err)
	}
	defer c.Close()
	if _, err := io.WriteString(c, request); err != nil {
		p.t.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, c) // what it says is not what this is about
}

// A session with something secret in every place that a client may fill. Log, traces and metrics tell none of it.
func TestNothingThatIsSaidIsTold(t *testing.T) {
	var exported lockedBuffer
	collector := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(&exported, r.Body)
		w.Header().Set("Content-Type", "application/x-protobuf")
	}))
	defer collector.Close()
	onBothEngines(t, func(t *testing.T, flags []string) {
		p := start(t, append(flags, "--demo", "--today", "2009-04-30", "--log-format", "json", "--log-level", "debug",
			"--admin-addr", "127.0.0.1:0", "--otlp-endpoint", collector.URL, "--operation-name", "Known")...)
		headers := ""
		for _, name := range []string{"Authorization: Bearer ", "Cookie: session=", "User-Agent: ", "Referer: https://", "Origin: https://", "X-Request-Id: ",
			"X-Forwarded-For: ", "Forwarded: for=", "Traceparent: ", "Tracestate: a=", "Baggage: a=", "Accept-Language: ", "X-Anything: "} {
			headers += name + secret + "\r\n"
		}
		without := strings.Replace(headers, "Origin: https://"+secret+"\r\n", "", 1)
		anonymous := strings.Replace(without, "Authorization: Bearer "+secret+"\r\n", "", 1)
		signedIn := "Authorization: Bearer " + p.token + "\r\n" + regexp.MustCompile(`(X-Forwarded-For|Forwarded): .*\r\n`).ReplaceAllString(anonymous, "")
		post := func(headers, query, variables, rest string) {
			text, _ := json.Marshal(query)
			body := fmt.Sprintf(`{"query":%s,"variables":%s%s}`, text, variables, rest)
			p.raw(fmt.Sprintf("POST /graphql?%s=%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n%sContent-Length: %d\r\n\r\n%s",
				secret, secret, headers, len(body), body))
		}
		hire := `mutation Known($n: String!, $k: String) { ` + secret + `: coordinatorCreate(input: {name: $n, idempotencyKey: $k}) { coordinator { name } userErrors { message } } }`
		person := fmt.Sprintf(`{"n":%q,"k":%q}`, secret, secret)
		for _, h := range []string{headers, without, anonymous, signedIn} {
			post(h, hire, person, "")
			post(h, hire, person, "")
			post(h, hire, strings.Replace(person, `"k":"`, `"k":"`+strings.Repeat("k", 300), 1), "")
			post(h, hire, strings.Replace(person, secret, secret+`\u0007`, 1), "")
			post(h, hire, strings.Replace(person, secret, secret+`\u0000`, 1), "")
			post(h, `query Known { node(id: "`+secret+`") { id } `+secret+`: coordinators(first: 3) { nodes { name } } }`, `{}`, "")
			post(h, `{ district(code: "`+secret+`") { name } regions(after: "`+secret+`") { totalCount } }`, `{}`, "")
			post(h, `{ `+secret+` }`, `{}`, "")
			post(h, `{ coverage(asOf: "`+secret+`") { districts } } #`+secret, `{}`, "")
			post(h, `query($`+secret+`: Date!) { coverage(asOf: $`+secret+`) { districts } }`, `{"`+secret+`":"`+secret+`"}`, "")
			post(h, `query A { today }`, `{}`, `,"operationName":"`+secret+`","extensions":{"`+secret+`":"`+secret+`"}`)
			post(h, `{ `+secret, `{}`, "")
			post(h, `{ today }`, `"`+secret+`"`, "")
			post(h, `{ today }`, `{`+secret, "")
		}
		for _, first := range []string{"GET /" + secret, "GET //" + secret, "GET /graphql/" + secret, "GET /graphql?query=%7B" + secret + "%7D", "GET /?" + secret,
			"GET /graphiql?query=" + secret, "GET /%zz" + secret, strings.ToUpper(secret) + " /graphql", "GET http://" + secret + "/", "GET /graphql#" + secret} {
			p.raw(first + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n")
		}
		p.raw("GET / HTTP/1.1\r\nHost: " + secret + "\r\nConnection: close\r\n\r\n")
		p.raw("GET / HTTP/9." + secret + "\r\n\r\n")
		p.raw("POST /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: " + secret + "/" + secret + "\r\nContent-Length: " + secret + "\r\n\r\n")

		res, err := http.Get(p.admin() + "/metrics")
		if err != nil {
			t.Fatal(err)
		}
		metrics, _ := io.ReadAll(res.Body)
		res.Body.Close()
		p.stop()
		for what, text := range map[string]string{"log": p.log.String(), "traces": exported.String(), "metrics": string(metrics)} {
			for _, said := range []string{secret, p.token} {
				if i := strings.Index(strings.ToLower(text), strings.ToLower(said)); i >= 0 {
					t.Errorf("the %s tell: %q", what, text[max(0, i-200):min(len(text), i+200)])
				}
			}
		}
		if n := strings.Count(p.log.String(), `"operation":"Known"`); n < 8 || !strings.Contains(exported.String(), "Known") || !bytes.Contains(metrics, []byte(`operation="Known"`)) {
			t.Errorf("%d lines name the operation, or the traces or metrics do not:\n%s", n, p.log)
		}
		if !strings.Contains(exported.String(), "INSERT INTO") {
			t.Error("the traces tell of no statement")
		}
		inDocs(t, "log field", func(page string) []string { return ticked(section(page, "The log"), 1) }, fields(p.lines()))
	})
}

func fields(lines []map[string]any) []string {
	var names []string
	for _, line := range lines {
		for name := range line {
			names = append(names, name)
		}
	}
	return names
}

// inDocs holds what there is against a list on the page about operating: all of it must be there.
func inDocs(t *testing.T, what string, list func(page string) []string, are []string) {
	t.Helper()
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "operating.md"))
	if err != nil {
		t.Fatal(err)
	}
	told := list(string(page))
	for _, name := range are {
		if !slices.Contains(told, name) {
			t.Errorf("docs/operating.md does not list the %s %s", what, name)
		}
	}
}

// section gives the text below a heading of a page.
func section(page, heading string) string {
	_, text, _ := strings.Cut(page, "\n## "+heading)
	text, _, _ = strings.Cut(text, "\n## ")
	return text
}

// ticked gives what stands between backticks in a column of the table in a text.
func ticked(text string, column int) []string {
	var names []string
	for line := range strings.SplitSeq(text, "\n") {
		if cells := strings.Split(line, "|"); len(cells) > column && cells[0] == "" {
			for _, m := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(cells[column], -1) {
				names = append(names, m[1])
			}
		}
	}
	return names
}

// The page lists the flags of serve with their variables and defaults, and no others.
func TestDocsListTheFlags(t *testing.T) {
	var cli commands
	parser, err := kong.New(&cli)
	if err != nil {
		t.Fatal(err)
	}
	var is []string
	for _, node := range parser.Model.Children {
		if node.Name != "serve" {
			continue
		}
		for _, f := range node.Flags {
			if f.Group != nil && f.Group.Key == "limits" || strings.HasPrefix(f.Name, "socket-") {
				continue // they have pages of their own
			}
			is = append(is, fmt.Sprintf("--%s %s %s", f.Name, strings.Join(f.Envs, " "), f.Default))
		}
	}
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "operating.md"))
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	table := section(string(page), "Flags and variables")
	for line := range strings.SplitSeq(table, "\n") {
		if cells := strings.Split(line, "|"); strings.HasPrefix(line, "| `--") {
			def := strings.Join(ticked(cells[3], 0), "")
			if m := regexp.MustCompile("`([^`]+)`").FindStringSubmatch(cells[3]); m != nil {
				def = m[1]
			}
			told = append(told, fmt.Sprintf("%s %s %s", strings.Trim(cells[1], " `"), strings.Trim(cells[2], " `"), def))
		}
	}
	slices.Sort(is)
	slices.Sort(told)
	if !slices.Equal(is, told) {
		t.Errorf("the flags are\n%s\nand the page tells\n%s", strings.Join(is, "\n"), strings.Join(told, "\n"))
	}
}

// A server that is told to stop says so, goes on for the delay, and ends without an error.
func TestServeStopsInTwoSteps(t *testing.T) {
	p := start(t, "--data", t.TempDir(), "--drain-delay", "3s")
	if status := p.ready(); status != http.StatusOK {
		t.Fatalf("not ready: %d", status)
	}
	if err := p.command.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	for p.ready() == http.StatusOK { // until the signal has arrived
	}
	p.ask(`{ today }`, nil)
	p.ended = true
	if err := p.command.Wait(); err != nil {
		t.Errorf("stopped with %v:\n%s", err, p.log)
	}
}

// Whoever does not want to wait asks twice.
func TestASecondSignalDoesNotWait(t *testing.T) {
	p := start(t, "--data", t.TempDir(), "--drain-delay", "1h")
	if err := p.command.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	for p.ready() == http.StatusOK { // until it has heard of it
	}
	p.ended = true
	if err := p.command.Process.Signal(syscall.SIGTERM); err != nil && !errors.Is(err, os.ErrProcessDone) {
		t.Fatal(err)
	}
	if err := p.command.Wait(); err == nil {
		t.Error("it ended as if it had waited")
	}
}

// The port speaks HTTPS when there is a certificate, and the second listener is this machine's.
func TestServeOverTLS(t *testing.T) {
	issuer := httptest.NewTLSServer(nil) // for its certificate
	defer issuer.Close()
	certificate := issuer.TLS.Certificates[0]
	key, err := x509.MarshalPKCS8PrivateKey(certificate.PrivateKey)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, block := range map[string]*pem.Block{"cert.pem": {Type: "CERTIFICATE", Bytes: certificate.Certificate[0]}, "key.pem": {Type: "PRIVATE KEY", Bytes: key}} {
		if err := os.WriteFile(filepath.Join(dir, name), pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p := start(t, "--data", t.TempDir(), "--tls-cert", filepath.Join(dir, "cert.pem"), "--tls-key", filepath.Join(dir, "key.pem"),
		"--addr", "0.0.0.0:0", "--admin-addr", "127.0.0.1:0", "--log-format", "json", "--cors-origin", "https://pages.test")
	p.graphql = strings.Replace(p.graphql, "[::]", "127.0.0.1", 1)
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, p.graphql, strings.NewReader(`{"query":"{ today }"}`))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Origin", "https://pages.test")
	res, err := issuer.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != 200 || res.TLS == nil || res.Header.Get("Access-Control-Allow-Origin") != "https://pages.test" {
		t.Errorf("got %d %v", res.StatusCode, res.Header)
	}
	for host, status := range map[string]int{"localhost": 200, "elsewhere.test": 421} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, p.admin()+"/metrics", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Host = host
		res, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != status {
			t.Errorf("the second listener answers %d to %s", res.StatusCode, host)
		}
	}
	p.stop()
}

func TestOperationsThatAreRefused(t *testing.T) {
	for want, flags := range map[string][]string{
		"--tls-key":                       {"--tls-cert", "x"},
		"read the certificate":            {"--tls-cert", "x", "--tls-key", "x"},
		"an origin is written":            {"--cors-origin", "*"},
		"trusted-proxy":                   {"--trusted-proxy", "everybody"},
		"the endpoint is written":         {"--otlp-endpoint", "collector"},
		"do not go together":              {"--trusted-proxy", "127.0.0.0/8", "--development-tokens"},
		"must be one of":                  {"--log-format", "xml"},
		"admin: listen tcp: address here": {"--admin-addr", "here"},
		"--read-database-url names":       {"--read-database-url", "postgres://two/waymark"},
	} {
		c, log := command(t, append([]string{"serve", "--addr", "127.0.0.1:0", "--data", t.TempDir()}, flags...)...)
		if err := c.Run(); err == nil || !strings.Contains(log.String(), want) {
			t.Errorf("%v: %v, want %q in %s", flags, err, want, log)
		}
	}
}
