package dataset

import (
	"fmt"

	"waymark/domain/assessment"
	"waymark/domain/document"
	"waymark/domain/figure"
	"waymark/domain/programme"
)

// What the findings of the demonstration are shown by, by the codes of indicators.
const (
	demoNeed    = "PROBLEM_DRUG_USERS"
	demoReached = "PROBLEM_DRUG_USERS_IN_TREATMENT_CONTACT"
)

// DemoEvidence says which figures DemoAssessments refers to.
func DemoEvidence(r programme.Records) figure.Filter {
	everybody := figure.Breakdown("")
	f := figure.Filter{Indicators: []string{}, Breakdown: &everybody}
	for _, i := range r.Indicators {
		if i.Code == demoNeed || i.Code == demoReached {
			f.Indicators = append(f.Indicators, i.ID)
		}
	}
	return f
}

// demoEvidence finds figures that hold.
type demoEvidence struct {
	indicators, sources map[string]string // codes by id
	byKey               map[figure.Key]*figure.Figure
	byID                map[string]*figure.Figure
	ids                 map[string]string // of indicators by code
}

func evidenceOf(r programme.Records, recorded []*figure.Version) demoEvidence {
	e := demoEvidence{map[string]string{}, map[string]string{}, map[figure.Key]*figure.Figure{}, map[string]*figure.Figure{}, map[string]string{}}
	for _, i := range r.Indicators {
		e.indicators[i.ID], e.ids[i.Code] = i.Code, i.ID
	}
	for _, s := range r.Sources {
		e.sources[s.ID] = s.Code
	}
	for _, v := range recorded {
		if v.Holds() {
			e.byKey[v.Key] = v.Figure
		}
		e.byID[figure.FormatID(v.ID)] = v.Figure
	}
	return e
}

// of refers to the figure of everybody about the partnership of an assessment in a financial year, if there is one.
func (e demoEvidence) of(d *assessment.Document, indicator string, year int, note string) []document.Figure {
	f := e.byKey[figure.Key{IndicatorID: e.ids[indicator], PlaceID: d.PartnershipID, Period: figure.YearFrom(year)}]
	if f == nil {
		return nil
	}
	return []document.Figure{{ID: figure.FormatID(f.ID), Note: note}}
}

// old refers to what was known in the first year that there are figures of, for every third assessment.
func (e demoEvidence) old(d *assessment.Document) []document.Figure {
	if d.PartnershipID[len(d.PartnershipID)-1]%3 != 0 {
		return nil
	}
	return e.of(d, demoNeed, firstYear, "Synthetic: nobody has estimated it since.")
}

// freeze gives what an agreed assessment keeps of figures.
func (e demoEvidence) freeze(ids []string) (string, error) {
	kept := make([]assessment.Frozen, len(ids))
	for i, id := range ids {
		f := e.byID[id]
		kept[i] = assessment.Keep(f, e.indicators[f.IndicatorID], e.sources[f.SourceID])
	}
	text, err := assessment.Freeze(kept)
	if err != nil {
		return "", fmt.Errorf("generate demonstration assessments: %w", err)
	}
	return text, nil
}
