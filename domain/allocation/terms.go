package allocation

import (
	"waymark/domain/apportion"
	"waymark/domain/calendar"
	"waymark/domain/decimal"
)

// Terms are what a scenario asks for. Codes name grades, districts and regions, since they never change.
type Terms struct {
	Grade          string                   `json:"grade"`
	Region         string                   `json:"region,omitempty"` // over whose districts; empty: those of England
	AsOf           calendar.Date            `json:"asOf"`             // the day of the districts, of the posts that exist and, at the latest, of the figures
	Posts          int64                    `json:"posts"`            // to give out in all; of a budget, what it pays
	Budget         *Budget                  `json:"budget,omitempty"`
	Method         apportion.Method         `json:"method"`
	Tier           apportion.Tier           `json:"tier"`
	HamiltonBounds apportion.HamiltonBounds `json:"hamiltonBounds"`
	Ties           apportion.TieRule        `json:"tieRule"`
	LotSeed        int64                    `json:"lotSeed"`
	Need           Need                     `json:"need"`
	Bounds         []Bound                  `json:"bounds"`
	Protect        apportion.Protection     `json:"protect,omitempty"` // what existing posts secure
	ProtectReason  string                   `json:"protectReason,omitempty"`
	MaxMoves       *int64                   `json:"maxMoves,omitempty"`
	MovesReason    string                   `json:"movesReason,omitempty"`
	Uncertainty    *Uncertainty             `json:"uncertainty,omitempty"`
}

// Budget is money for posts, in pence.
type Budget struct {
	Pence     int64 `json:"pence"`
	Cost      int64 `json:"cost"` // of one post
	Committed int64 `json:"committed"`
}

// Need says how measures make one need: see apportion.NeedModel.
type Need struct {
	Combine       apportion.Combination `json:"combine"`
	Measures      []Weight              `json:"measures"`
	ClaimingShare string                `json:"claimingShare,omitempty"`
}

// Weight is what a measure counts for.
type Weight struct {
	Measure string          `json:"measure"`
	Weight  decimal.Decimal `json:"weight"`
}

// Bound limits what a district, a region together, or every district may get, for a reason.
type Bound struct {
	District string `json:"district,omitempty"` // code
	Region   string `json:"region,omitempty"`   // code; both empty: every district
	Floor    *int64 `json:"floor,omitempty"`
	Cap      *int64 `json:"cap,omitempty"`
	Fixed    *int64 `json:"fixed,omitempty"`
	Base     *int64 `json:"base,omitempty"`
	Reason   string `json:"reason"`
}

// Uncertainty asks for a simulation.
type Uncertainty struct {
	Draws    int                    `json:"draws"`
	Seed     int64                  `json:"seed"`
	Counts   apportion.Distribution `json:"counts"` // of measures with an interval
	Share    apportion.Distribution `json:"share"`  // of the claiming share, when it has one
	National decimal.Decimal        `json:"national"`
	Regional decimal.Decimal        `json:"regional"`
}

// The keys of the constraints that are not of one place.
const (
	EveryDistrict = "every-district"
	Protected     = "existing-posts"
	Moves         = "moves"
)

// Key names the bound among those of its scenario.
func (b Bound) Key() string {
	switch {
	case b.District != "":
		return "district:" + b.District
	case b.Region != "":
		return "region:" + b.Region
	}
	return EveryDistrict
}

// Keys gives the keys of all constraints, in their order.
func (t Terms) Keys() []string {
	var keys []string
	for _, b := range t.Bounds {
		keys = append(keys, b.Key())
	}
	if t.Protect != apportion.Unprotected {
		keys = append(keys, Protected)
	}
	if t.MaxMoves != nil {
		keys = append(keys, Moves)
	}
	return keys
}

// Without gives the terms without one of the constraints; ok is false when there is none of that key.
func (t Terms) Without(key string) (without Terms, ok bool) {
	switch {
	case key == Protected && t.Protect != apportion.Unprotected:
		t.Protect, t.ProtectReason = apportion.Unprotected, ""
		return t, true
	case key == Moves && t.MaxMoves != nil:
		t.MaxMoves, t.MovesReason = nil, ""
		return t, true
	}
	var kept []Bound
	for _, b := range t.Bounds {
		if b.Key() != key {
			kept = append(kept, b)
		}
	}
	ok = len(kept) < len(t.Bounds)
	t.Bounds = kept
	return t, ok
}

// All gives every measure that the need is made of, each once.
func (n Need) All() []string {
	var all []string
	for _, m := range n.Measures {
		all = append(all, m.Measure)
	}
	if n.ClaimingShare != "" {
		all = append(all, n.ClaimingShare)
	}
	return all
}

// Name is what the need is called in a sentence.
func (n Need) Name() string {
	if n.Combine == apportion.ClaimingNeed {
		return "claiming need"
	}
	return "need"
}

func (n Need) model() apportion.NeedModel {
	m := apportion.NeedModel{Combine: n.Combine, ClaimingShare: n.ClaimingShare}
	for _, w := range n.Measures {
		m.Measures = append(m.Measures, apportion.WeightedMeasure{Measure: w.Measure, Weight: w.Weight})
	}
	return m
}
