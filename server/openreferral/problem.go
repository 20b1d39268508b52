package openreferral

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"waymark/domain/fault"
)

// problem is what is wrong with a request, as RFC 9457 has it. Code and errors are Waymark's own, in the words of its GraphQL errors.
type problem struct {
	Title  string  `json:"title"`
	Status int     `json:"status"`
	Detail string  `json:"detail"`
	Code   string  `json:"code"`
	Errors []wrong `json:"errors,omitempty"`
}

// wrong names a parameter and the rule that it breaks.
type wrong struct {
	Field string `json:"field"`
	Rule  string `json:"rule"`
}

// statuses of the codes that a request can be refused with.
var statuses = map[fault.Code]int{
	fault.Invalid:     http.StatusBadRequest,
	fault.NotFound:    http.StatusNotFound,
	fault.Limited:     http.StatusTooManyRequests,
	fault.Unavailable: http.StatusServiceUnavailable,
}

// Refuse answers faults, of which there is one at least, as problem details. The status fits the code of the first: it is 500 for one that
// nobody foresees here.
func Refuse(w http.ResponseWriter, faults ...*fault.Error) {
	status, known := statuses[faults[0].Code]
	if !known {
		status = http.StatusInternalServerError
	}
	RefuseAs(w, status, faults...)
}

// RefuseAs answers faults as problem details with a status of its own.
func RefuseAs(w http.ResponseWriter, status int, faults ...*fault.Error) {
	p := problem{Title: http.StatusText(status), Status: status, Code: string(faults[0].Code)}
	var said []string
	for _, f := range faults {
		if len(f.Path) == 0 {
			said = append(said, f.Message)
			continue
		}
		field := strings.Join(f.Path, ".")
		said = append(said, field+": "+f.Message)
		p.Errors = append(p.Errors, wrong{field, f.Message})
	}
	p.Detail = strings.Join(said, "; ")
	body, err := json.Marshal(p)
	if err != nil {
		panic(err) // strings and a number: cannot fail
	}
	h := w.Header()
	h.Set("Content-Type", "application/problem+json; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(body) // a client that has gone is no concern of ours
}

func nowhere() *fault.Error {
	return fault.New(fault.NotFound, "", "there is nothing at this address")
}
