package programme_test

import (
	"testing"

	"waymark/domain/programme"
)

func TestSlug(t *testing.T) {
	for name, want := range map[string]string{
		"Lambeth, Southwark and Wandsworth": "lambeth-southwark-and-wandsworth",
		" The  Marches ":                    "the-marches",
		"":                                  "",
	} {
		if got := programme.Slug(name); got != want {
			t.Errorf("programme.Slug(%q) = %q, want %q", name, got, want)
		}
	}
}
