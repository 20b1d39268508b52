package store

import (
	"context"

	"waymark/domain/programme"
	"waymark/ent"
)

func insertFamilies(ctx context.Context, c *ent.Client, r programme.Records) error {
	if err := insert(ctx, r.Families, func(x *programme.Family) *ent.FamilyCreate {
		return c.Family.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetCode(x.Code).SetName(x.Name).SetDescription(x.Description)
	}, c.Family.CreateBulk); err != nil {
		return err
	}
	return insert(ctx, r.FamilyMembers, func(x *programme.FamilyMember) *ent.FamilyMemberCreate {
		return c.FamilyMember.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetFamilyID(x.FamilyID).SetPartnershipID(x.PartnershipID).
			SetValidFrom(x.Valid.From).SetNillableValidTo(x.Valid.To)
	}, c.FamilyMember.CreateBulk)
}

func familyOf(x *ent.Family) *programme.Family {
	return &programme.Family{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), Code: x.Code, Name: x.Name,
		Description: x.Description}
}

func familyMemberOf(x *ent.FamilyMember) *programme.FamilyMember {
	return &programme.FamilyMember{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), FamilyID: x.FamilyID,
		PartnershipID: x.PartnershipID, Valid: period(x.ValidFrom, x.ValidTo)}
}
