package main

import (
	"fmt"
	"runtime/debug"
)

type version struct{}

// Run prints the module's version, or the commit that it was built from.
func (version) Run(t terminal) error {
	number, commit := "development", ""
	if info, ok := debug.ReadBuildInfo(); ok {
		if v := info.Main.Version; v != "" && v != "(devel)" {
			number = v
		}
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				commit = " " + s.Value
			}
		}
	}
	_, err := fmt.Fprintf(t.out, "waymark %s%s\n", number, commit)
	return err
}
