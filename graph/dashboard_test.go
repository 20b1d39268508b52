package graph_test

import (
	"os"
	"regexp"
	"testing"

	"github.com/vektah/gqlparser/v2"
)

// TestDashboardOperations holds that every operation that the dashboard sends is one that the schema answers.
func TestDashboardOperations(t *testing.T) {
	text, err := os.ReadFile("../web/dashboard/operations.js")
	if err != nil {
		t.Fatal(err)
	}
	exported := regexp.MustCompile("(?s)export const ([A-Z_]+) = `([^`]*)`;")
	operations := exported.FindAllSubmatch(text, -1)
	if all := regexp.MustCompile(`(?m)^export `).FindAll(text, -1); len(operations) == 0 || len(operations) != len(all) {
		t.Fatalf("%d of %d exports are operations", len(operations), len(all))
	}
	schema := load(t)
	for _, o := range operations {
		t.Run(string(o[1]), func(t *testing.T) {
			if _, err := gqlparser.LoadQueryWithRules(schema, string(o[2]), nil); err != nil {
				t.Error(err)
			}
		})
	}
}
