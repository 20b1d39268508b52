package main

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os/exec"
	"strconv"
	"strings"

	floorserver "waymark/bench/floor"
	"waymark/bench/seed"
)

// database is the one that all are asked about.
type database struct {
	server *sql.DB // where it was made
	db     *sql.DB
	name   string
	url    string
	pid    int // of the server
}

// open opens the database, which is made first if asked.
func open(ctx context.Context, server, name string, create bool) (*database, error) {
	address, err := url.Parse(server)
	if err != nil {
		return nil, err
	}
	b := &database{name: name}
	if b.server, err = sql.Open("postgres", server); err != nil {
		return nil, err
	}
	if create {
		if _, err := b.server.ExecContext(ctx, "CREATE DATABASE "+name); err != nil {
			return nil, err
		}
	}
	address.Path = "/" + name
	b.url = address.String()
	if b.db, err = sql.Open("postgres", b.url); err != nil {
		return nil, err
	}
	var text string
	if err := b.db.QueryRowContext(ctx, `SELECT pg_read_file('postmaster.pid')`).Scan(&text); err != nil {
		return nil, fmt.Errorf("find the server: %w", err)
	}
	first, _, _ := strings.Cut(text, "\n")
	b.pid, err = strconv.Atoi(strings.TrimSpace(first))
	return b, err
}

// close closes it, and drops it if asked. By then its users have been stopped.
func (b *database) close(drop bool) error {
	defer b.server.Close()
	b.db.Close()
	if !drop {
		return nil
	}
	_, err := b.server.Exec("DROP DATABASE " + b.name + " WITH (FORCE)") //nolint:noctx // it is removed when the context has ended, too
	return err
}

// fill puts the data there, and what PostGraphile needs to answer as much as the others: functions of the same statements as those of the floor.
func (b *database) fill(ctx context.Context, waymark string, size seed.Size) error {
	command := exec.CommandContext(ctx, waymark, "seed", "--demo", "--database-url", b.url) //nolint:gosec // what the caller has named
	if out, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("seed: %w\n%s", err, out)
	}
	if err := seed.Fill(ctx, b.db, size); err != nil {
		return err
	}
	q5, err := floorserver.Statement("q5")
	if err != nil {
		return err
	}
	q7, err := floorserver.Statement("q7")
	if err != nil {
		return err
	}
	_, err = b.db.ExecContext(ctx, `
		CREATE SCHEMA peers;
		CREATE FUNCTION peers.referrals_by_month() RETURNS json LANGUAGE sql STABLE AS $body$`+q5+`$body$;
		CREATE FUNCTION peers.coverage_on(day date) RETURNS json LANGUAGE sql STABLE AS $body$`+q7+`$body$;
		CREATE FUNCTION peers.action_update(action text, expected int, text text) RETURNS json LANGUAGE sql VOLATILE AS $body$
			UPDATE plan_actions SET text = $3, version = version + 1, updated_at = now() WHERE id = $1 AND version = $2
			RETURNING json_build_object('version', version, 'text', plan_actions.text)
		$body$`)
	return err
}

// most is how many clients a contender has at most.
const most = 64

// actions gives so many actions of drafts, each of another plan, with their versions. Waymark has plans of its own: it takes nobody else's changes into
// account, which its audit does not know.
func (b *database) actions(ctx context.Context, of *contender, n int) ([]floorserver.Change, error) {
	skip := 0
	if of.name == waymark {
		skip = most
	}
	rows, err := b.db.QueryContext(ctx, `SELECT DISTINCT ON (p.id COLLATE "C") a.id, a.version FROM plans p JOIN plan_actions a ON a.plan_id = p.id
		WHERE p.state = 'DRAFT' AND a.removed = '' ORDER BY p.id COLLATE "C", a.id COLLATE "C" LIMIT $1 OFFSET $2`, n, skip)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []floorserver.Change
	for rows.Next() {
		var c floorserver.Change
		if err := rows.Scan(&c.ID, &c.Version); err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	if len(all) < n {
		return nil, fmt.Errorf("there are %d drafts with actions, not %d", len(all), n)
	}
	return all, nil
}
