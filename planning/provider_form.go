package planning

import (
	"fmt"
	"slices"
	"strings"

	"waymark/domain/calendar"
	"waymark/domain/fault"
	"waymark/domain/programme"
)

// formed puts an optional text into a record, in the form in which it is kept; an empty one takes away what was there. It notes one that has no such form.
func (w *work) formed(field string, value *string, rule string, form func(string) (string, bool), into *string) {
	if value == nil {
		return
	}
	*into = ""
	if strings.TrimSpace(*value) == "" {
		return
	}
	kept, ok := form(*value)
	if !ok {
		w.bad(field, "%s", rule)
		return
	}
	*into = kept
}

// reach puts in how the public reaches a provider or a service.
func (w *work) reach(website, email, telephone *string, intoWebsite, intoEmail, intoTelephone *string) {
	w.formed("website", website, "it is an address on the web that begins with http:// or https://, of at most 2,000 characters", programme.Website, intoWebsite)
	w.formed("email", email, "it is one email address, of at most 254 characters", programme.Email, intoEmail)
	w.formed("telephone", telephone, "it is one number of 3 to 15 digits with blanks, hyphens and brackets, perhaps with an extension, of at most 40 characters",
		programme.Telephone, intoTelephone)
}

// says puts an optional text of several lines into a record.
func (w *work) says(field string, value *string, most int, into *string) {
	if value != nil {
		*into = w.prose(field, *value, 0, most)
	}
}

// entries checks a short list of short texts, each given once; one that is left out is the one that there was.
func (w *work) entries(field string, given, was []string, most, length int) []string {
	if given == nil {
		return was
	}
	if len(given) > most {
		w.bad(field, "there are at most %d, not %d", most, len(given))
		return was
	}
	var kept []string
	for i, text := range given {
		text = w.text(fmt.Sprintf("%s.%d", field, i), text, 1, length)
		if slices.Contains(kept, text) {
			w.bad(fmt.Sprintf("%s.%d", field, i), "it is given twice")
		}
		kept = append(kept, text)
	}
	return kept
}

// one notes a value that is none of a list.
func (w *work) one(field string, value any, among any) {
	text := fmt.Sprint(value)
	if names := strings.Fields(strings.Trim(fmt.Sprint(among), "[]")); !slices.Contains(names, text) {
		w.bad(field, "it is one of %s", strings.Join(names, ", "))
	}
}

// seen finds what an input field points to and notes when there is none that the viewer may know of.
func seen[T programme.Node](w *work, field, id, what string) (found T, ok bool) {
	found, ok = programme.Lookup[T](w.g, id)
	if ok = ok && w.rights.Sees(found); !ok {
		w.bad(field, "there is no %s with this id", what)
	}
	return found, ok
}

// endless checks that something without an end can end on a day: it is ILLEGAL_TRANSITION when it has an end, and noted when the day is not after its start.
func (w *work) endless(what string, life calendar.Period, on calendar.Date) error {
	if life.To != nil {
		return fault.New(fault.IllegalTransition, "", "the end of the %s, %s, is recorded already", what, life.To)
	}
	if !on.After(life.From) {
		w.bad("on", "the end, %s, is not after the start, %s", on, life.From)
	}
	return nil
}

// starts notes what is to start on the day of an end, or after it.
func (w *work) starts(what string, life calendar.Period, on calendar.Date) {
	if !life.From.Before(on) {
		w.bad("on", "the %s is to start on %s", what, life.From)
	}
}

// lasting keeps what has not ended by a day.
func lasting[T interface{ Period() calendar.Period }](records []T, on calendar.Date) []T {
	var kept []T
	for _, r := range records {
		if p := r.Period(); p.To == nil || p.To.After(on) {
			kept = append(kept, r)
		}
	}
	return kept
}

// shownOn gives the day on which to show what has been corrected: the planning date, or the nearest on which it exists.
func (s *Service) shownOn(life calendar.Period) calendar.Date {
	today := s.today()
	if today.Before(life.From) {
		return life.From
	}
	return today
}
