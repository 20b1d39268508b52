package view

import (
	"strconv"

	"waymark/domain/apportion"
	"waymark/domain/decimal"
)

// FairnessIndicator is one number on how evenly posts follow need, with the best that can be attained; nil where it makes no sense.
type FairnessIndicator struct {
	Value, Best *string
	By          *apportion.Method
	Proved      bool
}

// GroupService is what a group gets for its need.
type GroupService struct {
	Key              string
	Need             decimal.Decimal
	Posts            int64
	PostsPerThousand *string
}

// FairnessIndicators measures an allocation.
type FairnessIndicators struct {
	MinPerThousand, MaxPerThousand, MeanPerThousand *FairnessIndicator
	MinMaxRatio, Gini                               *FairnessIndicator
	Theil, TheilBetween, TheilWithin                *FairnessIndicator
	LoosemoreHanby, Gallagher, SainteLague, Palma   *FairnessIndicator
	Groups                                          []GroupService
	UnneededPosts                                   int64
}

// Indicators measures the allocation, with the best attainable values.
func (a *Apportionment) Indicators() (*FairnessIndicators, error) {
	if err := a.again(measuring); err != nil {
		return nil, err
	}
	return NewFairnessIndicators(a.Apportionment.Indicators()), nil
}

// measuring is how many races the best attainable values take the time of: one by each method, and their search.
const measuring = 20

// NewFairnessIndicators shows what the engine has measured.
func NewFairnessIndicators(f *apportion.FairnessIndicators) *FairnessIndicators {
	return &FairnessIndicators{
		MinPerThousand: indicator(f.MinPerThousand), MaxPerThousand: indicator(f.MaxPerThousand), MeanPerThousand: indicator(f.MeanPerThousand),
		MinMaxRatio: indicator(f.MinMaxRatio), Gini: indicator(f.Gini),
		Theil: indicator(f.Theil), TheilBetween: indicator(f.TheilBetween), TheilWithin: indicator(f.TheilWithin),
		LoosemoreHanby: indicator(f.LoosemoreHanby), Gallagher: indicator(f.Gallagher), SainteLague: indicator(f.SainteLague), Palma: indicator(f.Palma),
		Groups: shown(f.Groups, func(g apportion.GroupService) GroupService {
			return GroupService{g.Key, g.Need, g.Posts, indicator(g.PerThousand).Value}
		}),
		UnneededPosts: f.UnneededPosts,
	}
}

func indicator(i apportion.Indicator) *FairnessIndicator {
	told := &FairnessIndicator{}
	if i.Defined {
		told.Value = places(i.Value)
	}
	if b := i.Best; b != nil {
		told.Best, told.Proved = places(b.Value), b.Proved
		if b.By != "" {
			told.By = &b.By
		}
	}
	return told
}

// places writes a measured number to nine places.
func places(x float64) *string {
	text := strconv.FormatFloat(x, 'f', 9, 64)
	return &text
}
