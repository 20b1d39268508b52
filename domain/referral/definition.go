package referral

import (
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/programme"
)

// Definition says what a measure counts, for whom and from when.
type Definition struct {
	Measure    Measure
	From       calendar.Date
	To         *calendar.Date // the first day on which it is counted otherwise; nil: to this day
	Text       string
	Substances []programme.Substance // empty: all
	Benefits   []Benefit             // empty: all
	Direction  Direction             // empty: both
	Consent    string                // the form without which it is not counted; empty where none is asked for
	Source     string                // of the definition
}

const (
	trial   = "DWP, intensive activity trial for substance misusing customers (2010), section 4.2.2 and appendix F"
	guide   = "NTA and Jobcentre Plus, guidance for partnerships (2009), sections 3.3 and 4.2"
	ours    = "Waymark: no source defines it further"
	sourceP = "House of Commons written answer of 4 November 2003 on progress2work"
)

var (
	kept  = calendar.New(2008, 4, 1)  // since when returns are kept
	began = calendar.New(2009, 4, 27) // of markers for drug users on benefit
	wider = calendar.New(2011, 6, 6)  // of the voluntary offer of a discussion to everybody in England
)

// definitions are those that a return is checked by.
var definitions = []Definition{
	{Measure: Disclosures, From: kept, Text: "Customers who said that they use drugs or drink in a way that keeps them from work, and agreed to its being recorded.", Consent: "DPA1", Source: trial},
	{Measure: InTreatment, From: began, To: &wider, Text: "Markers set for customers who are in treatment already.", Substances: []programme.Substance{programme.HeroinCrack}, Benefits: []Benefit{JSA, ESA}, Direction: ToTreatment, Consent: "DPA1", Source: trial},
	{Measure: InTreatment, From: wider, Text: "Customers recorded as being in treatment already.", Direction: ToTreatment, Consent: "DPA1", Source: ours},
	{Measure: NotInTreatment, From: began, To: &wider, Text: "Markers set for customers who are not in treatment.", Substances: []programme.Substance{programme.HeroinCrack}, Benefits: []Benefit{JSA, ESA}, Direction: ToTreatment, Consent: "DPA1", Source: trial},
	{Measure: NotInTreatment, From: wider, Text: "Customers recorded as not being in treatment.", Direction: ToTreatment, Consent: "DPA1", Source: ours},
	{Measure: Referrals, From: kept, Text: "Customers for whom the form of referral was completed and sent.", Consent: "TPR1", Source: trial},
	{Measure: SelfReferrals, From: kept, Text: "People who went to the provider themselves after a signpost, and told of it. They are no referrals.", Source: trial},
	{Measure: DiscussionStarts, From: kept, Text: "People whose first discussion with the other agency is known to have taken place.", Consent: "TPR2", Source: trial},
	{Measure: TreatmentStarts, From: kept, Text: "People who are known to have started treatment.", Direction: ToTreatment, Consent: "TPR2", Source: trial},
	{Measure: PlannedExits, From: kept, Text: "Planned exits from treatment that the provider told the Jobcentre of.", Consent: "TPR2", Source: guide},
	{Measure: UnplannedExits, From: kept, Text: "Unplanned exits from treatment that the provider told the Jobcentre of.", Consent: "TPR2", Source: guide},
	{Measure: JobStarts, From: kept, Text: "People who started paid work.", Source: ours},
	{Measure: Sustained, From: kept, Text: "People who had been in work for 13 weeks.", Source: sourceP},
}

// Definitions gives every definition, in the order of the measures and of each the oldest first.
func Definitions() []Definition { return slices.Clone(definitions) }

// DefinitionOf gives the definition of a measure that a month is counted by: that of its last day. ok is false for months before there was one.
func DefinitionOf(m Measure, month calendar.Date) (d Definition, ok bool) {
	day := Structure(month)
	for _, d := range definitions {
		if d.Measure == m && (calendar.Period{From: d.From, To: d.To}).Contains(day) {
			return d, true
		}
	}
	return d, false
}

// Covers tells whether what a row is about is counted by the definition.
func (d *Definition) Covers(k Key) bool {
	return (len(d.Substances) == 0 || slices.Contains(d.Substances, k.Substance)) &&
		(len(d.Benefits) == 0 || slices.Contains(d.Benefits, k.Benefit)) && (d.Direction == "" || d.Direction == k.Direction)
}
