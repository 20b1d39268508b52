package server_test

import (
	"net/http/httptest"
	"os/exec"
	"testing"

	"waymark/server"
)

// TestAudit holds the transport to the specification's own audit. It needs node, and `npm ci --prefix server/audit` run before.
func TestAudit(t *testing.T) {
	srv := httptest.NewServer(newHouse(t, server.Config{Local: true}, ready))
	defer srv.Close()
	out, err := exec.CommandContext(t.Context(), "node", "audit/audit.mjs", srv.URL+"/graphql").CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Logf("%s", out)
}
