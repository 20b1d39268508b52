package telemetry

import (
	"database/sql"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
)

// metrics are the instruments of one server. docs/operating.md lists them; a test holds the two together.
type metrics struct {
	registry   *prometheus.Registry
	requests   *prometheus.CounterVec   // by method, path and status
	inFlight   prometheus.Gauge         //
	operations *prometheus.CounterVec   // by operation, type and outcome
	durations  *prometheus.HistogramVec // by operation and type
	running    *prometheus.GaugeVec     // by type
	fields     *prometheus.CounterVec   // by type and field
	errors     *prometheus.CounterVec   // by code
	limited    *prometheus.CounterVec   // by limit
	work       *prometheus.HistogramVec // by kind
}

var buckets = []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30}

func newMetrics() *metrics {
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, labels)
	}
	histogram := func(name, help string, labels ...string) *prometheus.HistogramVec {
		return prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: name, Help: help, Buckets: buckets}, labels)
	}
	m := &metrics{
		registry:   prometheus.NewRegistry(),
		requests:   counter("waymark_http_requests_total", "HTTP requests answered.", "method", "path", "status"),
		inFlight:   prometheus.NewGauge(prometheus.GaugeOpts{Name: "waymark_http_requests_in_flight", Help: "HTTP requests being answered now."}),
		operations: counter("waymark_operations_total", "GraphQL operations answered; a subscription counts when it ends.", "operation", "type", "outcome"),
		durations:  histogram("waymark_operation_duration_seconds", "From the arrival of an operation to its answer.", "operation", "type"),
		running:    prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: "waymark_operations_running", Help: "GraphQL operations being executed now."}, []string{"type"}),
		fields:     counter("waymark_root_fields_total", "Root fields that operations asked for.", "type", "field"),
		errors:     counter("waymark_errors_total", "Errors told to clients, by extensions.code.", "code"),
		limited:    counter("waymark_limited_total", "Refusals because of a limit.", "limit"),
		work:       histogram("waymark_work_duration_seconds", "Work of the database: statements, changes, readings, and building the graph.", "work"),
	}
	m.registry.MustRegister(m.requests, m.inFlight, m.operations, m.durations, m.running, m.fields, m.errors, m.limited, m.work,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}), collectors.NewBuildInfoCollector())
	for _, c := range published {
		m.errors.WithLabelValues(string(c)) // so that the first of its kind is seen as a rise
	}
	return m
}

// Gauge has the metrics tell of the database's connections and of the revision that this process has in memory. It is called once.
func (t *Telemetry) Gauge(pool func() sql.DBStats, revision func() int64) {
	gauge := func(name, help string, value func() float64) {
		t.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, value))
	}
	counter := func(name, help string, value func() float64) {
		t.registry.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{Name: name, Help: help}, value))
	}
	gauge("waymark_revision", "Number of the newest state of the programme that this process has built a graph of.",
		func() float64 { return float64(revision()) })
	gauge("waymark_db_connections_max", "Connections to the database that there may be.",
		func() float64 { return float64(pool().MaxOpenConnections) })
	gauge("waymark_db_connections_in_use", "Connections to the database in use.", func() float64 { return float64(pool().InUse) })
	gauge("waymark_db_connections_idle", "Connections to the database that are idle.", func() float64 { return float64(pool().Idle) })
	counter("waymark_db_waits_total", "Times that a connection was waited for.", func() float64 { return float64(pool().WaitCount) })
	counter("waymark_db_wait_seconds_total", "Time spent waiting for a connection.", func() float64 { return pool().WaitDuration.Seconds() })
}
