package telemetry

import (
	"context"
	"fmt"
	"net/url"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/sdk/resource"
	"go.opentelemetry.io/otel/sdk/trace"
)

// Exporting gives a provider of tracers that sends spans by OTLP over HTTP to a collector, at /v1/traces below the endpoint, or to where the
// standard OTEL_EXPORTER_OTLP_* variables say when the endpoint is empty. The other OTEL_* variables hold as well: sampling, limits,
// headers, the service's name. Shutdown sends what is left.
func Exporting(ctx context.Context, endpoint, version string) (*trace.TracerProvider, error) {
	var options []otlptracehttp.Option
	if endpoint != "" {
		u, err := url.Parse(endpoint)
		if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" {
			return nil, fmt.Errorf("export traces: the endpoint is written http://collector:4318")
		}
		options = append(options, otlptracehttp.WithEndpointURL(u.JoinPath("v1", "traces").String()))
	}
	exporter, err := otlptracehttp.New(ctx, options...)
	if err != nil {
		return nil, fmt.Errorf("export traces: %w", err)
	}
	self, err := resource.New(ctx, resource.WithAttributes(attribute.String("service.name", "waymark"), attribute.String("service.version", version)),
		resource.WithTelemetrySDK(), resource.WithFromEnv())
	if err != nil {
		return nil, fmt.Errorf("export traces: %w", err)
	}
	return trace.NewTracerProvider(trace.WithBatcher(exporter), trace.WithResource(self)), nil
}
