package plan

import (
	"fmt"
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/programme"
	"waymark/domain/signoff"
)

// Standing is how far a partnership has come with its plan of a kind for a year by a day.
type Standing struct {
	Partnership *programme.Partnership
	Edition             // that is in force, or else the newest
	Next        Edition // that is being written or signed while another is in force; without a plan when there is none
	// Awaiting are the codes of the signatures that the edition under way needs and lacks for some of its rows. When it is empty while that has been
	// submitted or signed, it waits for the strategic lead.
	Awaiting  []string
	Deadlines []Met // that the template has for plans, by day
	// Late is whether a deadline has passed by which the plan was to have come further than it has.
	Late     bool
	DaysLate int // since the first of those
	// Stuck is whether the edition under way has been in its state for longer than the template has patience.
	Stuck     bool
	DaysStuck int       // beyond its patience
	Reviews   []Quarter // that are owed, by quarter
}

// Edition is one edition with how far it has come.
type Edition struct {
	Plan  *Plan // nil: there is none
	State signoff.State
	Since calendar.Date // when it came to that state; nothing without a plan
}

// Met is a deadline with when the plan had come so far.
type Met struct {
	Deadline document.Deadline
	Due      calendar.Date
	Reached  *calendar.Date // nil: not by the day
	Missed   bool           // it had not come so far when the deadline had passed
	Days     int            // that it was or is late
}

// Quarter is a review that is owed: the plan was in force at the end of its quarter.
type Quarter struct {
	Quarter  int            // 1 to 4
	Due      *calendar.Date // nil: the template names no day
	Review   *Review        // nil: none has been prepared
	Complete bool           // by the day
	Late     bool           // it was not complete when its day had passed
	Days     int            // that it was or is late
}

// Records are what standings are made of: plans and reviews of any kind and year, of which those of others are left out. Pieces are the rows of plans by
// id; of a plan that is not among them a signature counts as given for all of it or none.
type Records struct {
	Plans   []*Plan
	Reviews []*Review
	Pieces  map[string][]signoff.Piece
}

// Cycle is the plans of a kind for a year, by their template.
type Cycle struct {
	Kind document.Kind
	Year calendar.FinancialYear
	Form *document.Template
}

// ReviewDeadline gives the code of the deadline of the review of a quarter.
func ReviewDeadline(quarter int) string { return fmt.Sprintf("REVIEW_Q%d", quarter) }

// Owing gives those of some partnerships that owe a plan of the cycle's kind for its year: those that have one of that kind for it or for the year before;
// and a treatment plan also those that have none of any kind for either.
func (c Cycle) Owing(partnerships []*programme.Partnership, all []*Plan) []*programme.Partnership {
	has, other := map[string]bool{}, map[string]bool{}
	for _, p := range all {
		if p.Year == c.Year || p.Year == c.Year-1 {
			has[p.PartnershipID] = has[p.PartnershipID] || p.Kind == c.Kind
			other[p.PartnershipID] = true
		}
	}
	owing := []*programme.Partnership{}
	for _, p := range partnerships {
		if has[p.ID] || c.Kind == document.TreatmentPlan && !other[p.ID] {
			owing = append(owing, p)
		}
	}
	return owing
}

// Standings gives how far partnerships have come by a day, in their order. Of an earlier day, rows that have changed since count as signed then by
// who had signed then.
func (c Cycle) Standings(partnerships []*programme.Partnership, r Records, day calendar.Date) []Standing {
	plans, reviews := map[string][]*Plan{}, map[string][]*Review{}
	for _, p := range r.Plans {
		if p.Kind == c.Kind && p.Year == c.Year && p.Steps.On(day) != signoff.NotStarted {
			plans[p.PartnershipID] = append(plans[p.PartnershipID], p)
		}
	}
	for _, x := range r.Reviews {
		if x.Kind == c.Kind && x.Year == c.Year {
			reviews[x.PartnershipID] = append(reviews[x.PartnershipID], x)
		}
	}
	standings := make([]Standing, len(partnerships))
	for i, p := range partnerships {
		editions := plans[p.ID]
		slices.SortFunc(editions, func(a, b *Plan) int { return a.Edition - b.Edition })
		s := Standing{Partnership: p, Edition: Edition{State: signoff.NotStarted}, Next: Edition{State: signoff.NotStarted}, Awaiting: []string{}}
		for _, e := range editions {
			at := Edition{Plan: e}
			at.State, at.Since = e.Steps.Since(day)
			if s.Plan != nil && s.State.InForce() {
				s.Next = at // what comes after an edition in force is under way
				continue
			}
			s.Edition = at
		}
		s.wait(c.Form, r.Pieces, day)
		s.meet(c, editions, day)
		s.review(c, editions, reviews[p.ID], day)
		standings[i] = s
	}
	return standings
}

// UnderWay gives the edition that somebody has to do something about: that which is being written or signed, or else the one that the standing is of.
func (s *Standing) UnderWay() Edition {
	if s.Next.Plan != nil {
		return s.Next
	}
	return s.Edition
}

// wait notes what the edition under way waits for, and whether for too long.
func (s *Standing) wait(form *document.Template, pieces map[string][]signoff.Piece, day calendar.Date) {
	at := s.UnderWay()
	if at.Plan == nil {
		return
	}
	d := signoff.Document{State: at.State, Steps: at.Plan.Steps.By(day), Signatures: form.Signatures}
	d.Pieces = slices.Clone(pieces[at.Plan.ID])
	if d.Pieces == nil {
		for _, section := range form.Sections {
			d.Pieces = append(d.Pieces, signoff.Piece{Part: section.Code})
		}
	}
	for i := range d.Pieces {
		if d.Pieces[i].Changed > len(d.Steps) {
			d.Pieces[i].Changed = 0
		}
	}
	s.Awaiting = append(s.Awaiting, d.Awaiting()...)
	if patience, ok := form.Patience[string(at.State)]; ok {
		if over := day.DaysSince(at.Since) - patience; over > 0 {
			s.Stuck, s.DaysStuck = true, over
		}
	}
}

// meet notes which deadlines the plan has met. A partnership is not asked for what was due before it was there.
func (s *Standing) meet(c Cycle, editions []*Plan, day calendar.Date) {
	for _, deadline := range c.Form.Deadlines {
		m := Met{Deadline: deadline, Due: deadline.On(c.Year)}
		if deadline.State == "" || m.Due.Before(s.Partnership.Valid.From) {
			continue
		}
		for _, e := range editions {
			if on, ok := e.reached(signoff.State(deadline.State), day); ok && (m.Reached == nil || on.Before(*m.Reached)) {
				m.Reached = &on
			}
		}
		until := day
		if m.Reached != nil {
			until = *m.Reached
		}
		m.Days = max(0, until.DaysSince(m.Due))
		m.Missed = m.Days > 0
		if m.Missed && m.Reached == nil {
			s.Late, s.DaysLate = true, max(s.DaysLate, m.Days)
		}
		s.Deadlines = append(s.Deadlines, m)
	}
	slices.SortStableFunc(s.Deadlines, func(a, b Met) int { return a.Due.Compare(b.Due) })
}

// reached gives the first day, up to one, on which a plan came to a state; ok is false when it has not. A submission that its author took back was none.
func (p *Plan) reached(state signoff.State, day calendar.Date) (on calendar.Date, ok bool) {
	steps := p.Steps.By(day)
	for i, s := range steps {
		rule, known := signoff.Rules.Rule(s.Do)
		if !known || rule.To != state || s.Do == signoff.ToSubmit && takenBack(steps[i+1:]) {
			continue
		}
		return s.On, true
	}
	return on, false
}

func takenBack(later signoff.Steps) bool {
	for _, s := range later {
		switch s.Do {
		case signoff.ToWithdraw:
			return true
		case signoff.ToReturn, signoff.ToAgree:
			return false
		}
	}
	return false
}

// review notes the reviews that are owed by the day, and those that there are.
func (s *Standing) review(c Cycle, editions []*Plan, reviews []*Review, day calendar.Date) {
	for quarter := 1; quarter <= 4; quarter++ {
		q, ends := Quarter{Quarter: quarter}, QuarterEnd(c.Year, quarter)
		if i := slices.IndexFunc(reviews, func(r *Review) bool { return r.Quarter == quarter }); i >= 0 {
			q.Review = reviews[i]
		}
		inForce := slices.ContainsFunc(editions, func(p *Plan) bool { return p.Steps.On(ends).InForce() })
		if q.Review == nil && (!inForce || ends.After(day)) {
			continue
		}
		until := day
		if q.Review != nil && q.Review.CompletedOn != nil && !q.Review.CompletedOn.After(day) {
			q.Complete, until = true, *q.Review.CompletedOn
		}
		if due, ok := c.Form.Due(ReviewDeadline(quarter), c.Year); ok {
			q.Due = &due
			q.Days = max(0, until.DaysSince(due))
			q.Late = q.Days > 0
		}
		s.Reviews = append(s.Reviews, q)
	}
}

// ReviewLate tells whether a review that is owed has not been completed by its day, and still has not.
func (s *Standing) ReviewLate() bool {
	return slices.ContainsFunc(s.Reviews, func(q Quarter) bool { return q.Late && !q.Complete })
}
