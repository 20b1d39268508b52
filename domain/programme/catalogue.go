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

// linkCatalogue joins what figures are recorded by.
func (l *linker) linkCatalogue(r Records) {
	for _, i := range r.Indicators {
		i.Source = find[*Source](l, i.ID, i.SourceID)
		if i.GateID != "" {
			i.Gate = find[*Indicator](l, i.ID, i.GateID)
		}
	}
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
