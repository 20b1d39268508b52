package viewer_test

import (
	"testing"

	"waymark/domain/viewer"
)

func TestRolesMayWhatTheySay(t *testing.T) {
	for role, want := range map[viewer.Role]bool{viewer.Operator: true, viewer.Anonymous: false, "": false, "ROOT": false} {
		v := viewer.Viewer{Role: role}
		if v.MayChange() != want || v.SeesNames() != want {
			t.Errorf("%q may change: %t, sees names: %t", role, v.MayChange(), v.SeesNames())
		}
	}
}

func TestContextCarriesTheLastViewer(t *testing.T) {
	if v, ok := viewer.From(t.Context()); ok || v != (viewer.Viewer{}) {
		t.Errorf("an empty context has the viewer %+v", v)
	}
	ctx := viewer.With(t.Context(), viewer.Viewer{Subject: "a", Role: viewer.Operator})
	ctx = viewer.With(ctx, viewer.Viewer{Subject: "b", Role: viewer.Anonymous})
	if v, ok := viewer.From(ctx); !ok || v != (viewer.Viewer{Subject: "b", Role: viewer.Anonymous}) {
		t.Errorf("got %+v, %t", v, ok)
	}
}
