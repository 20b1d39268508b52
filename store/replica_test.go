package store_test

import (
	"path/filepath"
	"strings"
	"testing"

	"waymark/store"
	"waymark/store/storetest"
)

func TestReplicasThatAreRefused(t *testing.T) {
	const secret = "not-to-be-told"
	database := "postgres://waymark:" + secret + "@one:5432,two:5432/waymark"
	for want, cfg := range map[string]store.Config{
		"the embedded one is SQLite":  {Path: filepath.Join(t.TempDir(), "waymark.db"), Replicas: []string{database}},
		"is that of one server":       {URL: database, Replicas: []string{database}},
		"two replicas have one host":  {URL: database, Replicas: []string{"postgres://two:5432/a", "postgres://two:5432/b"}},
		"starts with postgres://":     {URL: database, Replicas: []string{"http://waymark:" + secret + "@two:5432/waymark"}},
		"URL starts with postgres://": {URL: "postgres://waymark:" + secret + "@one:5432,two:port/waymark"},
		"sslmode":                     {URL: database, Replicas: []string{"postgres://waymark:" + secret + "@two:5432/waymark?sslmode=perhaps"}},
	} {
		s, err := store.Open(cfg)
		if err == nil {
			t.Errorf("%s: opened", want)
			_ = s.Close()
			continue
		}
		if !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), secret) {
			t.Errorf("%s: %v", want, err)
		}
	}
}

// Who listens looks for the primary among all servers of an address.
func TestListeningToTheServersOfAnAddress(t *testing.T) {
	for address, want := range map[string]string{
		"postgres://one/waymark": "postgres://one/waymark",
		"postgres://way%20mark:it%27s@one,two:6543,[::1]:7654/waymark?sslmode=disable": `host='one,two,::1' port='5432,6543,7654' user='way mark' password='it\'s' ` +
			`dbname='waymark' connect_timeout='2' sslmode='disable' target_session_attrs='primary'`,
		"postgresql://one:1,two:2/waymark?connect_timeout=9": `host='one,two' port='1,2' dbname='waymark' connect_timeout='9' target_session_attrs='primary'`,
	} {
		if got := store.ListeningTo(address); got != want {
			t.Errorf("%s\nis   %s\nwant %s", address, got, want)
		}
	}
}

// A server that is no standby of the database is not read, whatever it says of its state.
func TestAnotherDatabaseIsNoReplica(t *testing.T) {
	var empty storetest.Template
	one, other := empty.Database(t, store.Postgres), empty.Database(t, store.Postgres)
	one.Config.Replicas = []string{other.Config.URL}
	s := one.Open(t)
	for range 3 {
		if _, err := s.Records(operator(t.Context())); err != nil {
			t.Fatal(err)
		}
	}
	if r := s.Replicas(); len(r) != 1 || r[0].State == store.ReplicaUsed || r[0].Reads > 0 || s.ReplicasMissed() != 3 {
		t.Errorf("%+v, missed %d", r, s.ReplicasMissed())
	}
}
