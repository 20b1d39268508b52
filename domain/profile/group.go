package profile

import (
	"waymark/domain/figure"
	"waymark/domain/need"
	"waymark/domain/programme"
)

// UnderservedGroups is the dimension whose categories are the groups that are less well served than others, those that partnerships
// have added among them.
const UnderservedGroups = "UNDERSERVED_GROUP"

// GroupNeed is the need of one underserved group. Groups overlap, so they are never summed.
type GroupNeed struct {
	Category    *programme.Category
	InContact   Shown
	Prevalence  Shown // by the group, or by what defines it
	Penetration *need.Share
	Met         *need.NeedMet
	Reason      string // why there is no penetration; empty when there is
}

// defined gives the breakdown by which a group is estimated where it is defined by another dimension.
func defined(category string) figure.Breakdown {
	switch category {
	case "CRACK_USERS":
		return "SUBSTANCE=CRACK"
	case "UNDER_25":
		return "AGE=15_24"
	}
	return ""
}

// groups gives the need of every underserved group of which there is a figure.
func (q *needed) groups() []GroupNeed {
	dimension := q.graph.Dimension(UnderservedGroups)
	if dimension == nil {
		return nil
	}
	var all []GroupNeed
	for _, c := range dimension.Categories() {
		b := figure.Breakdown(UnderservedGroups + "=" + c.Code)
		g := GroupNeed{Category: c, InContact: q.figure(InContact, b), Prevalence: q.figure(Prevalence, b)}
		if other := defined(c.Code); g.Prevalence.Basis == Absent && other != "" {
			g.Prevalence = q.figure(Prevalence, other)
		}
		if g.InContact.Basis == Absent && g.Prevalence.Basis == Absent {
			continue
		}
		g.answer()
		all = append(all, g)
	}
	return all
}

// answer fills in penetration and met need, or why there is none.
func (g *GroupNeed) answer() {
	for _, s := range []Shown{g.InContact, g.Prevalence} {
		if s.Value == nil {
			g.Reason = s.Reason
			return
		}
	}
	n, whole := wholeOf(g.InContact.Value)
	if !whole {
		g.Reason = g.InContact.Measure.Title + " is no whole number."
		return
	}
	share, err := need.Penetration(n, estimateOf(g.Prevalence))
	if err != nil {
		g.Reason = sentence(err)
		return
	}
	met, err := need.MetAndUnmet(n, estimateOf(g.Prevalence))
	if err != nil {
		g.Reason = sentence(err)
		return
	}
	g.Penetration, g.Met = &share, &met
}
