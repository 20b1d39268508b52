package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"

	"waymark/server"
	"waymark/store"
	"waymark/store/storetest"
)

// asWaymark makes the test program be waymark, so that tests can start, stop and kill the real thing.
const asWaymark = "WAYMARK_TEST_AS_WAYMARK"

func TestMain(m *testing.M) {
	if os.Getenv(asWaymark) != "" {
		main()
		os.Exit(0)
	}
	os.Exit(withDemonstration(m.Run))
}

// demonstration is a database with the demonstration's data, which is seeded once by the real command and then copied: seeding is most of
// the time that a server with --demo takes to start. TestCommands seeds by itself.
var demonstration struct {
	once sync.Once
	dir  string
}

// withDemonstration runs the tests with a place for it, which is removed afterwards.
func withDemonstration(run func() int) int {
	var err error
	if demonstration.dir, err = os.MkdirTemp("", "waymark-demonstration-"); err != nil {
		panic(err)
	}
	defer func() { _ = os.RemoveAll(demonstration.dir) }()
	return run()
}

// furnish puts a copy of it into a directory.
func furnish(t testing.TB, dir string) {
	t.Helper()
	demonstration.once.Do(func() {
		c, log := command(t, "seed", "--demo", "--data", demonstration.dir)
		if err := c.Run(); err != nil {
			t.Fatalf("seed: %v\n%s", err, log)
		}
	})
	if err := os.CopyFS(dir, os.DirFS(demonstration.dir)); err != nil {
		t.Fatal(err)
	}
}

// process is a running server.
type process struct {
	t       testing.TB
	command *exec.Cmd
	log     *lockedBuffer
	graphql string // address of the endpoint
	second  string // address of the second listener, once it has been asked for
	token   string // sent with every request; empty for none
	ended   bool
}

type lockedBuffer struct {
	mutex sync.Mutex
	buf   bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.buf.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.buf.String()
}

// command gives the command line of a waymark process with a clean environment.
func command(t testing.TB, args ...string) (*exec.Cmd, *lockedBuffer) {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.CommandContext(t.Context(), program, args...)
	c.Env = []string{asWaymark + "=1", "PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir()}
	log := &lockedBuffer{}
	c.Stderr = log
	return c, log
}

// start starts a server and waits until it says where it listens. Where development tokens are allowed it takes them, and the
// process asks as administrator.
func start(t testing.TB, args ...string) *process {
	t.Helper()
	p := &process{t: t}
	if data := slices.Index(args, "--data") + 1; data > 0 && slices.Contains(args, "--demo") && !slices.Contains(args, "--database-url") {
		if there, err := os.ReadDir(args[data]); err == nil && len(there) == 0 {
			furnish(t, args[data])
		}
	}
	args = append([]string{"serve", "--addr", "127.0.0.1:0"}, args...)
	local := !slices.Contains(args, "0.0.0.0:0")
	if local {
		args = append(args, "--development-tokens")
	}
	p.command, p.log = command(t, args...)
	out, err := p.command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if !p.ended {
			p.kill()
		}
	})
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if _, address, ok := strings.Cut(lines.Text(), "GraphQL  "); ok {
			p.graphql = strings.TrimSpace(address)
			go func() { _, _ = io.Copy(io.Discard, out) }()
			if local {
				p.token = p.tokens()["administrator"]
			}
			return p
		}
	}
	t.Fatalf("the server did not start:\n%s", p.log)
	return nil
}

// tokens gives the ready development tokens by role.
func (p *process) tokens() map[string]string {
	p.t.Helper()
	response, err := http.Get(strings.TrimSuffix(p.graphql, "graphql") + "development/tokens")
	if err != nil {
		p.t.Fatal(err)
	}
	defer response.Body.Close()
	var all []server.DevelopmentToken
	if err := json.NewDecoder(response.Body).Decode(&all); err != nil {
		p.t.Fatalf("%s: %v", response.Status, err)
	}
	by := map[string]string{}
	for _, one := range all {
		by[one.Role] = one.Token
	}
	return by
}

// kill ends the process as a power cut would: at once and without a word.
func (p *process) kill() {
	p.t.Helper()
	p.ended = true
	if err := p.command.Process.Kill(); err != nil {
		p.t.Error(err)
	}
	_ = p.command.Wait() // says that it was killed
}

// stop asks the process to end and wants it to do so without an error.
func (p *process) stop() {
	p.t.Helper()
	p.ended = true
	if err := p.command.Process.Signal(syscall.SIGTERM); err != nil {
		p.t.Fatal(err)
	}
	if err := p.command.Wait(); err != nil {
		p.t.Errorf("stopped with %v:\n%s", err, p.log)
	}
}

// ask posts an operation and gives its data; errors in the answer fail the test.
func (p *process) ask(query string, variables map[string]any) map[string]any {
	p.t.Helper()
	data, err := p.try(query, variables)
	if err != nil {
		p.t.Fatal(err)
	}
	return data
}

func (p *process) try(query string, variables map[string]any) (map[string]any, error) {
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequestWithContext(p.t.Context(), http.MethodPost, p.graphql, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	if p.token != "" {
		request.Header.Set("Authorization", "Bearer "+p.token)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer func() { _ = response.Body.Close() }() // read to its end
	var answer struct {
		Data   map[string]any
		Errors []struct {
			Message    string
			Extensions map[string]any
		}
	}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		return nil, err
	}
	if len(answer.Errors) > 0 {
		return answer.Data, fmt.Errorf("%s %v", answer.Errors[0].Message, answer.Errors[0].Extensions["code"])
	}
	return answer.Data, nil
}

// at follows a path of keys and indexes through decoded JSON.
func at(value any, path ...any) any {
	for _, step := range path {
		switch step := step.(type) {
		case string:
			m, ok := value.(map[string]any)
			if !ok {
				return nil
			}
			value = m[step]
		case int:
			l, ok := value.([]any)
			if !ok || step >= len(l) {
				return nil
			}
			value = l[step]
		}
	}
	return value
}

// onBothEngines runs a test with the flags of an empty database of each engine.
func onBothEngines(t *testing.T, test func(t *testing.T, flags []string)) {
	t.Helper()
	var empty storetest.Template
	empty.Run(t, func(t *testing.T, db storetest.Database) {
		if db.Engine == store.SQLite {
			test(t, []string{"--data", filepath.Dir(db.Config.Path)})
		} else {
			test(t, []string{"--database-url", db.Config.URL, "--data", t.TempDir()})
		}
	})
}
