package openreferral_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
)

// TestEveryAnswerMeetsThePublishedSchemas reads the demonstration's directory as a validator does, and further: the first, the middle and the last
// page of each list in pages of several sizes, and everything in it by its id.
func TestEveryAnswerMeetsThePublishedSchemas(t *testing.T) {
	all := schemas(t)
	onEngland(t, func(t *testing.T, f feed) {
		meets(t, all["/"], "/", f.get("/"))
		meets(t, all["/"], "", f.get(""))
		for _, list := range []string{"/services", "/taxonomies", "/taxonomy_terms", "/service_at_locations"} {
			meets(t, all[list], list, f.get(list))
			for _, size := range []int{1, 7, 500} {
				q := url.Values{"per_page": {fmt.Sprint(size)}}
				first := f.page(list, q)
				if first.TotalItems == 0 || first.TotalPages != (first.TotalItems+size-1)/size || !first.FirstPage || first.Empty {
					t.Errorf("%s by %d: %d entries on %d pages", list, size, first.TotalItems, first.TotalPages)
				}
				for _, number := range []int{1, (first.TotalPages + 1) / 2, first.TotalPages, first.TotalPages + 1} {
					q.Set("page", fmt.Sprint(number))
					address := list + "?" + q.Encode()
					body := f.get(address)
					meets(t, all[list], address, body)
					p := decode[page](t, body)
					last := number == first.TotalPages
					if p.PageNumber != number || p.FirstPage != (number == 1) || p.LastPage != (number >= first.TotalPages) || p.Size != len(p.Contents) ||
						p.Empty != (number > first.TotalPages) || p.Empty != (p.Size == 0) || !last && !p.Empty && p.Size != size {
						t.Errorf("%s: %+v", address, p)
					}
				}
			}
			seen := map[string]bool{}
			for _, e := range f.all(list) {
				address := list + "/" + e.ID
				body := f.get(address)
				meets(t, all[list+"/{id}"], address, body)
				if list == "/service_at_locations" {
					meets(t, all["service_at_location"], address, body)
				}
				if got := decode[entry](t, body); got.ID != e.ID || seen[e.ID] {
					t.Errorf("%s gives %s", address, got.ID)
				}
				seen[e.ID] = true
			}
		}
	})
}

// TestPagesAreTheListCutUp reads a list in small pages and in one, and each id in capitals.
func TestPagesAreTheListCutUp(t *testing.T) {
	onEngland(t, func(t *testing.T, f feed) {
		whole := f.all("/services")
		var cut []entry
		for number := 1; ; number++ {
			p := f.page("/services", url.Values{"page": {fmt.Sprint(number)}, "per_page": {"11"}})
			cut = append(cut, p.Contents...)
			if p.LastPage {
				break
			}
		}
		if fmt.Sprint(cut) != fmt.Sprint(whole) {
			t.Errorf("in pages there are %d, in one %d", len(cut), len(whole))
		}
		if e := decode[entry](t, f.get("/services/"+strings.ToUpper(whole[0].ID))); e.ID != whole[0].ID {
			t.Errorf("in capitals it is %s", e.ID)
		}
	})
}
