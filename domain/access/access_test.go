package access_test

import (
	"errors"
	"slices"
	"testing"

	"waymark/domain/access"
	"waymark/domain/calendar"
	"waymark/domain/fault"
	"waymark/domain/programme"
	"waymark/domain/programme/programmetest"
	"waymark/domain/viewer"
)

var (
	always = programmetest.Days("2006-04-01", "")
	day    = calendar.MustParse("2009-04-30")
)

// border is two regions, R1 with the districts north and south, R2 with west. P3 reaches over the border. Ann holds a post in the
// north, Bob held one there, Wil holds one in the west, and Nan none.
func border(t *testing.T) *programme.Graph {
	b := programmetest.New()
	one, two := b.Region("R1", always), b.Region("R2", always)
	north, south, west := b.District(one, "north", always), b.District(one, "south", always), b.District(two, "west", always)
	band := b.Grade("BAND_D", "Band D", 3)
	for code, d := range map[string]*programme.District{"n1": north, "s1": south, "w1": west} {
		b.Home(b.Post(code, band, programme.DistrictCoordinator, always), d, always)
	}
	lead := b.Post("lead", band, programme.StrategicLead, always)
	b.Home(lead, one, always)
	posts := map[string]*programme.Post{}
	for _, p := range b.Records.Posts {
		posts[p.Code] = p
	}
	b.Hold(posts["n1"], "Ann", "1", programmetest.Days("2009-01-01", ""))
	b.Hold(posts["w1"], "Bob", "1", programmetest.Days("2008-01-01", "2008-02-01"))
	b.Hold(posts["w1"], "Wil", "1", programmetest.Days("2009-01-01", ""))
	b.Person("Nan")
	p1, p2, p3 := b.Partnership("P1", always), b.Partnership("P2", always), b.Partnership("P3", always)
	b.Link(p1, north, "1", always)
	b.Link(p2, west, "1", always)
	b.Link(p3, north, "0.5", always)
	b.Link(p3, west, "0.5", always)
	b.Champion(b.Jobcentre("J1", always), always)
	b.Place(b.Records.Jobcentres[0], north, always)
	return b.Graph(t)
}

func rights(t *testing.T, g *programme.Graph, grants ...string) *access.Rights {
	t.Helper()
	who := viewer.Viewer{Subject: "s"}
	for _, text := range grants {
		held, err := viewer.ParseGrant(text)
		if err != nil {
			t.Fatal(err)
		}
		who.Grants = append(who.Grants, held)
	}
	return access.Of(g, who, day, day)
}

func code(err error) fault.Code {
	var f *fault.Error
	if err == nil {
		return "yes"
	}
	errors.As(err, &f)
	return f.Code
}

func TestScopes(t *testing.T) {
	g := border(t)
	person := func(name string) programme.Node {
		i := slices.IndexFunc(g.Coordinators(), func(c *programme.Coordinator) bool { return c.Name == name })
		return g.Coordinators()[i]
	}
	cases := []struct {
		grant  string
		action access.Action
		on     programme.Node
		want   fault.Code
	}{
		{"regional_lead@region:R1", "POST_FILL", g.Post("n1"), "yes"},
		{"regional_lead@region:R1", "POST_FILL", g.Post("lead"), "yes"},
		{"regional_lead@region:R1", "POST_FILL", g.Post("w1"), fault.Forbidden},
		{"regional_lead@region:R1", "POST_FILL", g.Post("w1").AllHoldings()[0], fault.Forbidden},
		{"regional_lead@region:R1", "POST_CREATE", g.District("south"), "yes"},
		{"regional_lead@region:R1", "PARTNERSHIP_LINK", g.Partnership("P3"), "yes"},
		{"regional_lead@region:R2", "PARTNERSHIP_LINK", g.Partnership("P3"), "yes"},
		{"regional_lead@region:R2", "PARTNERSHIP_LINK", g.Partnership("P1"), fault.Forbidden},
		{"regional_lead@region:R1", "COORDINATOR_UPDATE", person("Ann"), "yes"},
		{"regional_lead@region:R1", "COORDINATOR_UPDATE", person("Bob"), "yes"}, // left long ago
		{"regional_lead@region:R1", "COORDINATOR_UPDATE", person("Wil"), fault.Forbidden},
		{"regional_lead@region:R1", "COORDINATOR_UPDATE", person("Nan"), "yes"},
		{"regional_lead@region:R1", "DISTRICT_RENAME", g.District("north"), fault.Forbidden},
		{"regional_lead@region:R1", "NOT_AN_ACTION", nil, fault.Forbidden},
		{"administrator", "NOT_AN_ACTION", nil, fault.Forbidden},
		{"district_coordinator@district:north", "CHAMPION_RELEASE", g.Jobcentre("J1").AllChampions()[0], "yes"},
		{"district_coordinator@district:south", "CHAMPION_RELEASE", g.Jobcentre("J1").AllChampions()[0], fault.Forbidden},
		{"district_coordinator@district:north", "POST_FILL", g.Post("n1"), fault.Forbidden},
		{"partnership_officer@partnership:P1", "PARTNERSHIP_RENAME", g.Partnership("P1"), "yes"},
		{"partnership_officer@partnership:P1", "PARTNERSHIP_RENAME", g.Partnership("P3"), fault.NotFound},
		{"partnership_officer@partnership:P1", "POST_FILL", g.Partnership("P3").AllLinks()[0], fault.NotFound},
		{"partnership_officer@partnership:gone", "PARTNERSHIP_RENAME", g.Partnership("P1"), fault.NotFound},
		{"partnership_chair@partnership:P1", "PARTNERSHIP_RENAME", g.Partnership("P1"), fault.Forbidden},
		{"programme_lead", "POST_FILL", g.Post("w1"), "yes"},
		{"programme_lead", "GRANT_GIVE", nil, fault.Forbidden},
		{"administrator", "GRANT_GIVE", nil, "yes"},
		{"analyst", "POST_FILL", g.Post("n1"), fault.Forbidden},
		{"viewer", "COORDINATOR_UPDATE", person("Nan"), fault.NotFound},
	}
	for _, c := range cases {
		if got := code(rights(t, g, c.grant).May(c.action, c.on)); got != c.want {
			t.Errorf("%s, %s: %s, want %s", c.grant, c.action, got, c.want)
		}
	}
	both := rights(t, g, "regional_lead@region:R2", "partnership_officer@partnership:P1")
	if got := code(both.May("PARTNERSHIP_RENAME", g.Partnership("P1"))); got != "yes" {
		t.Errorf("two grants together: %s", got)
	}
	if _, all := both.Partnerships(); !all {
		t.Error("a wider role does not widen what is seen")
	}
}

func TestSight(t *testing.T) {
	g := border(t)
	for grant, want := range map[string]struct{ names, restricted, all bool }{
		"administrator": {true, true, true}, "programme_lead": {true, true, true}, "regional_lead@region:R1": {true, false, true},
		"district_coordinator@district:north": {true, false, true}, "partnership_officer@partnership:P1": {false, false, false},
		"partnership_chair@partnership:P1": {false, false, false}, "commissioning_chair@partnership:P1": {false, false, false},
		"provider@provider:x": {false, false, true}, "analyst": {false, true, true}, "viewer": {false, false, true},
	} {
		r := rights(t, g, grant)
		if _, all := r.Partnerships(); r.SeesNames() != want.names || r.SeesRestricted() != want.restricted || all != want.all {
			t.Errorf("%s: names %v, restricted %v, all partnerships %v", grant, r.SeesNames(), r.SeesRestricted(), all)
		}
	}
	for _, who := range []*access.Rights{access.Of(g, viewer.Anonymous(), day, day), access.Of(nil, viewer.Anonymous(), day, day)} {
		if who.SeesNames() || who.SeesRestricted() || who.Sees(g.Coordinators()[0]) || who.Sees(nil) {
			t.Error("anonymous sees what is not public")
		}
		for _, a := range access.Actions() {
			if who.May(a, nil) == nil {
				t.Errorf("anonymous may %s", a)
			}
		}
	}
}

func TestEveryActionIsAMutation(t *testing.T) {
	for _, a := range access.Actions() {
		if access.ActionOf(a.Mutation()) != a {
			t.Errorf("%s is the mutation %s, which is the action %s", a, a.Mutation(), access.ActionOf(a.Mutation()))
		}
	}
	if access.ActionOf("postWithdrawOffer") != "POST_WITHDRAW_OFFER" {
		t.Error("a name is split wrongly")
	}
}

// TestAContextWithoutRights holds that the grants of a viewer count without any programme, as far as they need none.
func TestAContextWithoutRights(t *testing.T) {
	if _, ok := access.From(t.Context()); ok {
		t.Error("nobody has rights")
	}
	operator, _ := access.From(viewer.With(t.Context(), viewer.Operator("o")))
	if rows, ok := operator.Writable("Post"); !ok || rows != nil {
		t.Error("the operator may not write posts")
	}
	lead, _ := access.From(viewer.With(t.Context(), viewer.Viewer{Subject: "s", Grants: []viewer.Grant{{Role: viewer.RegionalLead, Scope: viewer.Scope{Kind: viewer.Region, Code: "R1"}}}}))
	if rows, ok := lead.Writable("Post"); !ok || rows == nil || len(rows.IDs) != 0 {
		t.Error("a lead may write posts although nothing is known of the region")
	}
	if _, ok := operator.Reader().Writable("Post"); ok {
		t.Error("a reader may write")
	}
	if _, ok := operator.Readable("Unheard"); ok {
		t.Error("an entity that is in no table may be read")
	}
	if _, ok := operator.Writable("Unheard"); ok {
		t.Error("an entity that is in no table may be written")
	}
}

func TestWhereaboutsOutliveWhatIsOver(t *testing.T) {
	b := programmetest.New()
	d1, d2 := b.District(b.Region("R1", always), "d1", always), b.District(b.Region("R2", always), "d2", always)
	post := b.Post("p", b.Grade("G", "G", 1), programme.DistrictCoordinator, programmetest.Days("2009-01-01", "2011-01-01"))
	b.Home(post, d1, programmetest.Days("2009-01-01", "2010-01-01"))
	b.Home(post, d2, programmetest.Days("2010-01-01", "2011-01-01"))
	g := b.Graph(t)
	for on, want := range map[string]string{"2000-01-01": "d1", "2009-12-31": "d1", "2010-01-01": "d2", "2030-01-01": "d2"} {
		if where := g.Whereabouts(g.Post("p"), calendar.MustParse(on)); len(where) != 2 || where[0].PlaceCode() != want {
			t.Errorf("on %s the post is in %v", on, where)
		}
	}
}
