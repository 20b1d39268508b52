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

func TestEveryRecordHasAnIDOfItsOwn(t *testing.T) {
	r := reference(t)
	demo, err := Demo(r)
	if err != nil {
		t.Fatal(err)
	}
	all := r.With(demo)
	if all.Count() != r.Count()+demo.Count() || len(nodes(all)) != all.Count() {
		t.Errorf("%d records of %d and %d, %d ids", all.Count(), r.Count(), demo.Count(), len(nodes(all)))
	}
}
