package apportion

// attain fills in the best attainable values beside those of an allocation.
func (p Problem) attain(own *FairnessIndicators) {
	plain := p.Tier == Flat && p.MaxMoves == nil && p.Ties != ReportOnly
	for i := range p.Claimants {
		plain = plain && limitsOf(&p.Claimants[i]).base == 0
	}
	for _, r := range rivalries(own) {
		if r.own.Defined {
			r.own.Best = &Attainable{Value: r.own.Value}
		}
	}
	for _, method := range Methods() {
		other, ok := p.measured(method)
		if !ok {
			continue
		}
		p.compare(own, other, method, plain)
	}
	if plain {
		if best := own.MinMaxRatio.Best; best != nil {
			if ratio, ok := p.bestRatio(best.Value, own.MinPerThousand.Best.Value); ok {
				best.prove(ratio, ratio > best.Value)
			}
		}
		if best := own.LoosemoreHanby.Best; best != nil {
			f := served(&p, p.leastMisplaced()).indicators()
			best.prove(f.LoosemoreHanby.Value, f.LoosemoreHanby.Value < best.Value-rounding)
			own.Gallagher.Best.prove(f.Gallagher.Value, f.Gallagher.Value < own.Gallagher.Best.Value-rounding)
		}
	}
	for _, r := range rivalries(own) { // rounding must not make the allocation better than the best
		if best := r.own.Best; best != nil && r.own.Defined && r.better(r.own.Value, best.Value) {
			best.Value = r.own.Value
		}
	}
}

// rounding is what two sums of the same shares may differ by.
const rounding = 1e-15

// prove takes the result of a search, which is the best there is; it is no method's if none reached it.
func (a *Attainable) prove(value float64, better bool) {
	if better {
		a.Value, a.By = value, ""
	}
	a.Proved = true
}

// measured gives the indicators of another method under the same constraints.
func (p Problem) measured(method Method) (*FairnessIndicators, bool) {
	p.Method = method
	r, err := solved(&p)
	if err != nil { // what one method can do, all can
		return nil, false
	}
	return served(&p, r.given(make([]int64, len(p.Claimants)))).indicators(), true
}

// rivalry is an indicator, which way is better, and the method that is proved to be best where there are only floors,
// caps and fixed numbers.
type rivalry struct {
	own    *Indicator
	larger bool
	proved Method
}

func (r rivalry) better(a, b float64) bool {
	if r.larger {
		return a > b
	}
	return a < b
}

func rivalries(f *FairnessIndicators) []rivalry {
	return []rivalry{
		{&f.MinPerThousand, true, Leximin}, {&f.MaxPerThousand, false, Jefferson}, {&f.MinMaxRatio, true, ""}, {&f.Gini, false, ""},
		{&f.Theil, false, ""}, {&f.TheilBetween, false, ""}, {&f.TheilWithin, false, ""}, {&f.LoosemoreHanby, false, ""},
		{&f.Gallagher, false, ""}, {&f.SainteLague, false, Webster}, {&f.Palma, false, ""},
	}
}

// compare keeps what another method does better. Where it is proved to be best, nothing else is looked at any more.
func (p Problem) compare(own, other *FairnessIndicators, method Method, proves bool) {
	theirs := rivalries(other)
	for n, r := range rivalries(own) {
		rival, best := theirs[n].own, r.own.Best
		switch {
		case !rival.Defined || best != nil && best.Proved:
		case proves && method == r.proved:
			r.own.Best = &Attainable{Value: rival.Value, By: method, Proved: true}
		case best == nil || r.better(rival.Value, best.Value) || rival.Value == best.Value && best.By == "":
			r.own.Best = &Attainable{Value: rival.Value, By: method}
		}
	}
}
