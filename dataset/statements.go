package dataset

import (
	"fmt"
	"slices"
	"strings"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/figure"
	"waymark/domain/programme"
)

// statement is a published figure before it has an id.
type statement struct {
	place   programme.Place // nil: England
	measure string
	grade   *programme.Grade // nil: not about one grade
	value   int
	unit    string
	asAt    *calendar.Date // nil: the day on which the source was published
	note    string
	source  *programme.Source
}

func (l *loader) state(s statement) {
	if s.asAt == nil {
		s.asAt = s.source.PublishedOn
	}
	if s.asAt == nil {
		l.faults.Add("sources.csv.published_on", "%s states figures, so it must have a date", s.source.Code)
		return
	}
	where, ref, gradeCode, gradeID := "england", programme.PlaceRef{}, "", ""
	if s.place != nil {
		where, ref = s.place.PlaceCode(), programme.RefTo(s.place)
	}
	if s.grade != nil {
		gradeCode, gradeID = s.grade.Code, s.grade.ID
	}
	key := strings.Join([]string{s.source.Code, where, s.measure, gradeCode, s.asAt.String()}, "/")
	l.records.Statements = append(l.records.Statements, &programme.Statement{
		Meta: newMeta(ID(programme.StatementPrefix, key)), Place: ref, Measure: s.measure, GradeID: gradeID,
		Value: decimal.FromInt(s.value), Unit: s.unit, AsAt: *s.asAt, Note: s.note, SourceID: s.source.ID,
	})
}

// loadRegionalPosts adds the posts that serve a whole region, and what the table of posts says of each region.
func (l *loader) loadRegionalPosts() error {
	rows, err := table(l.files, "regional_posts.csv", &l.faults,
		"region", "districts", "grade_7_posts", "seo_posts", "printed_on_row", "source", "found_in")
	for _, r := range rows {
		region, source := known(r, "region", l.regions), known(r, "source", l.sources)
		first := known(r, "printed_on_row", l.districts)
		lead, support, coordinator := l.grade(r, grade7), l.grade(r, seo), l.grade(r, bandD)
		if region == nil || source == nil || first == nil || lead == nil || support == nil || coordinator == nil {
			continue
		}
		stem, found := programme.Slug(r.text("region")), r.text("found_in")
		printed := fmt.Sprintf("%s, printed on the row of %s; taken as a post of the region.", found, r.text("printed_on_row"))
		funded := statement{place: region, measure: programme.MeasurePostsFunded, unit: programme.UnitPosts, source: source}

		funded.grade, funded.value, funded.note = lead, r.count("grade_7_posts"), printed
		l.posts(region, stem+"-g7", programme.StrategicLead, lead, funded.value)
		l.state(funded)
		if n := r.count("seo_posts"); n > 0 { // an empty cell of the table states nothing
			funded.grade, funded.value = support, n
			l.posts(region, stem+"-seo", programme.RegionalSupport, support, n)
			l.state(funded)
		}
		funded.grade, funded.value = coordinator, l.districtPosts(region)
		funded.note = "Summed from " + found + ", which prints the posts of each district."
		l.state(funded)
		l.state(statement{
			place: region, measure: programme.MeasureDistricts, value: r.count("districts"), unit: programme.UnitDistricts,
			source: source, note: found + ", in brackets after the name of the region.",
		})
	}
	return err
}

// districtPosts gives the number of posts at home in the districts of a region.
func (l *loader) districtPosts(region *programme.Region) int {
	inside := make(map[string]bool)
	for _, d := range l.records.Districts {
		inside[d.ID] = d.RegionID == region.ID
	}
	n := 0
	for _, h := range l.records.Homes {
		if inside[h.DistrictID] {
			n++
		}
	}
	return n
}

func (l *loader) loadEngland() error {
	rows, err := table(l.files, "england.csv", &l.faults,
		"measure", "grade", "value", "unit", "as_at", "note", "source", "found_in")
	for _, r := range rows {
		grade, source := known(r, "grade", l.grades), known(r, "source", l.sources)
		day, month := r.day("as_at")
		s := statement{
			measure: r.text("measure"), grade: grade, value: r.count("value"), unit: r.text("unit"), asAt: &day, source: source,
			note: fmt.Sprintf("%s (%s.)", r.text("note"), r.text("found_in")),
		}
		if month {
			s.note += monthNote
		}
		if source != nil {
			l.state(s)
		}
	}
	return err
}

const monthNote = " The source gives the month; recorded as its first day."

// loadJobcentres states the offices open to the public in each region, by the figures of them, and, summed from them, in England.
func (l *loader) loadJobcentres() error {
	rows, err := table(l.files, "figures_offices.csv", &l.faults, figureColumns...)
	regions := make(map[string]*programme.Region)
	for _, r := range l.regions {
		regions[r.Code] = r
	}
	type total struct {
		statement
		regions int
	}
	totals := make(map[string]*total)
	var dates []string
	for _, r := range rows {
		region, source := known(r, "area_code", regions), known(r, "source", l.sources)
		if region == nil || source == nil {
			continue
		}
		day, _ := r.day("date_from")
		month := r.text("period_type") == string(figure.Month)
		s := statement{
			place: region, measure: programme.MeasureJobcentresOpen, value: r.count("value"), unit: programme.UnitOffices,
			asAt: &day, source: source, note: r.text("note"),
		}
		if month {
			s.note += monthNote
		}
		l.state(s)
		sum := totals[day.String()]
		if sum == nil {
			sum = &total{statement: s}
			sum.place, sum.value = nil, 0
			sum.note = "Summed over the nine regions; the source prints the total of Great Britain."
			if month {
				sum.note += monthNote
			}
			totals[day.String()] = sum
			dates = append(dates, day.String())
		}
		sum.value += s.value
		sum.regions++
	}
	slices.Sort(dates)
	for _, date := range dates {
		if totals[date].regions != len(l.regions) {
			l.faults.Add("figures_offices.csv.date_from", "%s must have one row for each of the %d regions, not %d", date, len(l.regions), totals[date].regions)
		}
		l.state(totals[date].statement)
	}
	return err
}
