package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	floorserver "waymark/bench/floor"
	"waymark/domain/viewer"
	"waymark/server/signin"
)

// pool is how many connections the floor and PostGraphile hold.
const pool = 20

// callers is how many people sign in at Waymark. Each may ask so often and so much a minute; together they may ask more than it can answer.
const callers = 2000

// contender is a server that is measured.
type contender struct {
	name    string
	address string
	command *exec.Cmd
	log     string   // file
	tokens  []string // of Waymark's callers
}

type contenders []*contender

const (
	waymark = "Waymark"
	kept    = "Waymark, answers kept"
	single  = "PostGraphile"
	double  = "PostGraphile, two workers"
	ground  = "floor"
)

// start starts all of them. Those that run are given beside an error.
func start(ctx context.Context, r run, b *database, data string) (contenders, error) {
	program, err := own()
	if err != nil {
		return nil, err
	}
	tokens, err := signedIn(data)
	if err != nil {
		return nil, err
	}
	binary := b.url + "&binary_parameters=yes"
	var all contenders
	for _, one := range []struct {
		name, sign string
		tokens     []string
		line       func(port string) ([]string, []string)
	}{
		{waymark, "GraphQL ", tokens, func(port string) ([]string, []string) {
			return []string{r.Waymark, "serve", "--data", data, "--database-url", b.url, "--addr", "127.0.0.1:" + port, "--today", floorserver.Day, "--development-tokens", "--answer-cache", "0"}, nil
		}},
		{kept, "GraphQL ", tokens, func(port string) ([]string, []string) {
			return []string{r.Waymark, "serve", "--data", data, "--database-url", b.url, "--addr", "127.0.0.1:" + port, "--today", floorserver.Day, "--development-tokens"}, nil
		}},
		{single, "ready", nil, func(port string) ([]string, []string) {
			return []string{r.Node, r.PostGraphile + "/server.mjs"}, []string{"PORT=" + port, "WORKERS=1", "DATABASE_URL=" + b.url, "NODE_ENV=production", "GRAPHILE_ENV=production"}
		}},
		{double, "ready", nil, func(port string) ([]string, []string) {
			return []string{r.Node, r.PostGraphile + "/server.mjs"}, []string{"PORT=" + port, "WORKERS=2", "DATABASE_URL=" + b.url, "NODE_ENV=production", "GRAPHILE_ENV=production"}
		}},
		{ground, "ready", nil, func(port string) ([]string, []string) {
			return []string{program, "floor", "--addr", "127.0.0.1:" + port, "--url", binary}, nil
		}},
	} {
		port, err := freePort(ctx)
		if err != nil {
			return all, err
		}
		line, environment := one.line(port)
		c := &contender{name: one.name, address: "127.0.0.1:" + port, tokens: one.tokens, log: filepath.Join(data, "log-"+port)}
		c.command = exec.Command(line[0], line[1:]...) //nolint:gosec,noctx // our own servers, which are stopped by name of process and in order
		c.command.Env = append(environment, "PATH="+os.Getenv("PATH"), "HOME="+os.Getenv("HOME"))
		c.command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
		all = append(all, c)
		if err := c.start(one.sign); err != nil {
			said, _ := os.ReadFile(c.log) // whatever there is
			return all, fmt.Errorf("start %s: %w\n%s", c.name, err, said)
		}
	}
	return all, nil
}

// start starts the process, and waits until it says that it listens. Of two workers each says so.
func (c *contender) start(sign string) error {
	out, err := c.command.StdoutPipe()
	if err != nil {
		return err
	}
	log, err := os.Create(c.log)
	if err != nil {
		return err
	}
	defer log.Close() // the process has it for itself
	c.command.Stderr = log
	if err := c.command.Start(); err != nil {
		return err
	}
	wanted := 1
	if c.name == double {
		wanted = 2
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if strings.HasPrefix(lines.Text(), sign) {
			if wanted--; wanted == 0 {
				go func() { _, _ = io.Copy(io.Discard, out) }() // until it ends
				return nil
			}
		}
	}
	return errors.New("it ended")
}

// stop ends them, and waits until they have.
func (all contenders) stop() error {
	for _, c := range all {
		if c.command.Process == nil {
			continue
		}
		_ = syscall.Kill(-c.command.Process.Pid, syscall.SIGTERM) // it may have ended
		ended := time.AfterFunc(10*time.Second, func() { _ = syscall.Kill(-c.command.Process.Pid, syscall.SIGKILL) })
		_ = c.command.Wait() // says that it was ended
		ended.Stop()
	}
	return nil
}

// signedIn makes the tokens of the callers: of the national programme team, each with a name of its own.
func signedIn(data string) ([]string, error) {
	issuer, err := signin.OpenDevelopment(data)
	if err != nil {
		return nil, err
	}
	grant, err := viewer.ParseGrant("programme_lead@nation")
	if err != nil {
		return nil, err
	}
	all := make([]string, callers)
	for i := range all {
		if all[i], err = issuer.Token(grant, fmt.Sprintf("caller %d", i), time.Now(), signin.DevelopmentToken); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func freePort(ctx context.Context) (string, error) {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer func() { _ = l.Close() }()
	_, port, err := net.SplitHostPort(l.Addr().String())
	return port, err
}
