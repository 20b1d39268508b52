//go:build unix

package storetest

import (
	"fmt"
	"strings"
	"testing"
)

// Host is where the cluster listens: host and port.
func (c *Cluster) Host() string { return fmt.Sprintf("127.0.0.1:%d", c.port) }

// URLOf is where whichever of some clusters is the primary answers, for who knows how to find it. They are one cluster and its standbys.
func URLOf(clusters ...*Cluster) string {
	hosts := make([]string, len(clusters))
	for i, c := range clusters {
		hosts[i] = c.Host()
	}
	return clusters[0].address(strings.Join(hosts, ","))
}

func (c *Cluster) address(host string) string {
	return fmt.Sprintf("postgres://waymark:%s@%s/postgres?sslmode=disable", c.password, host)
}

// Standby makes a server that follows this one and may be read, and starts it. The primary knows it by its name, which is one word. Its
// password is that of the primary.
func (c *Cluster) Standby(t testing.TB, name string) *Cluster {
	t.Helper()
	s := vacant(t, c.password)
	s.name = name
	s.run("pg_basebackup", "-D", s.data(), "-d", c.URL(), "-R", "-X", "stream", "--checkpoint=fast", "--no-sync")
	t.Cleanup(s.Stop)
	s.Start()
	return s
}

// Promote makes a standby a primary and returns when it is one.
func (c *Cluster) Promote() {
	c.t.Helper()
	c.run("pg_ctl", "promote", "-D", c.data(), "-w")
}

// Follow has a standby follow another server than before.
func (c *Cluster) Follow(primary *Cluster) {
	c.t.Helper()
	c.Exec(fmt.Sprintf("ALTER SYSTEM SET primary_conninfo = 'host=127.0.0.1 port=%d user=waymark password=%s'", primary.port, primary.password))
	c.Exec("SELECT pg_reload_conf()")
}

// Exec runs a statement on the server.
func (c *Cluster) Exec(statement string) {
	c.t.Helper()
	if _, err := c.watch.ExecContext(c.t.Context(), statement); err != nil {
		c.t.Fatalf("%s: %v", statement, err)
	}
}

// Count gives the one number that a query answers.
func (c *Cluster) Count(query string) (n int) {
	c.t.Helper()
	if err := c.watch.QueryRowContext(c.t.Context(), query).Scan(&n); err != nil {
		c.t.Fatalf("%s: %v", query, err)
	}
	return n
}

// Process is the id of the server's first process.
func (c *Cluster) Process() int { return c.server.Process.Pid }

// Password is what nobody is to read anywhere.
func (c *Cluster) Password() string { return c.password }
