package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"sync/atomic"
)

// request is what is sent, without who asks.
type request struct {
	method, path string
	body         []byte
}

// client asks over one connection, one thing after the other. It reads answers as a browser would, and costs little itself.
type client struct {
	conn   net.Conn
	from   *bufio.Reader
	out    []byte
	answer bytes.Buffer
}

func dial(ctx context.Context, address string) (*client, error) {
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", address)
	if err != nil {
		return nil, err
	}
	return &client{conn: conn, from: bufio.NewReaderSize(conn, 64<<10)}, nil
}

// turn is whose turn it is to ask, of all callers in all runs.
var turn atomic.Int64

// ask sends a request and gives the answer, which holds until the next. Any status but 200 is an error.
func (c *client) ask(to *contender, r request) ([]byte, error) {
	c.out = append(c.out[:0], r.method+" "+r.path+" HTTP/1.1\r\nHost: "+to.address+"\r\nAccept: application/json\r\n"...)
	if n := len(to.tokens); n > 0 {
		c.out = append(c.out, "Authorization: Bearer "+to.tokens[int(turn.Add(1))%n]+"\r\n"...)
	}
	if r.body != nil {
		c.out = append(c.out, "Content-Type: application/json\r\nContent-Length: "+strconv.Itoa(len(r.body))+"\r\n"...)
	}
	c.out = append(append(c.out, "\r\n"...), r.body...)
	if _, err := c.conn.Write(c.out); err != nil {
		return nil, err
	}
	response, err := http.ReadResponse(c.from, nil)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	c.answer.Reset()
	if _, err := io.Copy(&c.answer, response.Body); err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s answers %s: %.500s", to.name, response.Status, c.answer.Bytes())
	}
	return c.answer.Bytes(), nil
}

func posted(path string, value any) (request, error) {
	body, err := json.Marshal(value)
	return request{http.MethodPost, path, body}, err
}
