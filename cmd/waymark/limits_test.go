package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/kong"

	"waymark/graph"
	"waymark/server"
)

// parsed gives the limits that a command line sets.
func parsed(t *testing.T, args ...string) limits {
	t.Helper()
	var cli struct{ limits }
	parser, err := kong.New(&cli)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := parser.Parse(args); err != nil {
		t.Fatal(err)
	}
	return cli.limits
}

// TestDefaultsAreTheSameEverywhere holds the flags' defaults to those of the code.
func TestDefaultsAreTheSameEverywhere(t *testing.T) {
	l := parsed(t)
	if got, want := l.graph(), graph.DefaultLimits(); got != want {
		t.Errorf("the flags say %+v, the graph %+v", got, want)
	}
	if got, want := l.rates(), server.DefaultRates(); got != want {
		t.Errorf("the flags say %+v, the door %+v", got, want)
	}
	if l.MaxBody != server.DefaultMaxBody || l.Deadline != server.DefaultDeadline || l.MaxUpload != server.DefaultMaxUpload ||
		l.UploadDeadline != server.DefaultUploadDeadline || l.MaxUploads != server.DefaultUploads || l.Introspection || l.Operations != "" {
		t.Errorf("the flags say %+v", l)
	}
}

// TestEveryLimitIsSetByItsFlag holds that no flag is forgotten on its way, and that its name in the environment is its own.
func TestEveryLimitIsSetByItsFlag(t *testing.T) {
	kind := reflect.TypeFor[limits]()
	plain := parsed(t)
	for i := range kind.NumField() {
		f := kind.Field(i)
		flag := flagOf(f)
		value := "7"
		if f.Type == reflect.TypeFor[time.Duration]() {
			value = "7s"
		}
		if f.Type.Kind() == reflect.String || f.Type.Kind() == reflect.Bool {
			continue
		}
		set := parsed(t, "--"+flag+"="+value)
		told := func(l limits) string {
			door := l.on(server.Config{})
			return fmt.Sprint(l.graph(), door.Rates, door.MaxBody, door.Deadline, door.MaxUpload, door.UploadDeadline, door.Uploads)
		}
		if told(plain) == told(set) {
			t.Errorf("--%s changes nothing", flag)
		}
		if err := parsed(t, "--"+flag+"=0"+strings.TrimLeft(value, "7")).check(); err == nil {
			t.Errorf("--%s may be 0", flag)
		}
	}
}

// flagOf gives the name of a flag by that in the environment.
func flagOf(f reflect.StructField) string {
	return strings.ReplaceAll(strings.ToLower(strings.TrimPrefix(f.Tag.Get("env"), "WAYMARK_")), "_", "-")
}

// TestPageOfLimitsIsTrue holds docs/limits.md to the flags, their defaults, and the prices.
func TestPageOfLimitsIsTrue(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "limits.md"))
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]string{}
	for _, row := range regexp.MustCompile("(?m)^\\|[^|]*\\| ([0-9]+) \\| `--([a-z-]+)` \\|").FindAllStringSubmatch(string(page), -1) {
		rows[row[2]] = row[1]
	}
	kind := reflect.TypeFor[limits]()
	for i := range kind.NumField() {
		f := kind.Field(i)
		switch flag, standard := flagOf(f), f.Tag.Get("default"); {
		case f.Type.Kind() == reflect.Int || f.Name == "MaxBody" || f.Name == "MaxUpload":
			if rows[flag] != standard {
				t.Errorf("--%s is %s by default; the page says %q", flag, standard, rows[flag])
			}
			delete(rows, flag)
		case !strings.Contains(string(page), "`--"+flag) || standard != "" && !strings.Contains(string(page), "`--"+flag+"` ("+standard+")"):
			t.Errorf("the page does not tell of --%s (%s)", flag, standard)
		}
	}
	if len(rows) > 0 {
		t.Errorf("the page tells of flags that there are not: %v", rows)
	}
	prices := map[string]int{}
	for _, row := range regexp.MustCompile("(?m)^\\| `([A-Z][A-Za-z]+\\.[a-zA-Z]+)` \\| ([0-9]+) \\|").FindAllStringSubmatch(string(page), -1) {
		prices[row[1]], _ = strconv.Atoi(row[2])
	}
	if !maps.Equal(prices, graph.Prices()) {
		t.Errorf("the page has the prices %v, the code %v", prices, graph.Prices())
	}
}

// TestServeWithinItsLimits holds that the flags reach the running server.
func TestServeWithinItsLimits(t *testing.T) {
	p := start(t, "--data", t.TempDir(), "--max-aliases", "1")
	p.token = "" // an administrator may see the schema
	for query, says := range map[string]string{"{ a: today b: today }": "LIMITED", "{ __schema { description } }": "FORBIDDEN", "{ todya }": "INVALID"} {
		if _, err := p.try(query, nil); err == nil || !strings.Contains(err.Error(), says) || strings.Contains(err.Error(), "Did you mean") {
			t.Errorf("%s: got %v", query, err)
		}
	}

	directory := t.TempDir()
	if err := os.WriteFile(filepath.Join(directory, "mine.graphql"), []byte("query Mine { today }\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	p = start(t, "--data", t.TempDir(), "--today", "2009-04-30", "--operations", directory)
	if got := p.ask("query Mine { today }", nil); got["today"] != "2009-04-30" {
		t.Errorf("got %v", got)
	}
	if _, err := p.try("query Yours { today }", nil); err == nil || !strings.Contains(err.Error(), "FORBIDDEN") {
		t.Errorf("got %v", err)
	}

	for _, args := range [][]string{{"--max-depth", "0"}, {"--operations", "nowhere"}, {"--operations", directory, "--max-depth", "1", "--max-fields", "1"}} {
		c, _ := command(t, append([]string{"serve", "--addr", "127.0.0.1:0", "--data", t.TempDir()}, args...)...)
		if err := c.Run(); err == nil {
			t.Errorf("it starts with %v", args)
		}
	}
}
