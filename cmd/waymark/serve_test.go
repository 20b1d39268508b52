package main

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

const firstQuestion = `{
  today
  coverage(asOf: "2009-04-30") { byGrade { grade { code } posts { funded filled } } }
  regions { totalCount }
  districts { totalCount }
}`

func TestServeAnswersTheFirstQuestion(t *testing.T) {
	onBothEngines(t, func(t *testing.T, flags []string) {
		p := start(t, append(flags, "--demo", "--today", "2009-04-30")...)
		data := p.ask(firstQuestion, nil)
		got := fmt.Sprintln(at(data, "today"), at(data, "coverage", "byGrade"), at(data, "regions"), at(data, "districts"))
		want := "2009-04-30 [map[grade:map[code:GRADE_7] posts:map[filled:9 funded:9]] map[grade:map[code:SEO] posts:map[filled:1 funded:2]] " +
			"map[grade:map[code:BAND_D] posts:map[filled:62 funded:62]]] map[totalCount:9] map[totalCount:38]\n"
		if got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	})
}

// A second start on the same data keeps what was changed and loads nothing twice.
func TestServeKeepsChangesOverARestart(t *testing.T) {
	onBothEngines(t, func(t *testing.T, flags []string) {
		flags = append(flags, "--demo", "--today", "2009-05-11")
		p := start(t, flags...)
		post := p.ask(`{ post(code: "essex-d-1") { id version } }`, nil)
		p.ask(`mutation($id: ID!, $version: Int!) { postVacate(id: $id, input: {expectedVersion: $version, on: "2009-05-11", reason: RESIGNED}) { userErrors { message } } }`,
			map[string]any{"id": at(post, "post", "id"), "version": at(post, "post", "version")})
		question := `{ post(code: "essex-d-1") { state vacantSince was: state(asOf: "2009-05-10") } district(code: "essex") { coverage { gaps(kinds: [DISTRICT_WITHOUT_COORDINATOR]) { sentence } } } }`
		before := fmt.Sprint(p.ask(question, nil))
		p.stop()
		again := start(t, flags...)
		if after := fmt.Sprint(again.ask(question, nil)); after != before {
			t.Errorf("before the restart %s\nafter it           %s", before, after)
		}
		if !strings.Contains(before, "state:VACANT") || !strings.Contains(before, "was:FILLED") || !strings.Contains(before, "11 May 2009") {
			t.Errorf("the vacancy is not seen on the day and not before: %s", before)
		}
		if !strings.Contains(again.log.String(), "newRecords=0") {
			t.Errorf("the second start loaded records again:\n%s", again.log)
		}
	})
}

// A server that is killed in the middle of its work loses no write that it has acknowledged.
func TestKilledServerLosesNoAcknowledgedWrite(t *testing.T) {
	onBothEngines(t, func(t *testing.T, flags []string) {
		p := start(t, flags...)
		const writers, enough = 8, 100
		var acknowledged sync.Map
		done := make(chan struct{}, writers*enough*2)
		var all sync.WaitGroup
		for writer := range writers {
			all.Go(func() {
				for n := 0; ; n++ {
					name := fmt.Sprintf("Synthetic Coordinator %d-%d", writer, n)
					data, err := p.try(`mutation($name: String!) { coordinatorCreate(input: {name: $name}) { coordinator { id } userErrors { message } } }`, map[string]any{"name": name})
					if err != nil {
						return // killed
					}
					id, ok := at(data, "coordinatorCreate", "coordinator", "id").(string)
					if !ok {
						t.Errorf("not created: %v", data)
						return
					}
					acknowledged.Store(id, name)
					select {
					case done <- struct{}{}:
					default:
					}
				}
			})
		}
		for range enough {
			<-done
		}
		p.kill()
		all.Wait()
		again := start(t, flags...)
		count := 0
		acknowledged.Range(func(id, name any) bool {
			count++
			data := again.ask(`query($id: ID!) { node(id: $id) { ... on Coordinator { name } } }`, map[string]any{"id": id})
			if at(data, "node", "name") != name {
				t.Errorf("%s (%s) was acknowledged and is lost", name, id)
			}
			return true
		})
		if count < enough {
			t.Errorf("only %d writes were acknowledged", count)
		}
	})
}

// The official audit of GraphQL over HTTP, against the real server.
func TestServerPassesTheOfficialAudit(t *testing.T) {
	p := start(t, "--data", t.TempDir(), "--introspection") // three audits ask for a type
	out, err := exec.CommandContext(t.Context(), "node", filepath.Join("..", "..", "server", "audit", "audit.mjs"), p.graphql).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if !strings.Contains(string(out), "61 of 61") {
		t.Errorf("the audit says: %s", out)
	}
}

// On an address that others can reach, nobody is the operator.
func TestOthersMayReadAndNotChange(t *testing.T) {
	p := start(t, "--data", t.TempDir(), "--demo", "--today", "2009-04-30", "--addr", "0.0.0.0:0")
	_, port, _ := strings.Cut(strings.TrimPrefix(p.graphql, "http://"), "]:")
	p.graphql = "http://127.0.0.1:" + port
	data := p.ask(`{ coverage { posts { filled } } post(code: "essex-d-1") { state currentHolder { name } currentHoldings { coordinator { name } } } }`, nil)
	if at(data, "post", "state") != "FILLED" || at(data, "post", "currentHolder") != nil || at(data, "post", "currentHoldings", 0, "coordinator") != nil {
		t.Errorf("anonymous is told %v", data)
	}
	if _, err := p.try(`{ coordinators { totalCount } }`, nil); err == nil || !strings.Contains(err.Error(), "FORBIDDEN") {
		t.Errorf("anonymous asks for coordinators: %v", err)
	}
	if _, err := p.try(`mutation { coordinatorCreate(input: {name: "Synthetic"}) { userErrors { message } } }`, nil); err == nil || !strings.Contains(err.Error(), "FORBIDDEN") {
		t.Errorf("anonymous writes: %v", err)
	}
}
