package view

import (
	"waymark/domain/calendar"
	"waymark/domain/coverage"
	"waymark/domain/decimal"
	"waymark/domain/fault"
	"waymark/domain/programme"
	"waymark/domain/vacancy"
)

// VacancyStatistics is vacancy of posts over a period.
type VacancyStatistics struct {
	lens  Lens
	scope coverage.Scope
	s     *vacancy.Statistics
}

// VacancyStatistics gives the figures of a region, district or partnership, or of England when within is nil, over the
// half-open period. Another id, an end that is not after the start, and a period above 50 years are INVALID.
func (l Lens) VacancyStatistics(within *string, from, to calendar.Date) (*VacancyStatistics, error) {
	scope := coverage.England()
	if within != nil {
		switch p := l.g.Place(*within); p.(type) {
		case *programme.Region, *programme.District, *programme.Partnership:
			scope = coverage.Of(p)
		default:
			return nil, fault.New(fault.Invalid, "within", "within must be the id of a region, district or partnership, not %.40q", *within)
		}
	}
	s, err := vacancy.Compute(l.g, scope, from, to)
	if err != nil {
		return nil, err
	}
	return &VacancyStatistics{l, scope, s}, nil
}

// From gives the first day.
func (v *VacancyStatistics) From() calendar.Date { return v.s.From }

// To gives the first day after the period.
func (v *VacancyStatistics) To() calendar.Date { return v.s.To }

// Total gives the figures of all posts together.
func (v *VacancyStatistics) Total() VacancyFigures { return VacancyFigures{v.s.Total} }

// GradeVacancy is the figures of one grade.
type GradeVacancy struct {
	Grade   *Grade
	Figures VacancyFigures
}

// ByGrade gives the figures by grade, the most senior first.
func (v *VacancyStatistics) ByGrade() []GradeVacancy {
	return shown(v.s.ByGrade, func(g vacancy.GradeFigures) GradeVacancy {
		return GradeVacancy{v.lens.grade(g.Grade), VacancyFigures{g.Figures}}
	})
}

// RegionVacancy is the figures of one region.
type RegionVacancy struct {
	Region  *Region
	Figures VacancyFigures
}

// ByRegion gives the figures by region of the post's home, by code.
func (v *VacancyStatistics) ByRegion() []RegionVacancy {
	return shown(v.s.ByRegion, func(r vacancy.RegionFigures) RegionVacancy {
		return RegionVacancy{v.lens.region(r.Region), VacancyFigures{r.Figures}}
	})
}

// ProjectedVacancy is a vacancy that can be foreseen.
type ProjectedVacancy struct {
	Post   *Post // as of the day on which it falls vacant
	On     calendar.Date
	Reason vacancy.Reason
}

// ProjectedVacancyConnection is one page of projected vacancies.
type ProjectedVacancyConnection = Page[vacancy.Projection, ProjectedVacancy]

// ProjectedVacancyEdge is one entry of a page of projected vacancies.
type ProjectedVacancyEdge = Edge[ProjectedVacancy]

// Projected gives a page of the vacancies that can be foreseen in the period, by date and then by post.
func (v *VacancyStatistics) Projected(first *int, after *string, last *int, before *string) (*ProjectedVacancyConnection, error) {
	byDay := order[vacancy.Projection]{name: "projection.on", sorted: true, key: func(p vacancy.Projection) key {
		return key{number: dayNumber(p.On), text: p.Post.Code, tie: string(p.Reason)}
	}}
	found := vacancy.Projected(v.lens.g, v.scope, v.s.From, v.s.To)
	return paginate(found, byDay, Args{first, after, last, before}, func(p vacancy.Projection) ProjectedVacancy {
		return ProjectedVacancy{v.lens.On(p.On).post(p.Post), p.On, p.Reason}
	})
}

// VacancyFigures are the figures of a group of posts.
type VacancyFigures struct{ f vacancy.Figures }

// VacancyRate gives the days on which posts were vacant, of those on which they were funded.
func (f VacancyFigures) VacancyRate() vacancy.Ratio { return f.f.Rate }

// Filled gives the number of vacancies that ended in the period because somebody started.
func (f VacancyFigures) Filled() int { return f.f.Filled.Count }

// DaysToFill gives how long they lasted on average.
func (f VacancyFigures) DaysToFill() vacancy.Ratio { return f.f.Filled.Mean }

// MedianDaysToFill gives the middle one of them; not ok when none was filled.
func (f VacancyFigures) MedianDaysToFill() (decimal.Decimal, bool) { return f.f.Filled.Median.Value() }

// LongestDaysToFill gives the longest of them; not ok when none was filled.
func (f VacancyFigures) LongestDaysToFill() (int, bool) {
	return f.f.Filled.Longest, f.f.Filled.Count > 0
}

// Open gives the number of posts vacant on the last day of the period.
func (f VacancyFigures) Open() int { return f.f.Open.Count }

// DaysOpen gives how long these have been vacant by the end of the period, on average.
func (f VacancyFigures) DaysOpen() vacancy.Ratio { return f.f.Open.Mean }

// Leavers gives the number of holders who left a post in the period.
func (f VacancyFigures) Leavers() int { return f.f.Leavers }

// Turnover gives the leavers, of the average number of holders.
func (f VacancyFigures) Turnover() vacancy.Ratio { return f.f.Turnover }
