package store

import (
	"context"
	"fmt"

	"waymark/domain/plan"
	"waymark/ent"
)

// InsertPlans writes new plans with all their rows, each table in few statements. The records' versions and times are the store's to stamp.
func (tx *Tx) InsertPlans(ctx context.Context, documents ...*plan.Document) error {
	var all plan.Document
	heads := make([]*plan.Plan, len(documents))
	for i, d := range documents {
		heads[i] = d.Plan
		all.Parts = append(all.Parts, d.Parts...)
		all.Lines = append(all.Lines, d.Lines...)
		all.Priorities = append(all.Priorities, d.Priorities...)
		all.Objectives = append(all.Objectives, d.Objectives...)
		all.Actions = append(all.Actions, d.Actions...)
		all.Comments = append(all.Comments, d.Comments...)
		all.Suggestions = append(all.Suggestions, d.Suggestions...)
	}
	c := tx.Client()
	err := insert(ctx, heads, func(x *plan.Plan) *ent.PlanCreate {
		return c.Plan.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetPartnershipID(x.PartnershipID).SetTemplateID(x.TemplateID).SetKind(x.Kind).
			SetYear(x.Year).SetEdition(x.Edition).SetState(x.State).SetUnpublished(x.Unpublished).SetSteps(x.Steps).SetCarriedFrom(x.CarriedFrom)
	}, c.Plan.CreateBulk)
	if err == nil {
		err = tx.InsertPlanRows(ctx, all)
	}
	if err != nil {
		return fmt.Errorf("insert plans: %w", err)
	}
	return nil
}

// InsertPlanRows writes new rows, comments and suggestions of plans that are there.
func (tx *Tx) InsertPlanRows(ctx context.Context, of plan.Document) error {
	for _, write := range []func(context.Context, *ent.Client, plan.Document) error{insertParts, insertLines, insertPriorities, insertObjectives, insertActions, insertSaid} {
		if err := write(ctx, tx.Client(), of); err != nil {
			return err
		}
	}
	return nil
}

func insertParts(ctx context.Context, c *ent.Client, of plan.Document) error {
	return insert(ctx, of.Parts, func(x *plan.Part) *ent.PlanPartCreate {
		return c.PlanPart.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetPlanID(x.PlanID).SetPartnershipID(x.PartnershipID).SetChanged(x.Changed).
			SetWriters(x.Writers).SetCarriedFrom(x.CarriedFrom).SetOrigin(x.Origin).SetRemoved(x.Removed).
			SetCode(x.Code).SetPosition(x.Position).SetTitle(x.Title).SetText(x.Text).SetStatus(x.Status)
	}, c.PlanPart.CreateBulk)
}

func insertLines(ctx context.Context, c *ent.Client, of plan.Document) error {
	return insert(ctx, of.Lines, func(x *plan.Line) *ent.FundingLineCreate {
		return c.FundingLine.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetPlanID(x.PlanID).SetPartnershipID(x.PartnershipID).SetChanged(x.Changed).
			SetWriters(x.Writers).SetCarriedFrom(x.CarriedFrom).SetOrigin(x.Origin).SetRemoved(x.Removed).
			SetPartID(x.PartID).SetRank(x.Rank).SetStream(x.Stream).SetName(x.Name).SetPlanned(x.Planned).SetCommitted(x.Committed).
			SetSpent(x.Spent).SetNote(x.Note)
	}, c.FundingLine.CreateBulk)
}

func insertPriorities(ctx context.Context, c *ent.Client, of plan.Document) error {
	return insert(ctx, of.Priorities, func(x *plan.Priority) *ent.PlanPriorityCreate {
		return c.PlanPriority.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetPlanID(x.PlanID).SetPartnershipID(x.PartnershipID).SetChanged(x.Changed).
			SetWriters(x.Writers).SetCarriedFrom(x.CarriedFrom).SetOrigin(x.Origin).SetRemoved(x.Removed).
			SetPartID(x.PartID).SetRank(x.Rank).SetStatement(x.Statement).SetFindings(x.Findings)
	}, c.PlanPriority.CreateBulk)
}

func insertObjectives(ctx context.Context, c *ent.Client, of plan.Document) error {
	return insert(ctx, of.Objectives, func(x *plan.Objective) *ent.PlanObjectiveCreate {
		return c.PlanObjective.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetPlanID(x.PlanID).SetPartnershipID(x.PartnershipID).SetChanged(x.Changed).
			SetWriters(x.Writers).SetCarriedFrom(x.CarriedFrom).SetOrigin(x.Origin).SetRemoved(x.Removed).
			SetPriorityID(x.PriorityID).SetRank(x.Rank).SetStatement(x.Statement).SetFindings(x.Findings).SetFunding(x.Funding)
	}, c.PlanObjective.CreateBulk)
}

func insertActions(ctx context.Context, c *ent.Client, of plan.Document) error {
	return insert(ctx, of.Actions, func(x *plan.Action) *ent.PlanActionCreate {
		create := c.PlanAction.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetPlanID(x.PlanID).SetPartnershipID(x.PartnershipID).SetChanged(x.Changed).
			SetWriters(x.Writers).SetCarriedFrom(x.CarriedFrom).SetOrigin(x.Origin).SetRemoved(x.Removed).
			SetObjectiveID(x.ObjectiveID).SetRank(x.Rank).SetText(x.Text).SetByWhen(x.When).SetOwner(x.Owner).SetResources(x.Resources).
			SetPathway(x.Pathway).SetRag(x.RAG).SetProgress(x.Progress).SetEvidence(x.Evidence)
		if x.Target != nil {
			create.SetTarget(x.Target)
		}
		return create
	}, c.PlanAction.CreateBulk)
}

func insertSaid(ctx context.Context, c *ent.Client, of plan.Document) error {
	if err := insert(ctx, of.Comments, func(x *plan.Comment) *ent.PlanCommentCreate {
		return c.PlanComment.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetPlanID(x.PlanID).SetPartnershipID(x.PartnershipID).
			SetRowID(x.RowID).SetText(x.Text).SetAuthor(x.Author).SetResolved(x.Resolved).SetResolvedBy(x.ResolvedBy)
	}, c.PlanComment.CreateBulk); err != nil {
		return err
	}
	return insert(ctx, of.Suggestions, func(x *plan.Suggestion) *ent.PlanSuggestionCreate {
		return c.PlanSuggestion.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetPlanID(x.PlanID).SetPartnershipID(x.PartnershipID).
			SetRowID(x.RowID).SetFields(x.Fields).SetReason(x.Reason).SetAuthor(x.Author).SetState(x.State).SetDecidedBy(x.DecidedBy).SetAnswer(x.Answer)
	}, c.PlanSuggestion.CreateBulk)
}
