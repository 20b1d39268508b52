package graph_test

import (
	"os"
	"regexp"
	"testing"

	"github.com/vektah/gqlparser/v2"

	"waymark/graph"
	"waymark/web"
)

// TestDashboardOperations holds that every operation that the dashboard sends is one that the schema answers, and that a server
// which answers registered operations only can have them registered.
func TestDashboardOperations(t *testing.T) {
	text, err := os.ReadFile("../web/dashboard/operations.js")
	if err != nil {
		t.Fatal(err)
	}
	operations := web.Operations()
	if all := regexp.MustCompile(`(?m)^export `).FindAll(text, -1); len(operations) == 0 || len(operations) != len(all) {
		t.Fatalf("%d of %d exports are operations", len(operations), len(all))
	}
	schema := load(t)
	for _, o := range operations {
		if _, err := gqlparser.LoadQueryWithRules(schema, o, nil); err != nil {
			t.Errorf("%s: %v", o, err)
		}
	}
	if err := graph.NewOperations(operations...).Check(graph.Limits{}); err != nil {
		t.Error(err)
	}
}
