package dataset

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"waymark/domain/calendar"
	"waymark/domain/programme"
)

// Demo gives synthetic records to stand beside the reference data: partnerships, jobcentres, coordinators and what they
// hold, and the need of districts. Each is marked synthetic and named so, and none of the reference records is among them or changed. The result
// depends on the reference records alone, whatever their order, and is the same on every machine. It fails when the
// reference lacks what it builds on: posts in every district, and the published numbers of offices in every region.
func Demo(reference programme.Records) (programme.Records, error) {
	d, err := newDemo(reference)
	if err != nil {
		return programme.Records{}, fmt.Errorf("generate demonstration data: %w", err)
	}
	if err := d.offices(reference.Statements); err != nil {
		return programme.Records{}, fmt.Errorf("generate demonstration data: %w", err)
	}
	d.partnerships()
	d.families()
	d.providers()
	d.pathways(reference)
	d.training(reference)
	if err := d.recruit(); err != nil {
		return programme.Records{}, fmt.Errorf("generate demonstration data: %w", err)
	}
	d.turnover()
	if err := d.need(); err != nil {
		return programme.Records{}, fmt.Errorf("generate demonstration data: %w", err)
	}
	d.records.Sources = append(d.records.Sources, figureSource())
	return d.records, nil
}

// figureSource is what the synthetic figures come from.
func figureSource() *programme.Source {
	return &programme.Source{Meta: synthetic(programme.SourcePrefix, "figures"), Code: "synthetic-figures-2004-2009",
		Title:     "Synthetic figures for demonstration; few of the kind were published of partnerships, and none of districts",
		Publisher: "Waymark, generated"}
}

// placesFrom is the day from which the synthetic places exist, as the districts do.
func placesFrom() calendar.Date { return districtsFrom() }

// demo is a generation under way.
type demo struct {
	records programme.Records
	regions []*area
}

// area is a region as the generator sees it.
type area struct {
	region    *programme.Region
	name      string
	districts []*territory
	posts     []*seat // of the region itself
}

// territory is a district with its posts.
type territory struct {
	district *programme.District
	region   *area
	posts    []*seat
}

// newDemo sorts the reference records into regions, districts and posts, by code.
func newDemo(reference programme.Records) (*demo, error) {
	d := &demo{}
	names := make(map[string]string)
	for _, n := range reference.Names {
		names[n.Place.ID()] = n.Text
	}
	regions := make(map[string]*area)
	for _, r := range sorted(reference.Regions, func(r *programme.Region) string { return r.Code }) {
		a := &area{region: r, name: names[r.ID]}
		regions[r.ID] = a
		d.regions = append(d.regions, a)
	}
	territories := make(map[string]*territory)
	for _, x := range sorted(reference.Districts, func(x *programme.District) string { return x.Code }) {
		a := regions[x.RegionID]
		if a == nil {
			return nil, fmt.Errorf("district %s is in no region", x.Code)
		}
		t := &territory{district: x, region: a}
		territories[x.ID] = t
		a.districts = append(a.districts, t)
	}
	homes := make(map[string]*programme.Home)
	for _, h := range reference.Homes {
		homes[h.PostID] = h
	}
	for _, p := range sorted(reference.Posts, func(p *programme.Post) string { return p.Code }) {
		h := homes[p.ID]
		switch {
		case h == nil:
			return nil, fmt.Errorf("post %s has no home", p.Code)
		case regions[h.RegionID] != nil:
			a := regions[h.RegionID]
			a.posts = append(a.posts, &seat{post: p, region: a})
		case territories[h.DistrictID] != nil:
			t := territories[h.DistrictID]
			t.posts = append(t.posts, &seat{post: p, region: t.region})
		default:
			return nil, fmt.Errorf("post %s has its home elsewhere", p.Code)
		}
	}
	if len(d.regions) == 0 {
		return nil, errors.New("there is no region")
	}
	for _, a := range d.regions {
		if len(a.districts) == 0 {
			return nil, fmt.Errorf("region %s has no district", a.region.Code)
		}
		for _, t := range a.districts {
			if len(t.posts) == 0 {
				return nil, fmt.Errorf("district %s has no post", t.district.Code)
			}
		}
	}
	return d, nil
}

// random gives the stream of one subject, so that more of one leaves the others as they were.
func random(subject uint64) *rand.Rand { return rand.New(rand.NewPCG(2009, subject)) }

// The subjects that draw from a stream of their own.
const (
	subjectOffices uint64 = iota + 1
	subjectChampions
	subjectLinks
	subjectRecruitment
	subjectTurnover
	subjectNeed
	subjectFigures
	subjectProviders
	subjectReturns
	subjectCapacity
	subjectPathways
	subjectTraining
)

// sorted gives the records by a key, in a list of its own.
func sorted[T any](records []T, key func(T) string) []T {
	out := slices.Clone(records)
	slices.SortFunc(out, func(a, b T) int { return strings.Compare(key(a), key(b)) })
	return out
}

// synthetic gives what a generated record carries of itself.
func synthetic(prefix, key string) programme.Meta {
	return programme.Meta{ID: ID(prefix, "synthetic/"+key), Version: 1, Synthetic: true}
}

func (d *demo) name(p programme.Place, text string) {
	valid := p.Period()
	d.records.Names = append(d.records.Names, &programme.PlaceName{
		Meta:  synthetic(programme.NamePrefix, p.PlaceCode()+"/"+valid.From.String()),
		Place: programme.RefTo(p), Text: text, Valid: valid,
	})
}

// between gives a number from low to high, both included.
func between(r *rand.Rand, low, high int) int { return low + r.IntN(high-low+1) }

// dayIn gives a day from first to last, both included.
func dayIn(r *rand.Rand, first, last calendar.Date) calendar.Date {
	return first.AddDays(r.IntN(last.DaysSince(first) + 1))
}
