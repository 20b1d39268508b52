// Command migration writes the next migration of both engines: what lies between the migrations so far and ent's schema. It
// wants an empty PostgreSQL database in WAYMARK_TEST_POSTGRES_URL to replay them in; `make migration NAME=...` provides one. With
// -sums it only notes what the files contain, after one has been written by hand.
package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log"
	"os"

	"ariga.io/atlas/sql/migrate"
	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"
	"entgo.io/ent/dialect/sql/schema"
	_ "github.com/lib/pq"
	_ "modernc.org/sqlite"

	entmigrate "waymark/ent/migrate"
)

func main() {
	if err := run(context.Background()); err != nil {
		log.Fatalf("migration: %v", err)
	}
}

func run(ctx context.Context) error {
	if len(os.Args) != 2 {
		return errors.New("usage: migration NAME, or migration -sums")
	}
	if os.Args[1] == "-sums" {
		return errors.Join(sum("store/migrations/sqlite"), sum("store/migrations/postgres"))
	}
	postgres := os.Getenv("WAYMARK_TEST_POSTGRES_URL")
	if postgres == "" {
		return errors.New("WAYMARK_TEST_POSTGRES_URL is not set")
	}
	for _, engine := range []struct{ dialect, driver, address, directory string }{
		{dialect.SQLite, "sqlite", "file:dev?mode=memory&cache=shared&_pragma=foreign_keys(1)", "store/migrations/sqlite"},
		{dialect.Postgres, "postgres", postgres, "store/migrations/postgres"},
	} {
		db, err := sql.Open(engine.driver, engine.address)
		if err != nil {
			return fmt.Errorf("open %s: %w", engine.dialect, err)
		}
		err = write(ctx, entsql.OpenDB(engine.dialect, db), engine.directory, os.Args[1])
		if err := errors.Join(err, db.Close()); err != nil {
			return fmt.Errorf("%s: %w", engine.dialect, err)
		}
	}
	return nil
}

func write(ctx context.Context, dev dialect.Driver, directory, name string) error {
	dir, err := migrate.NewLocalDir(directory)
	if err != nil {
		return err
	}
	return entmigrate.NewSchema(dev).NamedDiff(ctx, name,
		schema.WithDir(dir),
		schema.WithMigrationMode(schema.ModeReplay),
		schema.WithFormatter(migrate.DefaultFormatter),
		schema.WithForeignKeys(true),
	)
}

// sum notes the checksums of all files of a directory.
func sum(directory string) error {
	dir, err := migrate.NewLocalDir(directory)
	if err != nil {
		return err
	}
	sums, err := dir.Checksum()
	if err != nil {
		return err
	}
	return migrate.WriteSumFile(dir, sums)
}
