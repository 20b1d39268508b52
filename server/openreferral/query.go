package openreferral

import (
	"maps"
	"math"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"waymark/domain/calendar"
	"waymark/domain/fault"
	"waymark/domain/programme"
)

// query is what an address asks for. A condition that is not given is no condition; all others must hold.
type query struct {
	page, perPage          int
	words                  []string // in lower case; each must occur
	term, taxonomy         string   // ids
	minimumAge, maximumAge *float64
	opens, closes          string // HH:MM; empty for none
	day                    string // MO to SU; empty for none
	modifiedAfter          *time.Time
	postcode               string   // without spaces, in capitals
	proximity              *float64 // metres
}

// The parameters of lists. Those of the profile are there by its names; modified_after is one of HSDS that the profile describes and uses nowhere.
var (
	ofPages    = []string{"page", "per_page"}
	ofServices = slices.Concat([]string{"search"}, ofPages, []string{"taxonomy_term_id", "taxonomy_id", "minimum_age", "maximum_age", "start_time", "end_time", "day", "modified_after"})
	ofPlaces   = slices.Concat(ofServices, []string{"postcode", "proximity"})
)

// readers read each parameter: "" is what is right, anything else the rule that it breaks.
var readers = map[string]func(q *query, text string) (rule string){
	"page": func(q *query, text string) string { return whole(&q.page, text, math.MaxInt32) },
	"per_page": func(q *query, text string) string {
		return whole(&q.perPage, text, maxPerPage)
	},
	"search": func(q *query, text string) string {
		q.words = strings.Fields(strings.ToLower(text))
		return ""
	},
	"taxonomy_term_id": func(q *query, text string) string { return id(&q.term, text) },
	"taxonomy_id":      func(q *query, text string) string { return id(&q.taxonomy, text) },
	"minimum_age":      func(q *query, text string) string { return amount(&q.minimumAge, text, "years") },
	"maximum_age":      func(q *query, text string) string { return amount(&q.maximumAge, text, "years") },
	"start_time":       func(q *query, text string) string { return timeOfDay(&q.opens, text) },
	"end_time":         func(q *query, text string) string { return timeOfDay(&q.closes, text) },
	"day": func(q *query, text string) string {
		q.day = strings.ToUpper(text)
		if !slices.Contains(programme.Weekdays(), q.day) {
			return "must be one of " + strings.Join(programme.Weekdays(), ", ")
		}
		return ""
	},
	"modified_after": func(q *query, text string) string {
		t, err := time.Parse(time.RFC3339Nano, text)
		if err != nil {
			d, err := calendar.Parse(text)
			if err != nil {
				return "must be a moment as 2009-04-30T09:00:00Z, with + as %2B, or a day as 2009-04-30"
			}
			t = d.Time()
		}
		q.modifiedAfter = &t
		return ""
	},
	"postcode": func(q *query, text string) string {
		q.postcode = compact(text)
		if !postcodeForm.MatchString(q.postcode) {
			return "must be a postcode as AB1 2CD, or its first part"
		}
		return ""
	},
	"proximity": func(q *query, text string) string { return amount(&q.proximity, text, "metres") },
}

// asked reads the parameters of an address that has those of the given names. All that is wrong is told at once.
func asked(r *http.Request, names ...string) (query, error) {
	q := query{page: 1, perPage: defaultPerPage}
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return q, fault.New(fault.Invalid, "", "the address is not encoded as a URL must be")
	}
	var all fault.List
	wrong := func(name, rule string) {
		all = append(all, &fault.Error{Code: fault.Invalid, Path: []string{name}, Message: rule})
	}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		given := values[name]
		switch {
		case !slices.Contains(names, name) && len(names) == 0:
			wrong(name, "there are no parameters here")
		case !slices.Contains(names, name):
			wrong(name, "there is no such parameter here; there are "+strings.Join(names, ", "))
		case len(given) > 1:
			wrong(name, "may be given once only")
		case strings.TrimSpace(given[0]) != "":
			if rule := readers[name](&q, strings.TrimSpace(given[0])); rule != "" {
				wrong(name, rule)
			}
		}
	}
	if q.proximity != nil && q.postcode == "" {
		wrong("proximity", "is measured from a postcode, which must be given")
	}
	if len(all) > 0 {
		return q, all
	}
	return q, nil
}

var (
	timeForm     = regexp.MustCompile(`^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$`)
	postcodeForm = regexp.MustCompile(`^[A-Z]{1,2}[0-9][A-Z0-9]?([0-9][A-Z]{2})?$`)
)

func whole(into *int, text string, most int) string {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > most {
		return "must be a whole number from 1 to " + strconv.Itoa(most)
	}
	*into = n
	return ""
}

func amount(into **float64, text, unit string) string {
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || !(x >= 0) || math.IsInf(x, 0) {
		return "must be a number of " + unit + ", 0 or more"
	}
	*into = &x
	return ""
}

func id(into *string, text string) string {
	u, err := uuid.Parse(text)
	if err != nil {
		return "must be a UUID"
	}
	*into = u.String()
	return ""
}

func timeOfDay(into *string, text string) string {
	if !timeForm.MatchString(text) {
		return "must be a time of day as 09:00"
	}
	*into = text[:len("09:00")]
	return ""
}
