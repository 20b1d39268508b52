package programme

import (
	"waymark/domain/calendar"
	"waymark/domain/decimal"
)

// Indicator says what a figure counts: a figure without one means nothing. Indicators are data: other programmes have others.
type Indicator struct {
	Meta
	Code         string // PROBLEM_DRUG_USERS
	Title        string
	DefinitionID string // names the definition that its figures follow; figures by another are another indicator's
	Definition   string
	Numerator    string // what is counted above the line; of a count, what is counted
	Denominator  string // below the line; empty for a count
	Unit         string // "people", "per cent"
	Valid        calendar.Period
	Kind         IndicatorKind
	Polarity     Polarity
	Multiplier   int      // a rate is per so many of the denominator; 1 otherwise
	AdditiveOver []string // PLACE, PERIOD, PROVIDER and codes of dimensions over which its figures may be summed
	NotAdditive  string   // why they may not be over others, in a sentence
	Confidence   ConfidenceMethod
	GateID       string           // of the indicator whose figure says how complete this one is; empty: no gate
	GatePercent  *decimal.Decimal // below which it is withheld
	Disclosure   string           // the profile of disclosure control; EXACT for what is no count of people
	Caveats      string
	SourceID     string
	Source       *Source
	Gate         *Indicator
}

// IndicatorKind says what sort of number an indicator's figures are.
type IndicatorKind string

// The kinds of indicator.
const (
	KindCount      IndicatorKind = "COUNT"
	KindProportion IndicatorKind = "PROPORTION" // of 1, numerator within denominator
	KindRate       IndicatorKind = "RATE"
	KindEstimate   IndicatorKind = "ESTIMATE" // modelled, with an interval
)

// Polarity says which way is better.
type Polarity string

// The polarities.
const (
	HigherIsBetter Polarity = "HIGHER_IS_BETTER"
	LowerIsBetter  Polarity = "LOWER_IS_BETTER"
	NoPolarity     Polarity = "NONE"
)

// ConfidenceMethod says where the intervals of an indicator's figures come from.
type ConfidenceMethod string

// The methods. Of figures whose interval is given with them, none is computed.
const (
	ConfidenceNone   ConfidenceMethod = "NONE"
	ConfidenceGiven  ConfidenceMethod = "GIVEN"
	ConfidenceWilson ConfidenceMethod = "WILSON"
	ConfidenceByar   ConfidenceMethod = "BYAR" // exact Poisson below 10
)

// What figures may be summed over beside the dimensions of breakdowns.
const (
	OverPlaces    = "PLACE"
	OverPeriods   = "PERIOD"
	OverProviders = "PROVIDER"
)

// Period gives the days on which the definition is in use.
func (i *Indicator) Period() calendar.Period { return i.Valid }

// Dimension is a way to break a population down, such as BENEFIT. Dimensions and their categories are data.
type Dimension struct {
	Meta
	Code        string
	Name        string
	Description string
	categories  []*Category
}

// Categories gives the categories by rank.
func (d *Dimension) Categories() []*Category { return d.categories }

// Category gives the category with a code, or nil.
func (d *Dimension) Category(code string) *Category {
	for _, c := range d.categories {
		if c.Code == code {
			return c
		}
	}
	return nil
}

// Category is one part of a population in a dimension, such as JSA.
type Category struct {
	Meta
	DimensionID string
	Code        string
	Name        string
	Rank        int // the order in which categories are shown, from 1
	Dimension   *Dimension
}
