package agreement

import (
	"waymark/domain/document"
	"waymark/domain/fault"
)

// minParties is how many it takes to agree.
const minParties = 2

// Missing gives everything that an agreement lacks to be put forward: each is INVALID with the field that is to be filled. A protocol
// says what may be shared; what says so says on what legal basis, and, of what is shared with consent, by which form.
func (a *Agreement) Missing(form *document.Template) error {
	var l fault.List
	if len(a.Parties) < minParties {
		l.Add("parties", "it takes %d parties or more to agree, not %d", minParties, len(a.Parties))
	}
	if a.Terms == "" {
		l.Add("terms", "it says what each of them does")
	}
	if a.Kind == document.SharingProtocol && len(a.Shared) == 0 {
		l.Add("shared", "a protocol says what may be shared")
	}
	if a.LegalBasis == "" && (a.Kind == document.SharingProtocol || len(a.Shared) > 0) {
		l.Add("legalBasis", "it says on what legal basis something is shared")
	}
	if a.ConsentForm == "" && a.WithConsent() {
		l.Add("consentForm", "it says by which form clients consent to what is shared with their consent")
	}
	if a.Valid.To == nil {
		l.Add("to", "it says until when it holds")
	} else if most := form.Months; most > 0 && a.Valid.To.After(after(a.Valid.From, most)) {
		l.Add("to", "it is for %d months at most, from %s until before %s", most, a.Valid.From, after(a.Valid.From, most))
	}
	if a.ReviewOn == nil {
		l.Add("reviewOn", "it says by which day it is to be reviewed")
	}
	return l.Err()
}

// WithConsent tells whether something is shared with the client's consent alone.
func (c *Content) WithConsent() bool {
	for _, i := range c.Shared {
		if i.Consent {
			return true
		}
	}
	return false
}
