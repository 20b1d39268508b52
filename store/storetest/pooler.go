//go:build unix

package storetest

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// Pooler puts a PgBouncer in transaction mode before the server, with few connections for many clients, and gives where it answers. It ends
// with the test.
func (c *Cluster) Pooler(t testing.TB) (url string) {
	t.Helper()
	program, err := exec.LookPath("pgbouncer")
	if err != nil {
		program = "/usr/sbin/pgbouncer" // which is not in everybody's path
	}
	port := freePort(t)
	settings := fmt.Sprintf(`[databases]
postgres = host=127.0.0.1 port=%d user=waymark password=%s
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = %d
unix_socket_dir =
auth_type = scram-sha-256
auth_file = %s
pool_mode = transaction
default_pool_size = 3
max_client_conn = 200
`, c.port, c.password, port, filepath.Join(c.home, "users"))
	for name, text := range map[string]string{"pgbouncer.ini": settings, "users": fmt.Sprintf("%q %q\n", "waymark", c.password)} {
		path := filepath.Join(c.home, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if c.account != nil {
			if err := os.Chown(path, int(c.account.Uid), int(c.account.Gid)); err != nil {
				t.Fatal(err)
			}
		}
	}
	p := exec.CommandContext(t.Context(), program, filepath.Join(c.home, "pgbouncer.ini")) // it is killed as the test ends
	p.SysProcAttr = &syscall.SysProcAttr{Credential: c.account}
	log, err := p.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Start(); err != nil {
		t.Fatalf("PgBouncer, which scripts/test installs: %v", err)
	}
	t.Cleanup(func() { _ = p.Wait() }) // it says that it was killed
	var said strings.Builder
	for lines := bufio.NewScanner(log); lines.Scan(); {
		said.WriteString(lines.Text() + "\n")
		if strings.Contains(lines.Text(), "process up") {
			go func() { _, _ = io.Copy(io.Discard, log) }()
			return c.address(fmt.Sprintf("127.0.0.1:%d", port))
		}
	}
	t.Fatalf("PgBouncer did not start:\n%s", &said)
	return ""
}
