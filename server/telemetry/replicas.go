package telemetry

import (
	"github.com/prometheus/client_golang/prometheus"

	"waymark/store"
)

// Replicas has the metrics tell of the replicas of the database, by host and port, and of the readings that none of them could answer. It is
// called at most once.
func (t *Telemetry) Replicas(told func() []store.Replica, missed func() int64) {
	about := func(name, help string) *prometheus.Desc {
		return prometheus.NewDesc(name, help, []string{"replica"}, nil)
	}
	t.registry.MustRegister(standbys{
		told: told, missed: missed,
		up:    about("waymark_replica_up", "1 when the replica answers."),
		used:  about("waymark_replica_used", "1 when readings go to the replica."),
		bytes: about("waymark_replica_lag_bytes", "Bytes of the primary's log that the replica has not replayed."),
		lag:   about("waymark_replica_lag_seconds", "Seconds since the primary was where the replica is."),
		reads: about("waymark_replica_reads_total", "Readings that the replica answered."),
		none:  prometheus.NewDesc("waymark_replica_missed_total", "Readings that the primary answered since no replica could.", nil, nil),
	})
}

type standbys struct {
	told                              func() []store.Replica
	missed                            func() int64
	up, used, bytes, lag, reads, none *prometheus.Desc
}

// Describe tells which metrics there are.
func (s standbys) Describe(to chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{s.up, s.used, s.bytes, s.lag, s.reads, s.none} {
		to <- d
	}
}

// Collect tells their values.
func (s standbys) Collect(to chan<- prometheus.Metric) {
	yes := map[bool]float64{true: 1}
	for _, r := range s.told() {
		gauge := func(d *prometheus.Desc, value float64) {
			to <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, value, r.Server)
		}
		gauge(s.up, yes[r.State != store.ReplicaDown])
		gauge(s.used, yes[r.State == store.ReplicaUsed])
		gauge(s.bytes, float64(r.LagBytes))
		gauge(s.lag, r.Lag.Seconds())
		to <- prometheus.MustNewConstMetric(s.reads, prometheus.CounterValue, float64(r.Reads), r.Server)
	}
	to <- prometheus.MustNewConstMetric(s.none, prometheus.CounterValue, float64(s.missed()))
}
