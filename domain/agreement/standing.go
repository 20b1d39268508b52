package agreement

import (
	"slices"
	"strings"

	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/programme"
	"waymark/domain/signoff"
)

// Level is how a pair stands with an agreement of a kind.
type Level string

// The levels.
const (
	Held          Level = "HELD"           // one is in force
	Expiring      Level = "EXPIRING"       // one is in force, ends soon, and none has been agreed to follow it
	ReviewOverdue Level = "REVIEW_OVERDUE" // one is in force that was to be reviewed by now
	Lapsed        Level = "LAPSED"         // one was in force, and none is
	Preparation   Level = "IN_PREPARATION" // there has been none yet, and one is written or agreed for later
	None          Level = "NONE"           // there has been none, and none is written
)

// Levels gives every level.
func Levels() []Level { return []Level{Held, Expiring, ReviewOverdue, Lapsed, Preparation, None} }

// Pair is a district and a partnership who are to agree.
type Pair struct {
	District    *programme.District
	Partnership *programme.Partnership
	Link        *programme.Link // that links them on the day; nil when none does any more
}

// Standing is how a pair stands with an agreement of a kind on a day.
type Standing struct {
	Pair
	Level     Level
	Agreement *Agreement // in force, or, when none is, the one that was last, or else that which is prepared; nil when there is none
	Coming    *Agreement // beside it: what is being written, or else agreed for later; nil when there is none
	Left      *int       // days until the one in force ends; nil when none is, or when it has no end
	Over      *int       // days since the one that was last ended, or since the review was due; nil when neither
}

// Stand tells how a pair stands with an agreement of a kind on a day, by all agreements of the pair. One that ends within so many
// days is expiring.
func Stand(all []*Agreement, kind document.Kind, day calendar.Date, expiring int) Standing {
	s := Standing{Level: None}
	var last *Agreement
	var ended calendar.Date
	for _, a := range all {
		if a.Kind != kind {
			continue
		}
		state := a.Steps.On(day)
		held, agreed := a.Held(day)
		switch {
		case state == signoff.NotStarted:
		case !agreed: // being written: what is is what comes first
			s.Coming = a
		case state.InForce() && held.Contains(day):
			s.Agreement, s.Level = a, Held
		case held.From.After(day):
			if s.Coming == nil && state.InForce() {
				s.Coming = a
			}
		case held.To != nil && !held.Empty() && (last == nil || held.To.After(ended)):
			last, ended = a, *held.To
		}
	}
	switch {
	case s.Agreement != nil:
		s.inForce(all, day, expiring)
	case last != nil:
		s.Level, s.Agreement, s.Over = Lapsed, last, new(day.DaysSince(ended))
	case s.Coming != nil:
		s.Level, s.Agreement, s.Coming = Preparation, s.Coming, nil
	}
	return s
}

// inForce tells more of a pair whose agreement is in force.
func (s *Standing) inForce(all []*Agreement, day calendar.Date, expiring int) {
	due := s.Agreement.ReviewDue(day)
	if to := s.Agreement.Valid.To; to != nil {
		s.Left = new(to.DaysSince(day))
		if *s.Left <= expiring && !followed(all, s.Agreement, day) {
			s.Level = Expiring
			return
		}
	}
	if due != nil && due.Before(day) {
		s.Level, s.Over = ReviewOverdue, new(day.DaysSince(*due))
	}
}

// followed tells whether another has been agreed by a day that goes on where one ends.
func followed(all []*Agreement, a *Agreement, day calendar.Date) bool {
	return slices.ContainsFunc(all, func(b *Agreement) bool {
		return b != a && b.Kind == a.Kind && b.Steps.On(day).InForce() && b.Valid.Contains(*a.Valid.To)
	})
}

// Pairs gives those who are to agree on a day, by district and partnership: who is linked, and who is not any more and has an agreement
// of a kind in force.
func Pairs(partnerships []*programme.Partnership, district func(id string) *programme.District, all []*Agreement, kind document.Kind, day calendar.Date) []Pair {
	var pairs []Pair
	linked := map[[2]string]bool{}
	known := map[string]*programme.Partnership{}
	for _, p := range partnerships {
		known[p.ID] = p
		for _, k := range p.Links(day) {
			linked[[2]string{k.DistrictID, p.ID}] = true
			pairs = append(pairs, Pair{k.District, p, k})
		}
	}
	for _, a := range all {
		key := [2]string{a.DistrictID, a.PartnershipID}
		if held, _ := a.Held(day); a.Kind != kind || linked[key] || !a.Steps.On(day).InForce() || !held.Contains(day) {
			continue
		}
		if d, p := district(a.DistrictID), known[a.PartnershipID]; d != nil && p != nil {
			linked[key] = true
			pairs = append(pairs, Pair{d, p, nil})
		}
	}
	slices.SortFunc(pairs, func(a, b Pair) int {
		if c := strings.Compare(a.District.Code, b.District.Code); c != 0 {
			return c
		}
		return strings.Compare(a.Partnership.Code, b.Partnership.Code)
	})
	return pairs
}

// Standings tells how pairs stand with agreements of a kind on a day, in their order.
func Standings(pairs []Pair, all []*Agreement, kind document.Kind, day calendar.Date, expiring int) []Standing {
	of := map[[2]string][]*Agreement{}
	for _, a := range all {
		key := [2]string{a.DistrictID, a.PartnershipID}
		of[key] = append(of[key], a)
	}
	list := make([]Standing, len(pairs))
	for i, p := range pairs {
		list[i] = Stand(of[[2]string{p.District.ID, p.Partnership.ID}], kind, day, expiring)
		list[i].Pair = p
	}
	return list
}
