package store

import (
	"context"

	"waymark/domain/programme"
	"waymark/ent"
)

func insertEmployment(ctx context.Context, c *ent.Client, r programme.Records) error {
	return insert(ctx, r.EmploymentProgrammes, func(x *programme.EmploymentProgramme) *ent.EmploymentProgrammeCreate {
		return c.EmploymentProgramme.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetCode(x.Code).SetName(x.Name).SetSponsor(x.Sponsor).SetDescription(x.Description).
			SetEligibility(x.Eligibility).SetEarlyEntry(x.EarlyEntry).SetBenefits(x.Benefits).SetNillableMinimumAge(x.MinimumAge).SetNillableMaximumAge(x.MaximumAge).
			SetNillableWeeksUnemployed(x.WeeksUnemployed).SetGroups(x.Groups).SetSourceID(x.SourceID).SetValidFrom(x.Valid.From).SetNillableValidTo(x.Valid.To)
	}, c.EmploymentProgramme.CreateBulk)
}

func employmentProgrammeOf(x *ent.EmploymentProgramme) *programme.EmploymentProgramme {
	return &programme.EmploymentProgramme{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), Code: x.Code, Name: x.Name, Sponsor: x.Sponsor,
		Description: x.Description, Eligibility: x.Eligibility, EarlyEntry: x.EarlyEntry, Benefits: x.Benefits, MinimumAge: x.MinimumAge, MaximumAge: x.MaximumAge,
		WeeksUnemployed: x.WeeksUnemployed, Groups: x.Groups, SourceID: x.SourceID, Valid: period(x.ValidFrom, x.ValidTo)}
}
