package profile_test

import (
	"testing"

	"waymark/domain/calendar"
	"waymark/domain/figure"
	"waymark/domain/profile"
	"waymark/domain/programme"
)

func TestNeedThatCannotBeAnswered(t *testing.T) {
	w := newWorld(t)
	w.Dimension(profile.UnderservedGroups, "CRACK_USERS", "ROUGH_SLEEPERS", "NOBODY_COUNTS")
	w.Dimension("SUBSTANCE", "CRACK")
	for code, value := range map[string]string{
		profile.Prevalence: "100 (90 130)", profile.InContact: "80", profile.InTreatmentNow: "90", profile.TreatedEarlier: "15", profile.KnownToOthers: "10",
		profile.InEffective: "70", profile.PlannedExits: "6", profile.UnplannedExits: "4",
	} {
		w.add(code, w.p[0], 2008, value)
	}
	w.add(profile.InContact, w.p[0], 2008, "30", "UNDERSERVED_GROUP=CRACK_USERS")
	w.add(profile.Prevalence, w.p[0], 2008, "40 (35 60)", "SUBSTANCE=CRACK")
	w.add(profile.InContact, w.p[0], 2008, "7", "UNDERSERVED_GROUP=ROUGH_SLEEPERS")
	w.add(profile.Prevalence, w.p[0], 2009, "110 (90 130)")
	p := w.profile()
	n := p.Need(w.p[0], nil)
	if n.Year != 2008 || n.Penetration.Sentence != "80% of an estimated 100 were in treatment in the year (61.5% to 88.9%)." {
		t.Errorf("the newest with both is %s: %+v", n.Year, n.Penetration)
	}
	// 105 are known of 100: held at none, and flagged.
	if n.Naive == nil || n.Naive.Value != 0 || !n.Naive.Exceeded || n.Naive.Excess.String() != "5" || text(n.Naive.Upper) != "25" || n.Bullseye != nil {
		t.Errorf("treatment-naive: %+v, %+v", n.Naive, n.Bullseye)
	}
	if n.Attrition == nil || n.Attrition.Sentence != "10 of 80 in contact with treatment were not retained (12.5%). 6 of 10 exits were planned (60%)." {
		t.Errorf("attrition: %+v", n.Attrition)
	}
	if n.Basis != profile.Held || n.Synthetic() || len(n.Gaps) != 2 || n.Gaps[0].Part != "employment" || n.Gaps[1] != (profile.Gap{Part: "bullseye", Reason: "More are in treatment now than were in contact in the year, so the rings do not nest."}) {
		t.Errorf("gaps: %+v", n.Gaps)
	}
	if len(n.Groups) != 2 || n.Groups[0].Met.Sentence != "30 were in treatment in the year and an estimated 10 (5 to 30) were not." || n.Groups[0].Prevalence.Breakdown != "SUBSTANCE=CRACK" ||
		n.Groups[1].Met != nil || n.Groups[1].Reason != "There is no figure of PROBLEM_DRUG_USERS (ROUGH_SLEEPERS) in 2008/09." {
		t.Errorf("groups: %+v", n.Groups)
	}
	if n = p.Need(w.p[1], nil); n.Year != 2009 || n.Penetration != nil || len(n.Gaps) != 6 || n.Gaps[2].Part != "metNeed" || n.Gaps[4].Part != "bullseye" || n.Groups != nil {
		t.Errorf("of a place without figures: %+v", n)
	}
}

// TestNeedOfALargerPlace holds that need rests on the districts where their estimates come to one, and tells what is recorded of the place
// itself beside them.
func TestNeedOfALargerPlace(t *testing.T) {
	w := newWorld(t)
	for _, d := range w.d {
		w.add(profile.Prevalence, d, 2008, "100 (90 130)").Synthetic = true
		w.add(profile.InContact, d, 2008, "60").Synthetic = true
	}
	w.add(profile.Prevalence, w.d[0], 2007, "100 (90 130)") // and of no other
	w.add(profile.Prevalence, nil, 2004, "327 (325 343)")
	w.add(profile.Prevalence, nil, 2006, "310")
	w.add(profile.Prevalence, nil, 2011, "293")
	w.add(profile.InContact, nil, 2008, "176")
	w.add(profile.InContact, nil, 2007, "170")
	p := w.profile()
	n := p.Need(nil, nil)
	if n.Year != 2008 || n.Basis != profile.Summed || !n.Synthetic() || text(n.Prevalence.Value) != "300" || n.Penetration.Sentence != "60% of an estimated 300 were in treatment in the year." {
		t.Errorf("of England: %+v", n)
	}
	if r := n.Recorded; len(r) != 2 || text(r[0].Value) != "310" || r[0].Period.Label() != "2006/07" || r[0].Synthetic() || text(r[1].Value) != "176" || r[1].Period.Label() != "2008/09" {
		t.Errorf("recorded of England: %+v", n.Recorded)
	}
	for _, c := range []struct {
		year           calendar.FinancialYear
		place          programme.Place
		estimated, met string
		gap            string
	}{
		{2011, nil, "293", "none", "There is no figure of PROBLEM_DRUG_USERS_IN_TREATMENT_CONTACT in 2011/12."},
		{2007, nil, "none", "170", "There is no figure of PROBLEM_DRUG_USERS in 2007/08."}, // what is recorded is told, though the estimate is missing
		{2007, w.d[0], "100", "none", "There is no figure of PROBLEM_DRUG_USERS_IN_TREATMENT_CONTACT in 2007/08."},
	} {
		n := p.Need(c.place, &c.year)
		if n.Basis != profile.Held || n.Recorded != nil || n.Synthetic() || text(n.Prevalence.Value) != c.estimated || text(n.InContact.Value) != c.met || n.Gaps[1] != (profile.Gap{Part: "penetration", Reason: c.gap}) {
			t.Errorf("in %s: %+v", c.year, n)
		}
	}
}

// TestSumsThatWouldCountTwice holds that parts in which somebody may be twice are refused as not additive, whatever they come to.
func TestSumsThatWouldCountTwice(t *testing.T) {
	w := newWorld(t)
	w.Dimension("AGE", "YOUNG", "OLD")
	contact := w.indicator(profile.InContact)
	contact.AdditiveOver = nil
	w.add(profile.InContact, w.p[0], 2007, "9")
	w.add(profile.InContact, w.p[0], 2007, "4", "AGE=YOUNG")
	w.add(profile.InContact, w.p[0], 2007, "6", "AGE=OLD")
	w.add(profile.InContact, w.d[0], 2008, "9")
	p := w.profile()
	if s := p.SumOver(contact, w.p[0], w.Records.Dimensions[0], nil); s.Total != nil || s.Additive || s.Overlap == nil || s.Overlap.Excess.String() != "1" {
		t.Errorf("of parts that overlap: %+v", s)
	}
	if s := p.SumOverPlaces(contact, nil, programme.KindDistrict, nil); s.Total != nil || s.Additive || s.Refusal == "" {
		t.Errorf("of places that may not be summed: %+v", s)
	}
}

func TestDiscussionsThatDoNotNest(t *testing.T) {
	w := newWorld(t)
	w.add(profile.Referrals, w.d[2], 2008, "6")
	w.add(profile.KnownDiscussions, w.d[2], 2008, "13")
	k := w.profile().Discussions(w.south, nil)
	if k.Bounds == nil || !k.Bounds.NotNested || k.Bounds.AtLeast != nil || k.Known.Basis != profile.Summed {
		t.Errorf("got %+v", k)
	}
}

func TestSumsOverDimensions(t *testing.T) {
	w := newWorld(t)
	w.Dimension("AGE", "YOUNG", "OLD")
	age := w.Records.Dimensions[0]
	contact := w.indicator(profile.InContact)
	contact.AdditiveOver = append(contact.AdditiveOver, "AGE")
	w.add(profile.InContact, w.p[0], 2007, "4", "AGE=YOUNG")
	w.add(profile.InContact, w.p[0], 2007, "6", "AGE=OLD")
	w.add(profile.InContact, w.p[0], 2008, "5", "AGE=YOUNG")
	w.add(profile.InContact, w.p[0], 2008, string(figure.Withheld), "AGE=OLD")
	p := w.profile()
	year := calendar.FinancialYear(2007)
	if s := p.SumOver(contact, w.p[0], age, &year); text(s.Total.Value) != "10" || s.Refusal != "" || !s.Additive || s.Whole.Basis != profile.Absent {
		t.Errorf("of all parts: %+v", s)
	}
	if s := p.SumOver(contact, w.p[0], age, nil); s.Total != nil || s.Period.Label() != "2008/09" || !s.Additive || s.Refusal != "The parts are not summed: of OLD there is no value. Somebody could be recognised." {
		t.Errorf("of a part that is withheld: %+v", s)
	}
	if s := p.SumOver(w.indicator(profile.Referrals), w.p[0], age, nil); s.Total != nil || s.Period != nil || s.Refusal != "There is no figure of VOLUNTARY_REFERRALS by age." {
		t.Errorf("of none: %+v", s)
	}
}
