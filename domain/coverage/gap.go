package coverage

import (
	"cmp"
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/programme"
)

// GapKind is what is missing.
type GapKind string

// The kinds of gap, the gravest first.
const (
	RegionWithoutLead          GapKind = "REGION_WITHOUT_LEAD"          // no strategic lead post of the region is filled or covered
	DistrictWithoutCoordinator GapKind = "DISTRICT_WITHOUT_COORDINATOR" // no coordinator post of the district is filled or covered
	PostVacant                 GapKind = "POST_VACANT"                  // nobody holds or covers the post and no offer is pending
	OfferStartOverdue          GapKind = "OFFER_START_OVERDUE"          // an offer is pending and the agreed start has passed
	PostPartlyFilled           GapKind = "POST_PARTLY_FILLED"           // the post is held at less than its full-time equivalent
	PartnershipNotCovered      GapKind = "PARTNERSHIP_NOT_COVERED"      // none of the partnership's districts has a coordinator
	PartnershipPartlyCovered   GapKind = "PARTNERSHIP_PARTLY_COVERED"   // some of its districts have one and some have not
	JobcentreWithoutChampion   GapKind = "JOBCENTRE_WITHOUT_CHAMPION"   // nobody is drug champion at the office
)

// GapKinds gives every kind, the gravest first.
func GapKinds() []GapKind {
	return []GapKind{
		RegionWithoutLead, DistrictWithoutCoordinator, PostVacant, OfferStartOverdue, PostPartlyFilled,
		PartnershipNotCovered, PartnershipPartlyCovered, JobcentreWithoutChampion,
	}
}

// Gap is one thing that is missing on the day of a coverage.
type Gap struct {
	Kind  GapKind
	Place programme.Place // where; of a post its home
	Post  *programme.Post // nil when the gap is not about a post
	// Since is the first day of the uninterrupted run of days, up to the day of the coverage, on which the gap has existed;
	// never a day before the place or the funding of the post began. Of a vacant post it is the day since when nobody has
	// held it (programme.Post.VacantSince): cover and offers that came and went meanwhile do not end a vacancy, and the
	// sentence tells when the last of them ended.
	Since calendar.Date
	Days  int // from Since to the day of the coverage: 0 on the first day
	// Sentence says it in plain English, fit to be quoted: places by their names of the day, and never a person's name.
	Sentence string
}

// Gaps gives what is missing in the scope, of the kinds asked for or of all kinds: the gravest kind first, then what has
// lasted longest, then by the code of the place and of the post. There is at most one gap of a kind for each post and place.
// It is worked out at each call.
func (c *Coverage) Gaps(kinds ...GapKind) []Gap {
	f := finder{survey: newSurvey(c.graph, c.scope, c.AsOf), asOf: c.AsOf}
	for _, kind := range GapKinds() {
		if len(kinds) > 0 && !slices.Contains(kinds, kind) {
			continue
		}
		start := len(f.gaps)
		f.find(kind)
		slices.SortStableFunc(f.gaps[start:], compareGaps)
	}
	return f.gaps
}

// compareGaps orders gaps of one kind.
func compareGaps(a, b Gap) int {
	return cmp.Or(a.Since.Compare(b.Since), cmp.Compare(a.Place.PlaceCode(), b.Place.PlaceCode()), cmp.Compare(postCode(a), postCode(b)))
}

func postCode(g Gap) string {
	if g.Post == nil {
		return ""
	}
	return g.Post.Code
}
