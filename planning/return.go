package planning

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"waymark/domain/calendar"
	"waymark/domain/fault"
	"waymark/domain/programme"
	"waymark/domain/referral"
	"waymark/domain/workflow"
	"waymark/ent"
	"waymark/store"
)

// MaxReturnRows is how many rows a return has at most.
const MaxReturnRows = 500

// ReturnSubmit hands in what an office counted in a month, for the first time or again: the whole of it, which takes the place of what
// was. What is allowed and yet asks for a word is noted in the return. Outcome.ID is the return.
//
// Faults: INVALID for a month that has not ended or that the office was not open at the end of, and for counts that break a rule;
// CONFLICT when it has been handed in or changed since it was read; ILLEGAL_TRANSITION once it is accepted.
func (s *Service) ReturnSubmit(ctx context.Context, in ReturnSubmitInput) (Outcome, error) {
	c := call{operation: "returnSubmit", input: in, key: in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		office := reference[*programme.Jobcentre](w, "jobcentre", in.Jobcentre, "jobcentre")
		if office == nil {
			return Outcome{}, w.refused()
		}
		if err := w.allowed(office); err != nil {
			return Outcome{}, err
		}
		month := referral.MonthOf(in.Month)
		district, why := owing(office, month, s.today())
		if why != "" {
			w.bad("month", "%s", why)
		}
		note := ""
		if in.Note != nil && *in.Note != "" {
			note = w.prose("note", *in.Note, 1, 2_000)
		}
		rows := w.rows(in.Rows, month)
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		before, err := w.collected(ctx, []string{office.ID}, referral.MonthsBefore(month, referral.History), month)
		if err != nil {
			return Outcome{}, err
		}
		h := handedIn{office, district, month, rows, note, in.ExpectedVersion}
		r, err := w.edition(h, before, s.today())
		if err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: r.ID, On: s.today()}, w.keep(ctx, edition{r, rows})
	})
}

// rows checks the rows of a return.
func (w *work) rows(in []*ReturnRowInput, month calendar.Date) []referral.Row {
	if len(in) > MaxReturnRows {
		w.bad("rows", "a return has at most %d rows, not %d", MaxReturnRows, len(in))
		return nil
	}
	rows := make([]referral.Row, len(in))
	for i, r := range in {
		rows[i] = referral.Row{Key: referral.Key{Substance: r.Substance, Benefit: r.Benefit, Direction: r.Direction}, Counts: r.counts()}
		if r.Provider != nil {
			field := rowField(i, "provider")
			if p := reference[*programme.Provider](w, field, *r.Provider, "provider"); p != nil {
				rows[i].Provider = p.ID
			}
		}
	}
	for _, wrong := range referral.Refuse(month, rows) {
		w.bad(rowField(wrong.Row, fieldOf(wrong.Measure)), "%s", wrong.Text)
	}
	return rows
}

func rowField(row int, name string) string {
	path := "rows." + strconv.Itoa(row)
	if name == "" {
		return path
	}
	return path + "." + name
}

// fieldOf gives the name of the field in which a measure stands.
func fieldOf(m referral.Measure) string {
	i := m.Index()
	if i < 0 {
		return ""
	}
	return returnColumns[i]
}

// returnColumns are the names of the measures in the API, in their order.
var returnColumns = []string{"disclosures", "markersInTreatment", "markersNotInTreatment", "referrals", "selfReferrals", "discussionStartsKnown",
	"treatmentStartsKnown", "exitsPlanned", "exitsUnplanned", "jobStarts", "sustained"}

func (w *work) returning(office *programme.Jobcentre) workflow.Who[referral.Role] {
	return workflow.Who[referral.Role]{Subject: w.rights.Who().Subject, Roles: w.rights.ReturnRoles(office)}
}

func (w *work) returned(do referral.Action, reason string, today calendar.Date) workflow.Step[referral.Action] {
	return workflow.Step[referral.Action]{Do: do, By: w.rights.Who().Subject, On: today, Reason: reason}
}

// currentReturn is a CONFLICT when a return has changed since it was read.
func currentReturn(r *referral.Return, read int) error {
	if r.Version == read {
		return nil
	}
	return fault.New(fault.Conflict, "input.expectedVersion", "it has changed: you read version %d and it is now at version %d, by %s", read, r.Version, r.LastBy())
}

// returnStep takes a return one step on its way.
func (s *Service) returnStep(ctx context.Context, c call, version int, do referral.Action, more func(*work, *referral.Return) error) (Outcome, error) {
	return s.returnChange(ctx, c, version, func(_ context.Context, w *work, r *referral.Return, office *programme.Jobcentre, u *ent.ReferralReturnUpdateOne) error {
		next, err := referral.Rules.Next(r.State, do, w.returning(office), r.Steps)
		if err != nil {
			return err
		}
		reason := c.change().Reason
		if rule, _ := referral.Rules.Rule(do); rule.Reason {
			reason = w.prose("reason", reason, 1, 500)
		}
		if err := more(w, r); err != nil {
			return err
		}
		u.SetState(next).SetSteps(append(r.Steps, w.returned(do, reason, s.today())))
		return w.refused()
	})
}

// returnChange finds a return, lets the use case decide, and writes.
func (s *Service) returnChange(ctx context.Context, c call, version int,
	decide func(context.Context, *work, *referral.Return, *programme.Jobcentre, *ent.ReferralReturnUpdateOne) error) (Outcome, error) {
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		found, err := w.tx.Returns(ctx, store.ReturnFilter{IDs: []string{c.id}}) // of those that the viewer may see
		if err != nil {
			return Outcome{}, err
		}
		if len(found) == 0 {
			w.asked = true
			return Outcome{}, fault.New(fault.NotFound, "id", "there is nothing with this id")
		}
		r := found[0]
		office, _ := programme.Lookup[*programme.Jobcentre](w.g, r.JobcentreID) // which a foreign key promises
		if err := w.allowed(office); err != nil {
			return Outcome{}, err
		}
		if err := currentReturn(r, version); err != nil {
			return Outcome{}, err
		}
		update := w.tx.ReferralReturn.UpdateOneID(r.ID)
		if err := decide(ctx, w, r, office, update); err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: r.ID, On: s.today()}, update.Exec(ctx)
	})
}

// ReturnQuery asks back about a return, also about one that has been accepted: it counts no more until it is accepted again. Outcome.ID
// is the return.
func (s *Service) ReturnQuery(ctx context.Context, id string, in ReturnQueryInput) (Outcome, error) {
	c := call{"returnQuery", id, in, in.IdempotencyKey}
	return s.returnStep(ctx, c, in.ExpectedVersion, referral.ToQuery, func(*work, *referral.Return) error { return nil })
}

// ReturnAccept lets a return count. What was noticed in it must have been answered. Outcome.ID is the return.
func (s *Service) ReturnAccept(ctx context.Context, id string, in ReturnAcceptInput) (Outcome, error) {
	c := call{"returnAccept", id, in, in.IdempotencyKey}
	return s.returnStep(ctx, c, in.ExpectedVersion, referral.ToAccept, func(_ *work, r *referral.Return) error {
		var list fault.List
		for i, f := range r.FollowUps {
			if f.Answer == "" {
				list.Add(fmt.Sprintf("followUps.%d", i), "number %d waits for a word: %s", i+1, f.Check.Words())
			}
		}
		return list.Err()
	})
}

// ReturnAnswer says a word about what was noticed in a return. Outcome.ID is the return.
func (s *Service) ReturnAnswer(ctx context.Context, id string, in ReturnAnswerInput) (Outcome, error) {
	c := call{"returnAnswer", id, in, in.IdempotencyKey}
	return s.returnChange(ctx, c, in.ExpectedVersion, func(_ context.Context, w *work, r *referral.Return, _ *programme.Jobcentre, u *ent.ReferralReturnUpdateOne) error {
		if r.State == referral.Accepted {
			return fault.New(fault.IllegalTransition, "", "the return is %s: what was noticed has been answered", r.State)
		}
		if len(in.Answers) == 0 {
			w.bad("answers", "say at least one word")
		}
		answered := slices.Clone(r.FollowUps)
		for i, a := range in.Answers {
			field := "answers." + strconv.Itoa(i)
			text := w.text(field+".answer", a.Answer, 1, 500)
			if a.Number < 1 || a.Number > len(answered) {
				w.bad(field+".number", "there is no follow-up with the number %d", a.Number)
				continue
			}
			answered[a.Number-1].Answer = text
		}
		u.SetFollowUps(answered)
		return w.refused()
	})
}
