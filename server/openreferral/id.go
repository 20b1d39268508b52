package openreferral

import (
	"strings"

	"github.com/google/uuid"
)

// names is the namespace of all ids here. It never changes: who has read the directory once knows everything in it again.
var names = uuid.MustParse("0f53ac98-485e-40d4-a4d6-539976cb2147")

// idOf gives the UUID (version 5) of what has an id in Waymark, or of a part of it that has none: the address of a site, a language of a service.
func idOf(parts ...string) string {
	return uuid.NewSHA1(names, []byte(strings.Join(parts, "/"))).String()
}
