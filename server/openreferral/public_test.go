package openreferral_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"waymark/domain/programme"
	"waymark/domain/viewer"
	"waymark/server"
	"waymark/store/storetest"
)

// everything reads every list whole, and everything in it by its id.
func (f feed) everything() string {
	f.t.Helper()
	var text strings.Builder
	for _, list := range []string{"/services", "/taxonomies", "/taxonomy_terms", "/service_at_locations"} {
		text.Write(f.get(list + "?per_page=500"))
		for _, e := range f.all(list) {
			text.Write(f.get(list + "/" + e.ID))
		}
	}
	return text.String()
}

// TestConfidentialSitesNeverLeave looks for each confidential site in all that can be read and asked, by whoever asks. What they lie near
// and when they are open is not to be found out either.
func TestConfidentialSitesNeverLeave(t *testing.T) {
	onEngland(t, func(t *testing.T, f feed) {
		g, err := f.plan.Graph(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		told := f.everything()
		hidden, open := 0, 0
		for _, s := range g.AllSites() {
			if !s.Confidential {
				if s.Valid.Contains(today()) && len(s.Services(today())) > 0 {
					open++
					if !strings.Contains(told, `"`+s.Name+`"`) || !strings.Contains(told, `"`+s.Postcode+`"`) {
						t.Errorf("%s is nowhere", s.Name)
					}
				}
				continue
			}
			hidden++
			for _, text := range []string{s.Name, s.Postcode, s.Code, s.ID, `"` + s.Address[0] + `"`} {
				if strings.Contains(told, text) {
					t.Errorf("%q of a confidential site leaves", text)
				}
			}
			for _, list := range []string{"/services", "/service_at_locations"} {
				if found := f.all(list, "search", s.Postcode); len(found) > 0 {
					t.Errorf("%s finds %q", list, s.Postcode)
				}
			}
			if found := f.all("/service_at_locations", "postcode", s.Postcode); len(found) > 0 {
				t.Errorf("something is at %s", s.Postcode)
			}
		}
		if hidden < 5 || open < 50 {
			t.Errorf("%d sites are confidential and %d are not", hidden, open)
		}
	})
}

// TestAConfidentialSitesPostcodeHasNoPosition: the middle of a postcode is that of its sites that anybody may know.
func TestAConfidentialSitesPostcodeHasNoPosition(t *testing.T) {
	onOdd(t, func(t *testing.T, f feed) {
		r := f.ask(http.MethodGet, "/service_at_locations?postcode=YY1+1AA&proximity=1000000")
		if r.status != http.StatusBadRequest || !strings.Contains(string(r.body), `"field":"postcode"`) {
			t.Errorf("got %d %s", r.status, r.body)
		}
	})
}

// TestEverybodyReadsTheSame: who asks, and with what token, makes no difference.
func TestEverybodyReadsTheSame(t *testing.T) {
	england.Run(t, func(t *testing.T, db storetest.Database) {
		s := db.Open(t)
		rates := server.Rates{Address: plenty, Subject: plenty, Parallel: 1e9}
		anybody := serve(t, s, today, server.Config{Rates: rates})
		insider := serve(t, s, today, server.Config{Rates: rates, Viewer: viewer.Operator("an insider")})
		if anybody.everything() != insider.everything() {
			t.Error("an operator reads something else than anybody")
		}
		for _, header := range []string{"Bearer nonsense", "Basic nonsense"} {
			if r := anybody.ask(http.MethodGet, "/services", "Authorization", header); r.status != http.StatusOK {
				t.Errorf("with %q: %d", header, r.status)
			}
		}
	})
}

// TestNobodyWhoWorksThereIsNamed looks for the coordinators and champions of the demonstration, and for what the profile has for people.
func TestNobodyWhoWorksThereIsNamed(t *testing.T) {
	onEngland(t, func(t *testing.T, f feed) {
		g, err := f.plan.Graph(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		told := f.everything()
		for _, c := range g.Coordinators() {
			if strings.Contains(told, c.Name) {
				t.Errorf("%s is named", c.Name)
			}
		}
		for _, field := range []string{`"contacts"`, `"assurer_email"`, `"attention"`, `"amount"`} {
			if strings.Contains(told, field) {
				t.Errorf("there is %s", field)
			}
		}
	})
}

// TestTheStatusFollowsTheDay asks about the same service on several planning dates, of which it is shown by its id on all.
func TestTheStatusFollowsTheDay(t *testing.T) {
	for _, tt := range []struct {
		day, status, alert string
		listed             bool
	}{
		{"2008-12-31", "inactive", "", false},
		{"2009-01-01", "active", "", true},
		{"2009-04-30", "temporarily closed", "Takes no more people before 1 June 2009: a worker has left.", true},
		{"2009-06-01", "active", "", true},
		{"2009-09-01", "temporarily closed", "Takes no more people before 1 January 2010: the lease ends.", true},
		{"2010-01-01", "defunct", "", false},
	} {
		t.Run(tt.day, func(t *testing.T) {
			odd.Run(t, func(t *testing.T, db storetest.Database) {
				f := serve(t, db.Open(t), on(tt.day), server.Config{})
				e := decode[entry](t, f.get("/services/"+oddID(t, f, "odd-service")))
				listed := slices.ContainsFunc(f.all("/services"), func(x entry) bool { return x.ID == e.ID })
				if e.Status != tt.status || e.Alert != tt.alert || listed != tt.listed {
					t.Errorf("got %+v, listed: %t", e, listed)
				}
			})
		})
	}
}

// TestWhatIsNotKnownIsLeftOut holds records that say little, or say it in no form that the profile takes, to the published schemas.
func TestWhatIsNotKnownIsLeftOut(t *testing.T) {
	all := schemas(t)
	onOdd(t, func(t *testing.T, f feed) {
		for _, list := range []string{"/services", "/service_at_locations"} {
			meets(t, all[list], list, f.get(list))
			for _, e := range f.all(list) {
				address := list + "/" + e.ID
				meets(t, all[list+"/{id}"], address, f.get(address))
			}
		}
		if e := decode[entry](t, f.get("/services/"+oddID(t, f, "odd-help"))); e.Alert != "Takes no more people until further notice: nobody is left." {
			t.Errorf("a pause without an end is told as %q", e.Alert)
		}
		told := string(f.get("/services/" + oddID(t, f, "odd-service")))
		for text, wanted := range map[string]bool{
			`"url"`: false, `"website"`: false, `"email"`: false, "nobody at all": false, "ftp://": false, `"addresses"`: false, `"assured_date"`: false,
			`"description":"A local authority."`: true, `"identifier_scheme":"GB-COH"`: true, `"identifier_scheme":"GB-NHS"`: true, `"identifier":"1-000"`: true,
			`"number":"01632 960000"`: true, `"code":"cy"`: true, `"valid_to":"2009-12-31"`: true, `"byday":"SA"`: true, `"minimum_age":0`: true,
			"Hidden": false, "YY1": false, "Thursday": false,
		} {
			if strings.Contains(told, text) != wanted {
				t.Errorf("%s: %t\n%s", text, !wanted, told)
			}
		}
		for _, x := range programme.Substances() {
			if !strings.Contains(told, string(x)) {
				t.Errorf("a service for any substance is not for %s", x)
			}
		}
	})
}
