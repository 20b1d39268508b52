package programme

import "slices"

// Indicators gives what figures count, by code.
func (g *Graph) Indicators() []*Indicator { return g.indicators }

// Indicator gives the indicator with a code, or nil.
func (g *Graph) Indicator(code string) *Indicator { return g.indicatorBy[code] }

// Dimensions gives the ways to break a population down, by code.
func (g *Graph) Dimensions() []*Dimension { return g.dimensions }

// Dimension gives the dimension with a code, or nil.
func (g *Graph) Dimension(code string) *Dimension { return g.dimensionBy[code] }

// FigureBatches gives every batch of figures, the oldest first.
func (g *Graph) FigureBatches() []*FigureBatch { return g.batches }

// Families gives the groups of partnerships that are alike, by code.
func (g *Graph) Families() []*Family { return g.families }

// Family gives the family with a code, or nil.
func (g *Graph) Family(code string) *Family { return g.familyBy[code] }

// linkFamilies joins families and their members, who come by code and date on both sides.
func (l *linker) linkFamilies(r Records) {
	for _, m := range r.FamilyMembers {
		m.Family, m.Partnership = find[*Family](l, m.ID, m.FamilyID), find[*Partnership](l, m.ID, m.PartnershipID)
		if m.Family == nil || m.Partnership == nil {
			continue
		}
		m.Family.members = append(m.Family.members, m)
		m.Partnership.families = append(m.Partnership.families, m)
	}
	slices.SortFunc(r.Families, func(a, b *Family) int { return compareText(a.Code, b.Code) })
	byStart := func(a, b *FamilyMember) int { return a.Valid.From.Compare(b.Valid.From) }
	for _, f := range r.Families {
		slices.SortFunc(f.members, func(a, b *FamilyMember) int {
			if order := compareText(a.Partnership.Code, b.Partnership.Code); order != 0 {
				return order
			}
			return byStart(a, b)
		})
	}
	for _, p := range r.Partnerships {
		slices.SortFunc(p.families, byStart)
	}
}

// linkCatalogue joins what figures are recorded by.
func (l *linker) linkCatalogue(r Records) {
	for _, i := range r.Indicators {
		i.Source = find[*Source](l, i.ID, i.SourceID)
		if i.GateID != "" {
			i.Gate = find[*Indicator](l, i.ID, i.GateID)
		}
	}
	for _, x := range r.Interventions {
		x.Source = find[*Source](l, x.ID, x.SourceID)
	}
	slices.SortFunc(r.Interventions, func(a, b *Intervention) int { return compareText(a.Code, b.Code) })
	for _, c := range r.Categories {
		if c.Dimension = find[*Dimension](l, c.ID, c.DimensionID); c.Dimension != nil {
			c.Dimension.categories = append(c.Dimension.categories, c)
		}
	}
	slices.SortFunc(r.Indicators, func(a, b *Indicator) int { return compareText(a.Code, b.Code) })
	slices.SortFunc(r.Dimensions, func(a, b *Dimension) int { return compareText(a.Code, b.Code) })
	for _, d := range r.Dimensions {
		slices.SortFunc(d.categories, func(a, b *Category) int {
			if a.Rank != b.Rank {
				return a.Rank - b.Rank
			}
			return compareText(a.Code, b.Code)
		})
	}
	slices.SortFunc(r.FigureBatches, func(a, b *FigureBatch) int { return int(a.Number - b.Number) })
}
