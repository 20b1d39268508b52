package programme_test

import (
	"reflect"
	"testing"

	"waymark/domain/programme"
)

// With, Without and Count know every list that Records has: one that is added and forgotten there fails here.
func TestRecordsKnowAllTheirLists(t *testing.T) {
	filled := func() programme.Records {
		var r programme.Records
		v := reflect.ValueOf(&r).Elem()
		for i := range v.NumField() {
			if list := v.Field(i); list.Kind() == reflect.Slice {
				record := reflect.New(list.Type().Elem().Elem())
				record.Elem().FieldByName("Meta").FieldByName("ID").SetString(v.Type().Field(i).Name)
				list.Set(reflect.Append(list, record))
			}
		}
		return r
	}
	a, b := filled(), filled()
	a.Revision, b.Revision = 3, 2
	lists := reflect.TypeFor[programme.Records]().NumField() - 1 // all but the revision
	both := a.With(b)
	if both.Count() != 2*lists || both.Revision != 3 {
		t.Errorf("%d records at revision %d, want two of each of %d lists at revision 3", both.Count(), both.Revision, lists)
	}
	both.Regions[0] = nil
	if a.Regions[0] == nil || a.Count() != lists {
		t.Error("the joined list is that of the first records")
	}
	v := reflect.ValueOf(a)
	for i := range v.NumField() {
		if name := v.Type().Field(i).Name; v.Field(i).Kind() == reflect.Slice {
			rest := a.Without(func(id string) bool { return id == name })
			if rest.Count() != lists-1 || reflect.ValueOf(rest).Field(i).Len() != 0 || v.Field(i).Len() != 1 {
				t.Errorf("without %s: %d records left", name, rest.Count())
			}
		}
	}
}
