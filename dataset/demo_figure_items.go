package dataset

import "waymark/domain/figure"

// item is one thing that is counted in each place and year.
type item int

const (
	pdu item = iota
	pduOpiate
	pduCrack
	contact
	contactOpiate
	contactCrack
	contactMinority
	contactParents
	contactJustice
	contactUnder25
	contactCrackUsers
	effective
	now
	earlier
	others
	adults
	adultsEffective
	starts
	planned
	unplanned
	topEligible
	topCompleted
	pduFemale
	pduMale
	pdu15
	pdu25
	pdu35
	contactFemale
	contactMale
	contact15
	contact25
	contact35
	injecting
	onBenefits
	onJSA
	onIS
	onIB
	onDLA
	onESA
	itemCount // of the items that are figures of their own; those below are parts of shares
	leavers   = itemCount
	employed  = itemCount + 1
)

// tally is how many there are of each item.
type tally [itemCount + 2]int64

// items says which figure each item is, and from which year on.
var items = [itemCount]struct {
	indicator string
	breakdown figure.Breakdown
	from      int
	status    figure.Status
}{
	pdu:               {"PROBLEM_DRUG_USERS", "", firstYear, figure.Estimated},
	pduOpiate:         {"PROBLEM_DRUG_USERS", "SUBSTANCE=OPIATE", firstYear, figure.Estimated},
	pduCrack:          {"PROBLEM_DRUG_USERS", "SUBSTANCE=CRACK", firstYear, figure.Estimated},
	pduFemale:         {"PROBLEM_DRUG_USERS", "SEX=FEMALE", partsFrom, figure.Estimated},
	pduMale:           {"PROBLEM_DRUG_USERS", "SEX=MALE", partsFrom, figure.Estimated},
	pdu15:             {"PROBLEM_DRUG_USERS", "AGE=15_24", partsFrom, figure.Estimated},
	pdu25:             {"PROBLEM_DRUG_USERS", "AGE=25_34", partsFrom, figure.Estimated},
	pdu35:             {"PROBLEM_DRUG_USERS", "AGE=35_64", partsFrom, figure.Estimated},
	contact:           {"PROBLEM_DRUG_USERS_IN_TREATMENT_CONTACT", "", firstYear, figure.Published},
	contactOpiate:     {"PROBLEM_DRUG_USERS_IN_TREATMENT_CONTACT", "SUBSTANCE=OPIATE", firstYear, figure.Published},
	contactCrack:      {"PROBLEM_DRUG_USERS_IN_TREATMENT_CONTACT", "SUBSTANCE=CRACK", firstYear, figure.Published},
	contactMinority:   {"PROBLEM_DRUG_USERS_IN_TREATMENT_CONTACT", "UNDERSERVED_GROUP=BLACK_AND_MINORITY_ETHNIC", firstYear, figure.Published},
	contactParents:    {"PROBLEM_DRUG_USERS_IN_TREATMENT_CONTACT", "UNDERSERVED_GROUP=DRUG_USING_PARENTS", firstYear, figure.Published},
	contactJustice:    {"PROBLEM_DRUG_USERS_IN_TREATMENT_CONTACT", "UNDERSERVED_GROUP=CRIMINAL_JUSTICE", firstYear, figure.Published},
	contactUnder25:    {"PROBLEM_DRUG_USERS_IN_TREATMENT_CONTACT", "UNDERSERVED_GROUP=UNDER_25", firstYear, figure.Published},
	contactCrackUsers: {"PROBLEM_DRUG_USERS_IN_TREATMENT_CONTACT", "UNDERSERVED_GROUP=CRACK_USERS", firstYear, figure.Published},
	contactFemale:     {"PROBLEM_DRUG_USERS_IN_TREATMENT_CONTACT", "SEX=FEMALE", partsFrom, figure.Published},
	contactMale:       {"PROBLEM_DRUG_USERS_IN_TREATMENT_CONTACT", "SEX=MALE", partsFrom, figure.Published},
	contact15:         {"PROBLEM_DRUG_USERS_IN_TREATMENT_CONTACT", "AGE=15_24", partsFrom, figure.Published},
	contact25:         {"PROBLEM_DRUG_USERS_IN_TREATMENT_CONTACT", "AGE=25_34", partsFrom, figure.Published},
	contact35:         {"PROBLEM_DRUG_USERS_IN_TREATMENT_CONTACT", "AGE=35_64", partsFrom, figure.Published},
	effective:         {"PROBLEM_DRUG_USERS_IN_EFFECTIVE_TREATMENT", "", firstYear, figure.Published},
	now:               {"PROBLEM_DRUG_USERS_IN_TREATMENT_NOW", "", firstYear, figure.Published},
	earlier:           {"PROBLEM_DRUG_USERS_TREATED_EARLIER", "", firstYear, figure.Published},
	others:            {"PROBLEM_DRUG_USERS_KNOWN_TO_OTHER_SERVICES", "", firstYear, figure.Published},
	adults:            {"IN_TREATMENT_CONTACT", "", firstYear, figure.Published},
	adultsEffective:   {"IN_EFFECTIVE_TREATMENT", "", firstYear, figure.Published},
	starts:            {"TREATMENT_STARTS", "", firstYear, figure.Published},
	planned:           {"PLANNED_EXITS", "", firstYear, figure.Published},
	unplanned:         {"UNPLANNED_EXITS", "", firstYear, figure.Published},
	topEligible:       {"TOP_ELIGIBLE", "", profilesFrom, figure.Published},
	topCompleted:      {"TOP_COMPLETED", "", profilesFrom, figure.Published},
	injecting:         {"INJECTING_DRUG_USERS", "", partsFrom, figure.Estimated},
	onBenefits:        {"PROBLEM_DRUG_USERS_ON_BENEFITS", "", partsFrom, figure.Estimated},
	onJSA:             {"PROBLEM_DRUG_USERS_ON_BENEFITS", "BENEFIT=JSA", partsFrom, figure.Estimated},
	onIS:              {"PROBLEM_DRUG_USERS_ON_BENEFITS", "BENEFIT=IS", partsFrom, figure.Estimated},
	onIB:              {"PROBLEM_DRUG_USERS_ON_BENEFITS", "BENEFIT=IB", partsFrom, figure.Estimated},
	onDLA:             {"PROBLEM_DRUG_USERS_ON_BENEFITS", "BENEFIT=DLA", partsFrom, figure.Estimated},
	onESA:             {"PROBLEM_DRUG_USERS_ON_BENEFITS", "BENEFIT=ESA", partsFrom, figure.Estimated},
}

// rates are what a partnership's numbers are made by, each in a thousand. They are the partnership's, not the year's, but for those that
// drift.
type rates struct {
	effective, now, earlier, others, opiate, crack, female, young, middle, minority, parents, justice, injecting int64
	adults, adultsEffective, starts, planned, unplanned, due, completed, employed                                int64
	jsa, is, ib, dla, esa                                                                                        int64
}

// count fills in all that depends on how many problem drug users are in effective treatment, and on how many more there are than are
// known: fewer than none where an estimate is below those known.
func count(r rates, treated, unknown int64) (t tally) {
	of := func(n, rate int64) int64 { return n * rate / 1000 }
	most := func(n, rate int64) int64 { return (n*rate + 999) / 1000 } // rounded up, so that parts that overlap cover the whole
	t[effective] = treated
	t[contact] = most(treated, 1_000_000/r.effective)
	c := t[contact]
	t[now], t[earlier], t[others] = of(c, r.now), of(c, r.earlier), of(c, r.others)
	t[pdu] = c + t[earlier] + t[others] + unknown
	rest := t[pdu] - c // not in contact
	t[contactOpiate], t[contactCrack] = most(c, r.opiate), most(c, r.crack)
	t[pduOpiate], t[pduCrack] = t[contactOpiate]+most(rest, r.opiate), t[contactCrack]+most(rest, r.crack)
	t[contactFemale], t[pduFemale] = of(c, r.female), of(c, r.female)+of(rest, r.female)
	t[contactMale], t[pduMale] = c-t[contactFemale], t[pdu]-t[pduFemale]
	t[contact15], t[pdu15] = of(c, r.young), of(c, r.young)+of(rest, r.young*5/4)
	t[contact25], t[pdu25] = of(c, r.middle), of(c, r.middle)+of(rest, r.middle)
	t[contact35], t[pdu35] = c-t[contact15]-t[contact25], t[pdu]-t[pdu15]-t[pdu25]
	t[contactMinority], t[contactParents], t[contactJustice] = of(c, r.minority), of(c, r.parents), of(c, r.justice)
	t[contactUnder25], t[contactCrackUsers] = t[contact15], t[contactCrack]
	t[injecting] = of(t[pdu], r.injecting)
	more := of(c, r.adults) // who use neither opiates nor crack
	t[adults], t[adultsEffective] = c+more, treated+of(more, r.adultsEffective)
	t[starts] = of(c, r.starts)
	left := c - t[now]
	t[planned], t[unplanned] = of(left, r.planned), of(left, r.unplanned)
	t[topEligible] = of(c, r.due) / 5 * 5 // so that four in five of them is a whole number
	t[topCompleted] = of(t[topEligible], r.completed)
	t[leavers] = of(t[planned], r.completed)
	t[employed] = of(t[leavers], r.employed)
	return t
}

// claim fills in who is on benefits; they overlap.
func (t *tally) claim(r rates, n int64) {
	t[onBenefits] = n
	for i, rate := range map[item]int64{onJSA: r.jsa, onIS: r.is, onIB: r.ib, onDLA: r.dla, onESA: r.esa} {
		t[i] = (n*rate + 999) / 1000
	}
}
