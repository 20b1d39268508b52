package profile

import (
	"slices"
	"strings"

	"waymark/domain/need"
	"waymark/domain/programme"
	"waymark/domain/statistics"
)

// The indicators that a profile of need rests on, by code.
const (
	Prevalence       = "PROBLEM_DRUG_USERS"
	InContact        = "PROBLEM_DRUG_USERS_IN_TREATMENT_CONTACT"
	InEffective      = "PROBLEM_DRUG_USERS_IN_EFFECTIVE_TREATMENT"
	InTreatmentNow   = "PROBLEM_DRUG_USERS_IN_TREATMENT_NOW"
	TreatedEarlier   = "PROBLEM_DRUG_USERS_TREATED_EARLIER"
	KnownToOthers    = "PROBLEM_DRUG_USERS_KNOWN_TO_OTHER_SERVICES"
	PlannedExits     = "PLANNED_EXITS"
	UnplannedExits   = "UNPLANNED_EXITS"
	Employment       = "EMPLOYMENT_OUTCOME"
	Completeness     = "TOP_COMPLETENESS"
	OnBenefits       = "PROBLEM_DRUG_USERS_ON_BENEFITS"
	Claiming         = "SHARE_CLAIMING_BENEFITS"
	KnownDiscussions = "KNOWN_DISCUSSIONS"
	Referrals        = "VOLUNTARY_REFERRALS"
)

// NeedIndicators gives the indicators of a catalogue whose figures a profile of need is made of.
func NeedIndicators(g *programme.Graph) []*programme.Indicator {
	var all []*programme.Indicator
	for _, code := range []string{
		Prevalence, InContact, InEffective, InTreatmentNow, TreatedEarlier, KnownToOthers, PlannedExits, UnplannedExits, Employment, Completeness, OnBenefits, Claiming,
	} {
		if i := g.Indicator(code); i != nil {
			all = append(all, i)
		}
	}
	return all
}

// Measure is what places are compared by: an indicator, or a share that is worked out from several.
type Measure struct {
	Code      string
	Title     string
	Indicator *programme.Indicator // nil: a share that is worked out
	Polarity  statistics.Polarity
	numerator *programme.Indicator
	of        []*programme.Indicator // what the denominator sums
	estimated bool                   // the denominator is an estimate, whose interval is the share's
}

// derivation is how a share is worked out. A denominator of several indicators is their sum.
type derivation struct {
	code, title, numerator string
	of                     []string
	polarity               statistics.Polarity
	estimated              bool
}

func derivations() []derivation {
	return []derivation{
		{"PENETRATION", "Problem drug users in contact with treatment, of those estimated", InContact, []string{Prevalence}, statistics.HighIsGood, true},
		{"RETENTION", "Problem drug users in effective treatment, of those in contact", InEffective, []string{InContact}, statistics.HighIsGood, false},
		{"PLANNED_EXIT_SHARE", "Planned exits from treatment, of all exits", PlannedExits, []string{PlannedExits, UnplannedExits}, statistics.HighIsGood, false},
	}
}

// Measures gives all that places can be compared by: the indicators of the catalogue and the shares that can be worked out from
// them, by code.
func (p *Profile) Measures() []Measure {
	var all []Measure
	for _, i := range p.graph.Indicators() {
		all = append(all, MeasureOf(i))
	}
	for _, d := range derivations() {
		if m, ok := p.derived(d); ok {
			all = append(all, m)
		}
	}
	slices.SortFunc(all, func(a, b Measure) int { return strings.Compare(a.Code, b.Code) })
	return all
}

// Measure gives the measure with a code; ok is false when there is none.
func (p *Profile) Measure(code string) (m Measure, ok bool) {
	for _, d := range derivations() {
		if d.code == code {
			return p.derived(d)
		}
	}
	i := p.graph.Indicator(code)
	if i == nil {
		return Measure{}, false
	}
	return MeasureOf(i), true
}

func (p *Profile) derived(d derivation) (Measure, bool) {
	m := Measure{Code: d.code, Title: d.title, Polarity: d.polarity, numerator: p.graph.Indicator(d.numerator), estimated: d.estimated}
	for _, code := range d.of {
		i := p.graph.Indicator(code)
		if i == nil {
			return Measure{}, false
		}
		m.of = append(m.of, i)
	}
	return m, m.numerator != nil
}

// MeasureOf gives the measure that an indicator is.
func MeasureOf(i *programme.Indicator) Measure {
	return Measure{Code: i.Code, Title: i.Title, Indicator: i, Polarity: PolarityOf(i.Polarity)}
}

// PolarityOf gives a polarity in the words of the statistics.
func PolarityOf(p programme.Polarity) statistics.Polarity {
	switch p {
	case programme.HigherIsBetter:
		return statistics.HighIsGood
	case programme.LowerIsBetter:
		return statistics.LowIsGood
	}
	return statistics.NoPolarity
}

// Indicators gives the indicators that the measure is worked out from, its gate's among them, each once.
func (m Measure) Indicators() []*programme.Indicator {
	var all []*programme.Indicator
	if m.Indicator != nil {
		all = append(all, m.Indicator)
		if m.Indicator.Gate != nil {
			all = append(all, m.Indicator.Gate)
		}
		return all
	}
	for _, i := range append([]*programme.Indicator{m.numerator}, m.of...) {
		if !slices.Contains(all, i) {
			all = append(all, i)
		}
	}
	return all
}

// Relative tells whether the measure is a share or a rate, so that places of different size can be compared by it.
func (m Measure) Relative() bool {
	return m.Indicator == nil || m.Indicator.Kind == programme.KindProportion || m.Indicator.Kind == programme.KindRate
}

// kind gives the kind that the statistics know it by; "" for a count and an estimate.
func (m Measure) kind() statistics.Kind {
	switch {
	case m.Indicator == nil || m.Indicator.Kind == programme.KindProportion:
		return statistics.KindProportion
	case m.Indicator.Kind == programme.KindRate:
		return statistics.KindRate
	}
	return ""
}

// chances tells whether intervals are worked out from the counts of the measure: what counts money, or is estimated, has none of these.
func (m Measure) chances() bool {
	if m.Indicator == nil {
		return !m.estimated
	}
	return m.Indicator.Confidence == programme.ConfidenceWilson || m.Indicator.Confidence == programme.ConfidenceByar
}

func (m Measure) multiplier() int64 {
	if m.Indicator == nil || m.Indicator.Multiplier < 1 {
		return 1
	}
	return int64(m.Indicator.Multiplier)
}

// additivity gives over what an indicator's figures may be summed, with its own reason why not over a dimension that it does not name.
func additivity(i *programme.Indicator, over need.Dimension, code string) need.Additivity {
	return need.Additivity{Subject: i.Title, Dimensions: []need.Additive{{Over: over, Allowed: slices.Contains(i.AdditiveOver, code), Because: clause(i.NotAdditive)}}}
}
