// Package pathway finds what is missing between Jobcentres and services: combinations for which there is no way, and ways that lead nowhere.
package pathway

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"waymark/domain/calendar"
	"waymark/domain/programme"
)

// GapKind is what is missing.
type GapKind string

// The kinds of gap, in the order in which they are listed.
const (
	NoPathway          GapKind = "NO_PATHWAY"
	ServiceClosed      GapKind = "SERVICE_CLOSED"
	ServicePaused      GapKind = "SERVICE_PAUSED"
	NoProtocol         GapKind = "NO_PROTOCOL"
	ProtocolNotInForce GapKind = "PROTOCOL_NOT_IN_FORCE"
)

// GapKinds gives all kinds.
func GapKinds() []GapKind {
	return []GapKind{NoPathway, ServiceClosed, ServicePaused, NoProtocol, ProtocolNotInForce}
}

// Gap is something that is missing between an office and services on a day.
type Gap struct {
	Jobcentre  *programme.Jobcentre
	Kind       GapKind
	Direction  programme.Direction
	Substances []programme.Substance // for which there is no way, or of the pathway; empty: any
	Benefits   []programme.Benefit   // likewise
	Pathway    *programme.Pathway    // that does not hold; nil when there is none
	Text       string                // the same in a sentence
}

// Gaps gives what is missing at some offices on a day, by office, kind and code of the pathway. Force tells whether an agreement is in force on
// the day. A way to or from a service that is not offered is no way; one to a service that is paused still is, since it opens again.
func Gaps(offices []*programme.Jobcentre, day calendar.Date, force func(agreement string) bool) []Gap {
	var found []Gap
	for _, office := range offices {
		var open []*programme.Pathway
		for _, p := range office.Pathways(day) {
			offered := p.Service.Valid.Contains(day)
			if offered {
				open = append(open, p)
			}
			found = append(found, broken(office, p, day, offered, force)...)
		}
		for _, direction := range programme.Directions() {
			found = append(found, uncovered(office, direction, open, day)...)
		}
	}
	slices.SortStableFunc(found, func(a, b Gap) int {
		return cmp.Or(cmp.Compare(a.Jobcentre.Code, b.Jobcentre.Code), cmp.Compare(slices.Index(GapKinds(), a.Kind), slices.Index(GapKinds(), b.Kind)))
	})
	return found
}

// broken gives what does not hold of a pathway.
func broken(office *programme.Jobcentre, p *programme.Pathway, day calendar.Date, offered bool, force func(string) bool) []Gap {
	var found []Gap
	add := func(kind GapKind, format string, args ...any) {
		found = append(found, Gap{office, kind, p.Direction, p.Substances, p.Benefits, p, fmt.Sprintf("Pathway %s: ", p.Code) + fmt.Sprintf(format, args...)})
	}
	pause := p.Service.Pause(day)
	switch {
	case !offered:
		add(ServiceClosed, "%s is not offered on %s.", p.Service.Name, day)
	case pause != nil && pause.Valid.To != nil:
		add(ServicePaused, "%s takes nobody until %s: %s", p.Service.Name, pause.Valid.To, pause.Reason)
	case pause != nil:
		add(ServicePaused, "%s takes nobody: %s", p.Service.Name, pause.Reason)
	}
	switch {
	case p.ProtocolID == "" && p.ProtocolReference == "":
		add(NoProtocol, "no protocol says how people are told of.")
	case p.ProtocolID != "" && !force(p.ProtocolID):
		add(ProtocolNotInForce, "its protocol is not in force on %s.", day)
	}
	return found
}

// uncovered gives the combinations for which no way is open. Substances of which the same benefits are left out are told together.
func uncovered(office *programme.Jobcentre, direction programme.Direction, open []*programme.Pathway, day calendar.Date) []Gap {
	var found []Gap
	for _, s := range programme.Substances() {
		var without []programme.Benefit
		for _, b := range programme.BenefitsOn(day) {
			if !slices.ContainsFunc(open, func(p *programme.Pathway) bool { return p.Direction == direction && p.Serves(s, b) }) {
				without = append(without, b)
			}
		}
		if len(without) == 0 {
			continue
		}
		if i := slices.IndexFunc(found, func(g Gap) bool { return slices.Equal(g.Benefits, without) }); i >= 0 {
			found[i].Substances = append(found[i].Substances, s)
			continue
		}
		found = append(found, Gap{Jobcentre: office, Kind: NoPathway, Direction: direction, Substances: []programme.Substance{s}, Benefits: without})
	}
	for i := range found {
		found[i].Text = fmt.Sprintf("No pathway %s for %s who claim %s.", ways[direction], listed(found[i].Substances), listed(found[i].Benefits))
	}
	return found
}

var ways = map[programme.Direction]string{programme.ToTreatment: "into treatment", programme.ToJobcentre: "from treatment to the office"}

var words = map[string]string{
	string(programme.HeroinCrack): "users of heroin or crack", string(programme.OtherDrugs): "users of other drugs", string(programme.Alcohol): "misusers of alcohol",
	string(programme.JSA): "Jobseeker's Allowance", string(programme.ESA): "Employment and Support Allowance", string(programme.Incapacity): "an incapacity benefit",
	string(programme.UniversalCredit): "Universal Credit", string(programme.OtherBenefit): "another benefit or none",
}

func listed[T ~string](all []T) string {
	said := make([]string, len(all))
	for i, x := range all {
		said[i] = words[string(x)]
	}
	if n := len(said); n > 1 {
		return strings.Join(said[:n-1], ", ") + " or " + said[n-1]
	}
	return said[0]
}
