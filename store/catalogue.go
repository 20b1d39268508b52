package store

import (
	"context"

	"waymark/domain/programme"
	"waymark/ent"
)

func insertCatalogue(ctx context.Context, c *ent.Client, r programme.Records) error {
	// An indicator that is another's gate comes before it.
	gated := func(x *programme.Indicator) bool { return x.GateID != "" }
	var first, then []*programme.Indicator
	for _, x := range r.Indicators {
		if gated(x) {
			then = append(then, x)
		} else {
			first = append(first, x)
		}
	}
	for _, list := range [][]*programme.Indicator{first, then} {
		if err := insert(ctx, list, func(x *programme.Indicator) *ent.IndicatorCreate {
			return c.Indicator.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetCode(x.Code).SetTitle(x.Title).SetDefinitionID(x.DefinitionID).
				SetDefinition(x.Definition).SetNumerator(x.Numerator).SetDenominator(x.Denominator).SetUnit(x.Unit).
				SetValidFrom(x.Valid.From).SetNillableValidTo(x.Valid.To).SetKind(x.Kind).SetPolarity(x.Polarity).SetMultiplier(x.Multiplier).
				SetAdditiveOver(x.AdditiveOver).SetNotAdditive(x.NotAdditive).SetConfidence(x.Confidence).
				SetNillableGateID(optional(x.GateID)).SetNillableGatePercent(x.GatePercent).SetDisclosure(x.Disclosure).
				SetCaveats(x.Caveats).SetSourceID(x.SourceID)
		}, c.Indicator.CreateBulk); err != nil {
			return err
		}
	}
	if err := insert(ctx, r.Dimensions, func(x *programme.Dimension) *ent.DimensionCreate {
		return c.Dimension.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetCode(x.Code).SetName(x.Name).SetDescription(x.Description)
	}, c.Dimension.CreateBulk); err != nil {
		return err
	}
	if err := insert(ctx, r.Categories, func(x *programme.Category) *ent.CategoryCreate {
		return c.Category.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetDimensionID(x.DimensionID).SetCode(x.Code).SetName(x.Name).SetRank(x.Rank)
	}, c.Category.CreateBulk); err != nil {
		return err
	}
	return insert(ctx, r.FigureBatches, func(x *programme.FigureBatch) *ent.FigureBatchCreate {
		return c.FigureBatch.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetNumber(x.Number).SetExternalID(x.ExternalID).SetTitle(x.Title).
			SetDigest(x.Digest).SetRows(x.Rows).SetFirst(x.First).SetSubject(x.Subject).SetReason(x.Reason).SetNillablePublishAt(x.PublishAt).
			SetNillableReversedAt(x.ReversedAt).SetReverseReason(x.ReverseReason)
	}, c.FigureBatch.CreateBulk)
}

func indicatorOf(x *ent.Indicator) *programme.Indicator {
	return &programme.Indicator{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), Code: x.Code, Title: x.Title,
		DefinitionID: x.DefinitionID, Definition: x.Definition, Numerator: x.Numerator, Denominator: x.Denominator, Unit: x.Unit,
		Valid: period(x.ValidFrom, x.ValidTo), Kind: x.Kind, Polarity: x.Polarity, Multiplier: x.Multiplier, AdditiveOver: x.AdditiveOver,
		NotAdditive: x.NotAdditive, Confidence: x.Confidence, GateID: text(x.GateID), GatePercent: x.GatePercent, Disclosure: x.Disclosure,
		Caveats: x.Caveats, SourceID: x.SourceID}
}

func dimensionOf(x *ent.Dimension) *programme.Dimension {
	return &programme.Dimension{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), Code: x.Code, Name: x.Name,
		Description: x.Description}
}

func categoryOf(x *ent.Category) *programme.Category {
	return &programme.Category{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), DimensionID: x.DimensionID, Code: x.Code,
		Name: x.Name, Rank: x.Rank}
}

func figureBatchOf(x *ent.FigureBatch) *programme.FigureBatch {
	return &programme.FigureBatch{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), Number: x.Number, ExternalID: x.ExternalID,
		Title: x.Title, Digest: x.Digest, Rows: x.Rows, First: x.First, Subject: x.Subject, Reason: x.Reason, PublishAt: x.PublishAt,
		ReversedAt: x.ReversedAt, ReverseReason: x.ReverseReason}
}

func insertInterventions(ctx context.Context, c *ent.Client, r programme.Records) error {
	return insert(ctx, r.Interventions, func(x *programme.Intervention) *ent.InterventionCreate {
		return c.Intervention.Create().SetID(x.ID).SetSynthetic(x.Synthetic).SetCode(x.Code).SetName(x.Name).SetDescription(x.Description).SetScope(x.Scope).
			SetOffices(x.Offices).SetSourceID(x.SourceID)
	}, c.Intervention.CreateBulk)
}

func interventionOf(x *ent.Intervention) *programme.Intervention {
	return &programme.Intervention{Meta: meta(x.ID, x.Version, x.CreatedAt, x.UpdatedAt, x.Synthetic), Code: x.Code, Name: x.Name, Description: x.Description,
		Scope: x.Scope, SourceID: x.SourceID, Offices: x.Offices}
}
