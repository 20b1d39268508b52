package plan

import (
	"cmp"
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/programme"
)

// The prefixes of ids of reviews.
const (
	ReviewPrefix = "rev"
	ItemPrefix   = "rit"
)

// Review is what a partnership says after a quarter about how far its plan has been carried out.
type Review struct {
	programme.Meta
	PlanID        string // the edition that was in force when it was prepared
	PartnershipID string
	Kind          document.Kind
	Year          calendar.FinancialYear
	Quarter       int            // 1 to 4
	Unpublished   bool           // it is being written
	PreparedFrom  string         // id of the review before it; empty for none
	Narrative     string         // how the plan stands
	Decisions     []string       // what was decided
	Attendance    []Attendee     // who was there
	Spend         []Spent        // by the end of the quarter
	CompletedOn   *calendar.Date // nil while it is being written
	Writers       []string
}

// Attendee is who was at a review, by role and organisation and never by name, and how many of them.
type Attendee struct {
	Role         string `json:"role"`
	Organisation string `json:"organisation"`
	Count        int    `json:"count"`
}

// Spent is what of a funding line has been spent by the end of a quarter.
type Spent struct {
	Line  string `json:"line"` // origin of the line
	Pence int64  `json:"pence"`
}

// Item is what a review says about one action.
type Item struct {
	programme.Meta
	ReviewID      string
	PartnershipID string
	ActionID      string // in the edition that was reviewed
	Origin        string // of the action
	RAG           RAG
	Progress      Progress
	Narrative     string
	Evidence      []document.Figure
	Writers       []string
}

// Reviewed is a review with what it says about each action.
type Reviewed struct {
	*Review
	Items []*Item
}

// Prepare gives the review of a quarter, to be written: an item for each action of the plan that has not been done or dropped before, as the last
// review left it (nil: there is none).
func Prepare(d *Document, quarter int, last *Reviewed, newID NewID) *Reviewed {
	meta := func(prefix string) programme.Meta { return programme.Meta{ID: newID(prefix), Synthetic: d.Synthetic} }
	r := &Reviewed{Review: &Review{Meta: meta(ReviewPrefix), PlanID: d.ID, PartnershipID: d.PartnershipID, Kind: d.Kind, Year: d.Year, Quarter: quarter, Unpublished: true}}
	before := map[string]*Item{}
	if last != nil {
		r.PreparedFrom, r.Attendance = last.ID, slices.Clone(last.Attendance)
		for _, i := range last.Items {
			before[i.Origin] = i
		}
	}
	for _, a := range d.Actions {
		if !d.There(a) || !a.Progress.Unmet() {
			continue
		}
		item := &Item{Meta: meta(ItemPrefix), ReviewID: r.ID, PartnershipID: d.PartnershipID, ActionID: a.ID, Origin: a.Origin, RAG: a.RAG, Progress: a.Progress}
		if was := before[a.Origin]; was != nil {
			item.RAG, item.Progress, item.Narrative, item.Evidence = was.RAG, was.Progress, was.Narrative, slices.Clone(was.Evidence)
		}
		r.Items = append(r.Items, item)
	}
	for _, l := range d.Lines {
		if d.There(l) {
			r.Spend = append(r.Spend, Spent{Line: l.Origin, Pence: l.Spent})
		}
	}
	return r
}

// Shown gives the evidence that an action has once the item is said of it: the item's, and what the action had before, as far as there is room.
func (i *Item) Shown(a *Action, most int) []document.Figure {
	shown := slices.Clone(i.Evidence)
	for _, f := range a.Evidence {
		if len(shown) < most && !slices.ContainsFunc(shown, func(x document.Figure) bool { return x.ID == f.ID }) {
			shown = append(shown, f)
		}
	}
	return shown
}

// LastReview gives the last completed review of the quarters before one, of those of one plan's year; nil when there is none.
func LastReview(all []*Review, quarter int) *Review {
	var best *Review
	for _, r := range all {
		if r.Quarter < quarter && !r.Unpublished && (best == nil || r.Quarter > best.Quarter) {
			best = r
		}
	}
	return best
}

// SortReviews orders reviews by year and quarter, the oldest first.
func SortReviews(all []*Review) {
	slices.SortFunc(all, func(a, b *Review) int {
		return cmp.Or(int(a.Year)-int(b.Year), a.Quarter-b.Quarter, cmp.Compare(a.ID, b.ID))
	})
}
