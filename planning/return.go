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
		district := w.owing("month", office, month, s.today())
		note := ""
		if in.Note != nil && *in.Note != "" {
			note = w.prose("note", *in.Note, 1, 2_000)
		}
		rows := w.rows(in.Rows, month)
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		r, err := w.handIn(ctx, handedIn{office, district, month, rows, note}, in.ExpectedVersion, s.today())
		if err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: r.ID, On: s.today()}, nil
	})
}

// handedIn is what an office hands in.
type handedIn struct {
	office   *programme.Jobcentre
	district *programme.District
	month    calendar.Date
	rows     []referral.Row
	note     string
}

// owing gives the district that an office belonged to at the end of a month, and notes a month for which it owes no return.
func (w *work) owing(field string, office *programme.Jobcentre, month, today calendar.Date) *programme.District {
	end := referral.Structure(month)
	if !end.Before(today) {
		w.bad(field, "%s has not ended", month.Time().Format("January 2006"))
		return nil
	}
	district := office.District(end)
	if !office.Valid.Contains(end) || district == nil {
		w.bad(field, "%s was not open on %s, the day by which a return is owed for the month", office.Code, end)
	}
	return district
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

// handIn records an edition of a return.
func (w *work) handIn(ctx context.Context, h handedIn, expected *int, today calendar.Date) (*referral.Return, error) {
	found, err := w.tx.Returns(w.reading(ctx), store.ReturnFilter{Jobcentres: []string{h.office.ID}, Months: new(calendar.Between(h.month, referral.NextMonth(h.month)))})
	if err != nil {
		return nil, err
	}
	before, err := w.before(ctx, h.office, h.month)
	if err != nil {
		return nil, err
	}
	r := &referral.Return{Meta: programme.Meta{ID: newID(referral.Prefix)}, JobcentreID: h.office.ID, DistrictID: h.district.ID, Month: h.month, State: referral.Due}
	if len(found) > 0 {
		r = found[0]
	}
	switch {
	case len(found) == 0 && expected != nil:
		return nil, fault.New(fault.Conflict, "input.expectedVersion", "nothing has been handed in for this month: leave the version out")
	case len(found) > 0 && expected == nil:
		return nil, fault.New(fault.Conflict, "input.expectedVersion", "%s has handed this month in already: read it, and say which version you change", r.LastBy())
	case len(found) > 0:
		if err := currentReturn(r, *expected); err != nil {
			return nil, err
		}
	}
	next, err := referral.Rules.Next(r.State, referral.ToReturn, w.returning(h.office), r.Steps)
	if err != nil {
		return nil, err
	}
	r.State, r.Note, r.FollowUps = next, h.note, referral.Notice(h.rows, before)
	r.Edition++
	r.Steps = append(r.Steps, w.returned(referral.ToReturn, "", today))
	if len(found) == 0 {
		err = w.tx.InsertReturns(ctx, r)
	} else {
		err = w.tx.ReferralReturn.UpdateOneID(r.ID).SetState(r.State).SetEdition(r.Edition).SetNote(r.Note).SetFollowUps(r.FollowUps).SetSteps(r.Steps).Exec(ctx)
	}
	if err != nil {
		return nil, err
	}
	return r, w.tx.InsertCounts(ctx, r, h.rows)
}

// before gives the sums of what an office handed in for the months before one, the last one last.
func (w *work) before(ctx context.Context, office *programme.Jobcentre, month calendar.Date) ([]referral.Counts, error) {
	ctx = w.reading(ctx)
	earlier, err := w.tx.Returns(ctx, store.ReturnFilter{Jobcentres: []string{office.ID}, Months: new(calendar.Between(referral.MonthsBefore(month, referral.History), month))})
	if err != nil || len(earlier) == 0 {
		return nil, err
	}
	slices.SortFunc(earlier, func(a, b *referral.Return) int { return a.Month.Compare(b.Month) })
	ids, at := make([]string, len(earlier)), map[string]int{}
	for i, r := range earlier {
		ids[i], at[r.ID] = r.ID, i
	}
	counted, err := w.tx.Counts(ctx, store.CountFilter{Returns: ids})
	if err != nil {
		return nil, err
	}
	sums := make([]referral.Counts, len(earlier))
	for _, row := range counted {
		if i := at[row.Return]; row.Edition == earlier[i].Edition {
			sums[i].Add(&row.Counts)
		}
	}
	return sums, nil
}

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
