package openreferral_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"waymark/domain/programme"
)

// TestServicesAreFound holds each condition to what the records of the demonstration say.
func TestServicesAreFound(t *testing.T) {
	onEngland(t, func(t *testing.T, f feed) {
		g, err := f.plan.Graph(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		terms := map[string]entry{}
		for _, e := range f.all("/taxonomy_terms") {
			terms[e.Code] = e
		}
		open := func(s *programme.Service, so func(programme.Hours) bool) bool {
			return slices.ContainsFunc(s.Sites(today()), func(x *programme.ServiceSite) bool { return !x.Site.Confidential && slices.ContainsFunc(x.Hours, so) })
		}
		for _, tt := range []struct {
			condition, value string
			meets            func(s *programme.Service) bool
		}{
			{"search", "HELP  work", func(s *programme.Service) bool { return s.ServiceKind == programme.EmploymentSupport }},
			{"search", "provider 01", func(s *programme.Service) bool {
				return strings.Contains(s.Provider.Name, "01") || strings.Contains(s.Name, "01") || slices.ContainsFunc(s.Sites(today()), func(x *programme.ServiceSite) bool {
					return !x.Site.Confidential && strings.Contains(x.Site.Name, "01")
				})
			}},
			{"search", "nothing has this", func(*programme.Service) bool { return false }},
			{"taxonomy_term_id", terms["OPEN_ACCESS"].ID, func(s *programme.Service) bool { return s.ServiceKind == programme.OpenAccess }},
			{"taxonomy_term_id", terms["HARM_REDUCTION"].ID, func(*programme.Service) bool { return false }},
			{"taxonomy_term_id", terms["3"].ID, func(s *programme.Service) bool { return s.Tier == 3 }},
			{"taxonomy_term_id", terms["ALCOHOL"].ID, func(s *programme.Service) bool { return len(s.Substances) == 0 }},
			{"taxonomy_term_id", terms["people in treatment"].ID, func(s *programme.Service) bool { return len(s.Groups) > 0 }},
			{"taxonomy_id", terms["1"].TaxonomyID, func(s *programme.Service) bool { return s.Tier > 0 }},
			{"taxonomy_id", terms["people in treatment"].TaxonomyID, func(s *programme.Service) bool { return len(s.Groups) > 0 }},
			{"minimum_age", "18", func(*programme.Service) bool { return true }},
			{"minimum_age", "18.5", func(*programme.Service) bool { return false }},
			{"maximum_age", "120", func(*programme.Service) bool { return false }},
			{"day", "we", func(s *programme.Service) bool {
				return open(s, func(h programme.Hours) bool { return h.Weekday == "WE" })
			}},
			{"day", "SU", func(*programme.Service) bool { return false }},
			{"start_time", "09:30:00", func(s *programme.Service) bool { return open(s, func(programme.Hours) bool { return true }) }},
			{"start_time", "09:31", func(*programme.Service) bool { return false }},
			{"end_time", "17:00", func(s *programme.Service) bool {
				return open(s, func(h programme.Hours) bool { return h.Weekday == "MO" })
			}},
			{"end_time", "16:59", func(*programme.Service) bool { return false }},
			{"modified_after", "2001-01-01", func(*programme.Service) bool { return true }},
			{"modified_after", f.plan.Now().Add(time.Hour).UTC().Format(time.RFC3339), func(*programme.Service) bool { return false }},
			{"search", "", func(*programme.Service) bool { return true }},
		} {
			var want, got []string
			for _, s := range g.Services(today()) {
				if tt.meets(s) {
					want = append(want, s.Name)
				}
			}
			for _, e := range f.all("/services", tt.condition, tt.value) {
				got = append(got, e.Name)
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s=%s gives %d and should give %d", tt.condition, tt.value, len(got), len(want))
			}
			at := 0
			for _, s := range g.Services(today()) {
				for _, x := range s.Sites(today()) {
					if tt.meets(s) && !x.Site.Confidential {
						at++
					}
				}
			}
			if got := f.all("/service_at_locations", tt.condition, tt.value); len(got) != at {
				t.Errorf("%s=%s gives %d services at locations and should give %d", tt.condition, tt.value, len(got), at)
			}
		}
		// Hours are of one day: none of them is on Wednesday and ends at five.
		if found := f.all("/services", "day", "WE", "end_time", "17:00"); len(found) > 0 {
			t.Errorf("%d close at five on Wednesday", len(found))
		}
	})
}

// TestAgesAreThoseOfTheService: who has no minimum takes people from birth, and who has no maximum takes people of any age.
func TestAgesAreThoseOfTheService(t *testing.T) {
	onOdd(t, func(t *testing.T, f feed) {
		for condition, want := range map[string]string{
			"minimum_age=0": "Odd help, Odd service", "minimum_age=1": "Odd help", "minimum_age=17": "", "maximum_age=24": "", "maximum_age=25": "Odd help", "maximum_age=99": "Odd help",
		} {
			name, value, _ := strings.Cut(condition, "=")
			var got []string
			for _, e := range f.all("/services", name, value) {
				got = append(got, e.Name)
			}
			if strings.Join(got, ", ") != want {
				t.Errorf("%s gives %v", condition, got)
			}
		}
	})
}

// TestNear measures from the middle of a postcode's sites: a tenth of a degree to the north is 11,120 m.
func TestNear(t *testing.T) {
	onOdd(t, func(t *testing.T, f feed) {
		for _, tt := range []struct {
			postcode, proximity string
			want                []string
		}{
			{"YZ1 1AA", "", []string{"Near Site"}},
			{"yz1", "", []string{"Near Site"}},
			{"YZ9 9ZZ", "", []string{"Far Site"}},
			{"YY1 1AA", "", nil},
			{"YZ1 1AA", "0", []string{"Near Site"}},
			{"YZ1 1AA", "11119", []string{"Near Site"}},
			{"YZ1 1AA", "11120", []string{"Near Site", "Far Site"}},
			{"YZ1 2BB", "11120", []string{"Near Site", "Far Site"}},
			{"YZ9 9ZZ", "1e6", []string{"Far Site", "Near Site"}},
		} {
			conditions := []string{"postcode", tt.postcode}
			if tt.proximity != "" {
				conditions = append(conditions, "proximity", tt.proximity)
			}
			var got []string
			for _, e := range f.all("/service_at_locations", conditions...) {
				got = append(got, e.Location.Name)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("%v gives %v", conditions, got)
			}
		}
	})
}

// TestWhatIsWrongIsNamed holds each parameter to its rule, and to all of them at once.
func TestWhatIsWrongIsNamed(t *testing.T) {
	type wrong struct{ Field, Rule string }
	type problem struct {
		Title, Detail, Code string
		Status              int
		Errors              []wrong
	}
	onOdd(t, func(t *testing.T, f feed) {
		for path, want := range map[string]wrong{
			"/services?page=0":                                         {"page", "must be a whole number from 1 to 2147483647"},
			"/services?page=x":                                         {"page", "must be a whole number from 1 to 2147483647"},
			"/taxonomies?per_page=501":                                 {"per_page", "must be a whole number from 1 to 500"},
			"/taxonomy_terms?per_page=1.5":                             {"per_page", "must be a whole number from 1 to 500"},
			"/services?taxonomy_id=1":                                  {"taxonomy_id", "must be a UUID"},
			"/services?taxonomy_term_id=x":                             {"taxonomy_term_id", "must be a UUID"},
			"/services?minimum_age=-1":                                 {"minimum_age", "must be a number of years, 0 or more"},
			"/services?maximum_age=NaN":                                {"maximum_age", "must be a number of years, 0 or more"},
			"/services?start_time=24:00":                               {"start_time", "must be a time of day as 09:00"},
			"/services?end_time=9":                                     {"end_time", "must be a time of day as 09:00"},
			"/services?day=Monday":                                     {"day", "must be one of MO, TU, WE, TH, FR, SA, SU"},
			"/services?modified_after=today":                           {"modified_after", "must be a moment as 2009-04-30T09:00:00Z, with + as %2B, or a day as 2009-04-30"},
			"/service_at_locations?postcode=nowhere":                   {"postcode", "must be a postcode as AB1 2CD, or its first part"},
			"/service_at_locations?postcode=YZ1&proximity=Inf":         {"proximity", "must be a number of metres, 0 or more"},
			"/service_at_locations?proximity=10":                       {"proximity", "is measured from a postcode, which must be given"},
			"/service_at_locations?postcode=ZZ1+1ZZ&proximity=10":      {"postcode", "where it lies is not known: no site of the directory is in it, nor in its first part"},
			"/services?day=MO&day=TU":                                  {"day", "may be given once only"},
			"/taxonomies?search=x":                                     {"search", "there is no such parameter here; there are page, per_page"},
			"/?page=1":                                                 {"page", "there are no parameters here"},
			"/services/0f53ac98-485e-40d4-a4d6-539976cb2147?full=true": {"full", "there are no parameters here"},
		} {
			r := f.ask(http.MethodGet, path)
			got := decode[problem](t, r.body)
			if r.status != 400 || r.header.Get("Content-Type") != "application/problem+json; charset=utf-8" || r.header.Get("Access-Control-Allow-Origin") != "*" ||
				got.Status != 400 || got.Title != "Bad Request" || got.Code != "INVALID" || !slices.Equal(got.Errors, []wrong{want}) || got.Detail != want.Field+": "+want.Rule {
				t.Errorf("%s: %d %v %s", path, r.status, r.header, r.body)
			}
		}
		r := f.ask(http.MethodGet, "/services?page=0&day=x&postcode=YZ1")
		if got := decode[problem](t, r.body); fmt.Sprint(got.Errors[0].Field, got.Errors[1].Field, got.Errors[2].Field) != fmt.Sprint("day", "page", "postcode") {
			t.Errorf("all at once: %s", r.body)
		}
		if r := f.ask(http.MethodGet, "/services?search=%zz"); r.status != 400 || !strings.Contains(string(r.body), "encoded") {
			t.Errorf("got %d %s", r.status, r.body)
		}
		for _, path := range []string{"/services/x", "/services/0f53ac98-485e-40d4-a4d6-539976cb2147", "/organizations", "/services/", "/services/a/b", "/taxonomies/x", "/taxonomy_terms/x",
			"/service_at_locations/x"} {
			if r := f.ask(http.MethodGet, path); r.status != 404 || decode[problem](t, r.body).Code != "NOT_FOUND" || r.header.Get("Access-Control-Allow-Origin") != "*" {
				t.Errorf("%s: %d %v %s", path, r.status, r.header, r.body)
			}
		}
	})
}
