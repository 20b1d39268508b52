package store

import (
	"context"
	"fmt"
	"slices"

	"waymark/domain/decimal"
	"waymark/domain/programme"
	"waymark/ent"
)

// Insert writes new records, each table in few statements, in an order in which what is referred to comes first. The records'
// versions and times are the store's to stamp.
func (tx *Tx) Insert(ctx context.Context, r programme.Records) error {
	for _, write := range []func(context.Context, *ent.Client, programme.Records) error{
		insertPlaces, insertPlaceHistory, insertPosts, insertPeople, insertStatements, insertCatalogue, insertFamilies, insertProviders, insertInterventions, insertEmployment, insertTraining, insertPathways, insertOutreach, insertGrants, insertAllocations, insertTemplates,
	} {
		if err := write(ctx, tx.Client(), r); err != nil {
			return fmt.Errorf("insert records: %w", err)
		}
	}
	return nil
}

const bulk = 100 // rows a statement; more is slower on both engines

type bulkCreator interface{ Exec(context.Context) error }

// insert writes records with one statement for each hundred of them.
func insert[Record, Row any, Bulk bulkCreator](ctx context.Context, records []Record, row func(Record) Row, create func(...Row) Bulk) error {
	for chunk := range slices.Chunk(records, bulk) {
		rows := make([]Row, len(chunk))
		for i, record := range chunk {
			rows[i] = row(record)
		}
		if err := create(rows...).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

func optional(id string) *string {
	if id == "" {
		return nil
	}
	return &id
}

func insertPlaces(ctx context.Context, c *ent.Client, r programme.Records) error {
	if err := insert(ctx, r.Regions, func(x *programme.Region) *ent.RegionCreate {
		return c.Region.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetCode(x.Code).SetValidFrom(x.Valid.From).SetNillableValidTo(x.Valid.To)
	}, c.Region.CreateBulk); err != nil {
		return err
	}
	if err := insert(ctx, r.Districts, func(x *programme.District) *ent.DistrictCreate {
		return c.District.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetCode(x.Code).SetRegionID(x.RegionID).
			SetValidFrom(x.Valid.From).SetNillableValidTo(x.Valid.To)
	}, c.District.CreateBulk); err != nil {
		return err
	}
	if err := insert(ctx, r.Partnerships, func(x *programme.Partnership) *ent.PartnershipCreate {
		return c.Partnership.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetCode(x.Code).
			SetValidFrom(x.Valid.From).SetNillableValidTo(x.Valid.To)
	}, c.Partnership.CreateBulk); err != nil {
		return err
	}
	return insert(ctx, r.Jobcentres, func(x *programme.Jobcentre) *ent.JobcentreCreate {
		return c.Jobcentre.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetCode(x.Code).
			SetValidFrom(x.Valid.From).SetNillableValidTo(x.Valid.To)
	}, c.Jobcentre.CreateBulk)
}

func insertPlaceHistory(ctx context.Context, c *ent.Client, r programme.Records) error {
	if err := insert(ctx, r.Names, func(x *programme.PlaceName) *ent.PlaceNameCreate {
		return c.PlaceName.Create().SetID(x.ID).SetSynthetic(x.Synthetic).
			SetNillableRegionID(optional(x.Place.RegionID)).SetNillableDistrictID(optional(x.Place.DistrictID)).
			SetNillablePartnershipID(optional(x.Place.PartnershipID)).SetNillableJobcentreID(optional(x.Place.JobcentreID)).
			SetText(x.Text).SetValidFrom(x.Valid.From).SetNillableValidTo(x.Valid.To)
	}, c.PlaceName.CreateBulk); err != nil {
		return err
	}
	if err := insert(ctx, r.Identifiers, func(x *programme.Identifier) *ent.IdentifierCreate {
		return c.Identifier.Create().SetID(x.ID).SetSynthetic(x.Synthetic).
			SetNillableRegionID(optional(x.Place.RegionID)).SetNillableDistrictID(optional(x.Place.DistrictID)).
			SetNillablePartnershipID(optional(x.Place.PartnershipID)).SetNillableJobcentreID(optional(x.Place.JobcentreID)).
			SetScheme(x.Scheme).SetValue(x.Value).SetValidFrom(x.Valid.From).SetNillableValidTo(x.Valid.To)
	}, c.Identifier.CreateBulk); err != nil {
		return err
	}
	if err := insert(ctx, r.Lineages, func(x *programme.Lineage) *ent.LineageCreate {
		return c.Lineage.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetKind(string(x.LineageKind)).
			SetHappenedOn(x.On).SetPredecessorID(x.FromID).SetSuccessorID(x.ToID)
	}, c.Lineage.CreateBulk); err != nil {
		return err
	}
	if err := insert(ctx, r.Links, func(x *programme.Link) *ent.LinkCreate {
		return c.Link.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetPartnershipID(x.PartnershipID).SetDistrictID(x.DistrictID).
			SetShare(x.Share).SetValidFrom(x.Valid.From).SetNillableValidTo(x.Valid.To)
	}, c.Link.CreateBulk); err != nil {
		return err
	}
	return insert(ctx, r.Placements, func(x *programme.Placement) *ent.PlacementCreate {
		return c.Placement.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetJobcentreID(x.JobcentreID).SetDistrictID(x.DistrictID).
			SetValidFrom(x.Valid.From).SetNillableValidTo(x.Valid.To)
	}, c.Placement.CreateBulk)
}

func insertPosts(ctx context.Context, c *ent.Client, r programme.Records) error {
	if err := insert(ctx, r.Grades, func(x *programme.Grade) *ent.GradeCreate {
		return c.Grade.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetCode(x.Code).SetName(x.Name).
			SetOtherNames(x.OtherNames).SetRank(x.Rank).SetNillableYearlyCost(x.YearlyCost)
	}, c.Grade.CreateBulk); err != nil {
		return err
	}
	if err := insert(ctx, r.Posts, func(x *programme.Post) *ent.PostCreate {
		return c.Post.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetCode(x.Code).SetGradeID(x.GradeID).SetRole(x.Role).
			SetFte(x.FTE).SetFundingStream(x.FundingStream).SetFundedFrom(x.Funded.From).SetNillableFundedTo(x.Funded.To).
			SetClosedReason(x.ClosedReason)
	}, c.Post.CreateBulk); err != nil {
		return err
	}
	return insert(ctx, r.Homes, func(x *programme.Home) *ent.HomeCreate {
		return c.Home.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetPostID(x.PostID).
			SetNillableRegionID(optional(x.RegionID)).SetNillableDistrictID(optional(x.DistrictID)).
			SetValidFrom(x.Valid.From).SetNillableValidTo(x.Valid.To)
	}, c.Home.CreateBulk)
}

func insertPeople(ctx context.Context, c *ent.Client, r programme.Records) error {
	if err := insert(ctx, r.Coordinators, func(x *programme.Coordinator) *ent.CoordinatorCreate {
		return c.Coordinator.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetName(x.Name)
	}, c.Coordinator.CreateBulk); err != nil {
		return err
	}
	if err := insert(ctx, r.Holdings, func(x *programme.Holding) *ent.HoldingCreate {
		return c.Holding.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetPostID(x.PostID).SetCoordinatorID(x.CoordinatorID).
			SetFte(x.FTE).SetValidFrom(x.Valid.From).SetNillableValidTo(x.Valid.To).SetLeavingReason(x.LeavingReason)
	}, c.Holding.CreateBulk); err != nil {
		return err
	}
	if err := insert(ctx, r.Offers, func(x *programme.Offer) *ent.OfferCreate {
		return c.Offer.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetPostID(x.PostID).
			SetNillableCoordinatorID(optional(x.CoordinatorID)).SetStartsOn(x.StartsOn).
			SetValidFrom(x.Valid.From).SetNillableValidTo(x.Valid.To).SetWithdrawn(x.Withdrawn)
	}, c.Offer.CreateBulk); err != nil {
		return err
	}
	if err := insert(ctx, r.Covers, func(x *programme.Cover) *ent.CoverCreate {
		return c.Cover.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetPostID(x.PostID).SetCoordinatorID(x.CoordinatorID).
			SetValidFrom(x.Valid.From).SetNillableValidTo(x.Valid.To).SetReason(x.Reason)
	}, c.Cover.CreateBulk); err != nil {
		return err
	}
	return insert(ctx, r.DrugChampions, func(x *programme.DrugChampion) *ent.DrugChampionCreate {
		return c.DrugChampion.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetJobcentreID(x.JobcentreID).SetAdviser(x.Adviser).
			SetLead(x.Lead).SetValidFrom(x.Valid.From).SetNillableValidTo(x.Valid.To)
	}, c.DrugChampion.CreateBulk)
}

func insertStatements(ctx context.Context, c *ent.Client, r programme.Records) error {
	if err := insert(ctx, r.Sources, func(x *programme.Source) *ent.SourceCreate {
		return c.Source.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetCode(x.Code).SetTitle(x.Title).SetPublisher(x.Publisher).
			SetNillablePublishedOn(x.PublishedOn).SetAddress(x.Address).SetLicence(x.Licence)
	}, c.Source.CreateBulk); err != nil {
		return err
	}
	return insert(ctx, r.Statements, func(x *programme.Statement) *ent.StatementCreate {
		return c.Statement.Create().SetID(x.ID).SetSynthetic(x.Synthetic).
			SetNillableRegionID(optional(x.Place.RegionID)).SetNillableDistrictID(optional(x.Place.DistrictID)).
			SetNillablePartnershipID(optional(x.Place.PartnershipID)).SetNillableJobcentreID(optional(x.Place.JobcentreID)).
			SetNillableLower(lower(x.Interval)).SetNillableUpper(upper(x.Interval)).
			SetMeasure(x.Measure).SetNillableGradeID(optional(x.GradeID)).SetValue(x.Value).SetUnit(x.Unit).SetAsAt(x.AsAt).
			SetNote(x.Note).SetRestricted(x.Restricted).SetSourceID(x.SourceID)
	}, c.Statement.CreateBulk)
}

func lower(i *programme.Interval) *decimal.Decimal {
	if i == nil {
		return nil
	}
	return &i.Lower
}

func upper(i *programme.Interval) *decimal.Decimal {
	if i == nil {
		return nil
	}
	return &i.Upper
}

func insertAllocations(ctx context.Context, c *ent.Client, r programme.Records) error {
	return insert(ctx, r.Allocations, func(x *programme.Allocation) *ent.AllocationCreate {
		return c.Allocation.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetName(x.Name).SetPurpose(x.Purpose).
			SetNillableRegionID(optional(x.OwnerID)).SetShared(x.Shared).SetState(x.State).SetAudience(x.Audience()).
			SetReturnReason(x.ReturnReason).SetTerms(x.Terms).SetInputs(x.Inputs).SetEngine(x.Engine).SetDigest(x.Digest).
			SetResult(x.Result).SetNillableAdoptedOn(x.AdoptedOn)
	}, c.Allocation.CreateBulk)
}

func insertTemplates(ctx context.Context, c *ent.Client, r programme.Records) error {
	return insert(ctx, r.Templates, func(x *programme.Template) *ent.DocumentTemplateCreate {
		return c.DocumentTemplate.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetCode(x.Code).SetDocument(x.Document).SetName(x.Name).
			SetFromYear(x.FromYear).SetContent(x.Content)
	}, c.DocumentTemplate.CreateBulk)
}

func insertGrants(ctx context.Context, c *ent.Client, r programme.Records) error {
	return insert(ctx, r.Grants, func(x *programme.Grant) *ent.GrantCreate {
		return c.Grant.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetSubject(x.Subject).SetRole(x.Role).SetScope(x.Scope.String()).
			SetValidFrom(x.Valid.From).SetNillableValidTo(x.Valid.To).SetReason(x.Reason).SetRevokeReason(x.RevokeReason)
	}, c.Grant.CreateBulk)
}
