package store

import (
	"context"
	"fmt"
	"time"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/programme"
	"waymark/domain/viewer"
	"waymark/ent"
)

// load reads every table once: a fixed number of statements, whatever the programme holds.
func load(ctx context.Context, c *ent.Client, back rewind) (r programme.Records, err error) {
	row, err := c.Revision.Get(ctx, 1)
	if err != nil {
		return r, fmt.Errorf("load revision: %w", err)
	}
	r.Revision = row.GraphNumber
	for _, t := range tables {
		if err := t.load(ctx, c, back, &r); err != nil {
			return r, fmt.Errorf("load programme: %w", err)
		}
	}
	return r, nil
}

func meta(id string, version int, created, updated time.Time, synthetic bool) programme.Meta {
	return programme.Meta{ID: id, Version: version, CreatedAt: created, UpdatedAt: updated, Synthetic: synthetic}
}

func period(from calendar.Date, to *calendar.Date) calendar.Period {
	return calendar.Period{From: from, To: to}
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func place(region, district, partnership, jobcentre *string) programme.PlaceRef {
	return programme.PlaceRef{RegionID: text(region), DistrictID: text(district), PartnershipID: text(partnership), JobcentreID: text(jobcentre)}
}

func regionOf(x *ent.Region) *programme.Region {
	return &programme.Region{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic),
		Code: x.Code, Valid: period(x.ValidFrom, x.ValidTo)}
}

func districtOf(x *ent.District) *programme.District {
	return &programme.District{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic),
		Code: x.Code, RegionID: x.RegionID, Valid: period(x.ValidFrom, x.ValidTo)}
}

func partnershipOf(x *ent.Partnership) *programme.Partnership {
	return &programme.Partnership{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic),
		Code: x.Code, Valid: period(x.ValidFrom, x.ValidTo)}
}

func jobcentreOf(x *ent.Jobcentre) *programme.Jobcentre {
	return &programme.Jobcentre{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic),
		Code: x.Code, Valid: period(x.ValidFrom, x.ValidTo)}
}

func placeNameOf(x *ent.PlaceName) *programme.PlaceName {
	return &programme.PlaceName{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic),
		Place: place(x.RegionID, x.DistrictID, x.PartnershipID, x.JobcentreID), Text: x.Text, Valid: period(x.ValidFrom, x.ValidTo)}
}

func identifierOf(x *ent.Identifier) *programme.Identifier {
	return &programme.Identifier{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic),
		Place:  place(x.RegionID, x.DistrictID, x.PartnershipID, x.JobcentreID),
		Scheme: x.Scheme, Value: x.Value, Valid: period(x.ValidFrom, x.ValidTo)}
}

func lineageOf(x *ent.Lineage) *programme.Lineage {
	return &programme.Lineage{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic),
		LineageKind: programme.LineageKind(x.Kind), On: x.HappenedOn, FromID: x.PredecessorID, ToID: x.SuccessorID}
}

func linkOf(x *ent.Link) *programme.Link {
	return &programme.Link{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic),
		PartnershipID: x.PartnershipID, DistrictID: x.DistrictID, Share: x.Share, Valid: period(x.ValidFrom, x.ValidTo)}
}

func placementOf(x *ent.Placement) *programme.Placement {
	return &programme.Placement{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic),
		JobcentreID: x.JobcentreID, DistrictID: x.DistrictID, Valid: period(x.ValidFrom, x.ValidTo)}
}

func gradeOf(x *ent.Grade) *programme.Grade {
	return &programme.Grade{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic),
		Code: x.Code, Name: x.Name, OtherNames: x.OtherNames, Rank: x.Rank, YearlyCost: x.YearlyCost}
}

func postOf(x *ent.Post) *programme.Post {
	return &programme.Post{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic),
		Code: x.Code, GradeID: x.GradeID, Role: x.Role, FTE: x.Fte, FundingStream: x.FundingStream,
		Funded: period(x.FundedFrom, x.FundedTo), ClosedReason: x.ClosedReason}
}

func homeOf(x *ent.Home) *programme.Home {
	return &programme.Home{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic),
		PostID: x.PostID, RegionID: text(x.RegionID), DistrictID: text(x.DistrictID), Valid: period(x.ValidFrom, x.ValidTo)}
}

func offerOf(x *ent.Offer) *programme.Offer {
	return &programme.Offer{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic),
		PostID: x.PostID, CoordinatorID: text(x.CoordinatorID), StartsOn: x.StartsOn,
		Valid: period(x.ValidFrom, x.ValidTo), Withdrawn: x.Withdrawn}
}

func coordinatorOf(x *ent.Coordinator) *programme.Coordinator {
	return &programme.Coordinator{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), Name: x.Name}
}

func holdingOf(x *ent.Holding) *programme.Holding {
	return &programme.Holding{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic),
		PostID: x.PostID, CoordinatorID: x.CoordinatorID, FTE: x.Fte,
		Valid: period(x.ValidFrom, x.ValidTo), LeavingReason: x.LeavingReason}
}

func coverOf(x *ent.Cover) *programme.Cover {
	return &programme.Cover{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic),
		PostID: x.PostID, CoordinatorID: x.CoordinatorID, Valid: period(x.ValidFrom, x.ValidTo), Reason: x.Reason}
}

func drugChampionOf(x *ent.DrugChampion) *programme.DrugChampion {
	return &programme.DrugChampion{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic),
		JobcentreID: x.JobcentreID, Adviser: x.Adviser, Lead: x.Lead, Valid: period(x.ValidFrom, x.ValidTo)}
}

func sourceOf(x *ent.Source) *programme.Source {
	return &programme.Source{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic),
		Code: x.Code, Title: x.Title, Publisher: x.Publisher, PublishedOn: x.PublishedOn, Address: x.Address, Licence: x.Licence}
}

func statementOf(x *ent.Statement) *programme.Statement {
	return &programme.Statement{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic),
		Place:    place(x.RegionID, x.DistrictID, x.PartnershipID, x.JobcentreID),
		Interval: interval(x.Lower, x.Upper),
		Measure:  x.Measure, GradeID: text(x.GradeID), Value: x.Value, Unit: x.Unit, AsAt: x.AsAt, Note: x.Note, Restricted: x.Restricted, SourceID: x.SourceID}
}

func interval(lower, upper *decimal.Decimal) *programme.Interval {
	if lower == nil || upper == nil {
		return nil
	}
	return &programme.Interval{Lower: *lower, Upper: *upper}
}

func allocationOf(x *ent.Allocation) *programme.Allocation {
	return &programme.Allocation{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), Name: x.Name,
		Purpose: x.Purpose, OwnerID: text(x.RegionID), Shared: x.Shared, State: x.State, ReturnReason: x.ReturnReason,
		Terms: x.Terms, Inputs: x.Inputs, Engine: x.Engine, Digest: x.Digest, Result: x.Result, AdoptedOn: x.AdoptedOn}
}

func templateOf(x *ent.DocumentTemplate) *programme.Template {
	return &programme.Template{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), Code: x.Code, Document: x.Document,
		Name: x.Name, FromYear: x.FromYear, Content: x.Content}
}

func grantOf(x *ent.Grant) *programme.Grant {
	g := &programme.Grant{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), Subject: x.Subject,
		Valid: period(x.ValidFrom, x.ValidTo), Reason: x.Reason, RevokeReason: x.RevokeReason}
	if scope, err := viewer.ParseScope(x.Scope); err == nil { // else it was not written here, and grants nothing
		g.Role, g.Scope = x.Role, scope
	}
	return g
}
