package graph_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"waymark/domain/viewer"
	"waymark/store/storetest"
)

var answersFor = flag.Duration("answers-for", 5*time.Second, "how long writers and readers race for answers that are kept")

// TestAnswersThatAreKeptAreFreshAndOnesOwn has somebody rename a coordinator again and again through one of two processes, while people of different rights
// ask both the same question: nobody is told a name older than the last that was acknowledged before they asked, and nobody a name that is not theirs to see.
func TestAnswersThatAreKeptAreFreshAndOnesOwn(t *testing.T) {
	t.Parallel()
	england.RunAtOnce(t, func(t *testing.T, db storetest.Database) {
		d := open(t, db)
		other := again(t, d)
		const question = `{ posts(first: 100) { nodes { code currentHolder { id name } } } }`
		holder := func(reply reply) (id, name string, named int) {
			var data struct {
				Posts struct {
					Nodes []struct {
						CurrentHolder *struct {
							ID   string
							Name *string
						}
					}
				}
			}
			if err := json.Unmarshal(reply.Data, &data); err != nil || len(reply.Errors) > 0 {
				t.Errorf("%v, %v", err, reply.Errors)
			}
			for _, n := range data.Posts.Nodes {
				if n.CurrentHolder == nil || n.CurrentHolder.Name == nil {
					continue
				}
				if named++; named == 1 {
					id, name = n.CurrentHolder.ID, *n.CurrentHolder.Name
				}
			}
			return id, name, named
		}
		person, _, all := holder(d.operator.send(t, question, nil))
		var acknowledged atomic.Int64
		until := time.Now().Add(*answersFor)
		var everybody sync.WaitGroup
		everybody.Go(func() {
			for n := int64(1); time.Now().Before(until); n++ {
				got := d.operator.send(t, `mutation($id: ID!, $input: CoordinatorUpdateInput!) { coordinatorUpdate(id: $id, input: $input) { coordinator { version } userErrors { message } } }`,
					variables{"id": person, "input": variables{"expectedVersion": n, "name": fmt.Sprintf("Name %d", n)}})
				if !strings.Contains(string(got.Body), fmt.Sprintf(`"version":%d`, n+1)) {
					t.Errorf("rename: %s", got.Body)
					return
				}
				acknowledged.Store(n)
			}
		})
		analyst := viewer.Viewer{Subject: "analyst", Grants: []viewer.Grant{{Role: viewer.Analyst, Scope: viewer.Scope{Kind: viewer.Nation}}}}
		var asked atomic.Int64
		for _, of := range []*door{d, other} {
			for who, sees := range map[*viewer.Viewer]bool{&operator: true, &analyst: false, {}: false} {
				who := *who
				if who.Subject == "" {
					who = viewer.Anonymous()
				}
				c := of.serve(t, who)
				everybody.Go(func() {
					for time.Now().Before(until) {
						before := acknowledged.Load()
						_, name, named := holder(c.send(t, question, nil))
						asked.Add(1)
						switch number, _ := strconv.ParseInt(strings.TrimPrefix(name, "Name "), 10, 64); {
						case !sees && named > 0:
							t.Errorf("%s is told %d names, such as %q", who.Subject, named, name)
							return
						case sees && (named != all || number < before):
							t.Errorf("%d names of %d, and %q after %d was acknowledged", named, all, name, before)
							return
						}
					}
				})
			}
		}
		everybody.Wait()
		t.Logf("%d answers, %d changes", asked.Load(), acknowledged.Load())
		if acknowledged.Load() < 5 || asked.Load() < 50 {
			t.Errorf("only %d answers and %d changes", asked.Load(), acknowledged.Load())
		}
	})
}
