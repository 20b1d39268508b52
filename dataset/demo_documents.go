package dataset

import (
	"context"

	"waymark/domain/programme"
	"waymark/planning"
)

// SeedDocuments records the synthetic documents of the demonstration, whose records and figures are there already: needs assessments, plans
// with their reviews, agreements, and returns of referrals with two releases. What is there stays as it is. It gives the number of new records.
func SeedDocuments(ctx context.Context, p *planning.Service, r programme.Records) (int, error) {
	at, err := p.Reading(ctx)
	if err != nil {
		return 0, err
	}
	evidence, err := p.Figures(ctx, at, DemoEvidence(r), nil)
	if err != nil {
		return 0, err
	}
	assessments, err := DemoAssessments(r, evidence)
	if err != nil {
		return 0, err
	}
	assessed, err := p.SeedAssessments(ctx, assessments)
	if err != nil {
		return assessed, err
	}
	plans, reviews, err := DemoPlans(r, assessments)
	if err != nil {
		return assessed, err
	}
	planned, err := p.SeedPlans(ctx, plans, reviews)
	if err != nil {
		return assessed + planned, err
	}
	agreements, err := DemoAgreements(r)
	if err != nil {
		return assessed + planned, err
	}
	agreed, err := p.SeedAgreements(ctx, agreements)
	if err != nil {
		return assessed + planned + agreed, err
	}
	returns := DemoReturns(r)
	referred, err := p.SeedReferrals(ctx, returns, DemoReleases())
	if err != nil {
		return assessed + planned + agreed + referred, err
	}
	housed, err := p.SeedCapacities(ctx, DemoCapacities(r, returns))
	return assessed + planned + agreed + referred + housed, err
}
