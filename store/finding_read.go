package store

import (
	"context"
	"fmt"

	"waymark/domain/assessment"
	"waymark/ent"
	"waymark/ent/finding"
)

// Findings gives every finding of every edition of the assessments of a partnership that the rights of the context show, in no order. It is
// one statement.
func (s *Store) Findings(ctx context.Context, partnership string) ([]*assessment.Finding, error) {
	found, err := findings(ctx, s.client, partnership)
	return found, translate(err)
}

// Findings gives them as the transaction sees them.
func (tx *Tx) Findings(ctx context.Context, partnership string) ([]*assessment.Finding, error) {
	return findings(ctx, tx.Client(), partnership)
}

func findings(ctx context.Context, c *ent.Client, partnership string) ([]*assessment.Finding, error) {
	rows, err := c.Finding.Query().Where(finding.PartnershipID(partnership)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read findings: %w", err)
	}
	found := make([]*assessment.Finding, len(rows))
	for i, row := range rows {
		found[i] = findingOf(row)
	}
	return found, nil
}
