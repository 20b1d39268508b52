package allocation

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"waymark/domain/apportion"
	"waymark/domain/calendar"
	"waymark/domain/decimal"
)

// Engine names what computes scenarios. It changes whenever the same inputs could come to another result.
const Engine = "waymark-apportion/1"

// Inputs is all that a scenario is computed from, frozen: nothing else has a say in its result.
type Inputs struct {
	Terms     Terms      `json:"terms"`
	Districts []District `json:"districts"` // by code
}

// District is a district as it was when the scenario was computed.
type District struct {
	Code       string   `json:"code"`
	Name       string   `json:"name"`
	Region     string   `json:"region"` // code
	RegionName string   `json:"regionName"`
	Existing   int64    `json:"existing"` // posts of the grade that it had
	Figures    []Figure `json:"figures"`  // one for each measure, in the order of the terms
}

// Figure is a statement that need was made of.
type Figure struct {
	Measure   string           `json:"measure"`
	Statement string           `json:"statement"` // id
	Source    string           `json:"source"`    // code
	Value     decimal.Decimal  `json:"value"`
	Lower     *decimal.Decimal `json:"lower,omitempty"`
	Upper     *decimal.Decimal `json:"upper,omitempty"`
	AsAt      calendar.Date    `json:"asAt"`
	Synthetic bool             `json:"synthetic,omitempty"`
}

// Canonical gives the inputs as the one text that stands for them.
func (in Inputs) Canonical() (string, error) {
	text, err := json.Marshal(in)
	if err != nil {
		return "", fmt.Errorf("write inputs: %w", err)
	}
	return string(text), nil
}

// Digest gives the SHA-256 of the engine's name, a line feed and the canonical inputs, in hexadecimal.
func Digest(engine, canonical string) string {
	sum := sha256.Sum256([]byte(engine + "\n" + canonical))
	return hex.EncodeToString(sum[:])
}

// ParseInputs reads what Canonical writes.
func ParseInputs(canonical string) (Inputs, error) {
	var in Inputs
	if err := json.Unmarshal([]byte(canonical), &in); err != nil {
		return in, fmt.Errorf("read inputs: %w", err)
	}
	return in, nil
}

// needs composes the need of every district.
func (in Inputs) needs() (*apportion.NeedTable, error) {
	measured := make([]apportion.MeasuredClaimant, len(in.Districts))
	for i, d := range in.Districts {
		values := map[string]decimal.Decimal{}
		for _, f := range d.Figures {
			values[f.Measure] = f.Value
		}
		measured[i] = apportion.MeasuredClaimant{Key: d.Code, Values: values}
	}
	return in.Terms.Need.model().Needs(measured)
}

// problem gives the problem that the terms pose, with the needs of a table.
func (in Inputs) problem(table *apportion.NeedTable) apportion.Problem {
	t := in.Terms
	p := apportion.Problem{Method: t.Method, Posts: t.Posts, Tier: t.Tier, HamiltonBounds: t.HamiltonBounds, Ties: t.Ties,
		LotSeed: uint64(t.LotSeed), MaxMoves: t.MaxMoves}
	var every Bound
	own, regions := map[string]Bound{}, map[string]Bound{}
	for _, b := range t.Bounds {
		switch {
		case b.District != "":
			own[b.District] = b
		case b.Region != "":
			regions[b.Region] = b
		default:
			every = b
		}
	}
	seen := map[string]bool{}
	for i, d := range in.Districts {
		c := apportion.Claimant{Key: d.Code, Need: table.Needs[i].Need, Existing: &d.Existing, Protect: t.Protect, Group: d.Region}
		bound(&c, every)
		bound(&c, own[d.Code])
		p.Claimants = append(p.Claimants, c)
		if seen[d.Region] {
			continue
		}
		seen[d.Region] = true
		g := apportion.Group{Key: d.Region, Cap: regions[d.Region].Cap}
		if floor := regions[d.Region].Floor; floor != nil {
			g.Floor = *floor
		}
		p.Groups = append(p.Groups, g)
	}
	return p
}

// bound puts a bound on a claimant, in the place of one of the same kind that is on it already; an exact number replaces a
// floor and a cap.
func bound(c *apportion.Claimant, b Bound) {
	if b.Floor != nil {
		c.Floor = *b.Floor
	}
	if b.Cap != nil {
		c.Cap = b.Cap
	}
	if b.Base != nil {
		c.Base = *b.Base
	}
	if b.Fixed != nil {
		c.Fixed = b.Fixed
		if b.Floor == nil {
			c.Floor = 0
		}
		if b.Cap == nil {
			c.Cap = nil
		}
		if b.Base == nil {
			c.Base = 0
		}
	}
}

// Solve gives the answer to the terms, with the needs that it is an answer to. The error is what apportion says: InvalidInput,
// Infeasible, or what is wrong with the need model.
func (in Inputs) Solve() (*apportion.Apportionment, *apportion.NeedTable, error) {
	table, err := in.needs()
	if err != nil {
		return nil, nil, err
	}
	answer, err := apportion.Apportion(in.problem(table))
	if err != nil {
		return nil, nil, err
	}
	return answer, table, nil
}

// Problem gives the problem that the terms pose.
func (in Inputs) Problem() (apportion.Problem, error) {
	table, err := in.needs()
	if err != nil {
		return apportion.Problem{}, err
	}
	return in.problem(table), nil
}

// Find gives the place of a district, or -1.
func (in Inputs) Find(code string) int {
	for i, d := range in.Districts {
		if d.Code == code {
			return i
		}
	}
	return -1
}

// Name gives what a district or region is called in sentences: what it was called then.
func (in Inputs) Name(code string) string {
	for _, d := range in.Districts {
		switch code {
		case d.Code:
			return d.Name
		case d.Region:
			return d.RegionName
		}
	}
	return code
}
