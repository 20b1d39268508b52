package graph_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"waymark/domain/viewer"
)

// stream is a subscription that is followed as a stream of events.
type stream struct {
	t     testing.TB
	lines *bufio.Scanner
}

// patience is how long a test waits for what must come.
const patience = 30 * time.Second

// follow subscribes, and gives the stream once the server has begun to answer.
func (c client) follow(t testing.TB, query string, values variables) *stream {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": values})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	t.Cleanup(cancel)
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.url, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "text/event-stream")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { response.Body.Close() })
	if kind := response.Header.Get("Content-Type"); !strings.HasPrefix(kind, "text/event-stream") {
		t.Fatalf("the answer is %s", kind)
	}
	return &stream{t, bufio.NewScanner(response.Body)}
}

// event gives the next event: what it is called, and its data. A stream that ends is one without a name.
func (s *stream) event() (name string, data []byte) {
	s.t.Helper()
	for s.lines.Scan() {
		switch line := s.lines.Text(); {
		case strings.HasPrefix(line, "event: "):
			name = line[len("event: "):]
		case strings.HasPrefix(line, "data:"):
			data = []byte(strings.TrimSpace(line[len("data:"):]))
		case line == "" && name != "":
			return name, data
		}
	}
	return "", nil
}

// told is one change as it is told.
type told struct {
	ID, Type, Operation string
	At                  time.Time
	Node                struct{ ID, Name, Code string }
}

// next gives the next change.
func (s *stream) next() told {
	s.t.Helper()
	name, data := s.event()
	var answer struct {
		Data   struct{ Changes told }
		Errors []refusal
	}
	if err := json.Unmarshal(data, &answer); name != "next" || err != nil || len(answer.Errors) > 0 {
		s.t.Fatalf("got %s %s, %v", name, data, err)
	}
	return answer.Data.Changes
}

// types gives those of the next changes, which belong to one mutation each.
func (s *stream) types(n int) string {
	s.t.Helper()
	var all []string
	for range n {
		all = append(all, s.next().Type)
	}
	return strings.Join(all, " ")
}

const changesOf = `subscription($after: ID, $within: ID, $types: [ChangeType!]) { changes(after: $after, within: $within, types: $types) {
	id type operation at node { id ... on Post { code } ... on Coordinator { name } ... on Grant { role } } } }`

func TestChangesAreTold(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		c := changer{d, map[string]bool{}}
		mine, public := d.operator.follow(t, changesOf, nil), d.anonymous.follow(t, changesOf, nil)
		c.hire(t, "A Newcomer") // which is not for the public to know
		id := c.operator.get(t, essex, "post", "id").(string)
		c.change(t, "postVacate", id, variables{"expectedVersion": 1, "on": "2009-05-11", "reason": "RESIGNED"}, "post { version }")

		first := mine.next()
		if first.Type != "COORDINATOR_CREATED" || first.Operation != "coordinatorCreate" || first.Node.Name != "A Newcomer" || time.Since(first.At) > time.Hour {
			t.Errorf("the first change: %+v", first)
		}
		if got := mine.types(2); got != "HOLDING_CHANGED POST_CHANGED" {
			t.Errorf("the administrator is told of %s", got)
		}
		held, post := public.next(), public.next()
		if held.Type != "HOLDING_CHANGED" || post.Type != "POST_CHANGED" || post.Node.Code != "essex-d-1" {
			t.Errorf("the public is told of %+v, then %+v", held, post)
		}

		missed := d.operator.follow(t, changesOf, variables{"after": first.ID}) // as after a connection that broke
		if again := missed.next(); again.ID != held.ID {
			t.Errorf("after %s comes %s, want %s", first.ID, again.ID, held.ID)
		}
		if again := missed.next(); again.ID != post.ID {
			t.Errorf("after %s comes %s, want %s", held.ID, again.ID, post.ID)
		}
		all := d.operator.follow(t, changesOf, variables{"after": "aud_0", "types": []string{"POST_CHANGED"}})
		if only := all.next(); only.ID != post.ID {
			t.Errorf("the first change of a post since the beginning is %+v", only)
		}
	})
}

func TestChangesWithin(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		c := changer{d, map[string]bool{}}
		east := d.operator.get(t, `{ region(code: "E12000006") { id } }`, "region", "id")
		post := c.operator.get(t, essex, "post", "id").(string)
		inRegion, ofPost := d.operator.follow(t, changesOf, variables{"within": east}), d.operator.follow(t, changesOf, variables{"within": post, "types": []string{"COVER_CREATED", "OFFER_CREATED"}})
		neighbour := c.hire(t, "A Neighbour")
		london := c.operator.ask(t, `{ post(code: "central-london-d-1") { id version } }`, nil)
		c.change(t, "postVacate", at(t, london, "post", "id").(string), variables{"expectedVersion": at(t, london, "post", "version"), "on": "2009-05-11", "reason": "RESIGNED"}, "post { version }")
		c.change(t, "postVacate", post, variables{"expectedVersion": 1, "on": "2009-05-11", "reason": "RESIGNED"}, "post { version }")
		c.change(t, "postCover", post, variables{"expectedVersion": 2, "coordinator": neighbour, "from": "2009-05-18"}, "post { state }")
		if got := inRegion.types(4); got != "HOLDING_CHANGED POST_CHANGED COVER_CREATED POST_CHANGED" {
			t.Errorf("in the region: %s", got)
		}
		if got := ofPost.types(1); got != "COVER_CREATED" {
			t.Errorf("of the post: %s", got)
		}
	})
}

// TestChangesAcrossServers holds that a subscriber at one server is told of what happens at another on the same database.
func TestChangesAcrossServers(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		other := again(t, d)
		here := d.operator.follow(t, changesOf, nil)
		for i := range 20 {
			changer{other, map[string]bool{}}.hire(t, fmt.Sprintf("Elsewhere %02d", i))
		}
		var last string
		for i := range 20 {
			change := here.next()
			if want := fmt.Sprintf("Elsewhere %02d", i); change.Node.Name != want {
				t.Fatalf("the %d. change is of %q, want %s", i+1, change.Node.Name, want)
			}
			if i == 9 {
				last = change.ID
			}
		}
		away := other.operator.follow(t, changesOf, variables{"after": last}) // back at another server
		for i := 10; i < 20; i++ {
			if change := away.next(); change.Node.Name != fmt.Sprintf("Elsewhere %02d", i) {
				t.Fatalf("caught up with %q instead of %d", change.Node.Name, i)
			}
		}
	})
}

// TestChangesByTheRightsOfTheMoment holds that what counts is what the follower may see when a change is told.
func TestChangesByTheRightsOfTheMoment(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		c := changer{d, map[string]bool{}}
		given := c.change(t, "grantGive", "", variables{"subject": "jo", "role": "REGIONAL_LEAD", "scope": "region:E12000007", "reason": "appointed"}, "grant { id }")
		jo := d.serve(t, viewer.Viewer{Subject: "jo"}).follow(t, changesOf, nil)
		c.hire(t, "Told")
		if change := jo.next(); change.Node.Name != "Told" {
			t.Errorf("a lead is told of %+v", change)
		}
		c.change(t, "grantRevoke", at(t, given, "grant", "id").(string), variables{"expectedVersion": 1, "reason": "has left"}, "grant { id }")
		c.hire(t, "Withheld")
		if change := jo.next(); change.Type != "GRANT_CHANGED" {
			t.Errorf("the end of the grant is told as %+v", change)
		}
		c.change(t, "postVacate", c.operator.get(t, essex, "post", "id").(string), variables{"expectedVersion": 1, "on": "2009-05-11", "reason": "RESIGNED"}, "post { version }")
		if got := jo.types(2); got != "HOLDING_CHANGED POST_CHANGED" {
			t.Errorf("who is no lead any more is told of %s", got)
		}

		two := c.operator.ask(t, `{ partnerships(first: 2) { nodes { id code version } } }`, nil)
		code := at(t, two, "partnerships", "nodes", 0, "code").(string)
		g, err := viewer.ParseGrant("partnership_officer@partnership:" + code)
		if err != nil {
			t.Fatal(err)
		}
		officer := d.serve(t, viewer.Viewer{Subject: "o", Grants: []viewer.Grant{g}}).follow(t, changesOf, variables{"types": []string{"PARTNERSHIP_CHANGED"}})
		for _, i := range []int{1, 0} {
			c.change(t, "partnershipRename", at(t, two, "partnerships", "nodes", i, "id").(string),
				variables{"expectedVersion": at(t, two, "partnerships", "nodes", i, "version"), "name": "Another name", "from": "2010-05-01"}, "partnership { id }")
		}
		if change := officer.next(); change.Node.ID != at(t, two, "partnerships", "nodes", 0, "id") {
			t.Errorf("the officer is told of %+v", change)
		}
	})
}

func TestChangesThatCannotBeFollowed(t *testing.T) {
	onEngland(t, func(t *testing.T, d *door) {
		for name, values := range map[string]variables{
			"no id": {"after": "x"}, "of another kind": {"after": "pos_1"}, "not yet": {"after": "aud_999999999"}, "too large": {"after": "aud_99999999999999999999"},
		} {
			event, data := d.operator.follow(t, changesOf, values).event()
			var answer reply
			if err := json.Unmarshal(data, &answer); err != nil || len(answer.Errors) != 1 || answer.Errors[0].Extensions.Code != "INVALID" || answer.Errors[0].Extensions.Field != "after" {
				t.Errorf("%s: %s %s", name, event, data)
			}
		}
	})
}
