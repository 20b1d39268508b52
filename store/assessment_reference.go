package store

import (
	"context"
	"fmt"
	"slices"

	"waymark/domain/assessment"
	"waymark/domain/document"
	"waymark/ent"
	"waymark/ent/assessmentsection"
	"waymark/ent/finding"
)

// FigureReferences gives the ids of the figures that assessments refer to in their sections and in findings that have not been withdrawn, by
// assessment, each once, in order, as far as the rights of the context show them. It is two statements, which see one state.
func (s *Store) FigureReferences(ctx context.Context, assessments []string) (map[string][]string, error) {
	var refers map[string][]string
	note := func(id string, figures []document.Figure) {
		for _, f := range figures {
			refers[id] = append(refers[id], f.ID)
		}
	}
	err := s.reading(ctx, func(ctx context.Context, c *ent.Client) error {
		refers = map[string][]string{}
		sections, err := c.AssessmentSection.Query().Where(assessmentsection.AssessmentIDIn(assessments...)).
			Select(assessmentsection.FieldAssessmentID, assessmentsection.FieldFigures).All(ctx)
		if err != nil {
			return fmt.Errorf("read what sections refer to: %w", err)
		}
		for _, x := range sections {
			note(x.AssessmentID, x.Figures)
		}
		findings, err := c.Finding.Query().Where(finding.AssessmentIDIn(assessments...), finding.StatusNEQ(assessment.Withdrawn)).
			Select(finding.FieldAssessmentID, finding.FieldEvidence).All(ctx)
		if err != nil {
			return fmt.Errorf("read what findings refer to: %w", err)
		}
		for _, x := range findings {
			note(x.AssessmentID, x.Evidence)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for id, figures := range refers {
		slices.Sort(figures)
		refers[id] = slices.Compact(figures)
	}
	return refers, nil
}
