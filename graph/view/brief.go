package view

import (
	"waymark/domain/calendar"
	"waymark/domain/referral"
	"waymark/domain/watching"
)

// WatchingBrief is what the coordinator of a district is to look at on a day.
type WatchingBrief struct {
	lens Lens
	b    *watching.Brief
}

// Brief shows a brief, as of its day; nil for none.
func (l Lens) Brief(b *watching.Brief) *WatchingBrief {
	if b == nil {
		return nil
	}
	return &WatchingBrief{l.On(b.Day), b}
}

// District gives the district.
func (b *WatchingBrief) District() *District { return b.lens.district(b.b.District) }

// AsOf gives the day.
func (b *WatchingBrief) AsOf() calendar.Date { return b.lens.day }

// Late gives the months of which returns are missing.
func (b *WatchingBrief) Late() []*ReturnCompleteness { return b.lens.Completeness(b.b.Late) }

// Waiting gives the returns that have not been accepted.
func (b *WatchingBrief) Waiting() []*ReferralReturn {
	return shown(b.b.Waiting, b.lens.returnAmong(b.b.Waiting))
}

// PinchPoints tells which providers will be full.
func (b *WatchingBrief) PinchPoints() *PinchPoints {
	return b.lens.PinchPoints(b.lens.day, b.b.Pinches)
}

// Pauses gives pauses, now or announced.
func (b *WatchingBrief) Pauses() []*ServicePause { return shown(b.b.Pauses, b.lens.pause) }

// Stale gives services of which nobody has made sure for a year.
func (b *WatchingBrief) Stale() []*Service { return shown(b.b.Stale, b.lens.service) }

// Lapsing gives agreements that end soon.
func (b *WatchingBrief) Lapsing() []*Agreement {
	return keep(shown(b.b.Lapsing, b.lens.agreement), func(a *Agreement) bool { return a != nil })
}

// WithoutChampion gives offices without drug champion.
func (b *WatchingBrief) WithoutChampion() []*Jobcentre {
	return shown(b.b.Championless, b.lens.jobcentre)
}

// Trend tells how referrals have turned, or nil.
func (b *WatchingBrief) Trend() (*ReferralTurn, error) {
	if b.b.Turn == nil {
		return nil, nil
	}
	return turn(b.b.Turn)
}

// ReferralTurn is how the referrals of three months compare with those of the three before.
type ReferralTurn struct {
	BeforeFrom, LastFrom, LastTo calendar.Date
	Offices                      int
	Before, Last                 *InterventionRate
	Ratio                        *InterventionRatio
}

func turn(t *referral.Turn) (x *ReferralTurn, err error) {
	x = &ReferralTurn{BeforeFrom: t.Before.From, LastFrom: t.Last.From, LastTo: *t.Last.To, Offices: t.Offices}
	if x.Before, err = rate(t.First); err != nil {
		return nil, err
	}
	if x.Last, err = rate(t.Second); err != nil {
		return nil, err
	}
	x.Ratio, err = ratio(&t.RateRatio)
	return x, err
}
