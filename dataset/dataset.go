// Package dataset holds what Waymark ships: the public figures of the 2009-2011 programme as CSV files with their
// sources, and a generator of synthetic records to plan with where nothing was published.
package dataset

import (
	"crypto/sha256"
	"embed"
	"encoding/base32"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"waymark/domain/programme"
)

//go:embed reference/*.csv
var shipped embed.FS

const idLength = 26 // characters of base32: 130 bits

// ID gives the id of a record that everybody knows by a natural key, such as a region by its code. The same prefix and
// key give the same id on every machine and in every release; two different keys never share one in practice.
func ID(prefix, naturalKey string) string {
	sum := sha256.Sum256([]byte(prefix + "/" + naturalKey))
	text := base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:])
	return prefix + "_" + strings.ToLower(text[:idLength])
}

// Reference gives the real data: regions, districts, grades, posts, sources and what the sources state. Every call gives
// equal records that share nothing with those of another call. Times are left zero, for the store to stamp.
// An error names the shipped file, line and column that breaks a rule, and is a defect of the release.
func Reference() (programme.Records, error) {
	files, err := fs.Sub(shipped, "reference")
	if err != nil {
		return programme.Records{}, fmt.Errorf("open reference data: %w", err)
	}
	return load(files)
}

// Merge gives the records of both, those of a first, in lists of their own. The records themselves are shared with a and
// b. The revision is the larger of the two.
func Merge(a, b programme.Records) programme.Records {
	return programme.Records{
		Revision:      max(a.Revision, b.Revision),
		Regions:       slices.Concat(a.Regions, b.Regions),
		Districts:     slices.Concat(a.Districts, b.Districts),
		Partnerships:  slices.Concat(a.Partnerships, b.Partnerships),
		Jobcentres:    slices.Concat(a.Jobcentres, b.Jobcentres),
		Names:         slices.Concat(a.Names, b.Names),
		Identifiers:   slices.Concat(a.Identifiers, b.Identifiers),
		Lineages:      slices.Concat(a.Lineages, b.Lineages),
		Links:         slices.Concat(a.Links, b.Links),
		Placements:    slices.Concat(a.Placements, b.Placements),
		Grades:        slices.Concat(a.Grades, b.Grades),
		Posts:         slices.Concat(a.Posts, b.Posts),
		Homes:         slices.Concat(a.Homes, b.Homes),
		Coordinators:  slices.Concat(a.Coordinators, b.Coordinators),
		Holdings:      slices.Concat(a.Holdings, b.Holdings),
		Offers:        slices.Concat(a.Offers, b.Offers),
		Covers:        slices.Concat(a.Covers, b.Covers),
		DrugChampions: slices.Concat(a.DrugChampions, b.DrugChampions),
		Sources:       slices.Concat(a.Sources, b.Sources),
		Statements:    slices.Concat(a.Statements, b.Statements),
	}
}

// slug gives the words of a name in lower case with hyphens between them: "lambeth-southwark-and-wandsworth".
func slug(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	return strings.Join(words, "-")
}
