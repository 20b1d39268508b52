// Command entgen writes package ent from the entities in ent/schema.
package main

import (
	"log"

	"entgo.io/ent/entc"
	"entgo.io/ent/entc/gen"
)

func main() {
	if err := run(); err != nil {
		log.Fatalf("entgen: %v", err)
	}
}

func run() error {
	return entc.Generate("./ent/schema", &gen.Config{
		Target:  "./ent",
		Package: "waymark/ent",
		Features: []gen.Feature{
			gen.FeaturePrivacy,
			gen.FeatureIntercept,
			gen.FeatureVersionedMigration,
		},
	})
}
