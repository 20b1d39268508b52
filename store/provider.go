package store

import (
	"context"

	"waymark/domain/programme"
	"waymark/ent"
)

func insertProviders(ctx context.Context, c *ent.Client, r programme.Records) error {
	if err := insert(ctx, r.Providers, func(x *programme.Provider) *ent.ProviderCreate {
		return c.Provider.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetCode(x.Code).SetName(x.Name).SetKind(x.ProviderKind).SetDescription(x.Description).
			SetWebsite(x.Website).SetEmail(x.Email).SetTelephone(x.Telephone).SetCharityNumber(x.CharityNumber).SetCompanyNumber(x.CompanyNumber).
			SetOdsCode(x.ODSCode).SetCqcID(x.CQCID).SetValidFrom(x.Valid.From).SetNillableValidTo(x.Valid.To)
	}, c.Provider.CreateBulk); err != nil {
		return err
	}
	if err := insert(ctx, r.Sites, func(x *programme.Site) *ent.SiteCreate {
		create := c.Site.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetCode(x.Code).SetProviderID(x.ProviderID).SetNillablePartnershipID(optional(x.PartnershipID)).
			SetName(x.Name).SetAddress(x.Address).SetTown(x.Town).SetPostcode(x.Postcode).SetConfidential(x.Confidential).
			SetValidFrom(x.Valid.From).SetNillableValidTo(x.Valid.To)
		if x.Position != nil {
			create.SetLatitude(x.Position.Latitude).SetLongitude(x.Position.Longitude)
		}
		return create
	}, c.Site.CreateBulk); err != nil {
		return err
	}
	return insertServices(ctx, c, r)
}

func insertServices(ctx context.Context, c *ent.Client, r programme.Records) error {
	if err := insert(ctx, r.Services, func(x *programme.Service) *ent.ServiceCreate {
		return c.Service.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetCode(x.Code).SetProviderID(x.ProviderID).SetName(x.Name).SetDescription(x.Description).
			SetKind(x.ServiceKind).SetTier(x.Tier).SetSubstances(x.Substances).SetGroups(x.Groups).SetEligibility(x.Eligibility).
			SetNillableMinimumAge(x.MinimumAge).SetNillableMaximumAge(x.MaximumAge).SetLanguages(x.Languages).SetFees(x.Fees).SetSelfReferral(x.SelfReferral).
			SetWebsite(x.Website).SetEmail(x.Email).SetTelephone(x.Telephone).SetNillableAssuredOn(x.AssuredOn).SetAssurer(x.Assurer).
			SetValidFrom(x.Valid.From).SetNillableValidTo(x.Valid.To)
	}, c.Service.CreateBulk); err != nil {
		return err
	}
	if err := insert(ctx, r.ServiceSites, func(x *programme.ServiceSite) *ent.ServiceSiteCreate {
		return c.ServiceSite.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetServiceID(x.ServiceID).SetSiteID(x.SiteID).SetHours(x.Hours).
			SetValidFrom(x.Valid.From).SetNillableValidTo(x.Valid.To)
	}, c.ServiceSite.CreateBulk); err != nil {
		return err
	}
	if err := insert(ctx, r.Contracts, func(x *programme.Contract) *ent.ContractCreate {
		return c.Contract.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetServiceID(x.ServiceID).SetPartnershipID(x.PartnershipID).SetReference(x.Reference).
			SetNillableYearlyValue(x.YearlyValue).SetValidFrom(x.Valid.From).SetNillableValidTo(x.Valid.To)
	}, c.Contract.CreateBulk); err != nil {
		return err
	}
	return insert(ctx, r.Pauses, func(x *programme.Pause) *ent.PauseCreate {
		return c.Pause.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetServiceID(x.ServiceID).SetReason(x.Reason).
			SetValidFrom(x.Valid.From).SetNillableValidTo(x.Valid.To)
	}, c.Pause.CreateBulk)
}

func providerOf(x *ent.Provider) *programme.Provider {
	return &programme.Provider{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), Code: x.Code, Name: x.Name, ProviderKind: x.Kind,
		Description: x.Description, Website: x.Website, Email: x.Email, Telephone: x.Telephone, CharityNumber: x.CharityNumber,
		CompanyNumber: x.CompanyNumber, ODSCode: x.OdsCode, CQCID: x.CqcID, Valid: period(x.ValidFrom, x.ValidTo)}
}

func siteOf(x *ent.Site) *programme.Site {
	s := &programme.Site{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), Code: x.Code, ProviderID: x.ProviderID,
		PartnershipID: text(x.PartnershipID), Name: x.Name, Address: x.Address, Town: x.Town, Postcode: x.Postcode, Confidential: x.Confidential,
		Valid: period(x.ValidFrom, x.ValidTo)}
	if x.Latitude != nil && x.Longitude != nil {
		s.Position = &programme.Position{Latitude: *x.Latitude, Longitude: *x.Longitude}
	}
	return s
}

func serviceOf(x *ent.Service) *programme.Service {
	return &programme.Service{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), Code: x.Code, ProviderID: x.ProviderID, Name: x.Name,
		Description: x.Description, ServiceKind: x.Kind, Tier: x.Tier, Substances: x.Substances, Groups: x.Groups, Eligibility: x.Eligibility,
		MinimumAge: x.MinimumAge, MaximumAge: x.MaximumAge, Languages: x.Languages, Fees: x.Fees, SelfReferral: x.SelfReferral, Website: x.Website,
		Email: x.Email, Telephone: x.Telephone, AssuredOn: x.AssuredOn, Assurer: x.Assurer, Valid: period(x.ValidFrom, x.ValidTo)}
}

func serviceSiteOf(x *ent.ServiceSite) *programme.ServiceSite {
	return &programme.ServiceSite{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), ServiceID: x.ServiceID, SiteID: x.SiteID, Hours: x.Hours,
		Valid: period(x.ValidFrom, x.ValidTo)}
}

func contractOf(x *ent.Contract) *programme.Contract {
	return &programme.Contract{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), ServiceID: x.ServiceID, PartnershipID: x.PartnershipID,
		Reference: x.Reference, YearlyValue: x.YearlyValue, Valid: period(x.ValidFrom, x.ValidTo)}
}

func pauseOf(x *ent.Pause) *programme.Pause {
	return &programme.Pause{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), ServiceID: x.ServiceID, Reason: x.Reason,
		Valid: period(x.ValidFrom, x.ValidTo)}
}
