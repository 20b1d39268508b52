package planning

import (
	"context"
	"slices"

	"waymark/domain/assessment"
	"waymark/domain/document"
	"waymark/domain/fault"
	"waymark/domain/programme"
	"waymark/ent"
)

// FindingAdd adds a finding to a draft, after all others of its priority. Outcome.ID is the finding.
func (s *Service) FindingAdd(ctx context.Context, in FindingAddInput) (Outcome, error) {
	c := call{"findingAdd", "", in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		d, err := s.assessment(ctx, w, "input.assessment", in.Assessment)
		if err != nil {
			return Outcome{}, err
		}
		if err := d.may(assessment.ToWrite); err != nil {
			return Outcome{}, err
		}
		if len(d.Findings) >= maxFinding {
			w.bad("assessment", "an assessment has at most %d findings", maxFinding)
		}
		w.priority(in.Priority)
		rank := document.Last(d.ranks(in.Priority))
		if len(rank) > document.MaxRank {
			w.bad("priority", "there is no room after the last finding of this priority; move one to the front first")
		}
		evidence, err := w.figures(ctx, "evidence", in.Evidence, nil)
		if err != nil {
			return Outcome{}, err
		}
		f := &assessment.Finding{Meta: programme.Meta{ID: newID(assessment.FindingPrefix)}, AssessmentID: d.ID, PartnershipID: d.PartnershipID,
			Statement: w.prose("statement", in.Statement, 1, maxProse), Evidence: evidence, Priority: in.Priority,
			Rank: rank, Groups: w.groups(d, in.Groups), Status: assessment.Open, Writers: []string{d.by.Subject}}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		return part(d, f.ID), w.tx.InsertParts(ctx, assessment.Document{Findings: []*assessment.Finding{f}})
	})
}

func (w *work) priority(p assessment.Priority) {
	if p.Order() < 0 {
		w.bad("priority", "there is no such priority")
	}
}

// ranks gives those of the findings of a priority, in order.
func (d *assessed) ranks(of assessment.Priority) []string {
	var ranks []string
	for _, f := range d.Findings {
		if f.Priority == of {
			ranks = append(ranks, f.Rank)
		}
	}
	return ranks
}

// groups checks that groups are of the template, or those that the partnership has added a section about.
func (w *work) groups(d *assessed, codes []string) []string {
	template, _ := programme.Lookup[*programme.Template](w.g, d.TemplateID)
	known := []string{}
	for _, g := range template.Form.Groups {
		known = append(known, g.Code)
	}
	for _, s := range d.Sections {
		if s.Local() {
			known = append(known, s.Group)
		}
	}
	for i, code := range codes {
		if !slices.Contains(known, code) {
			w.bad("groups", "%.40q is none of the groups, which are %v", code, known)
		} else if slices.Contains(codes[:i], code) {
			w.bad("groups", "%s is given twice", code)
		}
	}
	return codes
}

// finding finds a finding of an assessment that the rules let the viewer do something to.
func (s *Service) finding(ctx context.Context, w *work, id string, do assessment.Action) (*assessed, *assessment.Finding, error) {
	d, err := s.assessmentOf(ctx, w, "id", id)
	if err != nil {
		return nil, nil, err
	}
	i := slices.IndexFunc(d.Findings, func(f *assessment.Finding) bool { return f.ID == id })
	if i < 0 {
		return nil, nil, fault.New(fault.NotFound, "id", "there is nothing with this id")
	}
	return d, d.Findings[i], d.may(do)
}

// changeFinding changes one finding: with what the use case sets, unless it or somebody else before it says no.
func (s *Service) changeFinding(ctx context.Context, c call, version int, do assessment.Action, set func(context.Context, *work, *assessed, *assessment.Finding, *ent.FindingUpdateOne) ([]document.Field, error)) (Outcome, error) {
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		d, f, err := s.finding(ctx, w, c.id, do)
		if err != nil {
			return Outcome{}, err
		}
		update := w.tx.Finding.UpdateOneID(f.ID).SetWriters(document.Touch(f.Writers, d.by.Subject))
		fields, err := set(ctx, w, d, f, update)
		if changed := unchanged(f.Meta, version, f.Writers, fields...); changed != nil {
			return Outcome{}, changed
		}
		if err != nil {
			return Outcome{}, err
		}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		return part(d, f.ID), update.Exec(ctx)
	})
}

// FindingUpdate changes what a finding says. Outcome.ID is the finding.
func (s *Service) FindingUpdate(ctx context.Context, id string, in FindingUpdateInput) (Outcome, error) {
	c := call{"findingUpdate", id, in, in.IdempotencyKey}
	return s.changeFinding(ctx, c, in.ExpectedVersion, assessment.ToWrite, func(ctx context.Context, w *work, d *assessed, f *assessment.Finding, u *ent.FindingUpdateOne) (fields []document.Field, err error) {
		if in.Statement != nil {
			fields = append(fields, document.Field{Name: "statement", Now: f.Statement, Yours: *in.Statement})
			u.SetStatement(w.prose("statement", *in.Statement, 1, maxProse))
		}
		if in.Evidence != nil {
			evidence, err := w.figures(ctx, "evidence", in.Evidence, f.Evidence)
			if err != nil {
				return nil, err
			}
			fields = append(fields, document.Field{Name: "evidence", Now: listed(f.Evidence), Yours: listed(evidence)})
			u.SetEvidence(evidence)
		}
		if in.Groups != nil {
			fields = append(fields, document.Field{Name: "groups", Now: listed(f.Groups), Yours: listed(in.Groups)})
			u.SetGroups(w.groups(d, in.Groups))
		}
		return fields, nil
	})
}

// FindingMove puts a finding after another one, or before all, of the same or of another priority. No other is changed. Outcome.ID is the
// finding.
func (s *Service) FindingMove(ctx context.Context, id string, in FindingMoveInput) (Outcome, error) {
	c := call{"findingMove", id, in, in.IdempotencyKey}
	return s.changeFinding(ctx, c, in.ExpectedVersion, assessment.ToWrite, func(_ context.Context, w *work, d *assessed, f *assessment.Finding, u *ent.FindingUpdateOne) ([]document.Field, error) {
		w.priority(in.Priority)
		others := slices.DeleteFunc(slices.Clone(d.Findings), func(x *assessment.Finding) bool { return x.Priority != in.Priority || x.ID == id })
		at, low, high := 0, "", ""
		if in.After != nil {
			if at = slices.IndexFunc(others, func(x *assessment.Finding) bool { return x.ID == *in.After }) + 1; at == 0 {
				w.bad("after", "there is no other finding of the priority %s with this id", in.Priority)
			} else {
				low = others[at-1].Rank
			}
		}
		if at < len(others) {
			high = others[at].Rank
		}
		rank := document.Between(low, high)
		if rank == "" && w.refused() == nil {
			w.bad("after", "there is no room at this place any more; move its neighbour first")
		}
		u.SetPriority(in.Priority).SetRank(rank)
		return []document.Field{{Name: "priority", Now: f.Priority, Yours: in.Priority}}, nil
	})
}

// FindingWithdraw takes a finding back, with a reason. Outcome.ID is the finding.
func (s *Service) FindingWithdraw(ctx context.Context, id string, in FindingWithdrawInput) (Outcome, error) {
	c := call{"findingWithdraw", id, in, in.IdempotencyKey}
	return s.changeFinding(ctx, c, in.ExpectedVersion, assessment.ToWrite, func(_ context.Context, w *work, _ *assessed, f *assessment.Finding, u *ent.FindingUpdateOne) ([]document.Field, error) {
		u.SetStatus(assessment.Withdrawn).SetWithdrawReason(w.prose("reason", in.Reason, 1, 500))
		return []document.Field{{Name: "status", Now: f.Status, Yours: assessment.Withdrawn}}, open(f)
	})
}

// FindingAnswer says how a finding has been answered. Outcome.ID is the finding.
func (s *Service) FindingAnswer(ctx context.Context, id string, in FindingAnswerInput) (Outcome, error) {
	c := call{"findingAnswer", id, in, in.IdempotencyKey}
	return s.changeFinding(ctx, c, in.ExpectedVersion, assessment.ToAnswer, func(_ context.Context, w *work, _ *assessed, f *assessment.Finding, u *ent.FindingUpdateOne) ([]document.Field, error) {
		u.SetStatus(assessment.Answered).SetAnswer(w.prose("answer", in.Answer, 1, 2_000))
		return []document.Field{{Name: "status", Now: f.Status, Yours: assessment.Answered}}, open(f)
	})
}

func open(f *assessment.Finding) error {
	if f.Status != assessment.Open {
		return fault.New(fault.IllegalTransition, "", "the finding is %s; to do this it must be %s", f.Status, assessment.Open)
	}
	return nil
}
