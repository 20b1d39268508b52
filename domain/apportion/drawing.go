package apportion

import (
	"cmp"
	"math"
	"slices"

	"waymark/domain/decimal"
)

// drawing makes the needs of any draw. Everything in it stands by the claimants' keys and the measures' names, so that no
// sum of floats depends on the order of the input; place says where a claimant stands in the problem.
type drawing struct {
	draws, workers int
	progress       func(done int)

	combine  Combination
	place    []int
	constant []bool    // whose need no draw changes
	units    []int64   // that need, in whole units
	scale    float64   // units in a need of 1
	area     []float64 // of each claimant
	weights  []float64 // of each measure; the claiming share stands last, if there is one
	certain  []float64 // the estimate of each measure of each claimant; claimant by claimant
	errors   []errorSource
	shared   []stream // what the sources share
	national float64  // the roots of the parts of the error
	regional float64
}

// errorSource is one uncertain figure: where it stands among the values, and where its errors come from.
type errorSource struct {
	at             int
	sampler        sampler
	own            stream
	nation, region int     // among the shared; -1 for none
	rootIn         float64 // the root of its own part
}

func newDrawing(s Simulation, estimated []EstimatedClaimant, table *NeedTable) *drawing {
	d := &drawing{draws: s.Draws, workers: max(1, s.Workers), progress: s.Progress, combine: s.Model.Combine}
	d.place = make([]int, len(estimated))
	for i := range d.place {
		d.place[i] = i
	}
	slices.SortFunc(d.place, func(a, b int) int { return cmp.Compare(estimated[a].Key, estimated[b].Key) })
	measures := slices.SortedFunc(slices.Values(s.Model.Measures), func(a, b WeightedMeasure) int { return cmp.Compare(a.Measure, b.Measure) })
	if s.Model.Combine == ClaimingNeed {
		measures = append(measures, WeightedMeasure{Measure: s.Model.ClaimingShare, Weight: decimal.One})
	}
	for _, m := range measures {
		d.weights = append(d.weights, float64(m.Weight)/millionths)
	}
	share := func(part decimal.Decimal) float64 { return math.Sqrt(float64(part) / millionths) }
	d.national, d.regional = share(s.Correlation.National), share(s.Correlation.Regional)
	groups := map[[2]string]int{}
	for n, place := range d.place {
		e := estimated[place]
		d.area = append(d.area, 1)
		if e.AreaCost != nil {
			d.area[n] = float64(*e.AreaCost) / millionths
		}
		constant := true
		for _, m := range measures {
			estimate := e.Estimates[m.Measure]
			d.certain = append(d.certain, float64(estimate.Value)/millionths)
			source := errorSource{at: len(d.certain) - 1, sampler: newSampler(estimate)}
			if source.sampler.kind == Certain || m.Weight == 0 {
				continue
			}
			constant = false
			d.correlate(&source, s, m.Measure, s.Problem.Claimants[place], groups)
			d.errors = append(d.errors, source)
		}
		d.constant = append(d.constant, constant)
	}
	d.settleConstants(table)
	return d
}

// correlate names the streams of a source.
func (d *drawing) correlate(e *errorSource, s Simulation, measure string, c Claimant, shared map[[2]string]int) {
	e.own = newStream(s.Seed, "own", measure, c.Key)
	e.nation, e.region = -1, -1
	find := func(kind string, names ...string) int {
		name := [2]string{kind + measure, names[len(names)-1]}
		at, known := shared[name]
		if !known {
			at = len(d.shared)
			shared[name] = at
			d.shared = append(d.shared, newStream(s.Seed, kind, names...))
		}
		return at
	}
	left := decimal.One
	if s.Correlation.National > 0 {
		e.nation = find("national", measure)
		left -= s.Correlation.National
	}
	if s.Correlation.Regional > 0 && c.Group != "" {
		e.region = find("regional", measure, c.Group)
		left -= s.Correlation.Regional
	}
	e.rootIn = math.Sqrt(float64(left) / millionths)
}

// settleConstants scales the needs that no draw changes, so that equal needs stay exactly equal in every draw.
func (d *drawing) settleConstants(table *NeedTable) {
	most := int64(1) << 52 // leaves room for draws far above their estimates
	if len(d.errors) == 0 {
		most = maxNeed
	}
	units, scale := constantNeeds(table, most)
	d.scale = scale
	for n, place := range d.place {
		d.units = append(d.units, units[place])
		switch {
		case table.Needs[place].Exact.Sign() == 0:
			d.constant[n] = true
		case d.combine == Shares && len(d.errors) > 0: // through the totals everything changes
			d.constant[n] = false
		}
	}
}

// pen is the paper on which one worker draws: the values and the needs of two draws, and the shared errors.
type pen struct {
	values [2][]float64
	shared [2][]float64
	needs  []float64
	units  []int64 // the needs of one draw in whole units, in the order of the problem
	totals []float64
}

func (d *drawing) newPen() *pen {
	p := &pen{needs: make([]float64, len(d.place)), units: make([]int64, len(d.place)), totals: make([]float64, len(d.weights))}
	for draw := range 2 {
		p.values[draw] = slices.Clone(d.certain)
		p.shared[draw] = make([]float64, len(d.shared))
	}
	return p
}

// draw fills in the values of the draws 2*pair and 2*pair+1.
func (d *drawing) draw(p *pen, pair uint64) {
	for k, s := range d.shared {
		even, odd := s.uniforms(pair)
		p.shared[0][k], p.shared[1][k] = normalQuantile(even), normalQuantile(odd)
	}
	for n := range d.errors {
		e := &d.errors[n]
		even, odd := e.own.uniforms(pair)
		p.values[0][e.at] = e.sampler.at(d.mix(e, normalQuantile(even), p.shared[0]))
		p.values[1][e.at] = e.sampler.at(d.mix(e, normalQuantile(odd), p.shared[1]))
	}
}

// mix adds the shared errors to a claimant's own.
func (d *drawing) mix(e *errorSource, own float64, shared []float64) float64 {
	if e.nation < 0 && e.region < 0 {
		return own
	}
	z := float64(e.rootIn * own)
	if e.nation >= 0 {
		z += float64(d.national * shared[e.nation])
	}
	if e.region >= 0 {
		z += float64(d.regional * shared[e.region])
	}
	return z
}

// most61 bounds the sum of a draw's needs in whole units.
const most61 = 1 << 61

// compose makes the needs of one of the two draws, in whole units and the order of the problem. A draw whose needs add up
// to too many units is halved until they do not; nothing depends on the unit.
func (d *drawing) compose(p *pen, which int) []int64 {
	values := p.values[which]
	width := len(d.weights)
	if d.combine == Shares {
		clear(p.totals)
		for at, value := range values {
			p.totals[at%width] += value
		}
	}
	var sum float64
	for n := range p.needs {
		need := float64(d.units[n])
		if !d.constant[n] {
			need = float64(float64(d.need(values[n*width:(n+1)*width], p.totals)*d.area[n]) * d.scale)
		}
		p.needs[n] = need
		sum += need
	}
	factor := 1.0
	if sum > most61 {
		_, exponent := math.Frexp(sum)
		factor = math.Ldexp(1, 61-exponent)
	}
	for n, place := range d.place {
		units := d.units[n]
		if !d.constant[n] || factor != 1 && units > 0 {
			units = max(1, int64(math.Floor(float64(p.needs[n]*factor)+0.5)))
		}
		p.units[place] = units
	}
	return p.units
}

// need composes one need before area cost.
func (d *drawing) need(values, totals []float64) float64 {
	var need float64
	switch d.combine {
	case Shares:
		for k, value := range values {
			if totals[k] > 0 {
				need += float64(d.weights[k]*value) / totals[k]
			}
		}
	case ClaimingNeed:
		last := len(values) - 1
		for k, value := range values[:last] {
			need += float64(d.weights[k] * value)
		}
		need = float64(need * values[last])
	default:
		for k, value := range values {
			need += float64(d.weights[k] * value)
		}
	}
	return need
}
