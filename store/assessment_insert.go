package store

import (
	"context"
	"fmt"

	"waymark/domain/assessment"
	"waymark/ent"
)

// InsertAssessments writes new assessments with all their parts, each table in few statements. The records' versions and times are
// the store's to stamp.
func (tx *Tx) InsertAssessments(ctx context.Context, documents ...*assessment.Document) error {
	var all assessment.Document
	heads := make([]*assessment.Assessment, len(documents))
	for i, d := range documents {
		heads[i] = d.Assessment
		all.Sections = append(all.Sections, d.Sections...)
		all.Findings = append(all.Findings, d.Findings...)
		all.Comments = append(all.Comments, d.Comments...)
	}
	c := tx.Client()
	err := insert(ctx, heads, func(x *assessment.Assessment) *ent.AssessmentCreate {
		return c.Assessment.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetPartnershipID(x.PartnershipID).SetTemplateID(x.TemplateID).
			SetYear(x.Year).SetEdition(x.Edition).SetState(x.State).SetUnpublished(x.Unpublished).SetSteps(x.Steps).SetCarriedFrom(x.CarriedFrom).
			SetFrozen(x.Frozen)
	}, c.Assessment.CreateBulk)
	if err == nil {
		err = tx.InsertParts(ctx, all)
	}
	if err != nil {
		return fmt.Errorf("insert assessments: %w", err)
	}
	return nil
}

// InsertParts writes new sections, findings and comments of assessments that are there.
func (tx *Tx) InsertParts(ctx context.Context, of assessment.Document) error {
	c := tx.Client()
	if err := insert(ctx, of.Sections, func(x *assessment.Section) *ent.AssessmentSectionCreate {
		return c.AssessmentSection.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetAssessmentID(x.AssessmentID).SetPartnershipID(x.PartnershipID).
			SetCode(x.Code).SetPosition(x.Position).SetTitle(x.Title).SetConcerns(x.Group).SetText(x.Text).SetFigures(x.Figures).
			SetMembers(x.Members).SetStatus(x.Status).SetWriters(x.Writers).SetCarriedFrom(x.CarriedFrom)
	}, c.AssessmentSection.CreateBulk); err != nil {
		return err
	}
	if err := insert(ctx, of.Findings, func(x *assessment.Finding) *ent.FindingCreate {
		return c.Finding.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetAssessmentID(x.AssessmentID).SetPartnershipID(x.PartnershipID).
			SetStatement(x.Statement).SetEvidence(x.Evidence).SetPriority(x.Priority).SetRank(x.Rank).SetGroups(x.Groups).SetStatus(x.Status).
			SetAnswer(x.Answer).SetWithdrawReason(x.WithdrawReason).SetWriters(x.Writers).SetCarriedFrom(x.CarriedFrom)
	}, c.Finding.CreateBulk); err != nil {
		return err
	}
	return insert(ctx, of.Comments, func(x *assessment.Comment) *ent.FindingCommentCreate {
		return c.FindingComment.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetAssessmentID(x.AssessmentID).SetPartnershipID(x.PartnershipID).
			SetFindingID(x.FindingID).SetText(x.Text).SetAuthor(x.Author).SetResolved(x.Resolved).SetResolvedBy(x.ResolvedBy)
	}, c.FindingComment.CreateBulk)
}
