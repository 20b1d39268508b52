package store

import (
	"context"
	"fmt"

	"waymark/domain/plan"
	"waymark/domain/signoff"
	"waymark/ent"
	"waymark/ent/fundingline"
	"waymark/ent/planaction"
	"waymark/ent/planobjective"
	"waymark/ent/planpart"
	"waymark/ent/planpriority"
)

// PlanPieces gives the rows of plans as they are signed, by id of the plan, as far as the rights of the context show them. It is five statements,
// which see one state, however many plans there are; none for no plans.
func (s *Store) PlanPieces(ctx context.Context, plans []string) (pieces map[string][]signoff.Piece, err error) {
	if len(plans) == 0 {
		return nil, nil
	}
	err = s.reading(ctx, func(ctx context.Context, c *ent.Client) error {
		pieces, err = readPieces(ctx, c, plans)
		return err
	})
	return pieces, err
}

func readPieces(ctx context.Context, c *ent.Client, plans []string) (map[string][]signoff.Piece, error) {
	documents := map[string]*plan.Document{}
	of := func(id string) *plan.Document {
		if documents[id] == nil {
			documents[id] = &plan.Document{Plan: &plan.Plan{}}
		}
		return documents[id]
	}
	parts, err := c.PlanPart.Query().Where(planpart.PlanIDIn(plans...)).
		Select(planpart.FieldPlanID, planpart.FieldChanged, planpart.FieldCode).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read parts: %w", err)
	}
	for _, x := range parts {
		d := of(x.PlanID)
		d.Parts = append(d.Parts, PlanPartOf(x))
	}
	lines, err := c.FundingLine.Query().Where(fundingline.PlanIDIn(plans...)).
		Select(fundingline.FieldPlanID, fundingline.FieldChanged, fundingline.FieldPartID).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read funding lines: %w", err)
	}
	for _, x := range lines {
		d := of(x.PlanID)
		d.Lines = append(d.Lines, FundingLineOf(x))
	}
	priorities, err := c.PlanPriority.Query().Where(planpriority.PlanIDIn(plans...)).
		Select(planpriority.FieldPlanID, planpriority.FieldChanged, planpriority.FieldPartID).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read priorities: %w", err)
	}
	for _, x := range priorities {
		d := of(x.PlanID)
		d.Priorities = append(d.Priorities, PlanPriorityOf(x))
	}
	objectives, err := c.PlanObjective.Query().Where(planobjective.PlanIDIn(plans...)).
		Select(planobjective.FieldPlanID, planobjective.FieldChanged, planobjective.FieldPriorityID).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read objectives: %w", err)
	}
	for _, x := range objectives {
		d := of(x.PlanID)
		d.Objectives = append(d.Objectives, PlanObjectiveOf(x))
	}
	actions, err := c.PlanAction.Query().Where(planaction.PlanIDIn(plans...)).
		Select(planaction.FieldPlanID, planaction.FieldChanged, planaction.FieldObjectiveID).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read actions: %w", err)
	}
	for _, x := range actions {
		d := of(x.PlanID)
		d.Actions = append(d.Actions, PlanActionOf(x))
	}
	pieces := map[string][]signoff.Piece{}
	for id, d := range documents {
		for _, r := range d.Rows() {
			pieces[id] = append(pieces[id], d.Piece(r))
		}
	}
	return pieces, nil
}
