package view_test

import (
	"errors"
	"testing"

	"waymark/domain/coverage"
	"waymark/domain/fault"
	"waymark/graph/view"
)

func TestCoverage(t *testing.T) {
	l := insider(t)
	c := l.Coverage(nil)
	if c.Posts.Funded != 6 || c.Posts.Filled != 1 || c.Posts.Covered != 1 || c.Posts.Offered != 1 || c.Posts.Vacant != 3 {
		t.Errorf("got %+v", c.Posts)
	}
	if by := c.ByGrade(); len(by) != 2 || by[0].Grade.Code() != "GRADE_7" || by[1].Posts.Funded != 5 {
		t.Errorf("by grade: %+v", by)
	}
	for _, g := range c.Gaps([]coverage.GapKind{coverage.PostVacant}) {
		if g.Post() == nil || g.Place() == nil || g.Sentence == "" || g.Post().AsOf() != today {
			t.Errorf("incomplete gap %+v", g.Gap)
		}
	}
	if all, none := c.Gaps(nil), c.Gaps([]coverage.GapKind{}); len(all) == 0 || len(none) != 0 {
		t.Errorf("%d gaps of all kinds, %d of no kind", len(all), len(none))
	}
}

func TestEstablishment(t *testing.T) {
	e := insider(t).Establishment(nil)
	if e.Agrees() || len(e.Lines()) != 2 {
		t.Fatalf("got %d lines", len(e.Lines()))
	}
	line := e.Lines()[1]
	if p := line.Published(); line.Posts != 5 || len(p) != 2 || p[0].Difference.String() != "-57" || p[1].Statement.Source().Code() != "letter" {
		t.Errorf("got %d posts against %d statements", line.Posts, len(p))
	}
}

func TestVacancyStatistics(t *testing.T) {
	l := insider(t)
	v := must[*view.VacancyStatistics](t)(l.VacancyStatistics(nil, day("2009-01-01"), day("2009-05-01")))
	if v.Total().Leavers() != 1 || v.Total().Open() != 5 || len(v.ByRegion()) != 2 || v.Total().Filled() != 2 {
		t.Errorf("got %d leavers, %d open, %d filled", v.Total().Leavers(), v.Total().Open(), v.Total().Filled())
	}
	if n, ok := v.Total().LongestDaysToFill(); !ok || n != 59 {
		t.Errorf("longest: %d", n)
	}
	quiet := must[*view.VacancyStatistics](t)(l.VacancyStatistics(ptr("par_2"), day("2009-01-01"), day("2009-02-01")))
	if _, ok := quiet.Total().LongestDaysToFill(); ok {
		t.Error("nothing was filled and yet something took longest")
	}
	if _, ok := quiet.Total().MedianDaysToFill(); ok {
		t.Error("nothing was filled and yet there is a middle")
	}
	ends := must[*view.VacancyStatistics](t)(l.VacancyStatistics(nil, day("2009-05-01"), day("2012-01-01")))
	page := must[*view.ProjectedVacancyConnection](t)(ends.Projected(ptr(1), nil, nil, nil))
	if first := page.Nodes()[0]; first.Post.Code() != "b-1" || first.Post.AsOf() != first.On || page.TotalCount() != 2 {
		t.Errorf("got %s on %s, %d in all", first.Post.Code(), first.On, page.TotalCount())
	}
	for name, within := range map[string]string{"unknown": "reg_x", "office": "job_1", "post": "pos_a-1"} {
		var f *fault.Error
		if _, err := l.VacancyStatistics(&within, day("2009-01-01"), day("2009-02-01")); !errors.As(err, &f) || f.Code != fault.Invalid || f.Path[0] != "within" {
			t.Errorf("%s: got %v", name, err)
		}
	}
}
