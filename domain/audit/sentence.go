package audit

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"waymark/domain/calendar"
)

// Names says what records are called, by id. An empty name is one that is not told.
type Names func(id string) string

// Sentence tells an entry as a story does: "On 5 May 2009 at 10:03 essex-d-1 was vacated with effect from 1 June 2009 (resigned), by
// lead-london." Times are in UTC. Who made the change is left out unless who is told; whoever has no name is somebody.
func Sentence(e Entry, name Names, who bool) string {
	s := teller{e: e, name: name, now: Row{}, was: Row{}}
	for _, c := range e.Changes {
		if c.After != nil {
			s.now[c.Field] = c.After
		}
		if c.Before != nil {
			s.was[c.Field] = c.Before
		}
	}
	text := fmt.Sprintf("On %s at %s %s", calendar.Of(e.At.UTC()).Long(), e.At.UTC().Format("15:04"), s.clause())
	if who && e.By != "" {
		text += ", by " + e.By
	}
	return text + "."
}

// teller knows one entry.
type teller struct {
	e        Entry
	name     Names
	now, was Row // the values after and before, of the fields that changed
}

// text gives a field after the change, or, of what was deleted, before it.
func (s teller) text(field string) string {
	if value, ok := Text(s.now[field]); ok {
		return value
	}
	value, _ := Text(s.was[field])
	return value
}

func (s teller) day(field string) string {
	d, err := calendar.Parse(s.text(field))
	if err != nil {
		return s.text(field)
	}
	return d.Long()
}

// who names a person that a field refers to.
func (s teller) who(field string) string { return orElse(s.name(s.text(field)), "somebody") }

// what names what a field refers to.
func (s teller) what(field, kind string) string { return orElse(s.name(s.text(field)), "a "+kind) }

// subject names what the record hangs on, by the prefix of its id: an update does not change it, so that only the subjects tell.
func (s teller) subject(prefix, kind string) string {
	for _, id := range s.e.Subjects {
		if strings.HasPrefix(id, prefix+"_") {
			return orElse(s.name(id), "a "+kind)
		}
	}
	return "a " + kind
}

func orElse(name, other string) string {
	if name == "" {
		return other
	}
	return name
}

func (s teller) changed(field string) bool {
	_, now := s.now[field]
	_, was := s.was[field]
	return now || was
}

// ends tells of an end that was set, moved or taken back, after "was set".
func (s teller) ends(field, verb string) string {
	if _, set := s.now[field]; !set {
		return verb + " to go on without an end"
	}
	return verb + " to end on " + s.day(field)
}

// words makes "post closed" of POST_CLOSED.
func words(symbol string) string { return strings.ToLower(strings.ReplaceAll(symbol, "_", " ")) }

// because gives the reason in brackets.
func because(reason string) string {
	if reason == "" {
		return ""
	}
	return " (" + reason + ")"
}

// share gives "at 0.5 full-time equivalent"; nothing for a whole one.
func (s teller) share(field string) string {
	if fte := s.text(field); fte != "" && fte != "1" {
		return " at " + fte + " full-time equivalent"
	}
	return ""
}

// clause tells what happened to the record.
func (s teller) clause() string {
	created := s.e.Action == Create
	switch s.e.Type {
	case "Holding":
		return s.holding(created)
	case "Offer":
		return s.offer(created)
	case "Cover":
		if created {
			return fmt.Sprintf("%s was given cover by %s from %s%s", s.what("post_id", "post"), s.who("coordinator_id"), s.day("valid_from"), because(s.text("reason")))
		}
		return s.ends("valid_to", fmt.Sprintf("the cover of %s was set", s.subject("pos", "post")))
	case "Post":
		return s.post(created)
	case "Home":
		place := orElse(s.name(s.text("district_id")), orElse(s.name(s.text("region_id")), "a place"))
		switch s.e.Action {
		case Create:
			return fmt.Sprintf("%s was given a home in %s from %s", s.what("post_id", "post"), place, s.day("valid_from"))
		case Delete:
			return fmt.Sprintf("the home of %s in %s from %s was struck out", s.what("post_id", "post"), place, s.day("valid_from"))
		}
		return fmt.Sprintf("the home of %s was changed%s", s.subject("pos", "post"), s.list())
	case "DrugChampion":
		if created {
			return fmt.Sprintf("%s was given a drug champion from %s", s.what("jobcentre_id", "jobcentre"), s.day("valid_from"))
		}
		return s.ends("valid_to", fmt.Sprintf("the role of a drug champion of %s was set", s.subject("job", "jobcentre")))
	case "Link":
		switch s.e.Action {
		case Create:
			return fmt.Sprintf("%s was linked with %s from %s, with a share of %s", s.what("partnership_id", "partnership"), s.what("district_id", "district"), s.day("valid_from"), s.text("share"))
		case Delete:
			return fmt.Sprintf("the link of %s with %s from %s was struck out", s.what("partnership_id", "partnership"), s.what("district_id", "district"), s.day("valid_from"))
		}
		return s.ends("valid_to", fmt.Sprintf("the link of %s with %s was set", s.subject("par", "partnership"), s.subject("dis", "district")))
	}
	return s.other()
}

func (s teller) holding(created bool) string {
	switch {
	case created:
		text := fmt.Sprintf("%s was filled with %s from %s%s", s.what("post_id", "post"), s.who("coordinator_id"), s.day("valid_from"), s.share("fte"))
		if s.text("valid_to") != "" {
			text += " until " + s.day("valid_to")
		}
		return text
	case s.changed("valid_to") && s.text("valid_to") != "" && s.now["valid_to"] != nil:
		return fmt.Sprintf("%s was vacated with effect from %s%s", s.subject("pos", "post"), s.day("valid_to"), because(words(s.text("leaving_reason"))))
	}
	return fmt.Sprintf("a holding of %s was changed%s", s.subject("pos", "post"), s.list())
}

func (s teller) offer(created bool) string {
	switch {
	case created:
		return fmt.Sprintf("%s was offered and accepted, to start on %s", s.what("post_id", "post"), s.day("starts_on"))
	case s.now["withdrawn"] != nil:
		return fmt.Sprintf("the offer of %s was withdrawn", s.subject("pos", "post"))
	case s.now["valid_to"] != nil:
		return fmt.Sprintf("the offer of %s was concluded", s.subject("pos", "post"))
	}
	return fmt.Sprintf("the offer of %s was changed%s", s.subject("pos", "post"), s.list())
}

func (s teller) post(created bool) string {
	name := orElse(s.name(s.e.RecordID), "a post")
	switch {
	case created:
		return fmt.Sprintf("%s was created, funded from %s", orElse(s.text("code"), name), s.day("funded_from"))
	case s.now["closed_reason"] != nil:
		return fmt.Sprintf("%s was closed with effect from %s%s", name, s.day("funded_to"), because(s.text("closed_reason")))
	}
	if fields := s.list(); fields != "" {
		return name + " was corrected" + fields
	}
	return fmt.Sprintf("%s came to version %d", name, s.e.Version)
}

// kinds are what records of the other entities are called in sentences.
var kinds = map[string]string{
	"Region": "region", "District": "district", "Partnership": "partnership", "Jobcentre": "jobcentre", "PlaceName": "place name",
	"Identifier": "identifier", "Lineage": "step in the history of districts", "Placement": "placement of a jobcentre", "Grade": "grade",
	"Coordinator": "coordinator", "Source": "source", "Statement": "statement", "Grant": "grant", "Allocation": "scenario",
	"Indicator": "indicator", "Dimension": "dimension", "Category": "category", "FigureBatch": "batch of figures", "Family": "family of partnerships",
	"FamilyMember": "membership of a family",
	"Assessment":   "needs assessment", "AssessmentSection": "section of a needs assessment", "Finding": "finding", "FindingComment": "comment",
	"DocumentTemplate": "template", "Agreement": "agreement",
	"Plan": "plan", "PlanPart": "part of a plan", "FundingLine": "line of money", "PlanPriority": "priority", "PlanObjective": "objective",
	"Provider": "provider", "Service": "service", "Site": "site", "ServiceSite": "service at a site", "Contract": "contract", "Pause": "pause of a service",
	"EmploymentProgramme": "employment programme", "Competence": "competence", "TrainingSession": "session of training", "TrainingAttendance": "attendance of training",
	"ReferralCode": "referral code", "PathwayTemplate": "template of pathways", "Pathway": "pathway", "Outreach": "outreach",
	"Intervention": "intervention", "ReferralReturn": "return of referrals", "ReferralRelease": "release of referrals",
	"PlanAction": "action", "PlanComment": "comment on a plan", "PlanSuggestion": "suggestion",
}

// other tells of records that have no words of their own.
func (s teller) other() string {
	kind := orElse(kinds[s.e.Type], s.e.Type)
	named := "a " + kind
	if name := s.name(s.e.RecordID); name != "" {
		named = "the " + kind + " " + name
	} else if strings.ContainsRune("aeiou", rune(kind[0])) {
		named = "an " + kind
	}
	verb := map[Action]string{Create: "was recorded", Delete: "was struck out"}[s.e.Action]
	if verb == "" {
		verb = "was changed" + s.list()
	}
	return named + " " + verb
}

// list names the fields that changed: " (fte, funded to)".
func (s teller) list() string {
	var fields []string
	for _, c := range Told(s.e.Changes) {
		fields = append(fields, strings.ReplaceAll(strings.TrimSuffix(c.Field, "_id"), "_", " "))
	}
	return because(strings.Join(fields, ", "))
}

// Field gives the name of a column as the API writes it: "valid_to" is validTo, "post_id" is post.
func Field(column string) string {
	parts := strings.Split(strings.TrimSuffix(column, "_id"), "_")
	for i, p := range parts[1:] {
		first, size := utf8.DecodeRuneInString(p)
		parts[i+1] = string(unicode.ToUpper(first)) + p[size:]
	}
	return strings.Join(parts, "")
}
