package dataset

import (
	"reflect"
	"regexp"
	"testing"

	"waymark/domain/programme"
)

// nodes gives every record of all lists by its id.
func nodes(r programme.Records) map[string]programme.Node {
	found := map[string]programme.Node{}
	lists := reflect.ValueOf(r)
	for i := range lists.NumField() {
		if list := lists.Field(i); list.Kind() == reflect.Slice {
			for j := range list.Len() {
				n := list.Index(j).Interface().(programme.Node)
				found[n.Identity().ID] = n
			}
		}
	}
	return found
}

func count(r programme.Records) int {
	n := 0
	lists := reflect.ValueOf(r)
	for i := range lists.NumField() {
		if list := lists.Field(i); list.Kind() == reflect.Slice {
			n += list.Len()
		}
	}
	return n
}

func TestID(t *testing.T) {
	id := ID(programme.RegionPrefix, "E12000007")
	if !regexp.MustCompile(`^reg_[a-z2-7]{26}$`).MatchString(id) {
		t.Errorf("%s is not a prefix and 26 characters of base32", id)
	}
	if id != ID(programme.RegionPrefix, "E12000007") {
		t.Error("the same key gives two ids")
	}
	if other := ID(programme.DistrictPrefix, "E12000007"); other[4:] == id[4:] {
		t.Error("another kind gives the same characters")
	}
}

func TestMergeKeepsEveryRecordAndCopiesTheLists(t *testing.T) {
	a := reference(t)
	b, err := Demo(a)
	if err != nil {
		t.Fatal(err)
	}
	a.Revision, b.Revision = 3, 2
	m := Merge(a, b)
	if count(m) != count(a)+count(b) || len(nodes(m)) != count(m) {
		t.Errorf("%d records of %d and %d, %d ids", count(m), count(a), count(b), len(nodes(m)))
	}
	if m.Revision != 3 {
		t.Errorf("the revision is %d, want the larger one", m.Revision)
	}
	m.Regions[0] = nil
	if a.Regions[0] == nil {
		t.Error("the merged list is that of the first argument")
	}
}

func TestSlug(t *testing.T) {
	for name, want := range map[string]string{
		"Lambeth, Southwark and Wandsworth": "lambeth-southwark-and-wandsworth",
		" The  Marches ":                    "the-marches",
		"":                                  "",
	} {
		if got := slug(name); got != want {
			t.Errorf("slug(%q) = %q, want %q", name, got, want)
		}
	}
}
