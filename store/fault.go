package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net"
	"strings"

	"entgo.io/ent/privacy"
	"github.com/lib/pq"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"waymark/domain/fault"
)

// rules are the constraints of the database in words, by the end of their names. They are the last word; the use cases say
// the same before, and better. A test walks the database and fails on a constraint that is not here.
var rules = []struct{ name, words string }{
	{"_end_after_start", "an end lies after its start"},
	{"_end_not_before_start", "an end does not lie before its start"},
	{"_at_most_one_place", "it is about at most one place"},
	{"_one_place", "it is about exactly one place"},
	{"_share", "a share is above 0 and at most 1"},
	{"_fte", "a full-time equivalent is above 0 and at most 1"},
	{"_cost_not_negative", "a cost is not negative"},
	{"_one_row", "there is one revision"},
	{"_computed", "what a scenario was computed from, by what and with what result is recorded together"},
	{"_interval", "an interval has both ends, and the value lies between them"},
	{"_edition", "editions are counted from 1"},
	{"_pence", "money is not negative"},
	{"_quarter", "quarters are counted from 1 to 4"},
	{"_completed", "what has been completed is published, and nothing else"},
	{"_year", "a financial year begins between 1900 and 2198"},
	{"_review", "a review lies within the time of what is reviewed"},
	{"_published", "what has been agreed is published, and nothing else"},
	{"_withdrawn", "what is withdrawn is so for a reason"},
	{"_answered", "what is answered says how"},
	{"_interval95", "an interval has both ends, and the value lies between them"},
	{"_interval998", "an interval has both ends, and the value lies between them"},
	{"_period", "a period ends after it begins"},
	{"_value", "a figure has a value exactly when its status says that it has one"},
	{"_withheld", "what is withheld says why, and nothing else does"},
	{"_gate", "a gate has an indicator and a percentage"},
	{"_reversed", "a batch that is reversed says why, and no other does"},
	{"_tier", "a tier is one of 1 to 4"},
	{"_ages", "a lowest age is not above the highest"},
	{"_position", "a position has a latitude from -90 to 90 and a longitude from -180 to 180"},
	{"_months", "a release is of at least one month"},
	{"_complete", "no more returns are accepted than are due"},
	{"_weeks", "weeks are counted from 0 to 2,000"},
	{"_one_area", "a pathway is for a district or for a jobcentre"},
	{"_hours", "a session takes more than no time and at most 100 hours"},
	{"_sessions", "there are more than no sessions and at most 100 a week"},
	{"_assessed", "a risk that has been assessed has a day, and no other has"},
	{"_together", "those in treatment and those waiting are counted together"},
	{"_range", "a count is a whole number from 0 to 100,000"},
	{"referral_counts_append_only", "counts are only ever added to"},
	{"referral_releases_append_only", "a release stays as it was published"},
	{"referral_release_rows_append_only", "a release stays as it was published"},
	{"referral_release_exacts_append_only", "a release stays as it was published"},
	{"figures_append_only", "figures are only ever added to"},
	{"_append_only", "the audit is only ever added to"},
}

// translate turns what the driver says into a fault, so that nothing of the database's own words gets out. Faults, and errors
// that are not the database's, pass unchanged.
func translate(err error) error {
	if err == nil {
		return nil
	}
	if _, ok := fault.All(err); ok {
		return err
	}
	if errors.Is(err, privacy.Deny) {
		return fault.New(fault.Forbidden, "", "you may not do this")
	}
	if unavailable(err) {
		return fmt.Errorf("%w (%w)", fault.New(fault.Unavailable, "", "the database cannot answer now; try again"), err)
	}
	if name, ok := violated(err); ok {
		for _, rule := range rules {
			if strings.HasSuffix(name, rule.name) {
				return fault.New(fault.Invalid, "", "%s", rule.words)
			}
		}
		return fault.New(fault.Conflict, "", "another change came first; read again and retry")
	}
	return err
}

// violated gives the name of the constraint that a statement broke. SQLite names unique constraints by their columns.
func violated(err error) (name string, ok bool) {
	var pg *pq.Error
	if errors.As(err, &pg) && pg.Code.Class() == "23" {
		return pg.Constraint, true
	}
	var lite *sqlite.Error
	if errors.As(err, &lite) && lite.Code()&0xff == sqlite3.SQLITE_CONSTRAINT {
		_, name, _ := strings.Cut(lite.Error(), "constraint failed: ")
		name, _, _ = strings.Cut(name, " (")
		return name, true
	}
	return "", false
}

// again tells whether the database asks to run a transaction once more.
func again(err error) bool {
	var pg *pq.Error
	if errors.As(err, &pg) {
		return pg.Code == "40001" || pg.Code == "40P01"
	}
	var lite *sqlite.Error
	return errors.As(err, &lite) && lite.Code()&0xff == sqlite3.SQLITE_BUSY
}

// closed is what database/sql says of a database that has been closed; it does not export the error.
const closed = "sql: database is closed"

// unavailable tells whether the database could not answer, through no fault of what was asked. A transaction that is over
// before it was ended is one whose context was.
func unavailable(err error) bool {
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) ||
		errors.Is(err, driver.ErrBadConn) || errors.Is(err, sql.ErrConnDone) || errors.Is(err, sql.ErrTxDone) || again(err) ||
		errors.Is(err, errNoPrimary) || readOnly(err) {
		return true
	}
	var pg *pq.Error
	if errors.As(err, &pg) {
		switch pg.Code.Class() {
		case "08", "53", "57": // connection, resources, operator intervention
			return true
		}
	}
	var lite *sqlite.Error
	if errors.As(err, &lite) {
		switch lite.Code() & 0xff {
		case sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN:
			return true
		}
	}
	if strings.Contains(err.Error(), closed) {
		return true
	}
	var network net.Error
	return errors.As(err, &network)
}
