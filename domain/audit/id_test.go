package audit_test

import (
	"math"
	"testing"

	"waymark/domain/audit"
)

func TestIDsReadAsTheyAreWritten(t *testing.T) {
	for _, id := range []int64{0, 1, 42, math.MaxInt64} {
		if got, ok := audit.ParseID(audit.FormatID(id)); got != id || !ok {
			t.Errorf("%d is read as %d, %v", id, got, ok)
		}
	}
	for _, text := range []string{"", "aud_", "aud_x", "aud_-1", "aud_+1", "aud_01", "aud_1 ", "pos_1", "1", "aud_9223372036854775808"} {
		if id, ok := audit.ParseID(text); ok {
			t.Errorf("%q is read as %d", text, id)
		}
	}
}

func TestChangeTypes(t *testing.T) {
	for want, e := range map[audit.ChangeType]audit.Entry{
		"DRUG_CHAMPION_CREATED": {Type: "DrugChampion", Action: audit.Create}, "POST_CHANGED": {Type: "Post", Action: audit.Update},
		"HOME_DELETED": {Type: "Home", Action: audit.Delete},
	} {
		if got := e.ChangeType(); got != want {
			t.Errorf("%+v is %s, want %s", e, got, want)
		}
	}
}
