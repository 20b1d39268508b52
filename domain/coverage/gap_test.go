package coverage_test

import (
	"fmt"
	"slices"
	"testing"

	"waymark/domain/coverage"
	"waymark/domain/programme"
	"waymark/domain/programme/programmetest"
)

func text(gaps []coverage.Gap) []string {
	lines := make([]string, len(gaps))
	for i, g := range gaps {
		lines[i] = fmt.Sprintf("%s %d %s", g.Since, g.Days, g.Sentence)
	}
	return lines
}

func TestGaps(t *testing.T) {
	c := newCounty(t)
	tests := []struct {
		name string
		kind coverage.GapKind
		asOf string
		want []string
	}{
		{"a region since it began", coverage.RegionWithoutLead, "2009-02-01", []string{
			"2009-02-01 0 The East region has had no strategic lead in post or covering since 1 February 2009 (the first day).",
			"2009-02-01 0 The West region has had no strategic lead in post or covering since 1 February 2009 (the first day).",
		}},
		{"a region with a lead", coverage.RegionWithoutLead, "2009-02-16", []string{
			"2009-02-01 15 The West region has had no strategic lead in post or covering since 1 February 2009 (15 days).",
		}},
		{"cover ends on the day", coverage.DistrictWithoutCoordinator, "2009-03-20", []string{
			"2009-02-01 47 Avon has had no drug coordinator in post or covering since 1 February 2009 (47 days).",
			"2009-02-01 47 Colchester has had no drug coordinator in post or covering since 1 February 2009 (47 days).",
			"2009-03-20 0 Suffolk has had no drug coordinator in post or covering since 20 March 2009 (the first day).",
		}},
		{"a day later", coverage.DistrictWithoutCoordinator, "2009-03-21", []string{
			"2009-02-01 48 Avon has had no drug coordinator in post or covering since 1 February 2009 (48 days).",
			"2009-02-01 48 Colchester has had no drug coordinator in post or covering since 1 February 2009 (48 days).",
			"2009-03-20 1 Suffolk has had no drug coordinator in post or covering since 20 March 2009 (1 day).",
		}},
		{"never held", coverage.PostVacant, "2009-03-12", []string{
			"2009-02-01 39 The Band D post in Colchester has had no holder since 1 February 2009 (39 days).",
			"2009-02-01 39 One of the 2 Band D posts in Essex has had no holder since 1 February 2009 (39 days).",
		}},
		{"cover and an offer came and went", coverage.PostVacant, "2009-08-01", []string{
			"2009-02-01 181 One of the 3 Band D posts in Essex has had no holder since 1 February 2009 (181 days).",
			"2009-02-01 181 The Band D post in Suffolk has had no holder since 1 February 2009 (181 days); an accepted offer was withdrawn on 1 May 2009.",
			"2009-07-01 31 One of the 3 Band D posts in Essex has had no holder since 1 July 2009 (31 days); its cover ended on 1 August 2009.",
		}},
		{"years later", coverage.PostVacant, "2011-03-31", []string{
			"2009-02-01 788 One of the 3 Band D posts in Essex has had no holder since 1 February 2009 (788 days).",
			"2009-02-01 788 The Band D post in Suffolk has had no holder since 1 February 2009 (788 days); an accepted offer was withdrawn on 1 May 2009.",
			"2009-07-01 638 One of the 3 Band D posts in Essex has had no holder since 1 July 2009 (638 days); its cover ended on 1 August 2009.",
		}},
		{"many years later", coverage.RegionWithoutLead, "2012-01-01", []string{
			"2009-02-01 1064 The West region has had no strategic lead in post or covering since 1 February 2009 (1,064 days).",
			"2011-04-01 275 The East region has had no strategic lead in post or covering since 1 April 2011 (275 days).",
		}},
		{"on the agreed day an offer is not overdue", coverage.OfferStartOverdue, "2009-04-01", nil},
		{"on the day after it is", coverage.OfferStartOverdue, "2009-04-04", []string{
			"2009-04-02 2 The Band D post in Suffolk was to be taken up on 1 April 2009; the start has been overdue since 2 April 2009 (2 days).",
		}},
		{"half a job share", coverage.PostPartlyFilled, "2009-03-30", []string{
			"2009-03-05 25 One of the 2 Band D posts in Essex has been only partly filled since 5 March 2009 (25 days): 0.5 of 1 full-time equivalent is held.",
		}},
		{"both halves", coverage.PostPartlyFilled, "2009-03-31", nil},
		{"no coordinator in any district, or none at all", coverage.PartnershipNotCovered, "2009-03-04", []string{
			"2009-02-01 31 Braintree has had no drug coordinator since 1 February 2009 (31 days): its only district has none.",
			"2009-02-01 31 Haverhill has had no drug coordinator since 1 February 2009 (31 days): none of its 2 districts has one.",
			"2009-02-01 31 Lone has had no drug coordinator since 1 February 2009 (31 days): it is linked with no district.",
		}},
		{"one district of two", coverage.PartnershipPartlyCovered, "2009-03-09", []string{
			"2009-03-05 4 Haverhill has had a drug coordinator in only some of its districts since 5 March 2009 (4 days): 1 of the 2 has none.",
		}},
		{"the run began again when cover ended", coverage.PartnershipPartlyCovered, "2009-03-25", []string{
			"2009-03-20 5 Haverhill has had a drug coordinator in only some of its districts since 20 March 2009 (5 days): 1 of the 2 has none.",
		}},
		{"an office whose champions overlapped", coverage.JobcentreWithoutChampion, "2009-09-02", []string{
			"2009-02-01 213 Ipswich jobcentre has had no drug champion since 1 February 2009 (213 days).",
			"2009-05-01 124 Chelmsford jobcentre has had no drug champion since 1 May 2009 (124 days).",
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := text(coverage.Compute(c.Graph, coverage.England(), programmetest.Day(tt.asOf)).Gaps(tt.kind))
			if !slices.Equal(got, tt.want) {
				t.Errorf("\n got %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestGapsOfScope(t *testing.T) {
	c := newCounty(t)
	tests := []struct {
		name  string
		scope coverage.Scope
		want  []coverage.GapKind
	}{
		{"a region", coverage.Of(c.east), []coverage.GapKind{
			coverage.DistrictWithoutCoordinator, coverage.PostVacant, coverage.OfferStartOverdue,
			coverage.PartnershipPartlyCovered, coverage.JobcentreWithoutChampion,
		}},
		{"another region", coverage.Of(c.west), []coverage.GapKind{coverage.RegionWithoutLead, coverage.DistrictWithoutCoordinator}},
		{"a district", coverage.Of(c.suffolk), []coverage.GapKind{
			coverage.DistrictWithoutCoordinator, coverage.OfferStartOverdue,
			coverage.PartnershipPartlyCovered, coverage.JobcentreWithoutChampion,
		}},
		{"a partnership without links", coverage.Of(c.lone), nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []coverage.GapKind
			for _, g := range coverage.Compute(c.Graph, tt.scope, programmetest.Day("2009-04-20")).Gaps() {
				if (g.Post != nil) != (g.Kind == coverage.PostVacant || g.Kind == coverage.OfferStartOverdue) {
					t.Errorf("%s: post %v", g.Kind, g.Post)
				}
				got = append(got, g.Kind)
			}
			if got = slices.Compact(got); !slices.Equal(got, tt.want) {
				t.Errorf("\n got %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestBackdatedCoverShortensAGap(t *testing.T) {
	build := func(backdated bool) string {
		b := programmetest.New()
		from := programmetest.Days("2009-01-01", "")
		r := b.Region("Wessex", from)
		p := b.Post("wessex-1", b.Grade("GRADE_7", "Grade 7", 1), programme.StrategicLead, from)
		b.Home(p, r, from)
		b.Hold(p, "first", "1", programmetest.Days("2009-01-01", "2009-02-01"))
		if backdated {
			b.Cover(p, "second", programmetest.Days("2009-02-10", "2009-02-20"))
		}
		gaps := coverage.Compute(b.Graph(t), coverage.England(), programmetest.Day("2009-03-01")).Gaps(coverage.RegionWithoutLead)
		return text(gaps)[0]
	}
	before := "2009-02-01 28 The Wessex region has had no strategic lead in post or covering since 1 February 2009 (28 days)."
	after := "2009-02-20 9 The Wessex region has had no strategic lead in post or covering since 20 February 2009 (9 days)."
	if got := build(false); got != before {
		t.Errorf("without cover: got %q", got)
	}
	if got := build(true); got != after {
		t.Errorf("with cover: got %q", got)
	}
}

func TestSentencesUseTheNamesOfTheDay(t *testing.T) {
	b := programmetest.New()
	from := programmetest.Days("2009-01-01", "")
	d := b.District(b.Region("The Northern Region", from), "old", from)
	b.Records.Names[len(b.Records.Names)-1].Valid = programmetest.Days("2009-01-01", "2009-03-01")
	b.Name(d, "éxe", programmetest.Days("2009-03-01", ""))
	j := b.Jobcentre("Jobcentre 1", from)
	b.Place(j, d, from)
	g := b.Graph(t)
	for day, want := range map[string][]string{
		"2009-02-28": {
			"2009-01-01 58 The Northern Region has had no strategic lead in post or covering since 1 January 2009 (58 days).",
			"2009-01-01 58 Old has had no drug coordinator in post or covering since 1 January 2009 (58 days).",
			"2009-01-01 58 Jobcentre 1 has had no drug champion since 1 January 2009 (58 days).",
		},
		"2009-03-01": {
			"2009-01-01 59 The Northern Region has had no strategic lead in post or covering since 1 January 2009 (59 days).",
			"2009-01-01 59 Éxe has had no drug coordinator in post or covering since 1 January 2009 (59 days).",
			"2009-01-01 59 Jobcentre 1 has had no drug champion since 1 January 2009 (59 days).",
		},
	} {
		if got := text(coverage.Compute(g, coverage.England(), programmetest.Day(day)).Gaps()); !slices.Equal(got, want) {
			t.Errorf("%s:\n got %q\nwant %q", day, got, want)
		}
	}
}
