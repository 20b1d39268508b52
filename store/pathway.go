package store

import (
	"context"

	"waymark/domain/programme"
	"waymark/ent"
)

func insertPathways(ctx context.Context, c *ent.Client, r programme.Records) error {
	if err := insert(ctx, r.ReferralCodes, func(x *programme.ReferralCode) *ent.ReferralCodeCreate {
		return c.ReferralCode.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetCode(x.Code).SetKind(x.CodeKind).SetMeaning(x.Meaning).SetRule(x.Rule).SetSourceID(x.SourceID)
	}, c.ReferralCode.CreateBulk); err != nil {
		return err
	}
	if err := insert(ctx, r.PathwayTemplates, func(x *programme.PathwayTemplate) *ent.PathwayTemplateCreate {
		return c.PathwayTemplate.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetCode(x.Code).SetName(x.Name).SetDescription(x.Description).SetDirection(x.Direction).
			SetSteps(x.Steps).SetSourceID(x.SourceID)
	}, c.PathwayTemplate.CreateBulk); err != nil {
		return err
	}
	return insert(ctx, r.Pathways, func(x *programme.Pathway) *ent.PathwayCreate {
		return c.Pathway.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetCode(x.Code).SetName(x.Name).SetDirection(x.Direction).
			SetNillableDistrictID(optional(x.DistrictID)).SetNillableJobcentreID(optional(x.JobcentreID)).SetServiceID(x.ServiceID).SetTemplateID(x.TemplateID).
			SetContactRole(x.Contact.Role).SetContactName(x.Contact.Name).SetContactTelephone(x.Contact.Telephone).SetContactEmail(x.Contact.Email).
			SetNillableProtocolID(optional(x.ProtocolID)).SetProtocolReference(x.ProtocolReference).SetSubstances(x.Substances).SetBenefits(x.Benefits).
			SetEligibility(x.Eligibility).SetLanguages(x.Languages).SetSteps(x.Steps).SetValidFrom(x.Valid.From).SetNillableValidTo(x.Valid.To)
	}, c.Pathway.CreateBulk)
}

func insertOutreach(ctx context.Context, c *ent.Client, r programme.Records) error {
	return insert(ctx, r.Outreaches, func(x *programme.Outreach) *ent.OutreachCreate {
		return c.Outreach.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetKind(x.OutreachKind).SetServiceID(x.ServiceID).SetJobcentreID(x.JobcentreID).
			SetNillableSiteID(optional(x.SiteID)).SetSessions(x.Sessions).SetRestrictions(x.Restrictions).SetRisk(x.Risk).SetNillableAssessedOn(x.AssessedOn).
			SetValidFrom(x.Valid.From).SetNillableValidTo(x.Valid.To)
	}, c.Outreach.CreateBulk)
}

func referralCodeOf(x *ent.ReferralCode) *programme.ReferralCode {
	return &programme.ReferralCode{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), Code: x.Code, CodeKind: x.Kind, Meaning: x.Meaning,
		Rule: x.Rule, SourceID: x.SourceID}
}

func pathwayTemplateOf(x *ent.PathwayTemplate) *programme.PathwayTemplate {
	return &programme.PathwayTemplate{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), Code: x.Code, Name: x.Name, Description: x.Description,
		Direction: x.Direction, Steps: x.Steps, SourceID: x.SourceID}
}

func pathwayOf(x *ent.Pathway) *programme.Pathway {
	return &programme.Pathway{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), Code: x.Code, Name: x.Name, Direction: x.Direction,
		DistrictID: text(x.DistrictID), JobcentreID: text(x.JobcentreID), ServiceID: x.ServiceID, TemplateID: x.TemplateID,
		Contact:    programme.Contact{Role: x.ContactRole, Name: x.ContactName, Telephone: x.ContactTelephone, Email: x.ContactEmail},
		ProtocolID: text(x.ProtocolID), ProtocolReference: x.ProtocolReference, Substances: x.Substances, Benefits: x.Benefits, Eligibility: x.Eligibility,
		Languages: x.Languages, Steps: x.Steps, Valid: period(x.ValidFrom, x.ValidTo)}
}

func outreachOf(x *ent.Outreach) *programme.Outreach {
	return &programme.Outreach{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), OutreachKind: x.Kind, ServiceID: x.ServiceID,
		JobcentreID: x.JobcentreID, SiteID: text(x.SiteID), Sessions: x.Sessions, Restrictions: x.Restrictions, Risk: x.Risk, AssessedOn: x.AssessedOn,
		Valid: period(x.ValidFrom, x.ValidTo)}
}
