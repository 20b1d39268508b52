package establishment_test

import (
	"fmt"
	"slices"
	"testing"

	"waymark/domain/establishment"
	"waymark/domain/programme"
	"waymark/domain/programme/programmetest"
)

func TestCompare(t *testing.T) {
	b := programmetest.New()
	from := programmetest.Days("2009-01-01", "")
	r := b.Region("North", from)
	d := b.District(r, "Leeds", from)
	g7, seo, bandD := b.Grade("GRADE_7", "Grade 7", 1), b.Grade("SEO", "SEO", 2), b.Grade("BAND_D", "Band D", 3)
	b.Grade("BAND_E", "Band E", 4) // neither posts nor statements
	lead := b.Post("lead", g7, programme.StrategicLead, programmetest.Days("2009-02-01", ""))
	b.Home(lead, r, from)
	for _, code := range []string{"leeds-1", "leeds-2"} {
		p := b.Post(code, bandD, programme.DistrictCoordinator, programmetest.Days("2009-02-01", "2010-04-01"))
		b.Home(p, d, from)
	}
	half := b.Post("leeds-3", bandD, programme.DistrictCoordinator, programmetest.Days("2009-02-01", ""))
	half.FTE /= 2
	b.Home(half, d, from)

	guidance, parliament := b.Source("guidance"), b.Source("parliament")
	b.Statement(parliament, nil, programme.MeasurePostsFunded, bandD, "4", "2009-03-05")
	b.Statement(guidance, nil, programme.MeasurePostsFunded, bandD, "3", "2009-04-01")
	b.Statement(guidance, nil, programme.MeasurePostsFunded, seo, "2", "2009-04-01")
	b.Statement(guidance, nil, programme.MeasurePostsFunded, nil, "9", "2009-04-01")   // of no grade
	b.Statement(guidance, nil, programme.MeasurePostsInPost, bandD, "8", "2009-03-05") // of another measure
	b.Statement(guidance, r, programme.MeasurePostsFunded, g7, "1", "2009-04-01")
	g := b.Graph(t)

	tests := []struct {
		name  string
		place programme.Place
		asOf  string
		want  []string
		agree bool
	}{
		{"England", nil, "2009-04-30", []string{
			"GRADE_7 1 of 1",
			"SEO 0 of 0; guidance 2009-04-01 says 2: -2 false",
			"BAND_D 3 of 2.5; parliament 2009-03-05 says 4: -1 false; guidance 2009-04-01 says 3: 0 true",
		}, false},
		{"on another day", nil, "2010-04-01", []string{
			"GRADE_7 1 of 1",
			"SEO 0 of 0; guidance 2009-04-01 says 2: -2 false",
			"BAND_D 1 of 0.5; parliament 2009-03-05 says 4: -3 false; guidance 2009-04-01 says 3: -2 false",
		}, false},
		{"a region", r, "2009-04-30", []string{"GRADE_7 1 of 1; guidance 2009-04-01 says 1: 0 true", "BAND_D 3 of 2.5"}, true},
		{"a region before its posts", r, "2009-01-31", []string{"GRADE_7 0 of 0; guidance 2009-04-01 says 1: -1 false"}, false},
		{"a district", d, "2009-04-30", []string{"BAND_D 3 of 2.5"}, true},
		{"a district before its posts", d, "2009-01-31", nil, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			lines := establishment.Compare(g, tt.place, programmetest.Day(tt.asOf))
			var got []string
			for _, l := range lines {
				text := fmt.Sprintf("%s %d of %s", l.Grade.Code, l.Posts, l.FTE)
				for _, c := range l.Published {
					text += fmt.Sprintf("; %s %s says %s: %s %v", c.Statement.Source.Code, c.Statement.AsAt, c.Statement.Value, c.Difference, c.Agrees)
				}
				got = append(got, text)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("\n got %q\nwant %q", got, tt.want)
			}
			if agree := establishment.Agree(lines); agree != tt.agree {
				t.Errorf("agree is %v, want %v", agree, tt.agree)
			}
		})
	}
}
