package view

import (
	"waymark/domain/apportion"
	"waymark/domain/decimal"
)

// ClaimantShare is what one claimant gets.
type ClaimantShare struct {
	*apportion.Share
	claimant *apportion.Claimant
	of       *Apportionment
	i        int
}

// ClaimantShare gives the share of the claimant at a position of the input.
func (a *Apportionment) ClaimantShare(i int) ClaimantShare {
	return ClaimantShare{&a.Apportionment.Shares[i], &a.Problem.Claimants[i], a, i}
}

// Group gives the key of its group, or nil.
func (s ClaimantShare) Group() *string { return text(s.claimant.Group) }

// Need gives its need.
func (s ClaimantShare) Need() decimal.Decimal { return s.claimant.Need }

// Quota gives its proportional share.
func (s ClaimantShare) Quota() decimal.Decimal { return s.Share.Quota.Decimal() }

// GainThreshold gives the least need at which it would have one post more, or nil.
func (s ClaimantShare) GainThreshold() (*decimal.Decimal, error) {
	return s.threshold(s.of.Apportionment.GainThreshold)
}

// LoseThreshold gives the greatest need at which it would have one post fewer, or nil.
func (s ClaimantShare) LoseThreshold() (*decimal.Decimal, error) {
	return s.threshold(s.of.Apportionment.LoseThreshold)
}

func (s ClaimantShare) threshold(of func(int) (decimal.Decimal, bool)) (*decimal.Decimal, error) {
	if err := s.of.thresholds(1); err != nil {
		return nil, err
	}
	need, ok := of(s.i)
	if !ok {
		return nil, nil
	}
	return &need, nil
}

// Existing gives the posts it has today, or nil.
func (s ClaimantShare) Existing() *int64 { return s.claimant.Existing }

// Change gives the posts more than today, or nil.
func (s ClaimantShare) Change() *int64 {
	if s.claimant.Existing == nil {
		return nil
	}
	more := s.Posts - *s.claimant.Existing
	return &more
}
