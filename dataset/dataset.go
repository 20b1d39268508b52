// Package dataset holds what Waymark ships: the public figures of the 2009-2011 programme as CSV files with their
// sources, and a generator of synthetic records to plan with where nothing was published.
package dataset

import (
	"crypto/sha256"
	"embed"
	"encoding/base32"
	"fmt"
	"io/fs"
	"strings"

	"waymark/domain/programme"
)

//go:embed reference/*.csv templates/*.json
var shipped embed.FS

const idLength = 26 // characters of base32: 130 bits

// ID gives the id of a record that everybody knows by a natural key, such as a region by its code. The same prefix and
// key give the same id on every machine and in every release; two different keys never share one in practice.
func ID(prefix, naturalKey string) string {
	sum := sha256.Sum256([]byte(prefix + "/" + naturalKey))
	text := base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:])
	return prefix + "_" + strings.ToLower(text[:idLength])
}

// Reference gives the real data: regions, districts, grades, posts, sources and what the sources state, and the templates of documents and
// pathways. Every call gives
// equal records that share nothing with those of another call. Times are left zero, for the store to stamp.
// An error names the shipped file, line and column that breaks a rule, and is a defect of the release.
func Reference() (programme.Records, error) {
	files, err := fs.Sub(shipped, "reference")
	if err != nil {
		return programme.Records{}, fmt.Errorf("open reference data: %w", err)
	}
	records, err := load(files)
	if err != nil {
		return records, err
	}
	if records.Templates, err = templates(); err != nil {
		return records, err
	}
	records.PathwayTemplates, err = pathwayTemplates()
	return records, err
}
