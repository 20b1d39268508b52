package dataset

import (
	"fmt"
	"slices"
	"strings"

	"waymark/domain/agreement"
	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/programme"
	"waymark/domain/signoff"
	"waymark/domain/workflow"
)

// demoPairs says how many pairs of each region have been looked after; the others have no agreements.
const demoPairs = 8

// agreedBy is the day as of which the agreements of the demonstration stand in every way that there is.
var agreedBy = calendar.New(2009, 4, 30)

// DemoAgreements gives synthetic agreements and protocols of the first pairs of every region, in every state that there is and so that
// every standing occurs on 30 April 2009. All are marked synthetic and say so in what they say, and nothing of them is about a client. The
// result depends on the records alone, which are those of Reference and Demo together.
func DemoAgreements(r programme.Records) ([]*agreement.Agreement, error) {
	regions, codes := map[string]string{}, map[string]string{}
	for _, d := range r.Districts {
		regions[d.ID], codes[d.ID] = d.RegionID, d.Code
	}
	for _, p := range r.Partnerships {
		codes[p.ID] = p.Code
	}
	links := slices.DeleteFunc(slices.Clone(r.Links), func(k *programme.Link) bool { return !k.Valid.Contains(agreedBy) })
	var all []*agreement.Agreement
	for i, kind := range agreement.Kinds() {
		template, _, err := formOf(r, kind)
		if err != nil {
			return nil, fmt.Errorf("generate demonstration agreements: %w", err)
		}
		taken, number := map[string]int{}, 0
		for _, k := range sorted(links, func(k *programme.Link) string { return codes[k.DistrictID] + "/" + codes[k.PartnershipID] }) {
			region := regions[k.DistrictID]
			if taken[region]++; taken[region] > demoPairs {
				continue
			}
			by := demoAgreer{k, kind, template.ID, fmt.Sprintf("%s/%s/%s", codes[k.DistrictID], codes[k.PartnershipID], kind), number}
			all = append(all, by.write((number+3*i)%8)...)
			number++
		}
	}
	return all, nil
}

// demoAgreer writes the agreements of a pair.
type demoAgreer struct {
	link     *programme.Link
	kind     document.Kind
	template string // id
	key      string
	number   int
}

// write gives those of one of eight stories.
func (by demoAgreer) write(story int) []*agreement.Agreement {
	day := calendar.MustParse
	signed := by.signed("1", "2009-04-01", "2010-04-01", "2009-10-01")
	switch story {
	case 0: // in force
		return []*agreement.Agreement{signed}
	case 1: // ends soon, reviewed, and its follower is written for every second
		old := by.signed("1", "2008-06-01", "2009-06-01", "2008-12-01")
		old.Reviews = []agreement.Review{{By: demoCoordinator, On: day("2008-11-20"), Note: "Synthetic: appointments are kept more often."}}
		old.Steps = append(old.Steps, by.step(signoff.ToReview, demoCoordinator, "2008-11-20"))
		if by.number%2 == 0 {
			return []*agreement.Agreement{old}
		}
		next := old.Renew(by.id("2"), by.template, old.NextPeriod(agreedBy), by.step(signoff.ToCarry, demoOfficer, "2009-04-20"))
		return []*agreement.Agreement{old, next}
	case 2: // was to be reviewed
		return []*agreement.Agreement{by.signed("1", "2008-10-01", "2009-10-01", "2009-04-01")}
	case 3: // has run out
		return []*agreement.Agreement{by.signed("1", "2008-04-01", "2009-04-01", "2008-10-01")}
	case 4: // is being written, and has come more or less far
		return []*agreement.Agreement{by.written(by.number / 8 % 4)}
	case 5: // another edition is in force
		return by.revised(signed)
	case 6: // was closed, and another is written
		old := by.signed("1", "2008-09-01", "2009-09-01", "2009-03-01")
		closing := by.step(signoff.ToClose, demoLead, "2009-02-16")
		closing.Reason = "Synthetic reason: the provider's contract ended."
		old.Steps, old.State = append(old.Steps, closing), signoff.Closed
		return []*agreement.Agreement{old, by.draft("2", "2009-06-01", "2010-06-01", "2009-12-01")}
	}
	return nil // and of some pairs there is none
}

func (by demoAgreer) id(n string) string { return ID(agreement.Prefix, "synthetic/"+by.key+"/"+n) }

func (by demoAgreer) step(do signoff.Action, who, on string) signoff.Step {
	return signoff.Step{Step: workflow.Step[signoff.Action]{Do: do, By: who, On: calendar.MustParse(on)}}
}

// draft gives a draft for a period with all that it has to say.
func (by demoAgreer) draft(n, from, to, review string) *agreement.Agreement {
	first := calendar.MustParse(from)
	of := agreement.Agreement{Meta: programme.Meta{Synthetic: true}, PartnershipID: by.link.PartnershipID, DistrictID: by.link.DistrictID, Kind: by.kind, TemplateID: by.template,
		Valid: calendar.Between(first, calendar.MustParse(to)), ReviewOn: new(calendar.MustParse(review)), Content: demoContent(by.kind)}
	return agreement.Begin(by.id(n), of, by.step(signoff.ToStart, demoOfficer, first.AddDays(-60).String()))
}

// signed gives one that was agreed a little before its first day.
func (by demoAgreer) signed(n, from, to, review string) *agreement.Agreement {
	a := by.draft(n, from, to, review)
	by.take(a, 4)
	return a
}

// take takes an agreement so many steps on its way, a week each: submitted, signed, signed by the other, agreed.
func (by demoAgreer) take(a *agreement.Agreement, steps int) {
	on := a.Steps[len(a.Steps)-1].On
	for i, s := range []struct {
		do      signoff.Action
		who, as string
		state   signoff.State
	}{
		{signoff.ToSubmit, demoOfficer, "", signoff.Submitted}, {signoff.ToSign, demoCoordinator, "JOBCENTRES", signoff.Signed},
		{signoff.ToSign, demoChair, "PARTNERSHIP", signoff.Signed}, {signoff.ToAgree, demoLead, "", signoff.Agreed},
	} {
		if i == steps {
			break
		}
		on = on.AddDays(7)
		step := by.step(s.do, s.who, on.String())
		step.As = s.as
		if s.as != "" {
			step.Rows = []string{a.ID}
		}
		a.Steps, a.State = append(a.Steps, step), s.state
	}
	a.Unpublished = !a.State.Published()
}

// written gives one that is a draft, was submitted, is signed by one, or was returned.
func (by demoAgreer) written(how int) *agreement.Agreement {
	a := by.draft("1", "2009-06-01", "2010-06-01", "2009-12-01")
	if by.take(a, how); how == 3 {
		a = by.draft("1", "2009-06-01", "2010-06-01", "2009-12-01")
		by.take(a, 2)
		back := by.step(signoff.ToReturn, demoChair, "2009-04-27")
		back.Reason = "Synthetic reason: say within how many days."
		a.Steps, a.State = append(a.Steps, back), signoff.Returned
	}
	return a
}

// revised gives an agreement and the edition that took its place.
func (by demoAgreer) revised(a *agreement.Agreement) []*agreement.Agreement {
	begun := by.step(signoff.ToRevise, demoOfficer, "2009-04-06")
	begun.Reason = "Synthetic reason: another provider joined."
	next := a.Revise(by.id("1/2"), 2, begun)
	next.Parties = append(next.Parties, document.Member{Role: "Treatment provider", Organisation: "Synthetic Provider B"})
	next.Writers, next.Changed = []string{demoOfficer}, 1
	on := begun.On
	for _, s := range []struct {
		do      signoff.Action
		who, as string
	}{{signoff.ToSubmit, demoOfficer, ""}, {signoff.ToSign, demoCoordinator, "JOBCENTRES"}, {signoff.ToSign, demoChair, "PARTNERSHIP"}, {signoff.ToAgree, demoLead, ""}} {
		on = on.AddDays(4)
		step := by.step(s.do, s.who, on.String())
		step.As = s.as
		next.Steps = append(next.Steps, step)
	}
	next.State, next.Unpublished = signoff.Agreed, false
	a.Steps, a.State = append(a.Steps, begun, by.step(signoff.ToSupersede, demoLead, on.String())), signoff.Superseded
	return []*agreement.Agreement{a, next}
}

// demoContent is what agreements of a kind say.
func demoContent(kind document.Kind) agreement.Content {
	c := agreement.Content{
		Parties: []document.Member{{Role: "Jobcentre Plus in the district", Organisation: "Synthetic Jobcentre District"},
			{Role: "Drug partnership", Organisation: "Synthetic Partnership"}, {Role: "Treatment provider", Organisation: "Synthetic Provider A"}},
		Title: "Synthetic agreement on cross-agency support",
		Terms: strings.Join([]string{"Synthetic terms.", "The adviser offers an appointment with the provider and makes it by telephone.",
			"The provider sees the client within ten working days and names one person to turn to.", "Both train their staff together once a year."}, "\n"),
	}
	if kind == document.SharingProtocol {
		c.Title = "Synthetic information-sharing protocol"
		c.Shared = []agreement.Item{
			{Item: "That an appointment was made, and its day", Purpose: "So that the provider expects the client.", Consent: true},
			{Item: "That the appointment was kept", Purpose: "So that the adviser knows that nothing more is to be asked.", Consent: true},
			{Item: "Planned or unplanned exit from treatment", Purpose: "So that the adviser can offer help at the earliest moment.", Consent: true},
			{Item: "Opening hours and free capacity of each service", Purpose: "So that appointments are made where there is room."},
		}
		c.ConsentForm, c.LegalBasis = "DPA1 for the referral, TPR2 for what the provider tells of it", "Synthetic legal basis: the client's consent."
		c.Terms = "Synthetic terms: by telephone to one named person in each office, on the same day; nothing is kept beyond a year."
	}
	return c
}
