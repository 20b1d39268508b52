//go:build unix

package storetest

import (
	"bufio"
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"io"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// Cluster is a PostgreSQL server of one test's own, that may be killed and frozen as the shared one may not. It keeps what it acknowledged
// over a kill, though not over the end of the machine. Its programs are those of the shared server.
type Cluster struct {
	t        testing.TB
	bin      string // directory of the programs
	home     string
	password string
	port     int
	name     string              // by which a primary knows a standby
	account  *syscall.Credential // nil: the account that runs the test
	server   *exec.Cmd           // nil while it is not running
	watch    *sql.DB             // knows the processes of the server, also when it takes no more connections
	frozen   []int
}

// NewCluster makes a server and starts it. It ends with the test, or with the test's process.
func NewCluster(t testing.TB) *Cluster {
	t.Helper()
	c := vacant(t, strings.ToLower(rand.Text()))
	c.run("initdb", "-D", c.data(), "-U", "waymark", "--pwfile="+filepath.Join(c.home, "password"), "--auth-local=trust",
		"--auth-host=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync")
	t.Cleanup(c.Stop)
	c.Start()
	return c
}

// vacant makes the place of a server that has no data yet.
func vacant(t testing.TB, password string) *Cluster {
	t.Helper()
	c := &Cluster{t: t, bin: programs(t), password: password, account: unprivileged(t), port: freePort(t)}
	home, err := os.MkdirTemp("", "waymark-cluster.") //nolint:usetesting // the other account cannot enter the test's directory
	if err != nil {
		t.Fatal(err)
	}
	c.home = home
	if err := os.WriteFile(filepath.Join(home, "password"), []byte(c.password), 0o600); err != nil {
		t.Fatal(err)
	}
	if c.account != nil {
		for _, path := range []string{home, filepath.Join(home, "password")} {
			if err := os.Chown(path, int(c.account.Uid), int(c.account.Gid)); err != nil {
				t.Fatal(err)
			}
		}
	}
	c.guard()
	return c
}

// URL is where the cluster's database postgres answers.
func (c *Cluster) URL() string {
	return c.address(c.Host())
}

// Start starts the server where it was before and returns when it takes connections, having recovered from a kill if there was one.
func (c *Cluster) Start() {
	c.t.Helper()
	for !c.try() { // the memory of a server that was killed takes a moment to become free
	}
	db, err := sql.Open("postgres", c.URL())
	if err != nil {
		c.t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	if err := db.PingContext(c.t.Context()); err != nil {
		c.t.Fatal(err)
	}
	c.watch = db
}

// try starts the server and tells whether it runs; it does not while what is left of the one before is still there.
func (c *Cluster) try() bool {
	c.t.Helper()
	server := c.command("postgres", "-D", c.data(), "-p", strconv.Itoa(c.port), "-c", "listen_addresses=127.0.0.1",
		"-c", "unix_socket_directories="+c.home, "-c", "fsync=off", "-c", "timezone=UTC", "-c", "cluster_name="+c.name)
	log, err := server.StderrPipe()
	if err != nil {
		c.t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		c.t.Fatal(err)
	}
	var said strings.Builder
	for lines := bufio.NewScanner(log); lines.Scan(); {
		said.WriteString(lines.Text() + "\n")
		if strings.Contains(lines.Text(), "ready to accept") {
			c.server = server
			go func() { _, _ = io.Copy(io.Discard, log) }()
			return true
		}
	}
	err = server.Wait()
	if c.t.Context().Err() != nil || !strings.Contains(said.String(), "still in use") {
		c.t.Fatalf("start PostgreSQL: %v\n%s", err, &said)
	}
	return false
}

// Kill kills all processes of the server, as the end of its machine does.
func (c *Cluster) Kill() {
	c.t.Helper()
	c.Freeze() // so that none of them does anything about the others
	for _, pid := range c.frozen {
		c.signal(syscall.SIGKILL, pid)
	}
	c.frozen = nil
	c.ended()
}

// ended waits for the server's first process, which has been told to end.
func (c *Cluster) ended() {
	_ = c.server.Wait() // it says how it was told
	c.server = nil
	_ = c.watch.Close() // its connection is dead
}

// Freeze stops all processes of the server where they are: its connections stay open and nothing comes back.
func (c *Cluster) Freeze() {
	c.t.Helper()
	first := c.server.Process.Pid
	c.signal(syscall.SIGSTOP, first) // so that there are no new ones
	c.frozen = []int{first}
	rows, err := c.watch.QueryContext(c.t.Context(), `SELECT pid FROM pg_stat_activity ORDER BY pid = pg_backend_pid()`)
	if err != nil {
		c.t.Fatal(err)
	}
	defer func() { _ = rows.Close() }() // read to its end
	for rows.Next() {
		var pid int
		if err := rows.Scan(&pid); err != nil {
			c.t.Fatal(err)
		}
		c.frozen = append(c.frozen, pid)
	}
	if err := rows.Err(); err != nil {
		c.t.Fatal(err)
	}
	for _, pid := range c.frozen[1:] {
		c.signal(syscall.SIGSTOP, pid)
	}
}

// Thaw lets a frozen server go on as if nothing had been.
func (c *Cluster) Thaw() {
	for _, pid := range c.frozen {
		c.signal(syscall.SIGCONT, pid)
	}
	c.frozen = nil
}

// Stop ends the server and removes all it had. It may be called more than once.
func (c *Cluster) Stop() {
	c.Thaw()
	if c.server != nil {
		c.signal(syscall.SIGQUIT, c.server.Process.Pid)
		c.ended()
	}
	if err := os.RemoveAll(c.home); err != nil {
		c.t.Error(err)
	}
}

// guard has a process of its own stop the server when this one is gone without having done so.
func (c *Cluster) guard() {
	c.t.Helper()
	read, write, err := os.Pipe()
	if err != nil {
		c.t.Fatal(err)
	}
	g := exec.CommandContext(context.WithoutCancel(c.t.Context()), "sh", "-c", `cat >/dev/null; [ -d "$1" ] || exit 0
		first=$(head -n 1 "$1/data/postmaster.pid"); kill -QUIT "$first"; kill -CONT "$first"; rm -rf "$1"`, "guard", c.home)
	g.Stdin = read
	g.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Credential: c.account}
	if err := g.Start(); err != nil {
		c.t.Fatal(err)
	}
	_ = read.Close()
	c.t.Cleanup(func() {
		_ = write.Close()
		_ = g.Wait() // it has nothing left to do
	})
}

func (c *Cluster) data() string { return filepath.Join(c.home, "data") }

// command gives one of the server's programs, run by its account, also after the test.
func (c *Cluster) command(program string, args ...string) *exec.Cmd {
	p := exec.CommandContext(context.WithoutCancel(c.t.Context()), filepath.Join(c.bin, program), args...)
	p.Dir = c.home
	p.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Credential: c.account}
	return p
}

func (c *Cluster) run(program string, args ...string) {
	c.t.Helper()
	if out, err := c.command(program, args...).CombinedOutput(); err != nil {
		c.t.Fatalf("%s: %v\n%s", program, err, out)
	}
}

func (c *Cluster) signal(s syscall.Signal, pid int) {
	if err := syscall.Kill(pid, s); err != nil && !errors.Is(err, syscall.ESRCH) {
		c.t.Errorf("signal %d: %v", pid, err)
	}
}

// programs finds the directory of PostgreSQL's programs: the newest that there are.
func programs(t testing.TB) string {
	t.Helper()
	var found string
	newest := 0
	candidates, _ := filepath.Glob("/usr/lib/postgresql/*/bin")
	others, _ := filepath.Glob("/usr/pgsql-*/bin")
	if path, err := exec.LookPath("initdb"); err == nil {
		if path, err = filepath.EvalSymlinks(path); err == nil {
			others = append(others, filepath.Dir(path))
		}
	}
	for _, dir := range append(candidates, others...) {
		out, err := exec.CommandContext(t.Context(), filepath.Join(dir, "postgres"), "--version").Output()
		if err != nil {
			continue
		}
		fields := strings.Fields(string(out))
		major, _, _ := strings.Cut(fields[min(2, len(fields)-1)], ".")
		if n, err := strconv.Atoi(major); err == nil && n > newest {
			found, newest = dir, n
		}
	}
	if found == "" {
		t.Fatal("PostgreSQL's programs (initdb, pg_ctl, postgres) are not on this machine: scripts/with-postgres installs them")
	}
	return found
}

// unprivileged gives the account that runs the server when the test is run by root, for whom it refuses to run.
func unprivileged(t testing.TB) *syscall.Credential {
	t.Helper()
	if os.Geteuid() != 0 {
		return nil
	}
	account, err := user.Lookup("postgres")
	if err != nil {
		account, err = user.Lookup("nobody")
	}
	if err != nil {
		t.Fatal(err)
	}
	uid, err := strconv.ParseUint(account.Uid, 10, 32)
	if err != nil {
		t.Fatal(err)
	}
	gid, err := strconv.ParseUint(account.Gid, 10, 32)
	if err != nil {
		t.Fatal(err)
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
}

// freePort gives a port that is free now. Nobody else is likely to take it before the server does.
func freePort(t testing.TB) int {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }() // it was for its port only
	return l.Addr().(*net.TCPAddr).Port
}
