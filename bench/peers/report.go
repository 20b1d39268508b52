package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"

	"waymark/bench/question"
)

// The section of the page lies between these.
const (
	opening = "<!-- bench-peers: written by make bench-peers DOCS=docs/performance.md -->\n"
	closing = "<!-- bench-peers ends -->\n"
)

func (x *result) write(r run) error {
	if r.JSON != "" {
		text, err := json.MarshalIndent(x, "", "\t")
		if err != nil {
			return err
		}
		if err := os.WriteFile(r.JSON, append(text, '\n'), 0o600); err != nil {
			return err
		}
	}
	tables := x.markdown(r.Concurrency)
	if r.Docs == "" {
		_, err := fmt.Fprint(os.Stdout, tables)
		return err
	}
	page, err := os.ReadFile(r.Docs)
	if err != nil {
		return err
	}
	before, rest, begins := strings.Cut(string(page), opening)
	_, after, ends := strings.Cut(rest, closing)
	if !begins || !ends {
		return errors.New(r.Docs + " has no section between marks")
	}
	return os.WriteFile(r.Docs, []byte(before+opening+tables+closing+after), 0o644) //nolint:gosec // a page of documentation
}

// markdown gives a table of ratios and costs at the middle concurrency, and one of rates and times at each.
func (x *result) markdown(concurrency []int) string {
	var w strings.Builder
	middle := concurrency[len(concurrency)/2]
	fmt.Fprintf(&w, "\nMeasured %s on %d processors (%s/%s) by `%s`: %d rounds of %s, medians; load of the machine before each trial %s.\n\n",
		x.Began.Format("2 January 2006, 15:04 MST"), runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, strings.TrimSpace(x.Command), x.Rounds, x.Each, x.loads())
	fmt.Fprintf(&w, "Requests a second with %d clients, and processor time for a request in microseconds (server + PostgreSQL):\n\n", middle)
	fmt.Fprintf(&w, "| question | Waymark | PostGraphile | two workers | floor | Waymark of the best PostGraphile | of the floor |\n| --- | --- | --- | --- | --- | --- | --- |\n")
	names := x.questions()
	for _, q := range names {
		fmt.Fprintf(&w, "| %s %s |", q, x.about(q))
		of := map[string]float64{}
		for _, c := range []string{waymark, single, double, ground} {
			s, ok := x.median(q, c, middle)
			if !ok {
				fmt.Fprint(&w, " not answerable yet |")
				continue
			}
			of[c] = s.PerSecond
			fmt.Fprintf(&w, " %.0f (%d + %d) |", s.PerSecond, s.Server.Microseconds(), s.Postgres.Microseconds())
		}
		if of[waymark] == 0 {
			fmt.Fprint(&w, " | |\n")
			continue
		}
		fmt.Fprintf(&w, " **%.2f** | **%.2f** |\n", of[waymark]/max(of[single], of[double]), of[waymark]/of[ground])
	}
	fmt.Fprintf(&w, "\nThe same question again and again, by Waymark with the answers that it keeps by default (the others keep none):\n\n| question | Waymark, answers kept | of the best PostGraphile | of the floor |\n| --- | --- | --- | --- |\n")
	for _, q := range names {
		s, ok := x.median(q, kept, middle)
		if !ok {
			continue
		}
		one, _ := x.median(q, single, middle)
		two, _ := x.median(q, double, middle)
		floor, _ := x.median(q, ground, middle)
		fmt.Fprintf(&w, "| %s | %.0f (%d + %d) | **%.1f** | **%.2f** |\n", q, s.PerSecond, s.Server.Microseconds(), s.Postgres.Microseconds(),
			s.PerSecond/max(one.PerSecond, two.PerSecond), s.PerSecond/floor.PerSecond)
	}
	fmt.Fprint(&w, "\nRequests a second, p50 and p99 in milliseconds:\n\n| question | clients | Waymark | PostGraphile | two workers | floor |\n| --- | --- | --- | --- | --- | --- |\n")
	for _, q := range names {
		for _, clients := range concurrency {
			fmt.Fprintf(&w, "| %s | %d |", q, clients)
			for _, c := range []string{waymark, single, double, ground} {
				if s, ok := x.median(q, c, clients); ok {
					fmt.Fprintf(&w, " %.0f, %.1f, %.1f |", s.PerSecond, milliseconds(s.P50), milliseconds(s.P99))
				} else {
					fmt.Fprint(&w, " |")
				}
			}
			fmt.Fprintln(&w)
		}
	}
	fmt.Fprint(&w, "\nMost memory over the whole run, all processes of each together: ")
	for i, c := range []string{waymark, single, double, ground} {
		if i > 0 {
			fmt.Fprint(&w, ", ")
		}
		fmt.Fprintf(&w, "%s %d MiB", c, x.Peak[c]>>20)
	}
	fmt.Fprint(&w, ".\n")
	for _, q := range question.All() {
		if q.Needs != "" && slices.Contains(names, q.Name) {
			fmt.Fprintf(&w, "%s is not answerable by Waymark yet: %s.\n", q.Name, q.Needs)
		}
	}
	fmt.Fprintln(&w)
	return w.String()
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func (x *result) questions() []string {
	var all []string
	for _, s := range x.Samples {
		all = append(all, s.Question)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func (x *result) about(q string) string {
	i := slices.IndexFunc(x.Samples, func(s sample) bool { return s.Question == q })
	return x.Samples[i].About
}

// median gives the sample of the rounds whose rate is in the middle.
func (x *result) median(q, contender string, clients int) (sample, bool) {
	var of []sample
	for _, s := range x.Samples {
		if s.Question == q && s.Contender == contender && s.Clients == clients {
			of = append(of, s)
		}
	}
	if len(of) == 0 {
		return sample{}, false
	}
	slices.SortFunc(of, func(a, b sample) int { return cmp.Compare(a.PerSecond, b.PerSecond) })
	return of[len(of)/2], true
}

// loads gives the least and the greatest load that was seen; that of the run itself is in it.
func (x *result) loads() string {
	var all []string
	for _, s := range x.Samples {
		all = append(all, fmt.Sprintf("%6s", s.Load))
	}
	slices.Sort(all)
	return strings.TrimSpace(all[0]) + " to " + strings.TrimSpace(all[len(all)-1])
}
