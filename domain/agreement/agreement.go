// Package agreement is what a Jobcentre Plus district and a drug partnership agree on together: the yearly agreement between Jobcentres
// and treatment providers, and information-sharing protocols. How they are signed is in package signoff.
package agreement

import (
	"slices"

	"waymark/domain/audit"
	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/programme"
	"waymark/domain/signoff"
)

// Prefix begins the ids.
const Prefix = "agr"

// Due is the code of the deadline by which there is to be one for a financial year.
const Due = "AGREEMENT_DUE"

// Kinds gives the kinds of document that are agreements.
func Kinds() []document.Kind {
	return []document.Kind{document.JobcentreAgreement, document.SharingProtocol}
}

// Agreement is one edition of what a pair agrees on for a period. An agreed edition stays while another is written.
type Agreement struct {
	programme.Meta
	PartnershipID string
	DistrictID    string
	Kind          document.Kind
	TemplateID    string
	Series        string // id of the first edition
	Edition       int    // from 1
	State         signoff.State
	Unpublished   bool // never agreed yet, so that it is told to those who work on it alone
	Steps         signoff.Steps
	Changed       int      // how many steps it had taken when what it says was last changed; 0 for what has not changed in this edition
	Writers       []string // subjects who have changed what this edition says, the last one last
	CarriedFrom   string   // id of the edition that it revises, or of what it renews; empty when it was begun from nothing
	Valid         calendar.Period
	ReviewOn      *calendar.Date // by which it is to be reviewed first
	Reviews       []Review       // the oldest first
	Content
}

// Content is what it says.
type Content struct {
	Title       string
	Parties     []document.Member // by what they are and their organisation, never by name
	Shared      []Item
	ConsentForm string // by which clients consent
	LegalBasis  string
	Terms       string
}

// Item is something that may be shared.
type Item struct {
	Item    string `json:"item"`
	Purpose string `json:"purpose"`
	Consent bool   `json:"consent"` // only with the client's consent
}

// Review is what came of looking at an agreement that is in force.
type Review struct {
	By   string         `json:"by"` // subject
	On   calendar.Date  `json:"on"`
	Note string         `json:"note"`
	Next *calendar.Date `json:"next,omitempty"` // by which it is to be reviewed again; nil: not any more
}

// Document gives what the rules of signing have to know: all that it says is signed as one.
func (a *Agreement) Document(form *document.Template) *signoff.Document {
	return &signoff.Document{State: a.State, Steps: a.Steps, Signatures: form.Signatures, Pieces: []signoff.Piece{{ID: a.ID, Changed: a.Changed}}, Writers: a.Writers}
}

// Written tells whether it is on its way to being agreed.
func (a *Agreement) Written() bool { return !a.State.Published() }

// ChangedBy gives who changed what it says last in this edition; empty when nobody has.
func (a *Agreement) ChangedBy() string { return document.LastOf(a.Writers) }

// LastBy gives who changed the record last, be it what it says or how far it has come.
func (a *Agreement) LastBy() string {
	if a.Changed == len(a.Steps) || len(a.Steps) == 0 {
		return a.ChangedBy()
	}
	return a.Steps[len(a.Steps)-1].By
}

// ReviewDue gives the day by which it is to be reviewed, as had been set by the end of a day; nil when it is not to be any more.
func (a *Agreement) ReviewDue(day calendar.Date) *calendar.Date {
	due := a.ReviewOn
	for _, r := range a.Reviews {
		if !r.On.After(day) {
			due = r.Next
		}
	}
	return due
}

// Held gives the period in which it is to be gone by, as had been settled by the end of a day: from its first day until its last, or
// until it was closed or superseded. ok is false for what had not been agreed by then.
func (a *Agreement) Held(day calendar.Date) (held calendar.Period, ok bool) {
	held = a.Valid
	for _, s := range a.Steps {
		if s.On.After(day) {
			continue
		}
		switch s.Do {
		case signoff.ToAgree:
			ok = true
		case signoff.ToClose, signoff.ToSupersede:
			if held.To == nil || s.On.Before(*held.To) {
				held.To = &s.On
			}
		}
	}
	return held, ok
}

// Clash gives, among the agreements of a pair, one of the same kind and another series that has been agreed and whose time overlaps a
// period; nil when there is none.
func Clash(all []*Agreement, series string, kind document.Kind, valid calendar.Period) *Agreement {
	i := slices.IndexFunc(all, func(a *Agreement) bool {
		if a.Kind != kind || a.Series == series || a.Written() || len(a.Steps) == 0 {
			return false
		}
		held, agreed := a.Held(a.Steps[len(a.Steps)-1].On)
		return agreed && !held.Empty() && held.Overlaps(valid)
	})
	if i < 0 {
		return nil
	}
	return all[i]
}

// InPreparation gives, among the agreements of a pair, the one of a kind that is being written; nil when there is none.
func InPreparation(all []*Agreement, kind document.Kind) *Agreement {
	i := slices.IndexFunc(all, func(a *Agreement) bool { return a.Kind == kind && a.Written() })
	if i < 0 {
		return nil
	}
	return all[i]
}

// Published tells whether a change of an agreement is one that everybody may know of: it has been agreed, or is no longer in force.
func Published(e audit.Entry) bool {
	return e.Type == "Agreement" && slices.ContainsFunc(e.Changes, func(c audit.Change) bool {
		state, _ := audit.Text(c.After)
		return c.Field == "state" && signoff.State(state).Published()
	})
}
