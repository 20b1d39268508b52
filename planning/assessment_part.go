package planning

import (
	"context"
	"fmt"
	"slices"

	"waymark/domain/assessment"
	"waymark/domain/document"
	"waymark/domain/fault"
	"waymark/domain/programme"
	"waymark/domain/viewer"
)

// How much an assessment may hold.
const (
	maxProse   = 20_000 // characters of a section or a finding
	maxFigures = 50     // of a section or a finding
	maxMembers = 100
	maxLocal   = 20  // sections that a partnership adds
	maxFinding = 300 // findings
	maxComment = 500 // comments on the findings of an assessment
)

// AssessmentSectionAdd adds a section about a group of people whom the template does not name. Outcome.ID is the section.
func (s *Service) AssessmentSectionAdd(ctx context.Context, in AssessmentSectionAddInput) (Outcome, error) {
	c := call{"assessmentSectionAdd", "", in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		d, err := s.assessment(ctx, w, "input.assessment", in.Assessment)
		if err != nil {
			return Outcome{}, err
		}
		if err := d.may(assessment.ToWrite); err != nil {
			return Outcome{}, err
		}
		local := 1
		for _, x := range d.Sections {
			if x.Local() {
				local++
			}
		}
		if local > maxLocal {
			w.bad("assessment", "a partnership adds at most %d sections of its own", maxLocal)
		}
		code := fmt.Sprintf("%s%d", assessment.LocalPrefix, local)
		section := &assessment.Section{Meta: programme.Meta{ID: newID(assessment.SectionPrefix)}, AssessmentID: d.ID, PartnershipID: d.PartnershipID,
			Code: code, Group: code, Position: len(d.Sections) + 1, Title: w.text("title", in.Title, 1, 200), Status: assessment.Empty,
			Writers: []string{d.by.Subject}}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		return part(d, section.ID), w.tx.InsertParts(ctx, assessment.Document{Sections: []*assessment.Section{section}})
	})
}

// part is the outcome of what changes a part of an assessment.
func part(d *assessed, id string) Outcome {
	return Outcome{ID: id, On: d.now, Related: []string{d.ID}}
}

// AssessmentSectionUpdate changes a section. Outcome.ID is the section.
func (s *Service) AssessmentSectionUpdate(ctx context.Context, id string, in AssessmentSectionUpdateInput) (Outcome, error) {
	c := call{"assessmentSectionUpdate", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		d, err := s.assessmentOf(ctx, w, "id", id)
		if err != nil {
			return Outcome{}, err
		}
		i := slices.IndexFunc(d.Sections, func(x *assessment.Section) bool { return x.ID == id })
		if i < 0 {
			w.asked = true
			return Outcome{}, fault.New(fault.NotFound, "id", "there is nothing with this id")
		}
		section := d.Sections[i]
		template, _ := programme.Lookup[*programme.Template](w.g, d.TemplateID)
		form := template.Form.Section(section.Code)
		do := assessment.ToWrite
		if form != nil && !slices.Contains(form.Editors, viewer.PartnershipOfficer) {
			do = assessment.ToDemand
		}
		if err := d.may(do); err != nil {
			return Outcome{}, err
		}
		update := w.tx.AssessmentSection.UpdateOneID(id).SetWriters(document.Touch(section.Writers, d.by.Subject))
		var fields []document.Field
		if in.Text != nil {
			fields = append(fields, document.Field{Name: "text", Now: section.Text, Yours: *in.Text})
			update.SetText(w.prose("text", *in.Text, 0, maxProse))
			if section.Status == assessment.Empty && *in.Text != "" {
				update.SetStatus(assessment.Begun)
			}
		}
		if in.Figures != nil {
			figures, err := w.figures(ctx, "figures", in.Figures, section.Figures)
			if err != nil {
				return Outcome{}, err
			}
			fields = append(fields, document.Field{Name: "figures", Now: listed(section.Figures), Yours: listed(figures)})
			update.SetFigures(figures)
		}
		if in.Members != nil {
			members := w.members(form != nil && form.Members, in.Members)
			fields = append(fields, document.Field{Name: "members", Now: listed(section.Members), Yours: listed(members)})
			update.SetMembers(members)
		}
		if in.Status != nil {
			fields = append(fields, document.Field{Name: "status", Now: section.Status, Yours: *in.Status})
			update.SetStatus(*in.Status)
		}
		if err := unchanged(section.Meta, in.ExpectedVersion, section.Writers, fields...); err != nil {
			return Outcome{}, err
		}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		return part(d, id), update.Exec(ctx)
	})
}

// listed gives a list that is never nil, so that an empty one is the same as none.
func listed[T any](list []T) []T { return append([]T{}, list...) }

func (w *work) members(lists bool, in []*ExpertMemberInput) []document.Member {
	if !lists {
		w.bad("members", "this section lists nobody")
		return nil
	}
	if len(in) > maxMembers {
		w.bad("members", "there are at most %d members, not %d", maxMembers, len(in))
		return nil
	}
	members := make([]document.Member, len(in))
	for i, m := range in {
		at := fmt.Sprintf("members.%d.", i)
		members[i] = document.Member{Role: w.text(at+"role", m.Role, 1, 200), Organisation: w.text(at+"organisation", m.Organisation, 1, 200)}
	}
	return members
}
