package view

import "waymark/domain/programme"

// ReferralCode is a form, a marker or an opportunity that referrals go by.
type ReferralCode struct {
	record
	lens Lens
	x    *programme.ReferralCode
}

func (l Lens) referralCode(x *programme.ReferralCode) *ReferralCode {
	return &ReferralCode{record{&x.Meta}, l, x}
}

// ReferralCodes gives what referrals go by, by code.
func (l Lens) ReferralCodes() []*ReferralCode { return shown(l.g.ReferralCodes(), l.referralCode) }

// Code gives the code, unique and unchanging.
func (c *ReferralCode) Code() string { return c.x.Code }

// Kind tells what sort of code it is.
func (c *ReferralCode) Kind() programme.ReferralCodeKind { return c.x.CodeKind }

// Meaning tells what it stands for.
func (c *ReferralCode) Meaning() string { return c.x.Meaning }

// Rule tells when it is used, or nil.
func (c *ReferralCode) Rule() *string { return text(c.x.Rule) }

// Source gives the document that it comes from.
func (c *ReferralCode) Source() *Source { return c.lens.source(c.x.Source) }
