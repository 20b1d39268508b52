package store

import (
	"context"
	"fmt"
	"time"

	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/plan"
	"waymark/ent"
	"waymark/ent/fundingline"
	entplan "waymark/ent/plan"
	"waymark/ent/planaction"
	"waymark/ent/plancomment"
	"waymark/ent/planobjective"
	"waymark/ent/planpart"
	"waymark/ent/planpriority"
	"waymark/ent/plansuggestion"
)

// PlanFilter says which plans. What is empty is no condition.
type PlanFilter struct {
	Kind        document.Kind
	Year        *calendar.FinancialYear
	Partnership string // id
	IDs         []string
}

// Plans gives the plans that the rights of the context show, without their rows, in no order. It is one statement.
func (s *Store) Plans(ctx context.Context, f PlanFilter) ([]*plan.Plan, error) {
	found, err := plans(ctx, s.client, f)
	return found, translate(err)
}

// Plans gives those of the transaction.
func (tx *Tx) Plans(ctx context.Context, f PlanFilter) ([]*plan.Plan, error) {
	return plans(ctx, tx.Client(), f)
}

func plans(ctx context.Context, c *ent.Client, f PlanFilter) ([]*plan.Plan, error) {
	q := c.Plan.Query()
	if f.Kind != "" {
		q.Where(entplan.Kind(f.Kind))
	}
	if f.Year != nil {
		q.Where(entplan.Year(*f.Year))
	}
	if f.Partnership != "" {
		q.Where(entplan.PartnershipID(f.Partnership))
	}
	if f.IDs != nil {
		q.Where(entplan.IDIn(f.IDs...))
	}
	rows, err := q.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read plans: %w", err)
	}
	found := make([]*plan.Plan, len(rows))
	for i, row := range rows {
		found[i] = planOf(row)
	}
	return found, nil
}

// PlanOf gives the id of the plan that a row, a comment or a suggestion is a part of, as far as the rights of the context show it; empty
// when there is none. It is one statement, and none for an id of another kind.
func (s *Store) PlanOf(ctx context.Context, row string) (id string, err error) {
	id, err = planOfRow(ctx, s.client, row)
	return id, translate(err)
}

// PlanOf gives it as the transaction sees it.
func (tx *Tx) PlanOf(ctx context.Context, row string) (id string, err error) {
	return planOfRow(ctx, tx.Client(), row)
}

func planOfRow(ctx context.Context, c *ent.Client, row string) (string, error) {
	var ids []string
	var err error
	switch prefix(row) {
	case plan.PartPrefix:
		ids, err = c.PlanPart.Query().Where(planpart.ID(row)).Select(planpart.FieldPlanID).Strings(ctx)
	case plan.LinePrefix:
		ids, err = c.FundingLine.Query().Where(fundingline.ID(row)).Select(fundingline.FieldPlanID).Strings(ctx)
	case plan.PriorityPrefix:
		ids, err = c.PlanPriority.Query().Where(planpriority.ID(row)).Select(planpriority.FieldPlanID).Strings(ctx)
	case plan.ObjectivePrefix:
		ids, err = c.PlanObjective.Query().Where(planobjective.ID(row)).Select(planobjective.FieldPlanID).Strings(ctx)
	case plan.ActionPrefix:
		ids, err = c.PlanAction.Query().Where(planaction.ID(row)).Select(planaction.FieldPlanID).Strings(ctx)
	case plan.CommentPrefix:
		ids, err = c.PlanComment.Query().Where(plancomment.ID(row)).Select(plancomment.FieldPlanID).Strings(ctx)
	case plan.SuggestionPrefix:
		ids, err = c.PlanSuggestion.Query().Where(plansuggestion.ID(row)).Select(plansuggestion.FieldPlanID).Strings(ctx)
	}
	if err != nil || len(ids) == 0 {
		return "", err
	}
	return ids[0], nil
}

// Plan gives a plan with all its rows as of one state, as far as the rights of the context show it, or nil. With a moment it is as it had
// been recorded by then. It is eight statements, and one more with a moment.
func (s *Store) Plan(ctx context.Context, id string, moment *time.Time) (d *plan.Document, err error) {
	err = s.reading(ctx, func(ctx context.Context, c *ent.Client) error {
		var back rewind
		if moment != nil {
			if back, err = rewindAbout(reader(ctx), c, id, *moment); err != nil {
				return err
			}
		}
		d, err = readPlan(ctx, c, id, back)
		return err
	})
	return d, err
}

// ReadPlan gives a plan as the transaction sees it, or nil.
func (tx *Tx) ReadPlan(ctx context.Context, id string) (*plan.Document, error) {
	return readPlan(ctx, tx.Client(), id, rewind{})
}

func readPlan(ctx context.Context, c *ent.Client, id string, back rewind) (*plan.Document, error) {
	head, err := documentRows(ctx, back, ent.TypePlan, c.Plan.Query().Where(entplan.ID(id)).All, planOf)
	if err != nil || len(head) == 0 {
		return nil, err
	}
	d := &plan.Document{Plan: head[0]}
	if d.Parts, err = documentRows(ctx, back, ent.TypePlanPart, c.PlanPart.Query().Where(planpart.PlanID(id)).All, PlanPartOf); err != nil {
		return nil, err
	}
	if d.Lines, err = documentRows(ctx, back, ent.TypeFundingLine, c.FundingLine.Query().Where(fundingline.PlanID(id)).All, FundingLineOf); err != nil {
		return nil, err
	}
	d.Priorities, err = documentRows(ctx, back, ent.TypePlanPriority, c.PlanPriority.Query().Where(planpriority.PlanID(id)).All, PlanPriorityOf)
	if err != nil {
		return nil, err
	}
	d.Objectives, err = documentRows(ctx, back, ent.TypePlanObjective, c.PlanObjective.Query().Where(planobjective.PlanID(id)).All, PlanObjectiveOf)
	if err != nil {
		return nil, err
	}
	if d.Actions, err = documentRows(ctx, back, ent.TypePlanAction, c.PlanAction.Query().Where(planaction.PlanID(id)).All, PlanActionOf); err != nil {
		return nil, err
	}
	if d.Comments, err = documentRows(ctx, back, ent.TypePlanComment, c.PlanComment.Query().Where(plancomment.PlanID(id)).All, planCommentOf); err != nil {
		return nil, err
	}
	d.Suggestions, err = documentRows(ctx, back, ent.TypePlanSuggestion, c.PlanSuggestion.Query().Where(plansuggestion.PlanID(id)).All, suggestionOf)
	if err != nil {
		return nil, err
	}
	d.Sort()
	return d, nil
}

// PlanActionsOf gives the actions with some origins in every plan that the rights of the context show, in no order. It is one statement.
func (s *Store) PlanActionsOf(ctx context.Context, origins []string) ([]*plan.Action, error) {
	rows, err := s.client.PlanAction.Query().Where(planaction.OriginIn(origins...)).All(ctx)
	if err != nil {
		return nil, translate(fmt.Errorf("read actions by origin: %w", err))
	}
	found := make([]*plan.Action, len(rows))
	for i, row := range rows {
		found[i] = PlanActionOf(row)
	}
	return found, nil
}

func planOf(x *ent.Plan) *plan.Plan {
	return &plan.Plan{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), PartnershipID: x.PartnershipID, TemplateID: x.TemplateID,
		Kind: x.Kind, Year: x.Year, Edition: x.Edition, State: x.State, Unpublished: x.Unpublished, Steps: x.Steps, CarriedFrom: x.CarriedFrom}
}

// PlanPartOf makes the record of a part of its row.
func PlanPartOf(x *ent.PlanPart) *plan.Part {
	return &plan.Part{Common: plan.Common{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), PlanID: x.PlanID, PartnershipID: x.PartnershipID,
		Changed: x.Changed, Writers: x.Writers, CarriedFrom: x.CarriedFrom, Origin: x.Origin, Removed: x.Removed},
		Code: x.Code, Position: x.Position, Title: x.Title, Text: x.Text, Status: x.Status}
}

// FundingLineOf makes the record of a line of money of its row.
func FundingLineOf(x *ent.FundingLine) *plan.Line {
	return &plan.Line{Common: plan.Common{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), PlanID: x.PlanID, PartnershipID: x.PartnershipID,
		Changed: x.Changed, Writers: x.Writers, CarriedFrom: x.CarriedFrom, Origin: x.Origin, Removed: x.Removed},
		PartID: x.PartID, Rank: x.Rank, Stream: x.Stream, Name: x.Name, Planned: x.Planned, Committed: x.Committed, Spent: x.Spent, Note: x.Note}
}

// PlanPriorityOf makes the record of a priority of its row.
func PlanPriorityOf(x *ent.PlanPriority) *plan.Priority {
	return &plan.Priority{Common: plan.Common{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), PlanID: x.PlanID, PartnershipID: x.PartnershipID,
		Changed: x.Changed, Writers: x.Writers, CarriedFrom: x.CarriedFrom, Origin: x.Origin, Removed: x.Removed},
		PartID: x.PartID, Rank: x.Rank, Statement: x.Statement, Findings: x.Findings}
}

// PlanObjectiveOf makes the record of an objective of its row.
func PlanObjectiveOf(x *ent.PlanObjective) *plan.Objective {
	return &plan.Objective{Common: plan.Common{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), PlanID: x.PlanID, PartnershipID: x.PartnershipID,
		Changed: x.Changed, Writers: x.Writers, CarriedFrom: x.CarriedFrom, Origin: x.Origin, Removed: x.Removed},
		PriorityID: x.PriorityID, Rank: x.Rank, Statement: x.Statement, Findings: x.Findings, Funding: x.Funding}
}

// PlanActionOf makes the record of an action of its row.
func PlanActionOf(x *ent.PlanAction) *plan.Action {
	return &plan.Action{Common: plan.Common{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), PlanID: x.PlanID, PartnershipID: x.PartnershipID,
		Changed: x.Changed, Writers: x.Writers, CarriedFrom: x.CarriedFrom, Origin: x.Origin, Removed: x.Removed},
		ObjectiveID: x.ObjectiveID, Rank: x.Rank, Text: x.Text, When: x.ByWhen, Owner: x.Owner, Resources: x.Resources, Target: x.Target,
		Pathway: x.Pathway, RAG: x.Rag, Progress: x.Progress, Evidence: x.Evidence}
}

func planCommentOf(x *ent.PlanComment) *plan.Comment {
	return &plan.Comment{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), PlanID: x.PlanID, PartnershipID: x.PartnershipID,
		RowID: x.RowID, Text: x.Text, Author: x.Author, Resolved: x.Resolved, ResolvedBy: x.ResolvedBy}
}

func suggestionOf(x *ent.PlanSuggestion) *plan.Suggestion {
	return &plan.Suggestion{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), PlanID: x.PlanID, PartnershipID: x.PartnershipID,
		RowID: x.RowID, Fields: x.Fields, Reason: x.Reason, Author: x.Author, State: x.State, DecidedBy: x.DecidedBy, Answer: x.Answer}
}
