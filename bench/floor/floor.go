// Package floor is what a server of the benchmark's questions costs that knows nothing else: net/http, lib/pq and a statement for each question, whose
// JSON PostgreSQL builds. It has no rules of access, no audit, no limits and no schema.
package floor

import (
	"context"
	"database/sql"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

//go:embed sql/*.sql
var files embed.FS

// Day is the day that all is asked about.
const Day = "2009-04-30"

// Statement gives the statement of a question, such as q1. Its first parameter is the day, but for q4, the id of a plan, q5, which has none, and q6,
// id, version and text of an action; the second of q2 is the code of a region, and of q3 the code after which the page begins.
func Statement(question string) (string, error) {
	text, err := files.ReadFile("sql/" + question + ".sql")
	return string(text), err
}

// Change is what q6 does to an action.
type Change struct {
	ID      string `json:"id"`
	Version int    `json:"version"`
	Text    string `json:"text"`
}

// Handler answers GET /q1 to /q5 and /q7, with the parameters region, after and plan, and POST /q6 with a Change. A question to which there is no row is
// answered 404, and one whose statement fails 500.
func Handler(ctx context.Context, db *sql.DB) (http.Handler, error) {
	mux := http.NewServeMux()
	for name, arguments := range map[string]func(*http.Request) ([]any, error){
		"q1": with(Day),
		"q2": func(r *http.Request) ([]any, error) { return []any{Day, r.FormValue("region")}, nil },
		"q3": func(r *http.Request) ([]any, error) { return []any{Day, r.FormValue("after")}, nil },
		"q4": func(r *http.Request) ([]any, error) { return []any{r.FormValue("plan")}, nil },
		"q5": with(),
		"q6": func(r *http.Request) ([]any, error) {
			var c Change
			err := json.NewDecoder(r.Body).Decode(&c)
			return []any{c.ID, c.Version, c.Text}, err
		},
		"q7": with(Day),
	} {
		text, err := Statement(name)
		if err != nil {
			return nil, err
		}
		statement, err := db.PrepareContext(ctx, text) //nolint:sqlclosecheck // closed with the database
		if err != nil {
			return nil, fmt.Errorf("prepare %s: %w", name, err)
		}
		mux.HandleFunc("/"+name, func(w http.ResponseWriter, r *http.Request) {
			values, err := arguments(r)
			if err != nil {
				http.Error(w, err.Error(), http.StatusBadRequest)
				return
			}
			answer(w, statement.QueryRowContext(r.Context(), values...))
		})
	}
	return mux, nil
}

func with(values ...any) func(*http.Request) ([]any, error) {
	return func(*http.Request) ([]any, error) { return values, nil }
}

func answer(w http.ResponseWriter, row *sql.Row) {
	var text []byte
	switch err := row.Scan(&text); {
	case errors.Is(err, sql.ErrNoRows):
		http.Error(w, "there is none", http.StatusNotFound)
	case err != nil:
		http.Error(w, err.Error(), http.StatusInternalServerError)
	default:
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(text) // the client may be gone
	}
}
