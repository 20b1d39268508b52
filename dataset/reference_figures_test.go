package dataset

import (
	"fmt"
	"strings"
	"testing"

	"waymark/domain/decimal"
	"waymark/domain/fault"
	"waymark/domain/figure"
	"waymark/domain/programme"
)

// published gives the public figures by what they are about: "AREA CODE label breakdown", the later batch's where both have one, and
// the set that each comes from.
func published(t *testing.T) (figures map[string]figure.Figure, sets []programme.FigureSet, g *programme.Graph) {
	t.Helper()
	sets, err := ReferenceFigures()
	if err != nil {
		t.Fatal(err)
	}
	g, figures = graphOf(t, reference(t)), make(map[string]figure.Figure)
	for _, s := range sets {
		for _, f := range s.Figures {
			figures[about(t, g, f)] = f
		}
	}
	return figures, sets, g
}

func about(t *testing.T, g *programme.Graph, f figure.Figure) string {
	t.Helper()
	i, ok := programme.Lookup[*programme.Indicator](g, f.IndicatorID)
	_, sourced := programme.Lookup[*programme.Source](g, f.SourceID)
	area := "England"
	if f.PlaceID != "" {
		region, there := programme.Lookup[*programme.Region](g, f.PlaceID)
		if ok = ok && there; ok {
			area = region.Code
		}
	}
	if !ok || !sourced {
		t.Fatalf("%+v is about nothing that is there", f)
	}
	return strings.TrimSpace(fmt.Sprintf("%s %s %s %s", area, i.Code, f.Period.Label(), f.Breakdown))
}

func TestReferenceFiguresAreAllThere(t *testing.T) {
	figures, sets, _ := published(t)
	const discussed = "1 April 2009 to 31 August 2010"
	for key, want := range map[string]string{
		"England PROBLEM_DRUG_USERS 2004/05":                                           "327466 325945 343424",
		"England PROBLEM_DRUG_USERS 2004/05 SUBSTANCE=OPIATE":                          "281320 279753 292941",
		"England PROBLEM_DRUG_USERS 2004/05 SUBSTANCE=CRACK":                           "192999 188138 210763",
		"E12000007 PROBLEM_DRUG_USERS 2006/07":                                         "74822",
		"England PROBLEM_DRUG_USERS 2009/10":                                           "306150",
		"England INJECTING_DRUG_USERS 2009/10":                                         "103185",
		"England PROBLEM_DRUG_USERS 2011/12":                                           "293879 291029 302146",
		"England IN_TREATMENT_CONTACT 2008/09":                                         "210815",
		"England IN_EFFECTIVE_TREATMENT 2008/09":                                       "194572",
		"England PROBLEM_DRUG_USERS_IN_TREATMENT_CONTACT 2008/09":                      "176551",
		"England PROBLEM_DRUG_USERS_IN_EFFECTIVE_TREATMENT 2008/09":                    "165873",
		"England IN_TREATMENT_CONTACT 2011/12":                                         "197110",
		"England IN_EFFECTIVE_TREATMENT 2011/12":                                       "185428",
		"England PROBLEM_DRUG_USERS_ON_BENEFITS 2006":                                  "267000",
		"England PROBLEM_DRUG_USERS_ON_BENEFITS 2006 BENEFIT=JSA":                      "66000",
		"England PROBLEM_DRUG_USERS_ON_BENEFITS 2006 BENEFIT=IS":                       "146000",
		"England PROBLEM_DRUG_USERS_ON_BENEFITS 2006 BENEFIT=IB":                       "87000",
		"England PROBLEM_DRUG_USERS_ON_BENEFITS 2006 BENEFIT=DLA":                      "25000",
		"England PROBLEM_DRUG_USERS_SHARE_OF_CLAIMANTS 2006 BENEFIT=JSA":               "0.082",
		"England PROBLEM_DRUG_USERS_SHARE_OF_CLAIMANTS 2006 BENEFIT=IS":                "0.081",
		"England PROBLEM_DRUG_USERS_SHARE_OF_CLAIMANTS 2006 BENEFIT=IB":                "0.044",
		"England PROBLEM_DRUG_USERS_SHARE_OF_CLAIMANTS 2006 BENEFIT=DLA":               "0.019",
		"England POOLED_TREATMENT_BUDGET 2008/09":                                      "39800000000",
		"England POOLED_TREATMENT_BUDGET 2010/11":                                      "40670000000",
		"England POOLED_TREATMENT_BUDGET 2011/12":                                      "40670000000",
		"England PROBLEM_DRUG_USERS_ELIGIBLE_FOR_REFERRAL 2006":                        "30000",
		"England REFERRAL_MARKERS " + discussed:                                        "10300",
		"England REFERRAL_MARKERS " + discussed + " TREATMENT_STATUS=IN_TREATMENT":     "8000",
		"England REFERRAL_MARKERS " + discussed + " TREATMENT_STATUS=NOT_IN_TREATMENT": "2400",
		"England VOLUNTARY_REFERRALS " + discussed:                                     "2500",
		"England KNOWN_DISCUSSIONS " + discussed:                                       "861",
		"England P2W_STARTS 1 March 2002 to 30 November 2003":                          "7797",
		"England P2W_INTO_WORK 1 March 2002 to 30 November 2003":                       "1402",
		"England P2W_IN_WORK_SUPPORT 1 March 2002 to 30 November 2003":                 "968",
		"England P2W_SUSTAINED_JOBS 1 March 2002 to 30 November 2003":                  "434",
		"England P2W_COST_PER_JOB 1 March 2002 to 30 November 2003":                    "722900",
		"England P2W_COST_PER_SUSTAINED_JOB 1 March 2002 to 30 November 2003":          "2313600",
		"England P2W_SUSTAINED_JOBS 1 March 2002 to 31 December 2002":                  "31",
		"England P2W_PARTICIPANTS 2009/10":                                             "11000",
	} {
		f, ok := figures[key]
		if !ok {
			t.Errorf("there is no %s", key)
			continue
		}
		got := f.Value.String()
		if f.Interval95 != nil {
			got += " " + f.Interval95.Lower.String() + " " + f.Interval95.Upper.String()
		}
		if got != want {
			t.Errorf("%s is %s, want %s", key, got, want)
		}
	}
	if len(figures) != 39+81 {
		t.Errorf("%d figures", len(figures))
	}
	if n := len(sets[0].Figures) + len(sets[1].Figures); len(sets) != 2 || n != 39+81+1 {
		t.Errorf("%d in %d batches", n, len(sets))
	}
}

func TestReferenceFiguresOfOffices(t *testing.T) {
	figures, _, g := published(t)
	sums := make(map[string]int64)
	for key, f := range figures {
		if strings.Contains(key, " JOBCENTRES_OPEN ") {
			sums[f.Period.Label()] += whole(*f.Value)
		}
	}
	for label, want := range map[string]int64{
		"30 March 2009": 579, "January 2009": 582, "January 2008": 634, "January 2007": 679, "January 2006": 791, "January 2005": 868,
		"January 2004": 939, "January 2003": 980, "January 2002": 982,
	} {
		if sums[label] != want {
			t.Errorf("%d offices in %s, want %d", sums[label], label, want)
		}
	}
	for code, want := range map[string]int64{
		"E12000001": 45, "E12000002": 97, "E12000003": 59, "E12000004": 53, "E12000005": 63, "E12000006": 57, "E12000007": 74, "E12000008": 74, "E12000009": 57,
	} {
		if f := figures[code+" JOBCENTRES_OPEN 30 March 2009"]; f.Value == nil || *f.Value != decimal.FromInt(int(want)) || f.PlaceID != g.Region(code).ID {
			t.Errorf("%s has %v offices on 30 March 2009, want %d", code, f.Value, want)
		}
	}
}

func TestReferenceFiguresKeepWhatTheirSourcesSayOfThem(t *testing.T) {
	figures, sets, g := published(t)
	n := func(key string) int64 { return whole(*figures["England "+key].Value) }
	const benefits, to = "PROBLEM_DRUG_USERS_ON_BENEFITS 2006", " 1 March 2002 to 30 November 2003"
	if sum := n(benefits+" BENEFIT=JSA") + n(benefits+" BENEFIT=IS") + n(benefits+" BENEFIT=IB"); sum != 299_000 || sum <= n(benefits) {
		t.Errorf("the benefits sum to %d", sum)
	}
	if n("P2W_IN_WORK_SUPPORT"+to)+n("P2W_SUSTAINED_JOBS"+to) != n("P2W_INTO_WORK"+to) {
		t.Error("those with support and those in sustained employment are not those in work")
	}
	if share, _ := decimal.Ratio(n("KNOWN_DISCUSSIONS 1 April 2009 to 31 August 2010"), n("VOLUNTARY_REFERRALS 1 April 2009 to 31 August 2010")); share != decimal.MustParse("0.3444") {
		t.Errorf("%s of the referrals led to a known discussion", share)
	}
	for of, percent := range map[string]int64{"IN_EFFECTIVE_TREATMENT": 92, "PROBLEM_DRUG_USERS_IN_EFFECTIVE_TREATMENT": 94} {
		if got := (n(of+" 2008/09")*100 + n(strings.Replace(of, "EFFECTIVE_TREATMENT", "TREATMENT_CONTACT", 1)+" 2008/09")/2) / n(strings.Replace(of, "EFFECTIVE_TREATMENT", "TREATMENT_CONTACT", 1)+" 2008/09"); got != percent {
			t.Errorf("%d%% are in effective treatment, want %d%%", got, percent)
		}
	}
	// The treatment numbers of 2008/09 were revised, and what was said first stays.
	first, revised := figure.Figure{}, figures["England IN_TREATMENT_CONTACT 2008/09"]
	for _, f := range sets[0].Figures {
		if f.Key == revised.Key {
			first = f
		}
	}
	if first.Value == nil || *first.Value != decimal.FromInt(207_580) || first.ReleasedOn.String() != "2009-10-08" ||
		revised.Status != figure.Revised || revised.Revision == "" || sets[1].Batch.Reason == "" || revised.ReleasedOn.String() != "2010-02-17" {
		t.Errorf("first %+v, revised %+v", first, revised)
	}
	// Nobody is counted below a total of people, so parts of the benefits are never summed.
	for _, over := range g.Indicator("PROBLEM_DRUG_USERS_ON_BENEFITS").AdditiveOver {
		if over == "BENEFIT" {
			t.Error("benefits may be summed")
		}
	}
}

func TestReferenceFiguresAreSound(t *testing.T) {
	_, sets, g := published(t)
	names := make(map[string]bool)
	for _, s := range sets {
		if s.Batch.ID == "" || s.Batch.Title == "" || len(s.Batch.Digest) != 64 || s.Batch.Number != 0 {
			t.Errorf("the batch is %+v", s.Batch)
		}
		for _, f := range s.Figures {
			if names[f.ExternalID] {
				t.Errorf("%s comes twice", f.ExternalID)
			}
			names[f.ExternalID] = true
			i, _ := programme.Lookup[*programme.Indicator](g, f.IndicatorID)
			if f.Synthetic || f.Period.From.Before(i.Valid.From) || i.Valid.To != nil && f.Period.To.After(*i.Valid.To) {
				t.Errorf("%s lies outside the life of its definition", f.ExternalID)
			}
		}
	}
}

func TestCatalogue(t *testing.T) {
	g := graphOf(t, reference(t))
	for code, categories := range map[string]string{
		"AGE": "15_24 25_34 35_64", "BENEFIT": "JSA IS IB DLA ESA", "SEX": "FEMALE MALE", "SUBSTANCE": "OPIATE_AND_OR_CRACK OPIATE CRACK OTHER_DRUGS ALCOHOL",
		"TREATMENT_STATUS":  "IN_TREATMENT NOT_IN_TREATMENT",
		"UNDERSERVED_GROUP": "CRACK_USERS BLACK_AND_MINORITY_ETHNIC DRUG_USING_PARENTS CRIMINAL_JUSTICE UNDER_25",
	} {
		var got []string
		for _, c := range g.Dimension(code).Categories() {
			got = append(got, c.Code)
		}
		if strings.Join(got, " ") != categories {
			t.Errorf("%s has %v", code, got)
		}
	}
	for _, code := range []string{programme.MeasureInTreatment, programme.MeasureTreatmentNaive, programme.MeasureClaimingShare, programme.MeasureJobcentresOpen} {
		if g.Indicator(code) == nil {
			t.Errorf("there is no indicator %s", code)
		}
	}
	for _, i := range g.Indicators() {
		if (i.Kind == programme.KindProportion || i.Kind == programme.KindRate) != (i.Denominator != "") || i.NotAdditive == "" || i.Source == nil {
			t.Errorf("%+v", i)
		}
		if (i.Kind == programme.KindProportion) && len(i.AdditiveOver) > 0 {
			t.Errorf("shares of %s may be summed", i.Code)
		}
	}
	if o := g.Indicator("EMPLOYMENT_OUTCOME"); o.Gate != g.Indicator("TOP_COMPLETENESS") || *o.GatePercent != decimal.FromInt(80) {
		t.Errorf("the gate of the outcome is %+v", o.Gate)
	}
}

func TestShippedFiguresThatBreakARuleAreNamed(t *testing.T) {
	cases := []struct{ name, file, old, new, want string }{
		{"unknown indicator", "figures_referral.csv", "KNOWN_DISCUSSIONS", "DISCUSSIONS", `line 7.indicator: must name one that is listed in its own file, not "DISCUSSIONS"`},
		{"unknown place", "figures_prevalence.csv", "E12000007", "E12000099", `line 5.area_code: must be E92000001 or the code of a region or district`},
		{"unknown category", "figures_benefits.csv", "BENEFIT=DLA", "BENEFIT=UC", `line 6.breakdown: must name a category of categories.csv, not BENEFIT=UC`},
		{"a year that is none", "figures_budget.csv", "2009-03-31", "2009-03-30", `line 2.period_type: a financial year is 1 April to 31 March`},
		{"an interval beside its value", "figures_prevalence.csv", "325945", "335945", `line 2.lower_ci_95: the lower end, 335945, lies above the value, 327466`},
		{"half an interval", "figures_prevalence.csv", "325945", "", `line 2.lower_ci_95: an interval has both ends`},
		{"no value", "figures_referral.csv", ",861,", ",,", `line 7.value: a figure that is PUBLISHED has a value`},
		{"an unknown kind", "indicators.csv", "ESTIMATE", "GUESS", `indicators.csv.line 2.kind: must be one of COUNT, PROPORTION, RATE, ESTIMATE, not "GUESS"`},
		{"an unknown sum", "indicators.csv", "PLACE;AGE;SEX", "PLACE;AGE;GENDER", `indicators.csv.line 2.additive_over: must name PLACE, PERIOD, PROVIDER or dimensions`},
		{"a category twice", "categories.csv", "SEX,MALE", "SEX,FEMALE", `must not be listed twice: "SEX=FEMALE"`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := loadFigures(changed(t, c.file, c.old, c.new))
			if _, ok := fault.All(err); !ok || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}
