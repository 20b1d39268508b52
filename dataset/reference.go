package dataset

import (
	"fmt"
	"io/fs"
	"strings"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/fault"
	"waymark/domain/programme"
)

// The grades that posts of the programme have.
const (
	grade7 = "GRADE_7"
	seo    = "SEO"
	bandD  = "BAND_D"
)

const fundingStream = "Department of Health, drug coordinator posts 2009-2011"

// The dates that no source gives are assumptions, listed in README.md.
func regionsFrom() calendar.Date       { return calendar.New(1994, 4, 1) }
func regionCodesFrom() calendar.Date   { return calendar.New(2009, 1, 1) }
func districtsFrom() calendar.Date     { return calendar.New(2006, 4, 1) }
func fundingPeriod() calendar.Period   { return calendar.Between(calendar.New(2009, 1, 1), fundingEnd()) }
func fundingEnd() calendar.Date        { return calendar.New(2011, 4, 1) }
func newMeta(id string) programme.Meta { return programme.Meta{ID: id, Version: 1} }

// loader turns the files into records, the ones that others name first.
type loader struct {
	files     fs.FS
	faults    fault.List
	records   programme.Records
	regions   map[string]*programme.Region   // by name
	districts map[string]*programme.District // by name
	grades    map[string]*programme.Grade    // by code
	sources   map[string]*programme.Source   // by code

	dimensions map[string]*programme.Dimension // by code
	categories map[string]bool                 // SEX=FEMALE
	indicators map[string]*programme.Indicator // by code
}

func newLoader(files fs.FS) *loader {
	return &loader{
		files:   files,
		regions: map[string]*programme.Region{}, districts: map[string]*programme.District{},
		grades: map[string]*programme.Grade{}, sources: map[string]*programme.Source{},
		dimensions: map[string]*programme.Dimension{}, categories: map[string]bool{}, indicators: map[string]*programme.Indicator{},
	}
}

// load reads all files but those of figures, and fails with everything that is wrong in them.
func (l *loader) load() error {
	steps := []func() error{
		l.loadSources, l.loadGrades, l.loadRegions, l.loadDistricts, l.loadDimensions, l.loadCategories, l.loadIndicators,
		l.loadRegionalPosts, l.loadEngland, l.loadJobcentres, l.loadInterventions,
		l.loadReferralCodes, l.loadCompetences, l.loadEmployment,
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return fmt.Errorf("load reference data: %w", err)
		}
	}
	if err := l.faults.Err(); err != nil {
		return fmt.Errorf("load reference data: %w", err)
	}
	return nil
}

func load(files fs.FS) (programme.Records, error) {
	l := newLoader(files)
	if err := l.load(); err != nil {
		return programme.Records{}, err
	}
	return l.records, nil
}

// add lists a record under its name, which must be new.
func add[T any](r row, column string, all map[string]*T, list *[]*T, record *T) {
	name := r.text(column)
	if all[name] != nil {
		r.fault(column, "must not be listed twice: %.64q", name)
	}
	all[name] = record
	*list = append(*list, record)
}

func (l *loader) loadSources() error {
	rows, err := table(l.files, "sources.csv", &l.faults,
		"code", "title", "publisher", "published_on", "address", "licence", "source")
	for _, r := range rows {
		s := &programme.Source{
			Meta: newMeta(ID(programme.SourcePrefix, r.text("code"))), Code: r.text("code"), Title: r.text("title"),
			Publisher: r.text("publisher"), Address: r.text("address"), Licence: r.text("licence"),
		}
		if r.optional("published_on") != "" {
			day, _ := r.day("published_on")
			s.PublishedOn = &day
		}
		add(r, "code", l.sources, &l.records.Sources, s)
	}
	return err
}

func (l *loader) loadGrades() error {
	rows, err := table(l.files, "grades.csv", &l.faults, "code", "name", "other_names", "rank", "source", "found_in")
	for _, r := range rows {
		g := &programme.Grade{
			Meta: newMeta(ID(programme.GradePrefix, r.text("code"))), Code: r.text("code"), Name: r.text("name"), Rank: r.count("rank"),
		}
		if names := r.optional("other_names"); names != "" {
			g.OtherNames = strings.Split(names, "; ")
		}
		known(r, "source", l.sources)
		add(r, "code", l.grades, &l.records.Grades, g)
	}
	return err
}

func (l *loader) loadRegions() error {
	rows, err := table(l.files, "regions.csv", &l.faults, "code", "name", "source")
	for _, r := range rows {
		code := r.text("code")
		region := &programme.Region{
			Meta: newMeta(ID(programme.RegionPrefix, code)), Code: code, Valid: calendar.Open(regionsFrom()),
		}
		known(r, "source", l.sources)
		add(r, "name", l.regions, &l.records.Regions, region)
		l.name(region, r.text("name"))
		l.identify(region, "GSS", code, calendar.Open(regionCodesFrom()))
	}
	return err
}

func (l *loader) loadDistricts() error {
	rows, err := table(l.files, "districts.csv", &l.faults, "region", "name", "band_d_posts", "source", "found_in")
	for _, r := range rows {
		region := known(r, "region", l.regions)
		source := known(r, "source", l.sources)
		grade := l.grade(r, bandD)
		if region == nil || source == nil || grade == nil {
			continue
		}
		code := programme.Slug(r.text("name"))
		d := &programme.District{
			Meta: newMeta(ID(programme.DistrictPrefix, code)), Code: code, RegionID: region.ID, Valid: calendar.Open(districtsFrom()),
		}
		add(r, "name", l.districts, &l.records.Districts, d)
		l.name(d, r.text("name"))
		l.identify(d, "WAYMARK", code, d.Valid)
		posts := r.count("band_d_posts")
		l.posts(d, code+"-d", programme.DistrictCoordinator, grade, posts)
		l.state(statement{
			place: d, measure: programme.MeasurePostsFunded, grade: grade, value: posts, unit: programme.UnitPosts,
			source: source, note: r.text("found_in") + ".",
		})
	}
	return err
}

func (l *loader) grade(r row, code string) *programme.Grade {
	g := l.grades[code]
	if g == nil {
		r.fault("grade", "%s must be listed in grades.csv", code)
	}
	return g
}

func (l *loader) name(p programme.Place, text string) {
	valid := p.Period()
	l.records.Names = append(l.records.Names, &programme.PlaceName{
		Meta:  newMeta(ID(programme.NamePrefix, p.PlaceCode()+"/"+valid.From.String())),
		Place: programme.RefTo(p), Text: text, Valid: valid,
	})
}

func (l *loader) identify(p programme.Place, scheme, value string, valid calendar.Period) {
	l.records.Identifiers = append(l.records.Identifiers, &programme.Identifier{
		Meta:  newMeta(ID(programme.IdentifierPrefix, p.PlaceCode()+"/"+scheme+"/"+value)),
		Place: programme.RefTo(p), Scheme: scheme, Value: value, Valid: valid,
	})
}

// posts adds n full-time posts at home in a place, with codes stem-1, stem-2 and so on.
func (l *loader) posts(home programme.Place, stem string, role programme.Role, grade *programme.Grade, n int) {
	for i := range n {
		code := fmt.Sprintf("%s-%d", stem, i+1)
		post := &programme.Post{
			Meta: newMeta(ID(programme.PostPrefix, code)), Code: code, GradeID: grade.ID, Role: role,
			FTE: decimal.One, FundingStream: fundingStream, Funded: fundingPeriod(),
		}
		ref := programme.RefTo(home)
		l.records.Posts = append(l.records.Posts, post)
		l.records.Homes = append(l.records.Homes, &programme.Home{
			Meta:   newMeta(ID(programme.HomePrefix, code+"/"+post.Funded.From.String())),
			PostID: post.ID, RegionID: ref.RegionID, DistrictID: ref.DistrictID, Valid: fundingPeriod(),
		})
	}
}
