package programmetest

import (
	"waymark/domain/calendar"
	"waymark/domain/programme"
)

// Indicator adds a count of people that may be summed over places.
func (b *Builder) Indicator(from *programme.Source, code string) *programme.Indicator {
	i := &programme.Indicator{
		Meta: b.meta(programme.IndicatorPrefix), Code: code, Title: code, DefinitionID: code, Numerator: code, Unit: "people",
		Valid: Days("2000-04-01", ""), Kind: programme.KindCount, Polarity: programme.NoPolarity, Multiplier: 1,
		AdditiveOver: []string{programme.OverPlaces}, Confidence: programme.ConfidenceNone, Disclosure: "EXACT", SourceID: from.ID,
	}
	b.Records.Indicators = append(b.Records.Indicators, i)
	return i
}

// Dimension adds a dimension with its categories.
func (b *Builder) Dimension(code string, categories ...string) *programme.Dimension {
	d := &programme.Dimension{Meta: b.meta(programme.DimensionPrefix), Code: code, Name: code}
	b.Records.Dimensions = append(b.Records.Dimensions, d)
	for i, c := range categories {
		b.Records.Categories = append(b.Records.Categories, &programme.Category{
			Meta: b.meta(programme.CategoryPrefix), DimensionID: d.ID, Code: c, Name: c, Rank: i + 1,
		})
	}
	return d
}

// FigureBatch adds a batch of figures, its number one above that of the one before.
func (b *Builder) FigureBatch(name string) *programme.FigureBatch {
	x := &programme.FigureBatch{
		Meta: b.meta(programme.FigureBatchPrefix), Number: int64(len(b.Records.FigureBatches) + 1), ExternalID: name, Title: name,
		Digest: "0", First: 1, Subject: "importer",
	}
	b.Records.FigureBatches = append(b.Records.FigureBatches, x)
	return x
}

// Family adds a family of partnerships.
func (b *Builder) Family(code string) *programme.Family {
	f := &programme.Family{Meta: b.meta(programme.FamilyPrefix), Code: code, Name: code}
	b.Records.Families = append(b.Records.Families, f)
	return f
}

// Member adds a partnership to a family.
func (b *Builder) Member(f *programme.Family, p *programme.Partnership, valid calendar.Period) {
	b.Records.FamilyMembers = append(b.Records.FamilyMembers, &programme.FamilyMember{
		Meta: b.meta(programme.FamilyMemberPrefix), FamilyID: f.ID, PartnershipID: p.ID, Valid: valid,
	})
}
