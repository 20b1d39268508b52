package view_test

import (
	"errors"
	"strings"
	"testing"

	"waymark/domain/calendar"
	"waymark/domain/coverage"
	"waymark/domain/fault"
	"waymark/domain/programme"
	"waymark/graph/view"
)

func postCodes(c *view.PostConnection) string {
	var codes []string
	for _, p := range c.Nodes() {
		codes = append(codes, p.Code())
	}
	return strings.Join(codes, " ")
}

func TestPosts(t *testing.T) {
	type filter = view.PostFilter
	tests := map[string]struct {
		asOf    string
		filter  *filter
		orderBy *view.PostOrder
		want    string
	}{
		"funded today":             {want: "a-1 a-2 b-1 d-1 g-1 lead"},
		"funded in January":        {asOf: "2009-01-15", want: "a-1 a-2 b-1 d-1 g-1 lead past"},
		"before all":               {asOf: "2008-12-31"},
		"filled":                   {filter: &filter{State: []programme.State{programme.Filled}}, want: "a-1"},
		"filled before the leaver": {asOf: "2009-04-19", filter: &filter{State: []programme.State{programme.Filled}}, want: "a-1 a-2"},
		"covered or offered":       {filter: &filter{State: []programme.State{programme.Covered, programme.Offered}}, want: "b-1 d-1"},
		"not funded":               {filter: &filter{State: []programme.State{programme.NotFunded}}, want: "past"},
		"not funded or filled":     {filter: &filter{State: []programme.State{programme.NotFunded, programme.Filled}}, want: "a-1 past"},
		"no state at all":          {filter: &filter{State: []programme.State{}}},
		"by grade":                 {filter: &filter{Grade: []string{"GRADE_7"}}, want: "lead"},
		"by unknown grade":         {filter: &filter{Grade: []string{"GRADE_9"}}},
		"by role":                  {filter: &filter{Role: []programme.Role{programme.StrategicLead}}, want: "lead"},
		"by region":                {filter: &filter{Region: []string{"E12000007"}}, want: "a-1 a-2 b-1 g-1 lead"},
		"by district":              {filter: &filter{District: []string{"alpha"}}, want: "a-1 a-2 g-1"},
		"by district before":       {asOf: "2009-03-31", filter: &filter{District: []string{"alpha"}}, want: "a-1 a-2"},
		"vacant ten days":          {filter: &filter{MinDaysVacant: ptr(10)}, want: "a-2 b-1 d-1 g-1 lead"},
		"vacant eleven days":       {filter: &filter{MinDaysVacant: ptr(11)}, want: "b-1 d-1 g-1 lead"},
		"vacant for any time":      {filter: &filter{MinDaysVacant: ptr(-5)}, want: "a-2 b-1 d-1 g-1 lead"},
		"both conditions":          {filter: &filter{MinDaysVacant: ptr(11), District: []string{"alpha"}}, want: "g-1"},
		"code backwards":           {orderBy: &view.PostOrder{Field: view.PostsByCode, Direction: view.Descending}, want: "lead g-1 d-1 b-1 a-2 a-1"},
		"most senior first":        {orderBy: &view.PostOrder{Field: view.PostsByGrade, Direction: view.Ascending}, want: "lead a-1 a-2 b-1 d-1 g-1"},
		"by state":                 {orderBy: &view.PostOrder{Field: view.PostsByState, Direction: view.Ascending}, want: "a-1 b-1 d-1 a-2 g-1 lead"},
		"longest vacant first":     {orderBy: &view.PostOrder{Field: view.PostsByDaysVacant, Direction: view.Descending}, want: "b-1 d-1 g-1 lead a-2 a-1"},
		"by home":                  {orderBy: &view.PostOrder{Field: view.PostsByHome, Direction: view.Ascending}, want: "a-1 a-2 g-1 b-1 d-1 lead"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var asOf *calendar.Date
			if tt.asOf != "" {
				asOf = ptr(day(tt.asOf))
			}
			got := must[*view.PostConnection](t)(insider(t).Posts(asOf, nil, nil, nil, nil, tt.filter, tt.orderBy))
			if postCodes(got) != tt.want || got.TotalCount() != len(strings.Fields(tt.want)) {
				t.Errorf("got %q of %d, want %q", postCodes(got), got.TotalCount(), tt.want)
			}
		})
	}
}

// TestDayIsInherited holds that what hangs on an object answers for the object's day, unless it is given another.
func TestDayIsInherited(t *testing.T) {
	old := insider(t).District("alpha", ptr(day("2008-06-01")))
	if old.Name() != "Old Alpha" || old.AsOf() != day("2008-06-01") || old.Region().AsOf() != old.AsOf() {
		t.Errorf("got %s as of %s in a region as of %s", old.Name(), old.AsOf(), old.Region().AsOf())
	}
	now := insider(t).District("alpha", nil)
	posts := must[*view.PostConnection](t)(now.Posts(ptr(day("2009-03-01")), nil, nil, nil, nil, nil, nil))
	if postCodes(posts) != "a-1 a-2" {
		t.Errorf("got posts %q", postCodes(posts))
	}
	home, ok := posts.Nodes()[0].Home().(*view.District)
	if !ok || home.AsOf() != day("2009-03-01") || posts.Nodes()[1].State(nil) != programme.Filled {
		t.Errorf("the day of the posts did not reach what hangs on them")
	}
	if state := posts.Nodes()[1].State(&today); state != programme.Vacant {
		t.Errorf("got state %s on another day", state)
	}
	if names := now.Names(); len(names) != 2 || names[0].Text() != "Old Alpha" {
		t.Errorf("history lost its first name")
	}
	steps := now.Lineage()
	if len(steps) != 2 || steps[0].Predecessor().Name() != "Old Alpha" || steps[0].Successor().Name() != "Alpha" {
		t.Fatalf("the rename does not show both names")
	}
	gone := steps[1].Predecessor()
	if gone.Code() != "gamma" || gone.Coverage(nil).Posts.Funded != 1 || gone.Coverage(&today).Posts.Funded != 0 {
		t.Errorf("the merged district does not answer as it was")
	}
}

func TestPlaces(t *testing.T) {
	l := insider(t)
	london := l.Region("E12000007", nil)
	districts := must[*view.DistrictConnection](t)(london.Districts(nil, nil, nil, nil, nil, nil, nil))
	before := must[*view.DistrictConnection](t)(london.Districts(ptr(day("2009-03-31")), nil, nil, nil, nil, nil, nil))
	if districts.TotalCount() != 2 || before.TotalCount() != 3 {
		t.Errorf("London has %d districts, had %d", districts.TotalCount(), before.TotalCount())
	}
	offices := must[*view.JobcentreConnection](t)(l.District("alpha", nil).Jobcentres(nil, nil, nil, nil, nil, nil, nil))
	if offices.TotalCount() != 2 {
		t.Errorf("Alpha has %d offices", offices.TotalCount())
	}
	if lead := london.Lead(nil); lead == nil || lead.Code() != "lead" || l.Region("E12000001", nil).Lead(nil) != nil {
		t.Error("the lead's post is not found where it is, or is where there is none")
	}
	if p := l.Partnership("P1", nil); p.CoverageLevel(nil) != coverage.FullyCovered || p.CoverageLevel(ptr(day("2009-03-10"))) != coverage.PartlyCovered {
		t.Errorf("P1 is %s", p.CoverageLevel(nil))
	}
	if p := l.Partnership("P3", nil); p.CoverageLevel(nil) != coverage.NotCovered {
		t.Errorf("P3, linked with nothing, is %s", p.CoverageLevel(nil))
	}
	if j := l.Jobcentre("J2", nil); j == nil || j.District(nil) != nil || j.District(ptr(day("2009-01-31"))).Code() != "beta" {
		t.Error("a closed office is not shown as closed")
	}
	history := must[*view.DrugChampionConnection](t)(l.Jobcentre("J1", nil).ChampionHistory(nil, nil, nil, nil))
	if now := l.Jobcentre("J1", nil).Champions(nil); !now[0].Lead() || history.Nodes()[0].Lead() {
		t.Error("the lead should come first of today's champions, the oldest first of all")
	}
	if l.District("nowhere", nil) != nil || l.Region("", nil) != nil || l.Partnership("x", nil) != nil || l.Jobcentre("x", nil) != nil {
		t.Error("an unknown code gave a place")
	}
}

func TestPlaceFilters(t *testing.T) {
	l := insider(t)
	count := map[string][2]int{}
	add := func(name string, want int, got interface{ TotalCount() int }, err error) {
		if err != nil {
			t.Fatal(err)
		}
		count[name] = [2]int{want, got.TotalCount()}
	}
	districts := func(name string, want int, f view.DistrictFilter) {
		c, err := l.Districts(nil, nil, nil, nil, nil, &f, nil)
		add(name, want, c, err)
	}
	districts("name in any case", 1, view.DistrictFilter{Name: ptr("ALPH")})
	districts("former name", 0, view.DistrictFilter{Name: ptr("old")})
	districts("with coordinator", 2, view.DistrictFilter{WithCoordinator: ptr(true)})
	districts("without coordinator", 1, view.DistrictFilter{WithCoordinator: ptr(false)})
	districts("in no region", 0, view.DistrictFilter{Region: []string{}})
	partnerships := func(name string, want int, f view.PartnershipFilter) {
		c, err := l.Partnerships(nil, nil, nil, nil, nil, &f, nil)
		add(name, want, c, err)
	}
	partnerships("linked region", 1, view.PartnershipFilter{Region: []string{"E12000007"}})
	partnerships("linked district", 1, view.PartnershipFilter{District: []string{"delta"}})
	partnerships("level", 2, view.PartnershipFilter{CoverageLevel: []coverage.Level{coverage.NotCovered}})
	offices := func(name string, want int, f view.JobcentreFilter) {
		c, err := l.Jobcentres(nil, nil, nil, nil, nil, &f, nil)
		add(name, want, c, err)
	}
	offices("with champion", 1, view.JobcentreFilter{WithChampion: ptr(true)})
	offices("without champion", 1, view.JobcentreFilter{WithChampion: ptr(false)})
	offices("in region and district", 2, view.JobcentreFilter{Region: []string{"E12000007"}, District: []string{"alpha"}})
	statements := func(name string, want int, f view.StatementFilter) {
		c, err := l.Statements(nil, nil, nil, nil, &f, nil)
		add(name, want, c, err)
	}
	statements("national", 2, view.StatementFilter{National: ptr(true)})
	statements("of a place", 1, view.StatementFilter{Place: ptr("reg_lon")})
	statements("of a grade and source", 1, view.StatementFilter{Grade: []string{"BAND_D"}, Source: []string{"letter"}})
	people := func(name string, want int, f view.CoordinatorFilter) {
		c, err := l.Coordinators(nil, nil, nil, nil, nil, &f, nil)
		add(name, want, c, err)
	}
	people("in post", 1, view.CoordinatorFilter{InPost: ptr(true)})
	people("not in post", 2, view.CoordinatorFilter{InPost: ptr(false)})
	people("by name", 1, view.CoordinatorFilter{Name: ptr("ordinator 2")})
	for name, c := range count {
		if c[0] != c[1] {
			t.Errorf("%s: got %d, want %d", name, c[1], c[0])
		}
	}
}

// TestSight walks every path to a name with a lens that tells none.
func TestSight(t *testing.T) {
	l := outsider(t)
	a1 := must[*view.Post](t)(l.Post(nil, ptr("a-1"), nil))
	b1 := must[*view.Post](t)(l.Post(nil, ptr("b-1"), nil))
	d1 := must[*view.Post](t)(l.Post(nil, ptr("d-1"), nil))
	if a1.State(nil) != programme.Filled || len(a1.CurrentHoldings(nil)) != 1 || b1.Cover(nil) == nil || d1.Offer(nil) == nil {
		t.Error("states and dates should be told")
	}
	if a1.CurrentHolder(nil) != nil || a1.CurrentHoldings(nil)[0].Coordinator() != nil || b1.Cover(nil).Coordinator() != nil || d1.Offer(nil).Coordinator() != nil {
		t.Error("a post told a name")
	}
	if l.Node("coo_1") != nil {
		t.Error("node told a name")
	}
	if champion, ok := l.Node("chm_1").(*view.DrugChampion); !ok || champion.Adviser() != nil {
		t.Error("a champion told a name, or is not shown")
	}
	if _, err := l.Coordinators(nil, nil, nil, nil, nil, nil, nil); codeOf(err) != fault.Forbidden {
		t.Errorf("coordinators: got %v", err)
	}
	if h := must[*view.Post](t)(insider(t).Post(nil, ptr("a-1"), nil)).CurrentHolder(nil); h == nil || h.Name() != "Coordinator 1" {
		t.Error("those who may know are not told")
	}
	if c, _ := insider(t).Node("chm_1").(*view.DrugChampion); c.Adviser() == nil {
		t.Error("those who may know are not told of the adviser")
	}
}

func codeOf(err error) fault.Code {
	var f *fault.Error
	if errors.As(err, &f) {
		return f.Code
	}
	return ""
}

func TestNodes(t *testing.T) {
	l := insider(t)
	shownIDs := []string{
		"reg_lon", "dis_a", "par_1", "job_1", "nam_0", "lin_1", "lnk_1", "gra_d", "pos_a-1", "hol_1", "off_1", "cov_1", "chm_1",
		"coo_1", "src_1", "sta_1",
	}
	nodes := must[[]view.Node](t)(l.Nodes(t.Context(), append(shownIDs, "hom_a-1", "plc_1", "", "dis_nowhere")))
	for i, id := range shownIDs {
		if nodes[i] == nil || nodes[i].ID() != id {
			t.Errorf("%s is not found by its id", id)
		}
	}
	for _, n := range nodes[len(shownIDs):] {
		if n != nil {
			t.Errorf("%s is found", n.ID())
		}
	}
	if _, err := l.Nodes(t.Context(), make([]string, 501)); codeOf(err) != fault.Invalid {
		t.Errorf("501 ids: got %v", err)
	}
}

func TestPostByIDOrCode(t *testing.T) {
	l := insider(t)
	if p := must[*view.Post](t)(l.Post(ptr("pos_a-1"), nil, nil)); p == nil || p.Code() != "a-1" {
		t.Error("not found by id")
	}
	if p := must[*view.Post](t)(l.Post(ptr("dis_a"), nil, nil)); p != nil {
		t.Error("a district was found as a post")
	}
	for _, args := range [][2]*string{{nil, nil}, {ptr("pos_a-1"), ptr("a-1")}} {
		if _, err := l.Post(args[0], args[1], nil); codeOf(err) != fault.Invalid {
			t.Errorf("got %v", err)
		}
	}
}
