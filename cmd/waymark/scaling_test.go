//go:build unix

package main

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"waymark/store/storetest"
)

// BenchmarkServers asks one server, two, and two with a replica, one question that is answered from memory and one whose rows are read each
// time. Everything runs on one machine: what it tells is what a server more costs and brings there.
func BenchmarkServers(b *testing.B) {
	questions := []struct{ name, query string }{
		{"memory", `{ coverage { posts { funded filled } gaps { sentence } } districts { nodes { code name } } }`},
		{"rows", `{ audit(first: 100) { nodes { id operation at } } }`},
	}
	primary := storetest.NewCluster(b)
	standby := primary.Standby(b, "one")
	for _, bench := range []struct {
		name    string
		servers int
		flags   []string
	}{
		{"one", 1, nil},
		{"two", 2, nil},
		{"two with a replica", 2, []string{"--read-database-url", standby.URL()}},
	} {
		var servers []*process
		for range bench.servers {
			servers = append(servers, start(b, append(bench.flags, "--database-url", primary.URL(), "--demo", "--today", "2009-05-11", "--data", b.TempDir(),
				"--log-level", "warn", "--subject-requests", "1000000000", "--subject-burst", "1000000000", "--subject-cost", "2000000000")...))
		}
		for _, p := range servers {
			eventually(b, "a replica that is used", func() bool {
				states, _ := p.standing()
				return len(bench.flags) == 0 || slices.Equal(states, []string{"used"})
			})
		}
		for _, q := range questions {
			for _, clients := range []int{1, 16} {
				b.Run(fmt.Sprintf("%s/%s/clients=%d", bench.name, q.name, clients), func(b *testing.B) {
					before := spent(servers, primary, standby)
					askAll(b, servers, q.query, clients)
					after := spent(servers, primary, standby)
					for i, who := range []string{"server", "primary", "replica"} {
						b.ReportMetric(float64((after[i]-before[i]).Microseconds())/float64(b.N), who+"-µs/op")
					}
				})
			}
		}
		for _, p := range servers {
			p.stop()
		}
	}
}

// spent gives the processor time of all servers, of the primary and of the replica.
func spent(servers []*process, databases ...*storetest.Cluster) (times []time.Duration) {
	times = []time.Duration{0}
	for _, p := range servers {
		times[0] += processorTime(p.command.Process.Pid)
	}
	for _, c := range databases {
		times = append(times, processorTime(c.Process()))
	}
	return times
}

// processorTime is that of a process and all it has begun, by Linux's /proc; elsewhere it is 0.
func processorTime(pid int) time.Duration {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	var sum time.Duration
	if fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:])); len(fields) > 14 {
		for _, ticks := range fields[11:15] { // its own and that of what it has waited for, which the system counts in hundredths of a second
			n, _ := strconv.ParseInt(ticks, 10, 64)
			sum += time.Duration(n) * 10 * time.Millisecond
		}
	}
	children, _ := os.ReadFile(fmt.Sprintf("/proc/%d/task/%d/children", pid, pid))
	for _, child := range strings.Fields(string(children)) {
		if n, err := strconv.Atoi(child); err == nil {
			sum += processorTime(n)
		}
	}
	return sum
}

// askAll has clients ask servers in turn, each as soon as it has its answer.
func askAll(b *testing.B, servers []*process, query string, clients int) {
	for _, p := range servers {
		p.ask(query, nil)
	}
	took := make([]time.Duration, b.N)
	var next atomic.Int64
	var all sync.WaitGroup
	b.ResetTimer()
	for range clients {
		all.Go(func() {
			for {
				n := int(next.Add(1)) - 1
				if n >= b.N {
					return
				}
				begin := time.Now()
				if _, err := servers[n%len(servers)].try(query, nil); err != nil {
					b.Error(err)
					return
				}
				took[n] = time.Since(begin)
			}
		})
	}
	all.Wait()
	b.StopTimer()
	slices.Sort(took)
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "requests/s")
	b.ReportMetric(took[b.N/2].Seconds()*1000, "p50-ms")
	b.ReportMetric(took[b.N*99/100].Seconds()*1000, "p99-ms")
}
