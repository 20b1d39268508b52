package dataset

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/programme"
	"waymark/domain/referral"
	"waymark/planning"
)

// demoCollected are the regions whose offices hand in returns in the demonstration.
var demoCollected = []string{"E12000001", "E12000007"}

// The subjects who hand in and accept them.
const (
	demoCollector = "synthetic-coordinator"
	demoAccepter  = "synthetic-lead"
)

// demoMonths are the two quarters for which there are returns: of the first all have been accepted, of the second most.
func demoMonths() calendar.Period {
	return calendar.Between(calendar.New(2008, 10, 1), calendar.New(2009, 4, 1))
}

// DemoReturns gives synthetic monthly returns of the offices of two regions from October 2008 to March 2009, in every state that there is. They
// depend on the records alone, which are those of Reference and Demo together, and are marked synthetic.
func DemoReturns(r programme.Records) []planning.SeedReturn {
	regions, codes := map[string]string{}, map[string]string{}
	for _, x := range r.Regions {
		codes[x.ID] = x.Code
	}
	for _, d := range r.Districts {
		if slices.Contains(demoCollected, codes[d.RegionID]) {
			regions[d.ID] = d.RegionID
		}
	}
	offices := map[string]*programme.Jobcentre{}
	for _, j := range r.Jobcentres {
		offices[j.ID] = j
	}
	random, all := random(subjectReturns), []planning.SeedReturn{}
	placements := slices.DeleteFunc(slices.Clone(r.Placements), func(p *programme.Placement) bool { return regions[p.DistrictID] == "" })
	for _, p := range sorted(placements, func(p *programme.Placement) string { return offices[p.JobcentreID].Code + p.Valid.From.String() }) {
		office := offices[p.JobcentreID]
		providers := demoProvidersOf(r, p.DistrictID)
		size := 0.4 + 2.2*random.Float64() // of the office
		for i, month := range referral.Months(demoMonths().From, *demoMonths().To) {
			if end := referral.Structure(month); !office.Valid.Contains(end) || !p.Valid.Contains(end) {
				continue
			}
			late := i >= 3 && random.IntN(12) == 0
			rows := demoRows(random, providers, size)
			if late && random.IntN(2) == 0 {
				continue // it is due
			}
			if late && len(rows) > 0 { // something to ask about
				c := &rows[0].Counts
				c[referral.DiscussionStarts.Index()] = c.Of(referral.Referrals) + c.Of(referral.SelfReferrals) + 1
			}
			all = append(all, demoReturn(office, p.DistrictID, month, rows, late))
		}
	}
	return all
}

// demoProvidersOf gives the ids of the providers that partnerships of a district buy from, in the order of the records.
func demoProvidersOf(r programme.Records, district string) []string {
	linked, services := map[string]bool{}, map[string]string{}
	for _, k := range r.Links {
		if k.DistrictID == district {
			linked[k.PartnershipID] = true
		}
	}
	for _, s := range r.Services {
		services[s.ID] = s.ProviderID
	}
	var all []string
	for _, c := range r.Contracts {
		if id := services[c.ServiceID]; linked[c.PartnershipID] && !slices.Contains(all, id) {
			all = append(all, id)
		}
	}
	return all
}

// demoRows draws what an office counts in a month: most combinations are not met with at all.
func demoRows(r *rand.Rand, providers []string, size float64) []referral.Row {
	var rows []referral.Row
	for _, substance := range programme.Substances() {
		for _, benefit := range []referral.Benefit{referral.JSA, referral.ESA, referral.Incapacity} {
			for _, direction := range referral.Directions() {
				if r.Float64() > 0.45 || len(providers) == 0 {
					continue
				}
				row := referral.Row{Key: referral.Key{Provider: providers[r.IntN(len(providers))], Substance: substance, Benefit: benefit, Direction: direction}}
				came := draw(r, 0.6*size)
				known := halved(r, came)
				set := func(m referral.Measure, n int64) { row.Counts[m.Index()] = n }
				set(referral.Disclosures, came+draw(r, 0.3*size))
				set(referral.Referrals, came)
				set(referral.SelfReferrals, draw(r, 0.1*size))
				set(referral.DiscussionStarts, known)
				if direction == referral.ToTreatment {
					set(referral.TreatmentStarts, halved(r, known))
				} else {
					set(referral.PlannedExits, draw(r, 0.2*size))
					set(referral.UnplannedExits, draw(r, 0.15*size))
					set(referral.JobStarts, draw(r, 0.1*size))
				}
				rows = append(rows, row)
			}
		}
	}
	return rows
}

// draw gives a Poisson number.
func draw(r *rand.Rand, mean float64) (n int64) {
	for p := r.Float64(); p > math.Exp(-mean); n++ {
		p *= r.Float64()
	}
	return n
}

// halved gives how many of some there are, each with even chances.
func halved(r *rand.Rand, of int64) (n int64) {
	for range of {
		n += int64(r.IntN(2))
	}
	return n
}

func demoReturn(office *programme.Jobcentre, district string, month calendar.Date, rows []referral.Row, late bool) planning.SeedReturn {
	handedIn := referral.NextMonth(month).AddDays(8)
	x := &referral.Return{Meta: synthetic(referral.Prefix, fmt.Sprint(office.Code, "/", month)), JobcentreID: office.ID, DistrictID: district, Month: month,
		State: referral.Accepted, Edition: 1, Note: "Synthetic, for demonstration.", FollowUps: referral.Notice(rows, nil)}
	x.Steps = referral.Steps{{Do: referral.ToReturn, By: demoCollector, On: handedIn}}
	for i := range x.FollowUps {
		x.FollowUps[i].Answer = "Synthetic: looked at, and so it was."
	}
	if !late {
		x.Steps = append(x.Steps, referral.Steps{{Do: referral.ToAccept, By: demoAccepter, On: handedIn.AddDays(4)}}...)
		return planning.SeedReturn{Return: x, Rows: rows}
	}
	x.State = referral.Returned
	if len(x.FollowUps) > 0 {
		x.State = referral.Queried
		x.FollowUps[0].Answer = ""
		x.Steps = append(x.Steps, referral.Steps{{Do: referral.ToQuery, By: demoAccepter, On: handedIn.AddDays(4), Reason: "Synthetic: please look again."}}...)
	}
	return planning.SeedReturn{Return: x, Rows: rows}
}

// DemoReleases gives the two releases that are made of them, without what is in them.
func DemoReleases() []*referral.Release {
	release := func(title, from, to, on string) *referral.Release {
		return &referral.Release{Meta: synthetic(referral.ReleasePrefix, title), Title: title + " (synthetic)", Profile: "NDTMS-2009",
			Months: calendar.Between(calendar.MustParse(from), calendar.MustParse(to)), PublishedOn: calendar.MustParse(on)}
	}
	return []*referral.Release{
		release("Referrals, October to December 2008", "2008-10-01", "2009-01-01", "2009-02-16"),
		release("Referrals, January to March 2009", "2009-01-01", "2009-04-01", "2009-04-20"),
	}
}
