package profile

import (
	"waymark/domain/calendar"
	"waymark/domain/figure"
	"waymark/domain/need"
	"waymark/domain/programme"
)

// KnownShare is a share of which only the least and the most can be known, since outcomes are told with consent alone.
type KnownShare struct {
	Place  programme.Place // nil: England
	Period *figure.Period  // nil when there is no figure of both in any
	Known  Shown           // without a figure when Period is nil
	Of     Shown
	Bounds *need.Bounds // nil when there is a Reason
	Reason string
}

// Discussions gives the known discussions with a treatment adviser of the referrals made: in the newest period that counts to a year, or without
// one in the newest of all, in which both are recorded of the place or its districts.
func (p *Profile) Discussions(place programme.Place, of *calendar.FinancialYear) KnownShare {
	return p.knownShare(KnownDiscussions, Referrals, place, of)
}

func (p *Profile) knownShare(known, all string, place programme.Place, of *calendar.FinancialYear) KnownShare {
	k := KnownShare{Place: place}
	above, ok := p.Measure(known)
	below, also := p.Measure(all)
	if !ok || !also {
		k.Reason = "The indicators are not in the catalogue."
		return k
	}
	k.Reason = "There is no period in which both are recorded."
	for _, period := range p.periods[below.Indicator.ID] {
		if of != nil && Year(period) != *of {
			continue
		}
		for _, from := range []source{own, ofParts} {
			a, b := p.of(above, place, period, "", from), p.of(below, place, period, "", from)
			if a.Basis != Absent && b.Basis != Absent {
				k.fill(period, a, b)
				break
			}
		}
	}
	return k
}

func (k *KnownShare) fill(period figure.Period, known, of Shown) {
	k.Period, k.Known, k.Of, k.Bounds, k.Reason = &period, known, of, nil, ""
	n, whole := wholeOf(known.Value)
	d, also := wholeOf(of.Value)
	switch {
	case known.Value == nil:
		k.Reason = known.Reason
	case of.Value == nil:
		k.Reason = of.Reason
	case !whole || !also:
		k.Reason = "One of them is no whole number."
	default:
		b, err := need.NewBounds(need.Outcomes{Known: n, Of: d})
		if err != nil {
			k.Reason = sentence(err)
			return
		}
		k.Bounds = &b
	}
}
