package profile

import (
	"errors"
	"fmt"

	"waymark/domain/calendar"
	"waymark/domain/figure"
	"waymark/domain/need"
	"waymark/domain/programme"
	"waymark/domain/statistics"
)

// Need is met and unmet need of a place in a year. All of it rests either on figures recorded of the place itself or on what its districts come
// to, never on some of both: what is published is not set against a sum from elsewhere. What cannot be answered is nil, and Gaps says why.
type Need struct {
	Place        programme.Place // nil: England
	Year         calendar.FinancialYear
	Basis        Basis   // Held, or Summed when it rests on what the districts come to
	Recorded     []Shown // of the place itself, when it does: of the year, and of the estimate otherwise the newest before it
	Prevalence   Shown   // estimated to need treatment
	InContact    Shown   // in contact with treatment at any time in the year
	InEffective  Shown   // in effective treatment
	OnBenefits   Shown   // those who claim a main benefit, each once
	Claiming     Shown   // their share of those estimated
	Employment   Shown   // in paid work on leaving treatment, or withheld when too few profiles were completed
	Penetration  *need.Share
	Met          *need.NeedMet
	Naive        *need.Remainder // estimated and known to nobody
	Bullseye     *need.Bullseye
	Attrition    *need.Attrition
	Completeness *need.Completeness // of the outcomes profile
	Groups       []GroupNeed        // by rank
	Gaps         []Gap
}

// Gap is a part of an answer that could not be given.
type Gap struct {
	Part   string // its name in the answer, as "bullseye"
	Reason string // a sentence
}

// Need answers for a place, England when it is nil, in a year; without one, in the newest for which both an estimate and those in contact are
// known, or else the newest for which one of them is. It rests on the districts of a place when no estimate of the place itself is recorded and one can be
// worked out from theirs.
func (p *Profile) Need(place programme.Place, of *calendar.FinancialYear) Need {
	y := p.newestNeed(place)
	if of != nil {
		y = *of
	}
	q := needed{Profile: p, place: place, period: year(y), from: p.needFrom(place, year(y))}
	n := Need{Place: place, Year: y, Basis: Held}
	if q.from == ofParts {
		n.Basis, n.Recorded = Summed, q.recordedBeside()
	}
	n.Prevalence, n.InContact, n.InEffective = q.figure(Prevalence, ""), q.figure(InContact, ""), q.figure(InEffective, "")
	n.OnBenefits, n.Claiming, n.Employment = q.figure(OnBenefits, ""), q.figure(Claiming, ""), q.figure(Employment, "")
	n.Completeness = n.Employment.Completeness
	if n.Employment.Value == nil {
		q.gap("employment", n.Employment.Reason)
	}
	if contact, ok := q.counts([]string{"penetration", "metNeed"}, InContact); ok && q.known([]string{"penetration", "metNeed"}, n.Prevalence) {
		penetration, err := need.Penetration(contact[0], estimateOf(n.Prevalence))
		n.Penetration = answer(&q, "penetration", penetration, err)
		met, err := need.MetAndUnmet(contact[0], estimateOf(n.Prevalence))
		n.Met = answer(&q, "metNeed", met, err)
	}
	q.rings(&n)
	q.attrition(&n)
	n.Groups = q.groups()
	n.Gaps = q.gaps
	return n
}

// newestNeed gives the year that Need answers for when none is asked.
func (p *Profile) newestNeed(place programme.Place) calendar.FinancialYear {
	best, weight := calendar.YearOf(p.day), 0
	i := p.graph.Indicator(Prevalence)
	contact := p.graph.Indicator(InContact)
	if i == nil || contact == nil {
		return best
	}
	for _, all := range [][]figure.Period{p.periods[i.ID], p.periods[contact.ID]} {
		for _, period := range all {
			if period.Type != figure.FinancialYear {
				continue
			}
			from, found := p.needFrom(place, period), 0
			for _, x := range []*programme.Indicator{i, contact} {
				if p.of(MeasureOf(x), place, period, "", from).Value != nil {
					found++
				}
			}
			if found > weight || (found == weight && found > 0 && Year(period) > best) {
				best, weight = Year(period), found
			}
		}
	}
	return best
}

// needFrom chooses what the need of a place rests on: its districts when their estimates come to one and none is recorded of itself.
func (p *Profile) needFrom(place programme.Place, period figure.Period) source {
	m, ok := p.Measure(Prevalence)
	if !ok || len(p.parts(place)) == 0 || p.held(m.Indicator, place, period, "") != nil {
		return own
	}
	if p.of(m, place, period, "", ofParts).Value != nil {
		return ofParts
	}
	return own
}

// Synthetic tells whether a figure that the answer rests on was invented.
func (n *Need) Synthetic() bool {
	for _, s := range []Shown{n.Prevalence, n.InContact, n.InEffective, n.OnBenefits, n.Claiming, n.Employment} {
		if s.Synthetic() {
			return true
		}
	}
	return false
}

// recordedBeside gives what is recorded of the place itself beside the sums of its districts.
func (q *needed) recordedBeside() []Shown {
	var all []Shown
	for _, i := range NeedIndicators(q.graph) {
		f := q.held(i, q.place, q.period, "")
		if f == nil && i.Code == Prevalence {
			for _, period := range q.periods[i.ID] { // the newest comes last
				if before := q.held(i, q.place, period, ""); before != nil && period.To.Compare(q.period.To) < 0 {
					f = before
				}
			}
		}
		if f != nil {
			all = append(all, q.of(MeasureOf(i), q.place, f.Period, "", own))
		}
	}
	return all
}

// needed collects what one answer needs, and what it lacks.
type needed struct {
	*Profile
	place  programme.Place
	period figure.Period
	from   source
	gaps   []Gap
}

func (q *needed) gap(part, reason string) { q.gaps = append(q.gaps, Gap{part, reason}) }

func (q *needed) without(parts []string, reason string) {
	for _, part := range parts {
		q.gap(part, reason)
	}
}

// known notes gaps in what takes a figure when it has no value.
func (q *needed) known(parts []string, s Shown) bool {
	if s.Value == nil {
		q.without(parts, s.Reason)
	}
	return s.Value != nil
}

// figure gives the figure of an indicator, by its code.
func (q *needed) figure(code string, b figure.Breakdown) Shown {
	m, ok := q.Measure(code)
	if !ok {
		return Shown{Measure: Measure{Code: code, Title: code}, Place: q.place, Period: q.period, Breakdown: b, Basis: Absent, Reason: fmt.Sprintf("There is no indicator %s.", code)}
	}
	return q.of(m, q.place, q.period, b, q.from)
}

// counts gives the counts of indicators, or notes the first that is not known.
func (q *needed) counts(parts []string, codes ...string) (counts []int64, ok bool) {
	for _, code := range codes {
		s := q.figure(code, "")
		if !q.known(parts, s) {
			return nil, false
		}
		n, whole := wholeOf(s.Value)
		if !whole {
			q.without(parts, s.Measure.Title+" is no whole number.")
			return nil, false
		}
		counts = append(counts, n)
	}
	return counts, true
}

// rings fills in who is known to nobody, and the bullseye.
func (q *needed) rings(n *Need) {
	both := []string{"treatmentNaive", "bullseye"}
	all, ok := q.counts(both, InContact, TreatedEarlier, KnownToOthers)
	if !ok || !q.known(both, n.Prevalence) {
		return
	}
	estimate := estimateOf(n.Prevalence)
	naive, err := need.Remaining(all[0]+all[1]+all[2], estimate)
	n.Naive = answer(q, "treatmentNaive", naive, err)
	now, ok := q.counts([]string{"bullseye"}, InTreatmentNow)
	switch {
	case !ok:
	case now[0] > all[0]:
		q.gap("bullseye", "More are in treatment now than were in contact in the year, so the rings do not nest.")
	default:
		b, err := need.NewBullseye(need.Known{InTreatment: now[0], InYear: all[0] - now[0], Before: all[1] + all[2]}, estimate)
		n.Bullseye = answer(q, "bullseye", b, err)
	}
}

// attrition fills in who was lost between contact and effective treatment, and who left as planned.
func (q *needed) attrition(n *Need) {
	c, ok := q.counts([]string{"attrition"}, InContact, InEffective, PlannedExits, UnplannedExits)
	if !ok {
		return
	}
	a, err := need.NewAttrition(need.Flow{Entries: c[0], Retained: c[1], PlannedExits: c[2], UnplannedExits: c[3], Words: "in contact with treatment"})
	n.Attrition = answer(q, "attrition", a, err)
}

// answer gives an answer, or notes why it was refused.
func answer[T any](q *needed, part string, found T, err error) *T {
	var wrong *statistics.DomainError
	switch {
	case err == nil:
		return &found
	case errors.As(err, &wrong):
		q.gap(part, sentence(wrong))
	default:
		q.gap(part, err.Error())
	}
	return nil
}
