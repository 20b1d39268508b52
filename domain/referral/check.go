package referral

import (
	"fmt"
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/statistics"
)

// Check is a rule that a return is held to.
type Check string

// The checks. The first four refuse a return; the others ask for a word about it, since what they notice does happen.
const (
	Range             Check = "RANGE"              // a count is from 0 to MaxCount
	Repeated          Check = "REPEATED"           // two rows are about the same
	OutsideDefinition Check = "OUTSIDE_DEFINITION" // the measure is not counted for this substance, benefit or direction in this month
	WithoutConsent    Check = "WITHOUT_CONSENT"    // more markers were set than customers agreed to

	DiscussionsExceedReferrals  Check = "DISCUSSIONS_EXCEED_REFERRALS"  // more discussions began than people were referred or came themselves
	TreatmentsExceedDiscussions Check = "TREATMENTS_EXCEED_DISCUSSIONS" // more treatments began than discussions
	SustainedExceedJobStarts    Check = "SUSTAINED_EXCEED_JOB_STARTS"   // more jobs lasted than had begun in this and the five months before
	Unusual                     Check = "UNUSUAL"                       // the number of referrals is far from that of the months before
)

// Checks gives all checks.
func Checks() []Check {
	return []Check{Range, Repeated, OutsideDefinition, WithoutConsent, DiscussionsExceedReferrals, TreatmentsExceedDiscussions,
		SustainedExceedJobStarts, Unusual}
}

// MaxCount is the most that one count can be.
const MaxCount = 100_000

// Wrong is why a row cannot be taken.
type Wrong struct {
	Check   Check
	Row     int     // index
	Measure Measure // empty: about the row
	Text    string
}

// Refuse gives all that is wrong with the rows of an office for a month, in the order of the rows.
func Refuse(month calendar.Date, rows []Row) []Wrong {
	var all []Wrong
	seen := make(map[Key]int, len(rows))
	for i, r := range rows {
		if first, ok := seen[r.Key]; ok {
			all = append(all, Wrong{Repeated, i, "", fmt.Sprintf("it is about the same as row %d", first+1)})
		} else {
			seen[r.Key] = i
		}
		for j, m := range Measures() {
			n := r.Counts[j]
			d, defined := DefinitionOf(m, month)
			switch {
			case n < 0 || n > MaxCount:
				all = append(all, Wrong{Range, i, m, fmt.Sprintf("a count is from 0 to %d, not %d", MaxCount, n)})
			case n > 0 && !defined:
				all = append(all, Wrong{OutsideDefinition, i, m, fmt.Sprintf("this was not counted yet in %s", month.Time().Format("January 2006"))})
			case n > 0 && !d.Covers(r.Key):
				all = append(all, Wrong{OutsideDefinition, i, m, fmt.Sprintf("from %s this is not counted for %s on %s, %s", d.From.Long(), r.Substance, r.Benefit, r.Direction)})
			}
		}
		c := &r.Counts
		if c.Of(InTreatment)+c.Of(NotInTreatment) > c.Of(Disclosures) {
			all = append(all, Wrong{WithoutConsent, i, Disclosures, fmt.Sprintf("%d markers were set and %d customers agreed to a record: without consent there is no marker",
				c.Of(InTreatment)+c.Of(NotInTreatment), c.Of(Disclosures))})
		}
	}
	return all
}

// History is how many months before are looked at.
const History = 5

// Notice gives what in the rows of an office for a month asks for a word. Before are the sums of the months before, the last one last; of
// months without a return there is none.
func Notice(rows []Row, before []Counts) []FollowUp {
	if len(before) > History {
		before = before[len(before)-History:]
	}
	var all []FollowUp
	var sum Counts
	rows = slices.Clone(rows)
	slices.SortFunc(rows, func(a, b Row) int { return a.Compare(b.Key) })
	for _, r := range rows {
		c := &r.Counts
		sum.Add(c)
		row := r.Key
		if came := c.Of(Referrals) + c.Of(SelfReferrals); c.Of(DiscussionStarts) > came {
			all = append(all, FollowUp{Check: DiscussionsExceedReferrals, Row: &row})
		}
		if c.Of(TreatmentStarts) > c.Of(DiscussionStarts) {
			all = append(all, FollowUp{Check: TreatmentsExceedDiscussions, Row: &row})
		}
	}
	jobs := sum.Of(JobStarts)
	for _, b := range before {
		jobs += b.Of(JobStarts)
	}
	if sum.Of(Sustained) > jobs {
		all = append(all, FollowUp{Check: SustainedExceedJobStarts})
	}
	if unusual(sum.Of(Referrals), before) {
		all = append(all, FollowUp{Check: Unusual})
	}
	return all
}

// unusual tells whether a month's referrals differ from the months before by more than chance in 500: the exact 99.8% interval of the
// ratio of rates leaves 1 out. With fewer than three months nothing is unusual.
func unusual(now int64, before []Counts) bool {
	const least = 3
	if len(before) < least {
		return false
	}
	var earlier int64
	for _, b := range before {
		earlier += b.Of(Referrals)
	}
	ratio, err := statistics.CompareWeekly(statistics.InWeeks(earlier, int64(len(before))), statistics.InWeeks(now, 1), statistics.Confidence998)
	return err == nil && ratio.Position != statistics.Similar
}

// Words gives the rule in a sentence without numbers.
func (c Check) Words() string {
	switch c {
	case Range:
		return "a count is a whole number from 0 to 100,000"
	case Repeated:
		return "each combination of provider, substance, benefit and direction has one row"
	case OutsideDefinition:
		return "the measure is not counted for this in this month"
	case WithoutConsent:
		return "no more markers can have been set than customers agreed to"
	case DiscussionsExceedReferrals:
		return "more discussions began than people were referred or came themselves"
	case TreatmentsExceedDiscussions:
		return "more treatments began than discussions"
	case SustainedExceedJobStarts:
		return "more jobs lasted for 13 weeks than are known to have begun in this and the five months before"
	case Unusual:
		return "the number of referrals is far from that of the months before"
	}
	return ""
}
