package pathway_test

import (
	"fmt"
	"slices"
	"testing"

	"waymark/domain/pathway"
	"waymark/domain/programme"
	"waymark/domain/programme/programmetest"
)

// referring is one district with two offices, of which the second has a pathway of its own, and two services.
func referring(t *testing.T, more func(*programmetest.Builder, *programme.Pathway, *programme.Pathway)) *programme.Graph {
	t.Helper()
	b := programmetest.New()
	always := programmetest.Days("2006-04-01", "")
	north := b.District(b.Region("R1", always), "north", always)
	for _, code := range []string{"J1", "J2"} {
		b.Place(b.Jobcentre(code, always), north, always)
	}
	by := b.Provider("by", always)
	wide := b.Pathway("wide", north, b.Service(by, "s1", always), programme.ToTreatment, programmetest.Days("2009-01-01", ""))
	own := b.Pathway("own", b.Records.Jobcentres[1], b.Service(by, "s2", always), programme.ToJobcentre, programmetest.Days("2009-01-01", ""))
	wide.ProtocolReference = "Section 4."
	more(b, wide, own)
	return b.Graph(t)
}

// found tells gaps in a line each.
func found(g *programme.Graph, on string, force func(string) bool) []string {
	day := programmetest.Day(on)
	gaps := pathway.Gaps(g.Jobcentres(day), day, force)
	lines := make([]string, len(gaps))
	for i, x := range gaps {
		lines[i] = fmt.Sprintf("%s %s %s %v %v: %s", x.Jobcentre.Code, x.Kind, x.Direction, x.Substances, x.Benefits, x.Text)
	}
	return lines
}

func TestGaps(t *testing.T) {
	in := func(string) bool { return true }
	whole := func(office string) string {
		return office + " NO_PATHWAY TREATMENT_TO_JOBCENTRE [HEROIN_CRACK OTHER_DRUGS ALCOHOL] [JSA ESA INCAPACITY]: No pathway from treatment to the office for users of heroin or crack, users of other drugs or misusers of alcohol who claim Jobseeker's Allowance, Employment and Support Allowance or an incapacity benefit."
	}
	lone := "J2 NO_PROTOCOL TREATMENT_TO_JOBCENTRE [] []: Pathway own: no protocol says how people are told of."
	for name, c := range map[string]struct {
		more func(*programmetest.Builder, *programme.Pathway, *programme.Pathway)
		on   string
		want []string
	}{
		"a way for all, and back from one": {func(*programmetest.Builder, *programme.Pathway, *programme.Pathway) {}, "2009-04-01", []string{whole("J1"), lone}},
		"for some substances and benefits": {func(_ *programmetest.Builder, wide, _ *programme.Pathway) {
			wide.Substances, wide.Benefits = []programme.Substance{programme.HeroinCrack, programme.Alcohol}, []programme.Benefit{programme.JSA, programme.ESA}
		}, "2009-04-01", []string{
			"J1 NO_PATHWAY JOBCENTRE_TO_TREATMENT [HEROIN_CRACK ALCOHOL] [INCAPACITY]: No pathway into treatment for users of heroin or crack or misusers of alcohol who claim an incapacity benefit.",
			"J1 NO_PATHWAY JOBCENTRE_TO_TREATMENT [OTHER_DRUGS] [JSA ESA INCAPACITY]: No pathway into treatment for users of other drugs who claim Jobseeker's Allowance, Employment and Support Allowance or an incapacity benefit.",
			whole("J1"),
			"J2 NO_PATHWAY JOBCENTRE_TO_TREATMENT [HEROIN_CRACK ALCOHOL] [INCAPACITY]: No pathway into treatment for users of heroin or crack or misusers of alcohol who claim an incapacity benefit.",
			"J2 NO_PATHWAY JOBCENTRE_TO_TREATMENT [OTHER_DRUGS] [JSA ESA INCAPACITY]: No pathway into treatment for users of other drugs who claim Jobseeker's Allowance, Employment and Support Allowance or an incapacity benefit.",
			lone}},
		"a service that is paused is still a way": {func(b *programmetest.Builder, wide, _ *programme.Pathway) {
			b.Pause(b.Records.Services[0], "A worker has left.", programmetest.Days("2009-03-01", "2009-06-01"))
		}, "2009-04-01", []string{whole("J1"), "J1 SERVICE_PAUSED JOBCENTRE_TO_TREATMENT [] []: Pathway wide: s1 takes nobody until 2009-06-01: A worker has left.",
			"J2 SERVICE_PAUSED JOBCENTRE_TO_TREATMENT [] []: Pathway wide: s1 takes nobody until 2009-06-01: A worker has left.", lone}},
		"a service that is closed is none": {func(b *programmetest.Builder, _, own *programme.Pathway) {
			b.Records.Services[1].Valid = programmetest.Days("2006-04-01", "2009-04-01")
		}, "2009-04-01", []string{whole("J1"), whole("J2"), "J2 SERVICE_CLOSED TREATMENT_TO_JOBCENTRE [] []: Pathway own: s2 is not offered on 2009-04-01.", lone}},
		"a protocol that is not in force": {func(_ *programmetest.Builder, _, own *programme.Pathway) { own.ProtocolID = "agr_1" }, "2009-04-01",
			[]string{whole("J1"), "J2 PROTOCOL_NOT_IN_FORCE TREATMENT_TO_JOBCENTRE [] []: Pathway own: its protocol is not in force on 2009-04-01."}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := found(referring(t, c.more), c.on, func(id string) bool { return id != "agr_1" && in(id) }); !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

// TestGapsCoverEverything holds that every combination either has a way that is open or is told as a gap, once.
func TestGapsCoverEverything(t *testing.T) {
	g := referring(t, func(_ *programmetest.Builder, wide, own *programme.Pathway) {
		wide.Substances, own.Benefits = []programme.Substance{programme.Alcohol}, []programme.Benefit{programme.ESA}
	})
	day := programmetest.Day("2013-05-01") // on which there is Universal Credit
	gaps := pathway.Gaps(g.Jobcentres(day), day, func(string) bool { return true })
	for _, office := range g.Jobcentres(day) {
		for _, direction := range programme.Directions() {
			for _, s := range programme.Substances() {
				for _, b := range programme.BenefitsOn(day) {
					told := 0
					for _, x := range gaps {
						if x.Kind == pathway.NoPathway && x.Jobcentre == office && x.Direction == direction && slices.Contains(x.Substances, s) && slices.Contains(x.Benefits, b) {
							told++
						}
					}
					open := slices.ContainsFunc(office.Pathways(day), func(p *programme.Pathway) bool { return p.Direction == direction && p.Serves(s, b) })
					if open && told != 0 || !open && told != 1 {
						t.Errorf("%s %s %s %s: a way is open %t, told %d times", office.Code, direction, s, b, open, told)
					}
				}
			}
		}
	}
}
