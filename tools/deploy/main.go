// Command deploy holds the files below deploy to the tools that use them: the Helm chart to Helm's own linter and to the types of Kubernetes, the Compose
// file to Compose's loader, the Dockerfile to BuildKit's parser and linter, and every variable in them to the program's flags. `make deploy-lint` runs it.
package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/linter"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"helm.sh/helm/v3/pkg/action"
	"helm.sh/helm/v3/pkg/chart/loader"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/lint/support"
	appsv1 "k8s.io/api/apps/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	policyv1 "k8s.io/api/policy/v1"
	"sigs.k8s.io/yaml"
)

func main() {
	root := "../.."
	if len(os.Args) > 1 {
		root = os.Args[1]
	}
	err := errors.Join(chart(filepath.Join(root, "deploy/helm/waymark")), compose(filepath.Join(root, "deploy/compose.yaml")),
		dockerfile(filepath.Join(root, "deploy/Dockerfile")), variables(root))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println("deploy: the chart, the Compose file, the Dockerfile and their variables are sound")
}

// options are the values that the chart is looked at with: those that it has, and everything switched on.
var options = map[string]map[string]any{
	"defaults": {},
	"everything": {
		"autoscaling": map[string]any{"enabled": true}, "metrics": map[string]any{"enabled": true, "serviceMonitor": true},
		"ingress":          map[string]any{"enabled": true, "className": "nginx", "tlsSecret": "tls", "annotations": map[string]any{"a": "b"}},
		"oidc":             map[string]any{"issuer": "https://login.example.org", "audience": "waymark"},
		"env":              map[string]any{"WAYMARK_LOG_LEVEL": "debug"},
		"image":            map[string]any{"tag": "1.0"},
		"imagePullSecrets": []any{map[string]any{"name": "registry"}}, "nodeSelector": map[string]any{"disk": "fast"},
		"tolerations": []any{map[string]any{"key": "x", "operator": "Exists"}}, "podAnnotations": map[string]any{"a": "b"},
		"networkPolicy": map[string]any{"from": []any{map[string]any{"namespaceSelector": map[string]any{"matchLabels": map[string]any{"a": "b"}}}}},
	},
}

func chart(path string) error {
	for name, values := range options {
		lint := action.NewLint()
		lint.Strict = true
		found := lint.Run([]string{path}, values)
		for _, m := range found.Messages {
			if m.Severity >= support.WarningSev {
				return fmt.Errorf("chart, %s: %w", name, m.Err)
			}
		}
		if err := errors.Join(found.Errors...); err != nil {
			return fmt.Errorf("chart, %s: %w", name, err)
		}
		c, err := loader.Load(path)
		if err != nil {
			return err
		}
		install := action.NewInstall(new(action.Configuration))
		install.DryRun, install.ClientOnly, install.ReleaseName, install.Namespace = true, true, "sample", "default"
		install.KubeVersion = &chartutil.KubeVersion{Version: "v1.31.0", Major: "1", Minor: "31"}
		release, err := install.Run(c, values)
		if err != nil {
			return fmt.Errorf("chart, %s: %w", name, err)
		}
		manifests := release.Manifest
		for _, hook := range release.Hooks {
			manifests += "\n---\n" + hook.Manifest
		}
		for _, manifest := range strings.Split(manifests, "\n---\n") {
			if err := sound(manifest); err != nil {
				return fmt.Errorf("chart, %s: %w\n%s", name, err, manifest)
			}
		}
	}
	return nil
}

// sound reads a manifest strictly as what it says that it is.
func sound(manifest string) error {
	var head struct {
		Kind string `json:"kind"`
	}
	if err := yaml.Unmarshal([]byte(manifest), &head); err != nil || head.Kind == "" {
		return err
	}
	kinds := map[string]any{
		"Deployment": &appsv1.Deployment{}, "Job": &batchv1.Job{}, "Service": &corev1.Service{}, "ServiceAccount": &corev1.ServiceAccount{},
		"PodDisruptionBudget": &policyv1.PodDisruptionBudget{}, "HorizontalPodAutoscaler": &autoscalingv2.HorizontalPodAutoscaler{},
		"Ingress": &networkingv1.Ingress{}, "NetworkPolicy": &networkingv1.NetworkPolicy{}, "ServiceMonitor": nil,
	}
	into, known := kinds[head.Kind]
	switch {
	case !known:
		return fmt.Errorf("a %s is not looked at here", head.Kind)
	case into == nil:
		return nil // its types are the operator's
	}
	return yaml.UnmarshalStrict([]byte(manifest), into)
}

func compose(path string) error {
	project, err := cli.NewProjectOptions([]string{path}, cli.WithName("waymark"), cli.WithEnv([]string{
		"POSTGRES_PASSWORD=a", "REPLICATION_PASSWORD=b", "WAYMARK_OIDC_ISSUER=https://login.example.org", "WAYMARK_OIDC_AUDIENCE=waymark",
	}))
	if err != nil {
		return fmt.Errorf("compose: %w", err)
	}
	loaded, err := project.LoadProject(context.Background())
	if err != nil {
		return fmt.Errorf("compose: %w", err)
	}
	if err := loaded.CheckContainerNameUnicity(); err != nil {
		return fmt.Errorf("compose: %w", err)
	}
	return nil
}

func dockerfile(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	parsed, err := parser.Parse(bytes.NewReader(text))
	if err != nil {
		return fmt.Errorf("dockerfile: %w", err)
	}
	var warnings []string
	rules := linter.New(&linter.Config{Warn: func(name, description, url, message string, _ []parser.Range) {
		warnings = append(warnings, name+": "+message)
	}})
	if _, _, err := instructions.Parse(parsed.AST, rules); err != nil {
		return fmt.Errorf("dockerfile: %w", err)
	}
	for _, w := range parsed.Warnings {
		warnings = append(warnings, w.Short)
	}
	if len(warnings) > 0 {
		return fmt.Errorf("dockerfile: %s", strings.Join(warnings, "; "))
	}
	return nil
}

var (
	variable = regexp.MustCompile(`\bWAYMARK_[A-Z_]+\b`)
	// own are variables of the Compose file alone.
	own = map[string]bool{"WAYMARK_VERSION": true, "WAYMARK_PORT": true}
)

// variables looks for those that the program does not know.
func variables(root string) error {
	known := map[string]bool{}
	sources, err := filepath.Glob(filepath.Join(root, "cmd/waymark/*.go"))
	if err != nil {
		return err
	}
	for _, path := range sources {
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, name := range variable.FindAllString(string(text), -1) {
			known[name] = true
		}
	}
	return filepath.WalkDir(filepath.Join(root, "deploy"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, name := range variable.FindAllString(string(text), -1) {
			if !known[name] && !own[name] {
				return fmt.Errorf("%s: the program knows no %s", path, name)
			}
		}
		return nil
	})
}
