package dataset

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"waymark/domain/decimal"
	"waymark/domain/figure"
	"waymark/domain/programme"
)

// invented is the synthetic figures as they hold: of each key the latest, by what it is called.
type invented struct {
	*testing.T
	sets    []programme.FigureSet
	holding map[string]figure.Figure // CODE|place id|year|breakdown
	g       *programme.Graph
}

func demoFigures(t *testing.T) invented {
	t.Helper()
	r := reference(t)
	demo, err := Demo(r)
	if err != nil {
		t.Fatal(err)
	}
	sets, err := DemoFigures(r, demo)
	if err != nil {
		t.Fatal(err)
	}
	w := invented{T: t, sets: sets, holding: make(map[string]figure.Figure), g: graphOf(t, r.With(demo))}
	for _, s := range sets {
		for _, f := range s.Figures {
			i, ok := programme.Lookup[*programme.Indicator](w.g, f.IndicatorID)
			if !ok {
				t.Fatalf("%+v has no indicator", f)
			}
			w.holding[strings.Join([]string{i.Code, f.PlaceID, f.Period.Label(), string(f.Breakdown)}, "|")] = f
		}
	}
	return w
}

// value gives the number of a figure; ok is false when there is none.
func (w invented) value(code, place, year string, breakdown ...string) (n decimal.Decimal, ok bool) {
	f := w.holding[strings.Join([]string{code, place, year, strings.Join(breakdown, ";")}, "|")]
	if f.Value == nil {
		return 0, false
	}
	return *f.Value, true
}

var demoYears = []string{"2004/05", "2005/06", "2006/07", "2007/08", "2008/09"}

const (
	pduCode     = "PROBLEM_DRUG_USERS"
	contactCode = "PROBLEM_DRUG_USERS_IN_TREATMENT_CONTACT"
)

func (w invented) places() (districts, partnerships []string) {
	for _, d := range w.g.Districts(needAsAt()) {
		districts = append(districts, d.ID)
	}
	for _, p := range w.g.Partnerships(needAsAt()) {
		partnerships = append(partnerships, p.ID)
	}
	return districts, partnerships
}

func TestDemoFiguresAreSoundAndSynthetic(t *testing.T) {
	w := demoFigures(t)
	rows, states, small := 0, map[figure.Status]int{}, 0
	for _, s := range w.sets {
		keys := make(map[figure.Key]bool)
		if len(s.Batch.Digest) != 64 || !s.Batch.Synthetic || s.Batch.ExternalID == "" {
			t.Errorf("the batch is %+v", s.Batch)
		}
		for _, f := range s.Figures {
			rows++
			states[f.Status]++
			if keys[f.Key] {
				t.Fatalf("%+v comes twice in one batch", f.Key)
			}
			keys[f.Key] = true
			if !f.Synthetic || f.Period.Check() != "" || f.Status.HasValue() != (f.Value != nil) || (f.Status == figure.Withheld) != (f.StatusReason != "") {
				t.Fatalf("not sound: %+v", f)
			}
			if i := f.Interval95; i != nil && (i.Lower > *f.Value || i.Upper < *f.Value || i.Lower < 0) {
				t.Fatalf("an interval does not hold the value: %+v", f)
			}
			if f.Numerator != nil && (*f.Numerator > *f.Denominator || *f.Numerator < 0) {
				t.Fatalf("a part is more than its whole: %+v", f)
			}
			if f.Value != nil && *f.Value < 0 {
				t.Fatalf("fewer than none: %+v", f)
			}
			if f.Breakdown == "UNDERSERVED_GROUP=BLACK_AND_MINORITY_ETHNIC" && f.Value != nil && *f.Value > 0 && *f.Value < decimal.FromInt(5) {
				small++
			}
		}
	}
	if rows < 15_000 || rows > 30_000 || small < 3 {
		t.Errorf("%d figures, %d small cells", rows, small)
	}
	for _, s := range figure.Statuses() {
		if states[s] == 0 {
			t.Errorf("no figure is %s", s)
		}
	}
}

func TestDemoFiguresOfDistrictsAndPartnershipsSumToTheSame(t *testing.T) {
	w := demoFigures(t)
	districts, partnerships := w.places()
	sum := func(places []string, year string, i item) (total decimal.Decimal, whole bool) {
		whole = true
		for _, p := range places {
			n, ok := w.value(items[i].indicator, p, year, string(items[i].breakdown))
			total, whole = total+n, whole && ok
		}
		return total, whole
	}
	compared := 0
	for y, year := range demoYears {
		for i := range itemCount {
			if firstYear+y < items[i].from {
				continue
			}
			a, all := sum(districts, year, i)
			b, every := sum(partnerships, year, i)
			if all && every {
				compared++
				if a != b {
					t.Errorf("%s %s %s: districts sum to %s, partnerships to %s", items[i].indicator, items[i].breakdown, year, a, b)
				}
			}
		}
	}
	if compared < 100 {
		t.Errorf("%d sums were compared", compared)
	}
	if n, _ := sum(districts, "2008/09", effective); n != decimal.FromInt(inTreatmentTotal) {
		t.Errorf("%s in effective treatment", n)
	}
	// A partnership has its share of its people in each of its districts, where another lies wholly in the district and has the rest.
	followed := 0
	for _, d := range w.g.Districts(needAsAt()) {
		links := d.Links(needAsAt())
		if slices.ContainsFunc(links, func(k *programme.Link) bool {
			return slices.ContainsFunc(k.Partnership.Links(needAsAt()), lacksInsiders)
		}) {
			continue
		}
		followed++
		for _, year := range demoYears {
			for _, code := range []string{pduCode, contactCode, programme.MeasureInTreatment} {
				var shared int64
				for _, k := range links {
					n, _ := w.value(code, k.PartnershipID, year)
					shared += whole(n) * int64(k.Share) / int64(decimal.One)
				}
				n, _ := w.value(code, d.ID, year)
				if off := whole(n) - shared; max(off, -off) > int64(6*len(links)) {
					t.Errorf("%s of %s in %s is %s, its shares sum to %d", code, d.Code, year, n, shared)
				}
			}
		}
	}
	if followed < 25 {
		t.Errorf("the shares of %d districts were followed", followed)
	}
}

// lacksInsiders tells of a link whether no partnership lies wholly in its district.
func lacksInsiders(k *programme.Link) bool {
	return !slices.ContainsFunc(k.District.Links(needAsAt()), func(x *programme.Link) bool { return x.Share == decimal.One })
}

func TestDemoFiguresPartsFitTheirWhole(t *testing.T) {
	w := demoFigures(t)
	districts, partnerships := w.places()
	for _, place := range slices.Concat(districts, partnerships) {
		for _, year := range demoYears {
			get := func(code string, breakdown ...string) decimal.Decimal {
				n, _ := w.value(code, place, year, breakdown...)
				return n
			}
			within := func(what string, whole decimal.Decimal, parts ...decimal.Decimal) {
				var sum decimal.Decimal
				for _, p := range parts {
					sum += p
				}
				if sum > whole {
					t.Errorf("%s of %s in %s: the parts %v are more than %s", what, place, year, parts, whole)
				}
			}
			people, treated := get(pduCode), get(contactCode)
			within("effective", treated, get(programme.MeasureInTreatment))
			within("contact", get("IN_TREATMENT_CONTACT"), treated)
			within("adults", get("IN_TREATMENT_CONTACT"), get("IN_EFFECTIVE_TREATMENT"))
			within("exits", treated-get("PROBLEM_DRUG_USERS_IN_TREATMENT_NOW"), get("PLANNED_EXITS"), get("UNPLANNED_EXITS"))
			within("starts", treated, get("TREATMENT_STARTS"))
			within("profiles", get("TOP_ELIGIBLE"), get("TOP_COMPLETED"))
			for code, whole := range map[string]decimal.Decimal{pduCode: people, contactCode: treated} {
				opiate, crack := get(code, "SUBSTANCE=OPIATE"), get(code, "SUBSTANCE=CRACK")
				within("opiates", whole, opiate)
				within("crack", whole, crack)
				if f := w.holding[code+"|"+place+"|"+year+"|SUBSTANCE=CRACK"]; f.Value != nil && opiate+crack < whole {
					t.Errorf("%s of %s in %s: users of the two do not cover all", code, place, year)
				}
				if year == "2008/09" {
					if get(code, "SEX=FEMALE")+get(code, "SEX=MALE") != whole ||
						get(code, "AGE=15_24")+get(code, "AGE=25_34")+get(code, "AGE=35_64") != whole {
						t.Errorf("%s of %s: sexes or ages are not all", code, place)
					}
				}
			}
			if year == "2008/09" && get(contactCode, "UNDERSERVED_GROUP=UNDER_25") != get(contactCode, "AGE=15_24") {
				t.Errorf("%s: under 25 is two numbers", place)
			}
			for _, group := range []string{"CRACK_USERS", "BLACK_AND_MINORITY_ETHNIC", "DRUG_USING_PARENTS", "CRIMINAL_JUSTICE", "UNDER_25"} {
				within(group, treated, get(contactCode, "UNDERSERVED_GROUP="+group))
			}
			benefits := get("PROBLEM_DRUG_USERS_ON_BENEFITS")
			within("benefits", people, benefits)
			jsa, is, ib := get("PROBLEM_DRUG_USERS_ON_BENEFITS", "BENEFIT=JSA"), get("PROBLEM_DRUG_USERS_ON_BENEFITS", "BENEFIT=IS"), get("PROBLEM_DRUG_USERS_ON_BENEFITS", "BENEFIT=IB")
			if jsa > benefits || is > benefits || ib > benefits || jsa+is+ib < benefits {
				t.Errorf("benefits of %s: %s, %s and %s of %s", place, jsa, is, ib, benefits)
			}
		}
	}
}

func TestDemoFiguresShowWhatThereIsToSee(t *testing.T) {
	w := demoFigures(t)
	_, partnerships := w.places()
	belowGate, atGate, clamped, up, down := 0, 0, 0, 0, 0
	for _, p := range partnerships {
		f := w.holding["TOP_COMPLETENESS|"+p+"|2008/09|"]
		switch completed, due := whole(*f.Numerator)*100, whole(*f.Denominator)*80; {
		case completed < due:
			belowGate++
		case completed == due:
			atGate++
		}
		people, _ := w.value(pduCode, p, "2008/09")
		known, _ := w.value(contactCode, p, "2008/09")
		for _, ring := range []string{"PROBLEM_DRUG_USERS_TREATED_EARLIER", "PROBLEM_DRUG_USERS_KNOWN_TO_OTHER_SERVICES"} {
			n, _ := w.value(ring, p, "2008/09")
			known += n
		}
		if known > people {
			clamped++
		}
		before, _ := w.value(programme.MeasureInTreatment, p, "2004/05")
		now, _ := w.value(programme.MeasureInTreatment, p, "2008/09")
		switch {
		case now > before:
			up++
		case now < before:
			down++
		}
	}
	if belowGate < 5 || belowGate > 25 || atGate < 1 || clamped < 1 || clamped > 2 || up < 20 || down < 20 {
		t.Errorf("%d below the gate, %d at it, %d with more known than estimated, %d up and %d down", belowGate, atGate, clamped, up, down)
	}
	for _, f := range w.sets[1].Figures {
		first := -1
		for i, x := range w.sets[0].Figures {
			if x.Key == f.Key {
				first = i
			}
		}
		if first < 0 || f.Revision == "" || f.Status != figure.Revised || w.sets[0].Figures[first].Status != figure.Provisional || *w.sets[0].Figures[first].Value >= *f.Value {
			t.Errorf("%+v revises nothing", f)
		}
	}
}

func TestDemoFiguresAgreeWithTheNeedThatIsStated(t *testing.T) {
	w := demoFigures(t)
	compared := 0
	for _, s := range w.g.Statements() {
		switch s.Measure {
		case programme.MeasureInTreatment, programme.MeasureTreatmentNaive, programme.MeasureClaimingShare:
		default:
			continue
		}
		compared++
		f := w.holding[s.Measure+"|"+s.Place.DistrictID+"|2008/09|"]
		if f.Value == nil || *f.Value != s.Value || (f.Interval95 == nil) != (s.Interval == nil) ||
			s.Interval != nil && (f.Interval95.Lower != s.Interval.Lower || f.Interval95.Upper != s.Interval.Upper) {
			t.Errorf("%s of %s is stated as %s, and is %+v", s.Measure, s.Of.PlaceCode(), s.Value, f)
		}
		if s.Measure != programme.MeasureTreatmentNaive {
			continue
		}
		people := w.holding[pduCode+"|"+s.Place.DistrictID+"|2008/09|"]
		known, _ := w.value(contactCode, s.Place.DistrictID, "2008/09")
		for _, ring := range []string{"PROBLEM_DRUG_USERS_TREATED_EARLIER", "PROBLEM_DRUG_USERS_KNOWN_TO_OTHER_SERVICES"} {
			n, _ := w.value(ring, s.Place.DistrictID, "2008/09")
			known += n
		}
		if *people.Value-known != s.Value || people.Interval95.Lower-known != s.Interval.Lower || people.Interval95.Upper-known != s.Interval.Upper {
			t.Errorf("%s: %s of whom %s are known do not leave %s", s.Of.PlaceCode(), people.Value, known, s.Value)
		}
	}
	if compared != 3*38 {
		t.Errorf("%d statements of need", compared)
	}
}

func TestDemoFiguresAreTheSameEveryTime(t *testing.T) {
	a, b := demoFigures(t), demoFigures(t)
	if !reflect.DeepEqual(a.sets, b.sets) {
		t.Error("two runs differ")
	}
}
