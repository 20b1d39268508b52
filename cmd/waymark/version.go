package main

import (
	"fmt"
	"runtime/debug"
)

type version struct{}

// Run prints the module's version and the commit that it was built from.
func (version) Run(t terminal) error {
	_, err := fmt.Fprintf(t.out, "waymark %s\n", release())
	return err
}

// release gives the module's version, or the commit that it was built from.
func release() string {
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
	return number + commit
}
