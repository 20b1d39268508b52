package vacancy

import (
	"cmp"
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/coverage"
	"waymark/domain/programme"
)

// Reason is why a vacancy can be foreseen.
type Reason string

// The reasons.
const (
	HoldingEnds Reason = "HOLDING_ENDS" // the holder's end is known and nobody holds the post from that day
	FundingEnds Reason = "FUNDING_ENDS" // the post is held and its funding ends
	CoverEnds   Reason = "COVER_ENDS"   // the cover ends and nobody holds or covers the post from that day
)

// Projection is a vacancy that can be foreseen.
type Projection struct {
	Post   *programme.Post
	On     calendar.Date // the first day without holder, funding or cover
	Reason Reason
}

// Projected gives the vacancies that can be foreseen to begin on the days from the day from up to, and without, the day
// to, by day, by the post's code and by reason. A post counts where it is at home on that day. The end of one half of a job share
// is none, since the post stays filled; nor is the end of a holding or of cover together with the funding.
func Projected(g *programme.Graph, scope coverage.Scope, from, to calendar.Date) []Projection {
	var found []Projection
	period := calendar.Between(from, to)
	for _, p := range g.AllPosts() {
		note := func(end *calendar.Date, reason Reason) {
			if end == nil || !period.Contains(*end) || !scope.Includes(p, *end) {
				return
			}
			next := Projection{Post: p, On: *end, Reason: reason}
			if !slices.Contains(found, next) { // two job sharers may leave together
				found = append(found, next)
			}
		}
		if to := p.Funded.To; to != nil && p.State(to.AddDays(-1)) == programme.Filled {
			note(to, FundingEnds)
		}
		for _, h := range p.AllHoldings() {
			if to := h.Valid.To; to != nil && !h.Valid.Empty() && p.VacantSince(*to) != nil {
				note(to, HoldingEnds)
			}
		}
		for _, c := range p.AllCovers() {
			if to := c.Valid.To; to != nil && !c.Valid.Empty() && p.VacantSince(*to) != nil && p.Cover(*to) == nil {
				note(to, CoverEnds)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b Projection) int {
		return cmp.Or(a.On.Compare(b.On), cmp.Compare(a.Post.Code, b.Post.Code), cmp.Compare(a.Reason, b.Reason))
	})
	return found
}
