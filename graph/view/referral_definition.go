package view

import (
	"waymark/domain/programme"
	"waymark/domain/referral"
)

// ReferralDefinition says what a measure counts.
type ReferralDefinition struct{ referral.Definition }

// ReferralDefinitions gives every definition.
func ReferralDefinitions() []*ReferralDefinition {
	return shown(referral.Definitions(), func(d referral.Definition) *ReferralDefinition { return &ReferralDefinition{d} })
}

// Substances gives those that it is for; empty for all.
func (d *ReferralDefinition) Substances() []programme.Substance {
	return shown(d.Definition.Substances, func(x programme.Substance) programme.Substance { return x })
}

// Benefits gives those that it is for; empty for all.
func (d *ReferralDefinition) Benefits() []programme.Benefit {
	return shown(d.Definition.Benefits, func(x programme.Benefit) programme.Benefit { return x })
}

// Direction gives the direction that it is for, or nil.
func (d *ReferralDefinition) Direction() *programme.Direction {
	if d.Definition.Direction == "" {
		return nil
	}
	return &d.Definition.Direction
}

// Consent gives the form without which it is not counted, or nil.
func (d *ReferralDefinition) Consent() *string { return text(d.Definition.Consent) }
