package referral

import (
	"waymark/domain/calendar"
	"waymark/domain/programme"
)

// Flow is how many people were referred to a provider in a month, as far as returns tell that have been accepted.
type Flow struct {
	Month     calendar.Date
	Referrals int64
	// Share of the returns that were owed for the month by offices which refer to the provider; 0 when none was accepted.
	Share float64
}

// Flows gives the months of referrals from Jobcentres to a provider, by the rows of accepted returns. The offices which refer to it are those that named it in any of these;
// held says whose return of a month has been accepted.
func Flows(g *programme.Graph, provider string, entries []Entry, held map[Slot]bool, months []calendar.Date) []Flow {
	refers, sum := map[string]bool{}, map[calendar.Date]int64{}
	for _, e := range entries {
		if e.Provider == provider && e.Direction == ToTreatment {
			refers[e.Office] = true
			sum[e.Month] += e.Counts.Of(Referrals)
		}
	}
	all := make([]Flow, len(months))
	for i, month := range months {
		all[i] = Flow{Month: month, Referrals: sum[month]}
		owed, accepted := 0, 0
		end := Structure(month)
		for office := range refers {
			j, ok := programme.Lookup[*programme.Jobcentre](g, office)
			if !ok || !j.Valid.Contains(end) || j.District(end) == nil {
				continue
			}
			owed++
			if held[Slot{office, month}] {
				accepted++
			}
		}
		if owed > 0 {
			all[i].Share = float64(accepted) / float64(owed)
		}
	}
	return all
}
