//go:build unix

package main

import (
	"strings"
	"testing"

	"waymark/store/storetest"
)

// One server reads at a standby, the other at the primary, and each statement of either may have another connection than the one before it.
func TestThroughPgBouncer(t *testing.T) {
	f := &fleet{t: t, primary: storetest.NewCluster(t)}
	f.one = f.primary.Standby(t, "one")
	flags := []string{"--database-url", f.primary.Pooler(t), "--listen-url", f.primary.URL(), "--admin-addr", "127.0.0.1:0",
		"--log-format", "json", "--subject-requests", "1000000", "--subject-burst", "1000000", "--subject-cost", "2000000000"}
	pooled := f.one.Pooler(t)
	f.p = start(t, append(flags, "--data", t.TempDir(), "--read-database-url", pooled)...)
	f.q = start(t, append(flags, "--data", t.TempDir())...)
	f.stand(f.p, "used")

	here, there, end := f.write(8)
	heard := follow(there)
	here.everyone(here.ok, 20)
	there.everyone(there.ok, 20)
	here.never("through a pooler")
	there.never("through a pooler")
	host, _, _ := strings.Cut(pooled[strings.Index(pooled, "@")+1:], "/")
	if f.p.metric(`waymark_replica_reads_total{replica="`+host+`"}`) == 0 {
		t.Error("nothing was read at the standby")
	}
	end()
	heard.wait()
	for _, p := range f.servers() {
		p.stop()
		if log := p.log.String(); strings.Contains(log, `"ERROR"`) || strings.Contains(log, "panic") {
			t.Errorf("there are defects in the log:\n%s", log[:min(len(log), 4000)])
		}
	}
}
