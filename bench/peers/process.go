package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// tick is the unit of /proc's times: the kernel gives hundredths of a second on every machine that Go runs on.
const tick = 10 * time.Millisecond

// spent gives the processor time of a process and of all below it, those that have ended included.
func spent(pid int) (time.Duration, error) {
	own, err := stat(pid)
	if err != nil {
		return 0, err
	}
	total := own.self + own.ended
	for _, child := range own.children {
		if below, err := spent(child); err == nil { // it may have ended
			total += below
		}
	}
	return total, nil
}

// peak gives the most memory that a process and those below it have held, each at its own time, in bytes.
func peak(pid int) (int64, error) {
	own, err := stat(pid)
	if err != nil {
		return 0, err
	}
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	var total int64
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kib, err := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(rest), " kB"), 10, 64)
			if err != nil {
				return 0, err
			}
			total = kib << 10
		}
	}
	for _, child := range own.children {
		if below, err := peak(child); err == nil { // it may have ended
			total += below
		}
	}
	return total, nil
}

type process struct {
	self, ended time.Duration
	children    []int
}

func stat(pid int) (process, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return process{}, err
	}
	_, rest, _ := strings.Cut(string(text), ") ") // the name may hold spaces
	fields := strings.Fields(rest)
	if len(fields) < 15 {
		return process{}, fmt.Errorf("process %d has %d fields", pid, len(fields))
	}
	var ticks [4]int64 // utime, stime, cutime, cstime: fields 14 to 17 of proc(5)
	for i := range ticks {
		if ticks[i], err = strconv.ParseInt(fields[11+i], 10, 64); err != nil {
			return process{}, err
		}
	}
	p := process{self: time.Duration(ticks[0]+ticks[1]) * tick, ended: time.Duration(ticks[2]+ticks[3]) * tick}
	lists, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid))
	if err != nil {
		return process{}, err
	}
	for _, list := range lists {
		text, err := os.ReadFile(list)
		if err != nil {
			continue // the thread has ended
		}
		for _, one := range strings.Fields(string(text)) {
			child, err := strconv.Atoi(one)
			if err != nil {
				return process{}, err
			}
			p.children = append(p.children, child)
		}
	}
	return p, nil
}

// load gives the average number of processes that ran or waited in the last minute.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	first, _, _ := strings.Cut(string(text), " ")
	return first
}
